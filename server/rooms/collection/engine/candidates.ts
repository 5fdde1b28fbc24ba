import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Transaction } from '#kernel';
import { findLikely, readPersons, type Sought, type StoredPerson } from '#rooms/people';
import { type Comparer, type Judged, sharesNumber } from '../linking.ts';
import { type Effects, touches } from './effects.ts';
import type { ReadRow } from './rows.ts';
import { readTurn } from './turn.ts';

/** Who in the register may be the persons of a piece's rows. */
export interface Candidates {
  /** The turn after which it was looked up. */
  readonly turn: number;
  /** By place of the row. */
  readonly found: Found[];
  readonly stored: Map<string, StoredPerson>;
}

export interface Found {
  readonly likely: readonly string[];
  readonly held: Judged;
}

/** Statements hold so many persons at once. */
const AT_ONCE = 10_000;
/** Rows judged between two answers of the database. */
const JUDGED_AT_ONCE = 200;

/** Looks into the register without waiting for a turn: what others settle meanwhile is looked up by `renewCandidates`. */
export async function lookUpCandidates(
  transaction: Transaction,
  comparer: Comparer,
  rows: readonly ReadRow[],
): Promise<Candidates> {
  const turn = await readTurn(transaction.client);
  const stored = new Map<string, StoredPerson>();
  return { turn, found: await findAndJudge(transaction, comparer, rows, stored), stored };
}

/**
 * Brings candidates up to a turn that the caller holds: of the rows whose candidates the own pieces since may have changed, or of all
 * where others came between.
 * @param own effects of the caller's own pieces
 */
export async function renewCandidates(
  transaction: Transaction,
  comparer: Comparer,
  rows: readonly ReadRow[],
  candidates: Candidates,
  turn: number,
  own: readonly Effects[],
): Promise<void> {
  const since = own.filter((one) => one.turn > candidates.turn);
  const alone = turn - candidates.turn - 1 === since.length;
  const { found, stored } = candidates;
  if (!alone) stored.clear();
  for (const { changed } of since) for (const person of changed) stored.delete(person);
  const places = [...rows.keys()].filter(
    (at) => !alone || since.some((effects) => touches(effects, rows[at]!.sought, found[at]!.likely)),
  );
  const again = await findAndJudge(
    transaction,
    comparer,
    places.map((at) => rows[at]!),
    stored,
  );
  for (const [index, at] of places.entries()) found[at] = again[index]!;
}

async function findAndJudge(
  transaction: Transaction,
  comparer: Comparer,
  rows: readonly ReadRow[],
  stored: Map<string, StoredPerson>,
): Promise<Found[]> {
  const found: Found[] = [];
  const read = async (sought: readonly Sought[]) => {
    const likely = await findLikely(transaction.client, sought);
    const missing = [...new Set(likely.flatMap((one) => [...one]))].filter((person) => !stored.has(person));
    for (let at = 0; at < missing.length; at += AT_ONCE)
      for (const [person, one] of await readPersons(transaction, missing.slice(at, at + AT_ONCE)))
        stored.set(person, one);
    return likely;
  };
  const judge = async (at: number, likely: ReadonlySet<string>) => {
    const persons = [...likely];
    const others = persons.flatMap((person) => stored.get(person) ?? []);
    found[at] = { likely: persons, held: comparer.judgeStored(rows[at]!.draft, others) };
    if (at % JUDGED_AT_ONCE === 0) await yieldToOthers();
  };
  const named = await read(rows.map(({ sought: { numbers } }) => ({ numbers })));
  for (const at of rows.keys()) await judge(at, named[at]!);
  // Whom a number names, and all else confirms, nobody who is like them takes its place: of most rows that is all to be read,
  // where the others of a name are the more the larger a register is.
  const open = [...rows.keys()].filter((at) => !isSettled(found[at]!.held));
  const alike = await read(open.map((at) => ({ ...rows[at]!.sought, numbers: [] })));
  for (const [index, at] of open.entries())
    if (alike[index]!.size > 0) await judge(at, new Set([...named[at]!, ...alike[index]!]));
  return found;
}

const isSettled = ({ decision, candidates: [best] }: Judged) =>
  decision === 'link' && best !== undefined && sharesNumber(best);
