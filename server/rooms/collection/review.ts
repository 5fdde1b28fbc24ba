import { type Context, describeEntry, newId, performAct, requireArea, requireScope, type Transaction } from '#kernel';
import { type RecordDraft, toRecordDraft } from '#libs/intake';
import { completePersons, enterPersons, readPerson, takeBack } from '#rooms/people';
import { note, type Parts } from './acts.ts';
import { type ComparedField, changesOf, compareRow, REPLACEABLE } from './differences.ts';
import { stateOfRead } from './engine/finish.ts';
import { evidenceOf } from './engine/job.ts';
import { openingRecord } from './engine/rows.ts';
import { takeTurn } from './engine/turn.ts';
import { findHolders } from './holders.ts';
import { type ProposalState, UNDO_HOURS, type Verdict } from './model.ts';
import { problems } from './problems.ts';
import {
  type KeptRow,
  markProposal,
  moveRow,
  type ProposalRow,
  readProposal,
  readRow,
  type Said,
} from './proposalStore.ts';
import { rowScans } from './scanStore.ts';
import { markState, type RunRow, readRun } from './store.ts';

export const SCOPE = 'collection.review';

export interface Spoken extends Omit<Said, 'take'> {
  take?: string[];
}

interface Held {
  run: RunRow;
  proposal: ProposalRow;
  row: KeptRow;
}

/** Holds run and proposal in the engine's order, so that neither waits for the other in a circle. @throws Problem collection/proposal-unknown */
async function holdProposal(transaction: Transaction, context: Context, id: string, number: number): Promise<Held> {
  const { client } = transaction;
  requireScope(context.caller, SCOPE);
  const run = await readRun(client, id, true);
  const proposal = run && (await readProposal(client, id, number, true));
  const row = proposal && (await readRow(client, id, number));
  if (!row) throw problems['proposal-unknown']();
  requireArea(context.caller, areaOf(proposal));
  if (run.state === 'undoing' || run.state === 'undone')
    throw problems['state-wrong']({ values: { state: run.state } });
  await takeTurn(client);
  return { run, proposal, row };
}

export const areaOf = ({ province, commune }: Pick<ProposalRow, 'province' | 'commune'>) =>
  [province, commune].filter((code) => code !== '');

/** The country's rules on roles want a second officer where held values are replaced (roles.yaml, fourEyes). */
export function wantsSecond({ offices }: Pick<Parts, 'offices'>, { caller }: Context): boolean {
  return offices.country.roles.get(caller.role ?? '')?.fourEyes?.includes(SCOPE) ?? false;
}

export interface Decided {
  state: ProposalState;
  person?: string;
  undoUntil?: string;
}

/** An officer's word on a row in doubt, carried out in the same transaction. @throws Problem collection/… */
export async function decide(
  parts: Parts,
  context: Context,
  id: string,
  number: number,
  spoken: Spoken,
): Promise<Decided> {
  return performAct(parts.kernel.database, context, async (transaction): Promise<Decided> => {
    const held = await holdProposal(transaction, context, id, number);
    const { proposal, row } = held;
    if (proposal.state === 'decided') throw problems['proposal-decided']();
    const said: Said = { ...spoken, take: [...(spoken.take ?? [])].sort() };
    checkSaid(proposal, said);
    if (said.verdict === 'later') {
      await keep(transaction, context, proposal, 'later', null);
      return { state: 'later' };
    }
    const scans = await rowScans.cite(transaction.client, { run: id, row: number }, context.receivedAt);
    const replaces = said.verdict === 'same' && said.take.length > 0;
    if (replaces && wantsSecond(parts, context) && !confirms(context, proposal, said)) {
      await keep(transaction, context, proposal, 'second', said);
      note(transaction, context, 'decide-first', { run: id, row: number, ...scans });
      return { state: 'second' };
    }
    const moved = await carryOut(transaction, context, parts, held, said);
    const history = {
      at: context.receivedAt,
      verdict: moved.verdict,
      by: context.caller.name ?? context.caller.id,
      ...(said.reason ? { note: said.reason } : {}),
    };
    await moveRow(transaction.client, row, { ...moved, history });
    await keep(transaction, context, proposal, 'decided', said);
    await settleRun(transaction, held.run);
    tell(transaction, context, 'decide', moved.person, { run: id, row: number, verdict: said.verdict, ...scans });
    const undoUntil = new Date(Date.parse(context.receivedAt) + UNDO_HOURS * 3_600_000).toISOString();
    return { state: 'decided', undoUntil, ...(moved.person ? { person: moved.person } : {}) };
  });
}

function checkSaid(proposal: ProposalRow, { verdict, person, take, reason }: Said): void {
  if (verdict === 'same' && !proposal.candidates.some((one) => one.person === person))
    throw problems['candidate-missing']({ pointer: '/person' });
  if (verdict === 'refuse' && !reason) throw problems['reason-missing']({ pointer: '/reason' });
  const fixed = take.find((field) => !REPLACEABLE.includes(field as ComparedField));
  if (fixed) throw problems['field-not-replaceable']({ pointer: '/take', values: { field: fixed } });
}

