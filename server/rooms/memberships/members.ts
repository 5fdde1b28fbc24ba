import { type Context, newId, performAct } from '#kernel';
import { appendAct } from './journal.ts';
import { findUnreadable, OPEN, type Sent } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type Queries, requireProgramme } from './store.ts';

export interface Collected {
  added: number;
  changed: number;
  unchanged: number;
  /** Numbers whose row was left as it is, and why. */
  left: { number: string; why: 'repeated-in-file' | 'has-card' | 'stopped' }[];
}

interface Known {
  number: string;
  stopped: boolean;
  held: boolean;
  same: boolean;
}

/**
 * Takes a piece of the organisation's list. What comes again is the same row; what comes otherwise, and who comes back, is looked at
 * anew.
 * @throws Problem memberships/programme-unknown, programme-not-approved
 */
export async function collectMembers(
  parts: Parts,
  context: Context,
  id: string,
  members: readonly Sent[],
): Promise<Collected> {
  const collected = await performAct(parts.kernel.database, context, async (transaction): Promise<Collected> => {
    const { client } = transaction;
    // Pieces of one list come one after the other: two rows of one number never wait for each other in a circle.
    const row = await requireProgramme(client, context, id, 'FOR UPDATE');
    if (row.state !== 'approved') throw problems['programme-not-approved']();
    const byNumber = new Map(members.map((one) => [one.number, one]));
    const all = [...byNumber.values()];
    const state = new Map((await readKnown(client, id, all)).map((one) => [one.number, one]));
    const left = [...state.values()].flatMap(({ number, stopped, held, same }): Collected['left'] => {
      if (stopped) return [{ number, why: 'stopped' }];
      return held && !same ? [{ number, why: 'has-card' }] : [];
    });
    const writes = all.filter(({ number }) => {
      const before = state.get(number);
      return !before || !(before.stopped || before.same || before.held);
    });
    await writeMembers(
      client,
      id,
      writes.map((one) => ({ one, faults: findUnreadable(row.rules, one) })),
      context.receivedAt,
    );
    await client.query(
      'UPDATE memberships.programme SET asked_by = $2, asked_as = $3, halted = NULL WHERE programme = $1',
      [id, context.caller.id, context.caller.kind === 'system' ? 'system' : 'official'],
    );
    const added = writes.filter(({ number }) => !state.has(number)).length;
    const changed = writes.length - added;
    appendAct(transaction, context, 'members-collected', [], { data: { programme: id, added, changed } });
    const twice = members.filter((one) => byNumber.get(one.number) !== one);
    return {
      ...{ added, changed, unchanged: all.length - writes.length - left.length },
      left: [...left, ...twice.map(({ number }) => ({ number, why: 'repeated-in-file' as const }))],
    };
  });
  await parts.hint();
  return collected;
}

async function readKnown(client: Queries, programme: string, rows: readonly Sent[]): Promise<Known[]> {
  const { rows: known } = await client.query<Known>(
    `SELECT m.number, m.verdict IS NOT DISTINCT FROM 'stopped' AS stopped,
       m.verdict IS DISTINCT FROM 'left'
         AND (m.pin, m.name, m.birth_date, m.unit, m.joined_on) IS NOT DISTINCT FROM (g.pin, g.name, g.birth_date, g.unit, g.joined_on) AS same,
       EXISTS (SELECT FROM memberships.card c WHERE c.programme = m.programme AND c.member = m.member AND c.state = ANY($8)) AS held
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) AS g (number, pin, name, birth_date, unit, joined_on)
     JOIN memberships.member m ON m.programme = $1 AND m.number = g.number`,
    [programme, ...columnsOf(rows), OPEN],
  );
  return known;
}

async function writeMembers(
  client: Queries,
  programme: string,
  rows: readonly { one: Sent; faults: readonly string[] }[],
  at: string,
): Promise<void> {
  await client.query(
    `INSERT INTO memberships.member (programme, number, pin, name, birth_date, unit, joined_on, member, verdict, why, sent_at)
     SELECT $1, g.number, g.pin, g.name, g.birth_date, g.unit, g.joined_on, g.member, g.verdict,
       coalesce(string_to_array(g.why, ' '), '{}'), $11
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[])
       AS g (number, pin, name, birth_date, unit, joined_on, member, verdict, why)
     ON CONFLICT (programme, number) DO UPDATE SET pin = excluded.pin, name = excluded.name, birth_date = excluded.birth_date,
       unit = excluded.unit, joined_on = excluded.joined_on, verdict = excluded.verdict, why = excluded.why,
       person = NULL, sent_at = excluded.sent_at`,
    [
      ...[programme, ...columnsOf(rows.map(({ one }) => one)), rows.map(() => newId())],
      rows.map(({ faults }) => (faults.length > 0 ? 'unreadable' : null)),
      ...[rows.map(({ faults }) => (faults.length > 0 ? faults.join(' ') : null)), at],
    ],
  );
}

const columnsOf = (rows: readonly Sent[]) => [
  rows.map((one) => one.number),
  rows.map((one) => one.pin),
  rows.map((one) => one.name),
  rows.map((one) => one.birthDate),
  rows.map((one) => one.unit ?? null),
  rows.map((one) => one.joinedOn ?? null),
];
