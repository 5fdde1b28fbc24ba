import { type Context, describeEntry, isId, newId, requireScope, type Transaction } from '#kernel';
import { hashCode, makeCode } from './codes.ts';
import { CODE_HOURS, isIdle, PROPOSAL_DAYS } from './model.ts';
import { checkPost, givePost, type NewPost, type Parts } from './posts.ts';
import { problems } from './problems.ts';
import { insertOfficial, readOfficial, setOfficialState } from './store.ts';

/** What needs two: an official, a further device, a post, waking an account that rests. */
export type Proposed =
  | { kind: 'official'; official: string; name: string; organisation?: string; post: NewPost; note?: string }
  | { kind: 'device'; official: string; note?: string }
  | { kind: 'post'; official: string; post: NewPost; note?: string }
  | { kind: 'wake'; official: string; note?: string };

export interface ProposalRow {
  proposal: string;
  kind: Proposed['kind'];
  official: string;
  data: { name?: string; organisation?: string; post?: NewPost };
  state: 'open' | 'confirmed' | 'refused' | 'used' | 'expired';
  proposed_by: string;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  expires_at: Date;
  note: string | null;
  decided_note: string | null;
}

export interface Decided {
  state: 'confirmed' | 'refused';
  /** To be handed to the official in person; it is shown this once. */
  code?: string;
  codeExpiresAt?: string;
  journal: string;
}

/**
 * Puts before a second person what one alone may not do. Nobody proposes for oneself.
 * @throws Problem officials/for-oneself, official-known, official-unknown, official-left, not-idle, proposal-open, …
 */
