import { type Context, Problem, type Transaction } from '#kernel';
import { findHolders } from '#rooms/people';
import { appendLook, contextOf, reasonOf } from './journal.ts';
import { askedOf, type Judged, judgeMember } from './model.ts';
import type { Parts } from './parts.ts';
import { requireAgreed } from './programmes.ts';
import { findProgramme, type MemberRow, type Queries } from './store.ts';

/** Members at a time: a piece is one transaction, and its looks one block of the journal. */
const PIECE = 1000;

/** Looks at all members that wait, of every programme; what an agreement does not allow waits with its reason. */
export async function verifyMembers(parts: Parts): Promise<void> {
  const { database } = parts.kernel;
  const { rows } = await database.pool.query<{ programme: string }>(
    `SELECT programme FROM memberships.programme p WHERE state = 'approved'
       AND EXISTS (SELECT FROM memberships.member m WHERE m.programme = p.programme AND m.verdict IS NULL) ORDER BY programme`,
  );
  for (const { programme } of rows) await verifyProgramme(parts, programme);
}

async function verifyProgramme(parts: Parts, programme: string): Promise<void> {
  const { database } = parts.kernel;
  for (;;) {
    try {
      if ((await database.transact((transaction) => verifyPiece(parts, transaction, programme))) === 0) return;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // No agreement, no more quota: the organisation sees why, and the next run tries again.
      await database.pool.query('UPDATE memberships.programme SET halted = $2 WHERE programme = $1', [
        programme,
        error.code,
      ]);
      return;
    }
  }
}

/** @returns how many were looked at */
async function verifyPiece(parts: Parts, transaction: Transaction, programme: string): Promise<number> {
  const { client } = transaction;
  // Held until the end: two processes never give one person to two numbers.
  const row = await findProgramme(client, programme, 'FOR UPDATE');
  if (row?.state !== 'approved') return 0;
  const { rows: members } = await client.query<MemberRow>(
    'SELECT * FROM memberships.member WHERE programme = $1 AND verdict IS NULL ORDER BY member LIMIT $2',
    [programme, PIECE],
  );
  if (members.length === 0) return 0;
  const agreement = await requireAgreed(parts, row);
  const holders = await findHolders(
    client,
    members.map(({ pin }) => pin!),
  );
  const context = contextOf(parts, row);
  const reason = reasonOf(parts, row);
  const persons = [...holders.values()].flat().map(({ person }) => person);
  const asked = { organisation: row.organisation, ...reason, fields: askedOf(row.rules) };
  const consented = await parts.exchange.holdConsented(transaction, asked, persons);
  const ground = { consented, today: context.clock.today(), areaOf: parts.offices.areaOf };
  const judged = members.map((one) =>
    judgeMember(row.rules, { name: one.name!, birthDate: one.birth_date! }, holders.get(one.pin!) ?? [], ground),
  );
  const told = await refuseRepeated(client, programme, judged);
  await writeVerdicts(client, programme, members, told, context);
  const data = { programme, agreement: agreement.id, version: agreement.version };
  for (const { person, verdict } of told)
    if (person)
      appendLook(transaction, context, 'member-check', [person], {
        ...{ ...reason, fields: askedOf(row.rules), data: { ...data, outcome: verdict } },
      });
  const use = { system: programme, type: 'member-check', purpose: reason.purpose, outcome: 'judged' };
  await parts.exchange.takeQuota(transaction, agreement, use, members.length);
  await client.query('UPDATE memberships.programme SET halted = NULL WHERE programme = $1 AND halted IS NOT NULL', [
    programme,
  ]);
  return members.length;
}

/** Who is a member already is none under another number. */
async function refuseRepeated(client: Queries, programme: string, judged: readonly Judged[]): Promise<Judged[]> {
  const persons = judged.flatMap(({ verdict, person }) => (verdict === 'matched' && person ? [person] : []));
  const { rows } = await client.query<{ person: string }>(
    "SELECT person FROM memberships.member WHERE programme = $1 AND verdict = 'matched' AND person = ANY($2::uuid[])",
    [programme, persons],
  );
  const known = new Set(rows.map(({ person }) => person));
  return judged.map((one) => {
    if (one.verdict !== 'matched') return one;
    if (known.has(one.person!)) return { ...one, verdict: 'repeated' };
    known.add(one.person!);
    return one;
  });
}

async function writeVerdicts(
  client: Queries,
  programme: string,
  members: readonly MemberRow[],
  judged: readonly Judged[],
  { receivedAt }: Context,
): Promise<void> {
  await client.query(
    `UPDATE memberships.member m SET verdict = g.verdict, why = coalesce(string_to_array(g.why, ' '), '{}'), person = g.person, judged_at = $6
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[]) AS g (member, verdict, why, person)
     WHERE m.programme = $1 AND m.member = g.member`,
    [
      ...[programme, members.map(({ member }) => member), judged.map(({ verdict }) => verdict)],
      judged.map(({ why }) => (why.length > 0 ? why.join(' ') : null)),
      // Of whom it does not fit the register keeps no trace here.
      ...[judged.map(({ verdict, person }) => (verdict === 'matched' ? person! : null)), receivedAt],
    ],
  );
}