/** The first officer's word from another officer's mouth. @throws Problem collection/four-eyes */
function confirms({ caller }: Context, { state, verdict, decided_by: first }: ProposalRow, said: Said): boolean {
  if (state !== 'second' || !verdict) return false;
  if (first === caller.id) throw problems['four-eyes']();
  return verdict.person === said.person && String(verdict.take) === String(said.take);
}

interface Moved {
  verdict: Verdict;
  reason?: string;
  person?: string;
  acts?: readonly string[];
  allotted?: string;
}

async function carryOut(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  { run, proposal, row }: Held,
  said: Said,
): Promise<Moved> {
  if (said.verdict === 'refuse') return { verdict: 'refused', reason: 'officer' };
  const { offices } = parts;
  const draft = toRecordDraft(offices.country, row.claims, context.clock.today());
  const evidence = evidenceOf(run.run, row.row, run.file);
  if (said.verdict === 'new') {
    const person = newId();
    // Of two who claim a number the register's holder keeps it; the other is entered without.
    const claimed = proposal.why === 'number-taken' ? withoutPin(draft) : draft;
    const record = openingRecord(offices, claimed, run.mapping?.fields.nationality !== undefined);
    const entered = await enterPersons(transaction, context, offices, run.legal_basis, [{ person, record, evidence }]);
    const result = entered.get(person)!;
    if (!result.done) throw problems[result.why === 'number-taken' ? 'number-held' : 'verdict-overtaken']();
    return { verdict: 'accepted-new', person, acts: [result.act], ...(result.pin ? { allotted: result.pin } : {}) };
  }
  const person = said.person!;
  const stored = await readPerson(transaction, person, true);
  if (!stored || stored.mergedInto) throw problems['verdict-overtaken']();
  const changes = changesOf(
    draft,
    stored.record,
    compareRow(offices, draft, stored.record),
    said.take as ComparedField[],
  );
  if (!changes) return { verdict: 'accepted-known', person, acts: [] };
  const given = [{ person, version: stored.version, changes, evidence }];
  const completed = (await completePersons(transaction, context, offices, run.legal_basis, given)).get(person)!;
  if (!completed.done) throw problems['verdict-overtaken']();
  return { verdict: 'accepted-known', person, acts: completed.acts };
}

function withoutPin(draft: RecordDraft): RecordDraft {
  return { ...draft, identifiers: (draft.identifiers ?? []).filter(({ kind }) => kind !== 'pin') };
}

/** Takes a verdict back, for as long as it may be, and where nothing of others stands on it. @throws Problem collection/undo-too-late, undo-stands */
export async function undoVerdict(parts: Parts, context: Context, id: string, number: number): Promise<Decided> {
  return performAct(parts.kernel.database, context, async (transaction): Promise<Decided> => {
    const held = await holdProposal(transaction, context, id, number);
    const { run, proposal, row } = held;
    if (proposal.state === 'open' || !proposal.decided_at) throw problems['proposal-not-decided']();
    if (Date.parse(context.receivedAt) > proposal.decided_at.getTime() + UNDO_HOURS * 3_600_000)
      throw problems['undo-too-late']();
    if (proposal.state === 'decided') {
      if (row.person && row.acts && row.acts.length > 0) {
        const opened = row.verdict === 'accepted-new' && (await findHolders(transaction.client, [row.person])).size > 0;
        if (opened) throw problems['undo-stands']();
        const kept = { person: row.person, acts: row.acts, allotted: row.allotted ?? undefined };
        const evidence = evidenceOf(run.run, row.row, run.file);
        const taken = await takeBack(transaction, context, parts.offices, run.legal_basis, evidence, [kept]);
        if (taken.get(row.person) === 'stands') throw problems['undo-stands']();
      }
      const by = context.caller.name ?? context.caller.id;
      await moveRow(transaction.client, row, {
        verdict: 'proposed',
        history: { at: context.receivedAt, verdict: 'proposed', by },
      });
    }
    await markProposal(transaction.client, proposal, { state: 'open', said: null, by: null, name: null, at: null });
    await settleRun(transaction, run);
    tell(transaction, context, 'decide-undo', row.person ?? undefined, { run: id, row: number });
    return { state: 'open' };
  });
}

async function keep(
  { client }: Transaction,
  { caller, receivedAt }: Context,
  proposal: ProposalRow,
  state: ProposalState,
  said: Said | null,
): Promise<void> {
  await markProposal(client, proposal, { state, said, by: caller.id, name: caller.name ?? caller.id, at: receivedAt });
}

/** A run whose rows are all read is done when nothing waits, and waits again when a verdict is taken back. */
async function settleRun(transaction: Transaction, run: RunRow): Promise<void> {
  if (run.state !== 'waiting' && run.state !== 'done') return;
  const state = await stateOfRead(transaction, run.run);
  if (state !== run.state) await markState(transaction.client, run.run, state, run.ended_at?.toISOString() ?? null);
}

function tell(
  transaction: Transaction,
  context: Context,
  type: string,
  person: string | undefined,
  data: Record<string, unknown>,
): void {
  transaction.append(
    describeEntry(context, { kind: 'act', room: 'collection', type, subjects: person ? [person] : [], data }),
  );
}
