import { type Context, isId, newId, performAct, requirePurpose, requireScope, type Transaction } from '#kernel';
import { areaPath, findHolders, lifeOf, readPersons, type StoredPerson } from '#rooms/people';
import { appendAct } from './journal.ts';
import { findKind, HELD, hotReasonOf, isHolder } from './model.ts';
import {
  judgeOlder,
  type OlderFacts,
  type OlderRow,
  type OlderSystem,
  type OlderVerdict,
  type Refusal,
} from './olderModel.ts';
import { findRun, insertRefusals, insertRun, insertTaken, moveRun, readKnown, type TakenCard } from './olderStore.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

type Holding = Pick<Parts, 'kernel' | 'offices'>;

export interface NewRun {
  /** Of cards.yaml, older. */
  readonly system: string;
  /** Whose system it was, in words. */
  readonly source: string;
  /** Cards that are expected. */
  readonly expected: number;
  /** Judges every row, and takes nothing over. */
  readonly trial: boolean;
}

export function requireSystem({ offices }: Holding, id: string): OlderSystem {
  const system = offices.country.cards.older.systems.find((one) => one.id === id);
  if (!system) throw problems['older-system-unknown']({ pointer: '/system' });
  return system;
}

/** Begins to take an older system’s cards over. @throws Problem cards/older-system-unknown */
export function beginOlder(parts: Holding, context: Context, given: NewRun): Promise<{ run: string }> {
  requireScope(context.caller, 'cards.older');
  parts.offices.checkReason(requirePurpose(context));
  requireSystem(parts, given.system);
  return performAct(parts.kernel.database, context, async (transaction) => {
    const run = newId();
    await insertRun(transaction.client, { run, ...given }, context);
    appendAct(transaction, context, 'older-cards-begun', [], { data: { run, ...given } });
    return { run };
  });
}

/** Says that no more will come. @throws Problem cards/older-run-unknown, older-run-closed */
export async function closeOlder(parts: Holding, context: Context, id: string): Promise<void> {
  requireScope(context.caller, 'cards.older');
  parts.offices.checkReason(requirePurpose(context));
  await performAct(parts.kernel.database, context, async (transaction) => {
    const { run, seen, taken, refused } = await requireOpen(transaction, id);
    await moveRun(transaction.client, run, { state: 'closed' });
    appendAct(transaction, context, 'older-cards-ended', [], { data: { run, seen, taken, refused } });
    return {};
  });
}

async function requireOpen({ client }: Transaction, id: string) {
  const row = isId(id) ? await findRun(client, id, true) : undefined;
  if (!row) throw problems['older-run-unknown']();
  if (row.state === 'closed') throw problems['older-run-closed']();
  return row;
}

export interface Piece {
  /** Rows before this piece; what the run says is next. */
  readonly from: number;
  readonly rows: readonly OlderRow[];
}

/**
 * Takes a piece of an older system’s rows over, whole or not at all: pieces come one after the other, and one that was cut off is sent again.
 * @throws Problem cards/older-run-unknown, older-run-closed, older-not-next (extra `next`), older-overtaken
 */
export function takeOlder(parts: Holding, context: Context, id: string, piece: Piece) {
  requireScope(context.caller, 'cards.older');
  parts.offices.checkReason(requirePurpose(context));
  return performAct(parts.kernel.database, context, async (transaction) => {
    const run = await requireOpen(transaction, id);
    if (piece.from !== run.seen)
      throw problems['older-not-next']({ pointer: '/from', values: { next: run.seen }, extra: { next: run.seen } });
    const system = requireSystem(parts, run.system);
    const judged = await judgeAll(parts, transaction, context, system, piece.rows);
    const refused = judged.flatMap(({ said, row, at }) =>
      said.verdict === 'refused' ? [{ row: piece.from + at + 1, why: said.why, cells: row }] : [],
    );
    await insertRefusals(transaction.client, run.run, refused);
    const taken = judged.flatMap((one) => toCard(system, one));
    if (!run.trial) await write(parts, transaction, context, { run: run.run, system }, taken);
    const known = judged.filter(({ said }) => said.verdict === 'known').length;
    const counts = { taken: taken.length, known, refused: refused.length };
    await moveRun(transaction.client, run.run, { ...counts, seen: judged.length, at: context.receivedAt });
    return { ...counts, next: run.seen + judged.length };
  });
}

