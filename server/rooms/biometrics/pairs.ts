import { type Context, performAct, requireArea, requirePurpose, requireScope, type Transaction } from '#kernel';
import { areaPath, readPersons, type StoredPerson } from '#rooms/people';
import { MEDIA } from './formats.ts';
import { appendAct, appendLook } from './journal.ts';
import { nextState, orderPair, type PairAct, type PairState } from './model.ts';
import { listPairs, type PairRow, readPair, type Said, writeVerdict } from './pairStore.ts';
import type { Parts } from './parts.ts';
import { describePerson, explainParts } from './present.ts';
import { problems } from './problems.ts';
import { listSamples, readSubjects } from './store.ts';

const MOST = 100;
/** The states of each view of the queue. */
const VIEWS: Readonly<Record<QueueView, readonly PairState[]>> = {
  open: ['open', 'unsure'],
  proposed: ['proposed'],
  same: ['same'],
  different: ['different'],
};
export type QueueView = 'open' | 'proposed' | 'same' | 'different';

const timeOf = (at: Date | null) => at?.toISOString();

function presentPair(context: Context, row: PairRow) {
  const { one, other, version, state, score, found_at: foundAt, due_on: dueOn, reason } = row;
  const [firstAt, secondAt] = [timeOf(row.first_at), timeOf(row.second_at)];
  return {
    ...{ one, other, version, state, score: Math.round(score), parts: explainParts(row.parts) },
    ...{ foundAt: foundAt.toISOString(), dueOn, mine: row.first_by === context.caller.id },
    ...(row.first_by_name && firstAt ? { firstBy: row.first_by_name, firstAt } : {}),
    ...(row.second_by_name && secondAt ? { secondBy: row.second_by_name, secondAt } : {}),
    ...(reason ? { reason } : {}),
  };
}

/** Pairs of the officer's area that wait or were decided. No name stands in it: who they are is a look of its own. */
export async function listQueue(transaction: Transaction, context: Context, view: QueueView) {
  requireScope(context.caller, 'biometrics.adjudicate');
  const rows = await listPairs(transaction.client, VIEWS[view], context.caller.area ?? '-', MOST);
  return rows.map((row) => presentPair(context, row));
}

/** A pair of which either person is of the officer's area. @throws Problem biometrics/pair-unknown, kernel/out-of-area */
async function requirePair(
  transaction: Transaction,
  context: Context,
  keys: readonly [string, string],
  lock = false,
): Promise<{ row: PairRow; persons: [StoredPerson, StoredPerson] }> {
  requireScope(context.caller, 'biometrics.adjudicate');
  const row = await readPair(transaction.client, keys, lock);
  const stored = await readPersons(transaction, keys);
  const [one, other] = [stored.get(keys[0]), stored.get(keys[1])];
  if (!row || !one || !other) throw problems['pair-unknown']();
  requireArea(context.caller, [...areaPath(one), ...areaPath(other)]);
  return { row, persons: [one, other] };
}

/** Two persons side by side, with what speaks for one: a look at both. @throws Problem biometrics/pair-unknown, kernel/out-of-area */
export async function readPairPage(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  keys: readonly [string, string],
) {
  const reason = requirePurpose(context);
  const { row, persons } = await requirePair(transaction, context, keys);
  parts.offices.checkReason(reason);
  const waiting = await listPairs(transaction.client, VIEWS.open, context.caller.area ?? '-', MOST);
  const next = waiting.find((one) => one.one !== row.one || one.other !== row.other);
  const fields = ['name', 'birthDate', 'sex', 'pin', ...row.parts.map(({ modality }) => modality)];
  appendLook(transaction, context, 'biometrics-pair', keys, { fields });
  const sides = [];
  for (const stored of persons)
    sides.push({
      ...describePerson(parts, context.language, stored),
      samples: await listViewable(transaction, stored.person),
    });
  return {
    ...presentPair(context, row),
    left: sides[0]!,
    right: sides[1]!,
    waiting: waiting.length,
    ...(next ? { next: { one: next.one, other: next.other } } : {}),
  };
}

/** Samples that a screen can show. */
async function listViewable({ client }: Transaction, person: string) {
  const references = (await readSubjects(client, person)).map(({ reference }) => reference);
  const samples = await listSamples(client, references);
  return samples.map(({ sample, modality, place, format }) => ({
    ...{ sample, modality, place, viewable: MEDIA[format] !== undefined },
  }));
}

/** Whose sample it is, where it belongs to one of a pair that the officer may see. @throws Problem biometrics/pair-unknown, … */
export async function requirePairSample(
  transaction: Transaction,
  context: Context,
  keys: readonly [string, string],
  sample: string,
): Promise<string> {
  const { row } = await requirePair(transaction, context, keys);
  for (const person of [row.one, row.other])
    if ((await listViewable(transaction, person)).some((one) => one.sample === sample)) return person;
  throw problems['sample-unknown']();
}

const NOBODY = { first_by: null, first_by_name: null, first_at: null } as const;
const NO_SECOND = { second_by: null, second_by_name: null, second_at: null } as const;

/**
 * A verdict, the second officer's decision on it, or a word taken back.
 * @param asked `version`: what the officer saw; another one is refused, so that of two who judge at once the second sees the first
 * @throws Problem biometrics/pair-unknown, pair-changed, pair-state, four-eyes, kernel/out-of-area
 */
export function judgePair(
  parts: Parts,
  context: Context,
  keys: readonly [string, string],
  asked: { act: PairAct; version: number; reason?: string | undefined },
): Promise<{ state: PairState; version: number }> {
  const pair = orderPair(...keys);
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { row } = await requirePair(transaction, context, pair, true);
    if (row.version !== asked.version) throw problems['pair-changed']();
    const state = nextState(row.state, asked.act, row.first_by === context.caller.id);
    if (state === 'four-eyes' || state === 'pair-state') throw problems[state]();
    await writeVerdict(transaction.client, row, saidOf(context, row, state, asked));
    appendAct(transaction, context, `biometrics-pair-${asked.act}`, pair, { data: { from: row.state, to: state } });
    return { state, version: row.version + 1 };
  });
}

function saidOf(
  { caller, receivedAt }: Context,
  row: PairRow,
  state: PairState,
  { reason = null }: { reason?: string | null | undefined },
): Said {
  const [by, name] = [caller.id, caller.name ?? caller.id];
  if (state === 'open') return { state, ...NOBODY, ...NO_SECOND, reason };
  if (state === 'same')
    return {
      ...{ state, first_by: row.first_by, first_by_name: row.first_by_name, first_at: row.first_at },
      ...{ second_by: by, second_by_name: name, second_at: receivedAt, reason: reason ?? row.reason },
    };
  return { state, first_by: by, first_by_name: name, first_at: receivedAt, ...NO_SECOND, reason };
}
