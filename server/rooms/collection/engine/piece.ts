import { type Client, type Context, describeEntry, newId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import {
  type Completion,
  completePersons,
  enterPersons,
  findLikely,
  type NewPerson,
  readPersons,
  type StoredPerson,
} from '#rooms/people';
import { changesOf, compareRow, contradicts, type Differences } from '../differences.ts';
import { type Candidate, type Comparer, type Judged, sharesNumber } from '../linking.ts';
import type { Doubt, Verdict } from '../model.ts';
import type { Candidates } from './candidates.ts';
import { createInFile } from './inFile.ts';
import { evidenceOf } from './job.ts';
import { openingRecord, type ReadRow } from './rows.ts';

/** What became of a row. */
export interface Outcome {
  readonly row: ReadRow;
  verdict: Verdict;
  reason?: string;
  person?: string;
  acts?: readonly string[];
  allotted?: string;
  sameAs?: number;
  why?: Doubt;
  /** Of a row whose person the register holds. */
  differences?: Differences;
  candidates?: readonly Candidate[];
}

export interface PieceParts {
  readonly offices: Offices;
  readonly comparer: Comparer;
  readonly context: Context;
  readonly run: { readonly run: string; readonly file: string; readonly legal_basis: string };
  readonly listsNationality: boolean;
}

/**
 * Settles the rows of a piece against the register as it is in the caller's turn: who is new is entered, what the register has empty is
 * filled in, and whatever is in doubt or contradicts a held value waits for a person. All in the caller's transaction.
 * @param rows those that were not refused by themselves
 */
export async function settleRows(
  transaction: Transaction,
  parts: PieceParts,
  rows: readonly ReadRow[],
  { found, stored }: Candidates,
): Promise<Outcome[]> {
  const outcomes = rows.map((row): Outcome => ({ row, verdict: 'refused' }));
  const linked = found.flatMap(({ held: { decision, candidates } }) =>
    decision === 'link' ? [candidates[0]!.person] : [],
  );
  const named = await findNamed(transaction.client, parts.run.run, linked);
  const inFile = createInFile(parts.comparer);
  const first = new Map<string, Outcome>();
  for (const [at, outcome] of outcomes.entries())
    judgeRow(parts, outcome, found[at]!.held, { stored, named, inFile, first });
  await enterNew(transaction, parts, outcomes);
  await completeKnown(transaction, parts, outcomes, stored);
  for (const outcome of outcomes) dropUnentered(outcome, first);
  return outcomes;
}

interface Seen {
  stored: ReadonlyMap<string, StoredPerson>;
  /** Persons whom earlier pieces of this run have named, with the row. */
  named: ReadonlyMap<string, number>;
  inFile: ReturnType<typeof createInFile>;
  /** The first row of this piece that is of a person, held or new. */
  first: Map<string, Outcome>;
}

function judgeRow(parts: PieceParts, outcome: Outcome, held: Judged, seen: Seen): void {
  const { row } = outcome;
  if (held.decision === 'review') {
    propose(outcome, held.candidates.some(sharesNumber) ? 'number-taken' : 'link-in-doubt', held.candidates);
    return;
  }
  if (held.decision === 'link') {
    judgeKnown(parts, outcome, held.candidates, seen);
    return;
  }
  const inFile = seen.inFile.judge(row);
  if (inFile.decision === 'review') {
    propose(outcome, 'link-in-doubt', inFile.candidates);
    return;
  }
  if (inFile.decision === 'link') {
    const before = seen.first.get(inFile.candidates[0]!.person)!;
    const record = openingRecord(parts.offices, before.row.draft, parts.listsNationality);
    if (contradicts(compareRow(parts.offices, row.draft, record))) {
      propose(outcome, 'contradiction', inFile.candidates);
      return;
    }
    outcome.verdict = 'duplicate-in-file';
    outcome.person = before.person!;
    outcome.sameAs = before.row.row;
    return;
  }
  if (row.doubtful) {
    propose(outcome, 'doubtful-row', []);
    return;
  }
  outcome.verdict = 'accepted-new';
  const person = newId();
  outcome.person = person;
  seen.inFile.add(row, person);
  seen.first.set(person, outcome);
}

function judgeKnown(parts: PieceParts, outcome: Outcome, candidates: readonly Candidate[], seen: Seen): void {
  const { person } = candidates[0]!;
  const { record } = seen.stored.get(person)!;
  const differences = compareRow(parts.offices, outcome.row.draft, record);
  if (contradicts(differences)) {
    propose(outcome, 'contradiction', candidates);
    return;
  }
  const before = seen.named.get(person) ?? seen.first.get(person)?.row.row;
  outcome.person = person;
  if (before !== undefined) {
    outcome.verdict = 'duplicate-in-file';
    outcome.sameAs = before;
    return;
  }
  outcome.verdict = 'accepted-known';
  outcome.differences = differences;
  outcome.candidates = candidates;
  seen.first.set(person, outcome);
}

function propose(outcome: Outcome, why: Doubt, candidates: readonly Candidate[]): void {
  outcome.verdict = 'proposed';
  outcome.why = why;
  outcome.candidates = candidates;
  delete outcome.person;
}

async function enterNew(transaction: Transaction, parts: PieceParts, outcomes: readonly Outcome[]): Promise<void> {
  const { offices, context, run } = parts;
  const fresh = outcomes.filter(({ verdict }) => verdict === 'accepted-new');
  const given = fresh.map(
    ({ row, person }): NewPerson => ({
      person: person!,
      record: openingRecord(offices, row.draft, parts.listsNationality),
      evidence: evidenceOf(run.run, row.row, run.file),
    }),
  );
  const entered = await enterPersons(transaction, context, offices, run.legal_basis, given);
  const holders: Outcome[] = [];
  for (const outcome of fresh) {
    const result = entered.get(outcome.person!)!;
    if (result.done) {
      outcome.acts = [result.act];
      if (result.pin) outcome.allotted = result.pin;
    } else if (result.why === 'number-taken') {
      propose(outcome, 'number-taken', []);
      holders.push(outcome);
    } else {
      outcome.verdict = 'refused';
      outcome.reason = `form ${result.at}`;
      delete outcome.person;
    }
  }
  await showHolders(transaction, parts, holders);
}

/** Whose number it is, or was: the officer sees both. */
async function showHolders(
  transaction: Transaction,
  { comparer }: PieceParts,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const found = await findLikely(
    transaction.client,
    outcomes.map(({ row }) => ({ numbers: row.sought.numbers })),
  );
  const stored = await readPersons(transaction, [...new Set(found.flatMap((one) => [...one]))]);
  for (const [at, outcome] of outcomes.entries()) {
    const holders = [...found[at]!].flatMap((person) => stored.get(person) ?? []);
    outcome.candidates = holders.map(({ person, record }) => ({
      person,
      ...comparer.score(comparer.read(outcome.row.draft), comparer.read(record)),
    }));
  }
}

async function completeKnown(
  transaction: Transaction,
  { offices, context, run }: PieceParts,
  outcomes: readonly Outcome[],
  stored: ReadonlyMap<string, StoredPerson>,
): Promise<void> {
  const known = outcomes.filter(({ verdict }) => verdict === 'accepted-known');
  const completions = known.flatMap(({ row, person, differences }): Completion[] => {
    const { record, version } = stored.get(person!)!;
    const changes = changesOf(row.draft, record, differences!);
    return changes ? [{ person: person!, version, changes, evidence: evidenceOf(run.run, row.row, run.file) }] : [];
  });
  const completed = await completePersons(transaction, context, offices, run.legal_basis, completions);
  for (const outcome of known) {
    const result = completed.get(outcome.person!);
    if (result && !result.done)
      propose(outcome, result.why === 'number-taken' ? 'number-taken' : 'contradiction', outcome.candidates ?? []);
    else {
      outcome.acts = result?.acts ?? [];
      if (!result)
        // The person sees that an office's file named them, as with every other use of the record.
        transaction.append(
          describeEntry(context, {
            kind: 'act',
            room: 'collection',
            type: 'confirm',
            subjects: [outcome.person!],
            data: { run: run.run, row: outcome.row.row },
          }),
        );
    }
  }
}

/** What points to a row of this piece that could not be entered after all is for a person to look at. */
function dropUnentered(outcome: Outcome, first: ReadonlyMap<string, Outcome>): void {
  const entered = (person: string) => {
    const verdict = first.get(person)?.verdict;
    return verdict === undefined || verdict === 'accepted-new' || verdict === 'accepted-known';
  };
  if (outcome.verdict === 'duplicate-in-file' && !entered(outcome.person!)) propose(outcome, 'number-taken', []);
  if (outcome.verdict === 'proposed' && outcome.candidates)
    outcome.candidates = outcome.candidates.filter(({ person }) => entered(person));
}

async function findNamed(client: Client, run: string, persons: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ person: string; row: number }>({
    name: 'collection-named',
    text: "SELECT person, min(row) AS row FROM collection.row WHERE person = ANY($1::uuid[]) AND run = $2 AND verdict IN ('accepted-new', 'accepted-known') GROUP BY person",
    values: [persons, run],
  });
  return new Map(rows.map(({ person, row }) => [person, row]));
}