interface Judged {
  readonly at: number;
  readonly row: OlderRow;
  readonly said: OlderVerdict;
  readonly stored?: StoredPerson;
}

/** Each row of a piece against what is known: four statements, whatever their number. */
async function judgeAll(
  { offices }: Holding,
  transaction: Transaction,
  context: Context,
  system: OlderSystem,
  rows: readonly OlderRow[],
): Promise<Judged[]> {
  const { cards, facts } = offices.country;
  const kind = findKind(cards, system.kind)!;
  const named = await findHolders(transaction.client, [...new Set(rows.map(({ number }) => number))]);
  const persons = [...new Set([...named.values()].flat().map(({ person }) => person))];
  const stored = await readPersons(transaction, persons);
  const known = await readKnown(
    transaction.client,
    kind.id,
    persons,
    rows.map(({ documentNumber }) => documentNumber),
  );
  const today = context.clock.today();
  const seen = new Set<string>();
  return rows.map((row, at) => {
    const holders = (named.get(row.number) ?? []).map(({ person, status, record }) => ({
      ...{ person, isActive: status === 'active' && !stored.get(person)?.mergedInto },
      ...{ isDead: lifeOf(record) === 'dead', isHolder: isHolder(kind, record.nationality, facts.iso.alpha3) },
      birthDate: record.birthDate,
    }));
    const person = holders[0]?.person;
    const documentOf = known.documents.get(row.documentNumber);
    const held = person ? known.held.get(person) : undefined;
    const about: OlderFacts = { holders, today, ...(documentOf ? { documentOf } : {}), ...(held ? { held } : {}) };
    const said = judgeOlder(system, row, about);
    const own = person ? stored.get(person) : undefined;
    return { at, row, said: once(seen, row, said), ...(own ? { stored: own } : {}) };
  });
}

/** A number, or a person’s held card, comes once in a piece. */
function once(seen: Set<string>, { documentNumber }: OlderRow, said: OlderVerdict): OlderVerdict {
  if (said.verdict !== 'taken') return said;
  const keys = [`number ${documentNumber}`, ...(HELD.includes(said.state) ? [`held ${said.person}`] : [])];
  if (keys.some((key) => seen.has(key))) return { verdict: 'refused', why: 'row-twice' satisfies Refusal };
  for (const key of keys) seen.add(key);
  return said;
}

function toCard(system: OlderSystem, { row, said, stored }: Judged): TakenCard[] {
  if (said.verdict !== 'taken' || !stored) return [];
  const { person, state, issuedOn, expiresOn } = said;
  return [
    {
      ...{ card: newId(), step: newId(), person, state, documentNumber: row.documentNumber, issuedOn },
      ...{ kind: system.kind, template: system.id, office: stored.commune, areas: areaPath(stored) },
      expiresOn: expiresOn ?? null,
      hot: hotReasonOf(state) ?? null,
    },
  ];
}

/** @throws Problem cards/older-overtaken where a card was handed over at this very moment: the piece is sent again */
async function write(
  { offices }: Holding,
  transaction: Transaction,
  context: Context,
  { run, system }: { run: string; system: OlderSystem },
  taken: readonly TakenCard[],
): Promise<void> {
  if (!(await insertTaken(transaction.client, taken, run, context))) throw problems['older-overtaken']();
  const { purpose } = offices.country.cards;
  for (const { card, person } of taken)
    appendAct(transaction, context, 'card-taken-over', [person], {
      ...{
        purpose: context.purpose ?? purpose,
        legalBasis: context.legalBasis ?? offices.country.cards.older.legalBasis,
      },
      data: { card, system: system.id, run },
    });
}
