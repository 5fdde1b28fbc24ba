import { type Context, describeEntry, type Kernel, newId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { type Matcher, MatcherError, type Probe, type Reference } from '../engine/matcher.ts';
import { computeTemplates, type Images } from './computing.ts';
import { noteLoose, readLoose, stillLoose, takeLoose } from './encounterStore.ts';
import type { BiometricData } from './osiaForms.ts';
import { isSearchable, readProbe } from './osiaSamples.ts';
import { doorProblems as problems } from './problems.ts';

/** What every operation of both standards works with. */
export interface Abis {
  readonly database: Kernel['database'];
  readonly keys: Kernel['keys'];
  readonly clock: Kernel['clock'];
  readonly images: Images;
  readonly offices: Pick<Offices, 'findPurpose' | 'findLegalBasis'>;
  /** The engine behind these doors; opened when it is first needed. */
  matcher(): Promise<Matcher>;
}

/** Who asks, and why; its encounters are nobody else's. */
export interface Asker {
  readonly context: Context;
  readonly owner: string;
  readonly transactionId: string;
}

/** @throws Problem biometrics/abis-purpose-unknown, abis-legal-basis-unknown */
export function findAsker({ offices }: Abis, context: Context, transactionId: string): Asker {
  if (!offices.findPurpose(context.purpose ?? ''))
    throw problems['abis-purpose-unknown']({ pointer: '/headers/dancu-purpose' });
  if (!offices.findLegalBasis(context.legalBasis ?? ''))
    throw problems['abis-legal-basis-unknown']({ pointer: '/headers/dancu-legal-basis' });
  return { context, owner: context.caller.organisation ?? context.caller.id, transactionId };
}

/** Runs the one transaction of an operation, with its journal line and whatever proves the answer. */
export type Settle = <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<void>;

/** The line says who asked what for, and how much was touched; never a sample, a score or a person's name there. */
export function appendLine(
  transaction: Transaction,
  { context, transactionId }: Asker,
  {
    kind,
    type,
    references,
    ...data
  }: { kind: 'act' | 'look'; type: string; references: readonly (Reference | null)[] } & {
    readonly [name: string]: unknown;
  },
): void {
  const subjects = references.filter((one): one is Reference => one !== null);
  transaction.append(
    describeEntry(context, {
      kind,
      room: 'biometrics',
      type: `abis-${type}`,
      subjects,
      data: { transactionId, ...data },
    }),
  );
}

/** What samples search with, their images too. @throws Problem as readProbe does */
export async function readSearch(
  { images }: Abis,
  samples: readonly BiometricData[],
  pointer?: string,
): Promise<Probe> {
  return readProbe([...samples, ...(await computeTemplates(images, samples, pointer))], pointer);
}

/** A matcher's refusal as the caller's fault, or as ours. */
export async function askMatcher<Result>(abis: Abis, ask: (matcher: Matcher) => Promise<Result>): Promise<Result> {
  try {
    return await ask(await abis.matcher());
  } catch (error) {
    if (!(error instanceof MatcherError)) throw error;
    if (['unavailable', 'answer-wrong', 'closed'].includes(error.code)) throw problems['abis-engine-away']();
    throw problems['abis-sample-refused']({ pointer: '/biometricData', values: { reason: error.code } });
  }
}

/**
 * Enrols under a new reference, which `write` gives to an encounter in its transaction. It is noted before the engine hears of
 * it: whatever ends half-way, the engine keeps nothing for long that no encounter has.
 */
export async function enrolNew(
  abis: Abis,
  probe: Probe,
  write: (reference: Reference | null) => Promise<void>,
): Promise<void> {
  if (!isSearchable(probe)) return write(null);
  const reference = newId() as Reference;
  await noteLoose(abis.database.pool, [reference]);
  try {
    await askMatcher(abis, (matcher) => matcher.enrol(reference, probe));
    await write(reference);
  } finally {
    // Taken by an encounter, it is not loose any more; what cannot be asked now is asked at the next sweep.
    await dropLoose(abis, [reference]).catch(() => {});
  }
}

/** @throws Error where the reference was swept away since it was noted */
export async function takeReference(transaction: Transaction, reference: Reference | null): Promise<void> {
  if (reference && !(await takeLoose(transaction.client, reference)))
    throw new Error('an enrolment took longer than the sweep waits');
}

/** Takes out of the engine what no encounter has. */
export async function dropLoose(abis: Abis, references: readonly Reference[]): Promise<void> {
  const { pool } = abis.database;
  for (const reference of await stillLoose(pool, references)) {
    await askMatcher(abis, (matcher) => matcher.remove(reference));
    await takeLoose(pool, reference);
  }
}

/** An enrolment that is under way is never that old. */
const LOOSE_MINUTES = 30;

export async function sweepLoose(abis: Abis): Promise<void> {
  await dropLoose(abis, await readLoose(abis.database.pool, LOOSE_MINUTES));
}
