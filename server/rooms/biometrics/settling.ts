import { type Client, createContext, type Transaction } from '#kernel';
import { addDays } from '#libs/country';
import { areaPath, findLikely, readPersons } from '#rooms/people';
import { type Candidate, MatcherError, type Probe, type Reference } from './engine/matcher.ts';
import { appendAct } from './journal.ts';
import { orderPair } from './model.ts';
import { putPair } from './pairStore.ts';
import type { Parts } from './parts.ts';
import { findReferences, readSubject, type Subject } from './store.ts';
import { holdUnsettled, listDue, putOff, settled } from './unsettled.ts';
import { isDamaged, readProbe } from './vault.ts';

/** Read at once. */
const MOST = 200;
/** Of other knowledge than the samples'. */
const MOST_LIKELY = 1000;

/** What the room does by itself, for whoever reads the journal. */
export function ownContext({ kernel }: Pick<Parts, 'kernel'>) {
  const caller = { kind: 'system', id: 'biometrics', scopes: new Set<string>() } as const;
  return createContext(kernel.clock, caller, { language: kernel.words.languages[0]! });
}

/**
 * Tells whoever compares what is held of a reference by now, and looks for others who may be the same person. Does nothing where it
 * has been told already; what fails is tried again later, and nothing is lost meanwhile.
 * @returns how many pairs wait for an officer because of it; undefined where it failed
 */
export async function settle(parts: Parts, reference: Reference): Promise<number | undefined> {
  const { database, log } = parts.kernel;
  try {
    // Before a connection is taken: opening needs one too, and those who wait for it would hold them all.
    const matcher = await parts.matcher();
    return await database.transact(async (transaction) => {
      const { client } = transaction;
      const due = await holdUnsettled(client, reference);
      if (!due) return 0;
      const subject = await readSubject(client, reference);
      const probe = subject && (await readProbe(client, parts, subject));
      if (!subject || !probe) await matcher.remove(reference);
      else await matcher.enrol(reference, probe);
      const found = subject && probe && due.search ? await findPairs(transaction, parts, subject, probe) : 0;
      await settled(client, reference);
      return found;
    });
  } catch (err) {
    const code = err instanceof MatcherError ? err.code : isDamaged(err) ? 'sample-damaged' : 'failed';
    log.warn({ component: 'biometrics', code, err: placeOf(err) }, 'a reference is settled later');
    await putOff(database.pool, reference, code);
    return undefined;
  }
}

/** Where it failed, without what it says: whoever compares may quote what it was given. */
function placeOf(error: unknown): Error {
  const { name, stack } = error instanceof Error ? error : new Error();
  return Object.assign(new Error(''), { name, stack });
}

/** What a stop or an engine that was away left. */
export async function settleAll(parts: Parts): Promise<void> {
  const { pool } = parts.kernel.database;
  // What fails is put off, so that this ends.
  for (let due = await listDue(pool, MOST); due.length > 0; due = await listDue(pool, MOST))
    for (const reference of due) await settle(parts, reference as Reference);
}

/** Who else this may be: the likeliest by the samples, by name and birth date too, without the subject itself. */
export async function findCandidates(
  transaction: Transaction,
  parts: Parts,
  subject: Subject,
  probe: Probe,
): Promise<Candidate[]> {
  const { best } = parts.offices.country.modalities.duplicates;
  const stored = (await readPersons(transaction, [subject.person])).get(subject.person);
  if (!stored) return [];
  const { name, birthDate } = stored.record;
  const [likely = new Set<string>()] = await findLikely(transaction.client, [{ numbers: [], name, birthDate }]);
  const among = (await findReferences(transaction.client, [...likely])).filter((one) => one !== subject.reference);
  const matcher = await parts.matcher();
  const found = await matcher.identify(probe, { best: best + 1, among: among.slice(0, MOST_LIKELY) });
  return found.filter((one) => one.reference !== subject.reference).slice(0, best);
}

/** Of candidates, those whose samples are still held, with their persons: what was erased while one searched is shown to nobody. */
export async function keepHeld(
  client: Pick<Client, 'query'>,
  subject: Subject,
  candidates: readonly Candidate[],
): Promise<(Candidate & { person: string })[]> {
  const { rows } = await client.query<Subject>(
    'SELECT * FROM biometrics.subject WHERE reference = ANY($1::uuid[]) ORDER BY reference FOR SHARE',
    [candidates.map(({ reference }) => reference)],
  );
  const persons = new Map(rows.map((row) => [row.reference, row.person]));
  return candidates.flatMap((one) => {
    const person = persons.get(one.reference);
    return person && person !== subject.person ? [{ ...one, person }] : [];
  });
}

async function findPairs(transaction: Transaction, parts: Parts, subject: Subject, probe: Probe): Promise<number> {
  const { duplicates, ages, purpose } = parts.offices.country.modalities;
  const candidates = (await findCandidates(transaction, parts, subject, probe)).filter(
    ({ score }) => score >= duplicates.adjudicateFrom,
  );
  const held = await keepHeld(transaction.client, subject, candidates);
  const persons = await readPersons(transaction, [subject.person, ...held.map(({ person }) => person)]);
  const context = ownContext(parts);
  let found = 0;
  for (const { person, score, parts: because } of held) {
    const [one, other] = orderPair(subject.person, person);
    const areas = [one, other].flatMap((each) => areaPath(persons.get(each) ?? { province: '', commune: '' }));
    const days = { found_at: context.receivedAt, due_on: addDays(context.clock.today(), duplicates.days) };
    const isNew = await putPair(transaction.client, {
      ...{ one, other, score, parts: because, areas: [...new Set(areas)] },
      ...days,
    });
    if (!isNew) continue;
    found += 1;
    appendAct(transaction, context, 'biometrics-alike', [one, other], { purpose, legalBasis: ages.legalBasis });
  }
  return found;
}