export async function propose(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  proposed: Proposed,
): Promise<{ proposal: string; expiresAt: string; journal: string }> {
  requireScope(context.caller, 'officials.manage');
  const { client } = transaction;
  const { kind, official, note = '', ...data } = proposed;
  if (official === context.caller.id) throw problems['for-oneself']();
  const known = await readOfficial(client, official);
  if (kind === 'official' ? known : !known)
    throw problems[kind === 'official' ? 'official-known' : 'official-unknown']({ pointer: '/official' });
  const now = context.clock.now();
  if (known?.state === 'left') throw problems['official-left']();
  if (kind === 'wake' && known && known.state !== 'suspended' && !isIdle(known, now)) throw problems['not-idle']();
  if ('post' in proposed) checkPost(parts, context, proposed.post);
  // What nobody decided in time does not stand in the way of another try.
  await client.query(
    "UPDATE officials.proposal SET state = 'expired' WHERE kind = $1 AND official = $2 AND state = 'open' AND expires_at <= $3",
    [kind, official, now],
  );
  const proposal = newId();
  const expiresAt = new Date(now.getTime() + PROPOSAL_DAYS * 86_400_000);
  const inserted = await client.query(
    `INSERT INTO officials.proposal (proposal, kind, official, data, state, proposed_by, proposed_at, expires_at, note)
     VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [proposal, kind, official, JSON.stringify(data), context.caller.id, now, expiresAt, note],
  );
  if (inserted.rowCount === 0) throw problems['proposal-open']();
  const journal = writeLine(transaction, context, `propose-${kind}`, { proposal, official, ...placeOf(data) });
  return { proposal, expiresAt: expiresAt.toISOString(), journal };
}

/**
 * Confirms or refuses: never the one who proposed, never the official concerned, once.
 * @throws Problem officials/proposal-unknown, four-eyes, for-oneself, proposal-decided, proposal-expired
 */
export async function decide(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  proposal: string,
  decision: { confirm: boolean; note: string },
): Promise<Decided> {
  requireScope(context.caller, 'officials.manage');
  if (!isId(proposal)) throw problems['proposal-unknown']();
  const now = context.clock.now();
  const state = decision.confirm ? 'confirmed' : 'refused';
  const { rows } = await transaction.client.query<ProposalRow>(
    `UPDATE officials.proposal SET state = $2, decided_by = $3, decided_at = $4, decided_note = $5
     WHERE proposal = $1 AND state = 'open' AND expires_at > $4 AND proposed_by <> $3 AND official <> $3 RETURNING *`,
    [proposal, state, context.caller.id, now, decision.note],
  );
  const row = rows[0] ?? (await explainRefusal(transaction, context, proposal));
  const journal = writeLine(transaction, context, `${decision.confirm ? 'confirm' : 'refuse'}-${row.kind}`, {
    proposal,
    official: row.official,
    proposedBy: row.proposed_by,
    ...placeOf(row.data),
  });
  if (!decision.confirm) return { state, journal };
  await carryOut(transaction, context, parts, row);
  if (row.kind !== 'official' && row.kind !== 'device') return { state, journal };
  return { state, journal, ...(await giveCode(transaction, row, now)) };
}

async function explainRefusal(transaction: Transaction, context: Context, proposal: string): Promise<never> {
  const { rows } = await transaction.client.query<ProposalRow>('SELECT * FROM officials.proposal WHERE proposal = $1', [
    proposal,
  ]);
  const row = rows[0];
  if (!row) throw problems['proposal-unknown']();
  if (row.state === 'expired') throw problems['proposal-expired']();
  if (row.state !== 'open') throw problems['proposal-decided']();
  if (row.proposed_by === context.caller.id) throw problems['four-eyes']();
  if (row.official === context.caller.id) throw problems['for-oneself']();
  throw problems['proposal-expired']();
}

async function carryOut(transaction: Transaction, context: Context, parts: Parts, row: ProposalRow): Promise<void> {
  const { client } = transaction;
  const by = { proposedBy: row.proposed_by, proposal: row.proposal };
  const post = row.data.post && withoutPast(row.data.post, context.clock.today());
  if (post) checkPost(parts, context, post);
  if (row.kind === 'official') {
    const { name, organisation } = row.data;
    if (await readOfficial(client, row.official)) throw problems['official-known']();
    const { account } = await parts.accounts.createAccount(transaction, context, {
      kind: 'official',
      actor: row.official,
      name: name!,
      language: parts.offices.country.facts.languages[0]!,
      // The employer has seen the person and the papers, and hands the code over in person.
      level: 2,
      state: 'pending',
    });
    const madeAt = context.clock.now().toISOString();
    const official = { official: row.official, account, name: name!, organisation, madeAt, lastSeenAt: undefined };
    if (!(await insertOfficial(client, { ...official, state: 'invited' }))) throw problems['official-known']();
    await givePost(transaction, context, parts, official, { ...post!, ...by });
    return;
  }
  const official = await readOfficial(client, row.official, true);
  if (!official) throw problems['official-unknown']();
  if (official.state === 'left') throw problems['official-left']();
  if (row.kind === 'post') {
    await givePost(transaction, context, parts, official, { ...post!, ...by });
  } else if (row.kind === 'wake') {
    const state = official.state === 'invited' ? 'invited' : 'active';
    await setOfficialState(client, official.official, state, context.clock.now().toISOString());
    if (official.state === 'suspended')
      await parts.accounts.setAccountState(transaction, context, official.account, 'active', 'woken');
  }
}

/** A first day that has gone by while the proposal waited is today. */
function withoutPast(post: NewPost, today: string): NewPost {
  return post.validFrom !== undefined && post.validFrom < today ? { ...post, validFrom: today } : post;
}

/** A fresh code for a device; older ones of the same official count no more. */
export async function giveCode(
  transaction: Transaction,
  row: Pick<ProposalRow, 'proposal' | 'official'>,
  now: Date,
): Promise<{ code: string; codeExpiresAt: string }> {
  const code = makeCode();
  const expiresAt = new Date(now.getTime() + CODE_HOURS * 3_600_000);
  await transaction.client.query(
    "UPDATE officials.proposal SET state = 'expired', code = NULL WHERE official = $1 AND state = 'confirmed' AND code IS NOT NULL",
    [row.official],
  );
  await transaction.client.query(
    "UPDATE officials.proposal SET state = 'confirmed', code = $2, expires_at = $3 WHERE proposal = $1",
    [row.proposal, hashCode(row.official, code), expiresAt],
  );
  return { code, codeExpiresAt: expiresAt.toISOString() };
}

function placeOf({ post }: ProposalRow['data']): Record<string, unknown> {
  if (!post) return {};
  const { role, area, organisation } = post;
  return { role, ...(area !== undefined ? { area } : {}), ...(organisation ? { organisation } : {}) };
}

/** @returns the line's reference */
export function writeLine(
  transaction: Transaction,
  context: Context,
  type: string,
  data: Record<string, unknown>,
): string {
  return transaction.append(describeEntry(context, { kind: 'act', room: 'officials', type, subjects: [], data }));
}
