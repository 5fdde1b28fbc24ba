import { type Context, describeEntry, isId, newId, requireArea, requireScope, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { areaPath, checkGround, type Ground } from './acting.ts';
import { caseScans } from './caseScans.ts';
import { mergePersons, remakePin, unmergePersons } from './merging.ts';
import { addDays } from './model.ts';
import { problems } from './problems.ts';
import { readPersons } from './store.ts';

export type Proposed =
  | { kind: 'merge' | 'unmerge'; target: string; source: string }
  | { kind: 'remake-pin'; person: string; reason: string };

interface ProposalRow {
  proposal: string;
  kind: Proposed['kind'];
  payload: Proposed;
  persons: string[];
  province: string;
  commune: string;
  legal_basis: string;
  evidence: Ground['evidence'];
  proposed_by: string;
  proposed_by_name: string;
  proposed_at: Date;
  due_on: string;
  state: 'open' | 'approved' | 'refused';
  decided_by: string | null;
  reason: string | null;
}

const scopeOf = { merge: 'people.act.merge', unmerge: 'people.act.merge', 'remake-pin': 'people.act.pin' } as const;
/** Days in which a second officer decides. */
const DAYS = 3;

/** Puts what cannot be undone lightly before a second officer. */
export async function proposeAct(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  proposed: Proposed & Ground,
): Promise<{ id: string; dueOn: string }> {
  requireScope(context.caller, scopeOf[proposed.kind]);
  checkGround(offices, proposed);
  const { legalBasis, evidence, ...payload } = proposed;
  const persons = payload.kind === 'remake-pin' ? [payload.person] : [payload.target, payload.source];
  if (!persons.every(isId)) throw problems['person-unknown']();
  if (new Set(persons).size < persons.length) throw problems['merge-self']({ pointer: '/source' });
  const stored = await readPersons(transaction, persons);
  const first = stored.get(persons[0]!);
  if (!first || stored.size < persons.length) throw problems['person-unknown']();
  for (const one of stored.values()) {
    if (one.mergedInto && payload.kind !== 'unmerge')
      throw problems['person-merged']({ extra: { mergedInto: one.mergedInto } });
  }
  requireArea(context.caller, areaPath(first));
  const id = newId();
  const dueOn = addDays(context.clock.today(), DAYS);
  await transaction.client.query(
    `INSERT INTO people.proposal (proposal, kind, payload, persons, province, commune, legal_basis, evidence, proposed_by, proposed_by_name, proposed_at, due_on, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open')`,
    [
      id,
      payload.kind,
      JSON.stringify(payload),
      persons,
      first.province,
      first.commune,
      legalBasis,
      JSON.stringify(evidence),
      context.caller.id,
      context.caller.name ?? context.caller.id,
      context.receivedAt,
      dueOn,
    ],
  );
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'people',
      type: `propose-${payload.kind}`,
      subjects: persons,
      legalBasis,
      data: { proposal: id },
    }),
  );
  return { id, dueOn };
}

/** Decides a proposal; approval carries it out in the same transaction. Never by the one who proposed. */
export async function decideProposal(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  id: string,
  decision: { approve: boolean; reason: string },
): Promise<{ state: string; pin?: string }> {
  requireScope(context.caller, 'people.approve');
  if (!isId(id)) throw problems['proposal-unknown']();
  const { rows } = await transaction.client.query<ProposalRow>(
    'SELECT * FROM people.proposal WHERE proposal = $1 FOR UPDATE',
    [id],
  );
  const row = rows[0];
  if (!row) throw problems['proposal-unknown']();
  if (row.state !== 'open') throw problems['proposal-decided']();
  if (row.proposed_by === context.caller.id) throw problems['four-eyes']();
  requireArea(context.caller, areaPath(row));
  const state = decision.approve ? 'approved' : 'refused';
  const scans = await caseScans.cite(transaction.client, { matter: id }, context.receivedAt);
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'people',
      type: `decide-${row.kind}`,
      subjects: row.persons,
      legalBasis: row.legal_basis,
      data: { proposal: id, state, ...scans },
    }),
  );
  const made = decision.approve ? await carryOut(transaction, context, offices, row) : undefined;
  await transaction.client.query(
    'UPDATE people.proposal SET state = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE proposal = $1',
    [id, state, context.caller.id, context.receivedAt, decision.reason],
  );
  return { state, ...(made?.pin ? { pin: made.pin } : {}) };
}

async function carryOut(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  row: ProposalRow,
): Promise<{ pin?: string }> {
  const ground: Ground = { legalBasis: row.legal_basis, evidence: row.evidence };
  const { payload } = row;
  if (payload.kind === 'remake-pin') return remakePin(transaction, context, offices, payload.person, ground);
  const act = payload.kind === 'merge' ? mergePersons : unmergePersons;
  await act(transaction, context, offices, payload.target, payload.source, ground);
  return {};
}

/** Which of these persons are proposed to be merged: target and source of each merge that waits for a second officer. */
export async function findProposedMerges(
  { client }: Transaction,
  persons: readonly string[],
): Promise<[target: string, source: string][]> {
  const { rows } = await client.query<{ persons: [string, string] }>(
    "SELECT persons FROM people.proposal WHERE state = 'open' AND kind = 'merge' AND persons && $1::uuid[]",
    [persons],
  );
  return rows.map((row) => row.persons);
}

export async function listProposals(transaction: Transaction, context: Context, offices: Offices, state: string) {
  requireScope(context.caller, 'people.read');
  const { rows } = await transaction.client.query<ProposalRow>(
    "SELECT * FROM people.proposal WHERE state = $1 AND ($2 = '' OR province = $2 OR commune = $2) ORDER BY due_on, proposal LIMIT 100",
    [state, context.caller.area ?? '-'],
  );
  const persons = await readPersons(
    transaction,
    rows.flatMap((row) => row.persons),
  );
  return rows.map((row) => ({
    id: row.proposal,
    kind: row.kind,
    state: row.state,
    proposedByName: row.proposed_by_name,
    mine: row.proposed_by === context.caller.id,
    proposedAt: row.proposed_at.toISOString(),
    dueOn: row.due_on,
    persons: row.persons.map((person) => ({ person, name: persons.get(person)?.record.name ?? '' })),
    legalBasisTitle: offices.legalBasisTitle(row.legal_basis, context.language),
    evidence: row.evidence,
    ...(row.reason ? { reason: row.reason } : {}),
  }));
}
