import { type Context, describeEntry, performAct, requireScope } from '#kernel';
import { readCertificate } from '#libs/emrtd';
import { openTrust } from '#rooms/cards';
import { requireDesk } from './desks.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { countDecisions } from './store.ts';

/** What a desk decided on a day: counts, and nobody. */
export async function viewFigures(parts: Parts, context: Context, id: string, asked: string | undefined) {
  requireScope(context.caller, 'checkpoints.use');
  const { pool } = parts.kernel.database;
  const { desk } = await requireDesk(parts, pool, context, id);
  const day = asked ?? context.clock.today();
  const rows = await countDecisions(pool, desk.desk, day);
  const verdicts = { green: 0, amber: 0, red: 0 };
  const presented = new Map<string, number>();
  const reasons = new Map<string, number>();
  for (const row of rows) {
    verdicts[row.verdict] += 1;
    presented.set(row.presented, (presented.get(row.presented) ?? 0) + 1);
    for (const reason of row.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const times = rows.map(({ milliseconds }) => milliseconds).toSorted((left, right) => left - right);
  const say = (reason: string) => parts.kernel.words.say(context.language, `checkpoints.reason.${reason}`);
  const most = (counts: Map<string, number>) => [...counts].toSorted((left, right) => right[1] - left[1]);
  return {
    ...{ day, verdicts },
    presented: most(presented).map(([kind, count]) => ({ kind, count })),
    reasons: most(reasons).map(([reason, count]) => ({ reason, sentence: say(reason), count })),
    ...(times.length > 0 ? { median: times[Math.floor(times.length / 2)]! } : {}),
  };
}

/** Who waits at a reception, by ticket; how far boarding is, by flight. Nobody’s name. */
export async function viewQueue(parts: Parts, context: Context, id: string) {
  requireScope(context.caller, 'checkpoints.use');
  const { pool } = parts.kernel.database;
  const { desk } = await requireDesk(parts, pool, context, id);
  const [visits, flights] = [
    await pool.query<{ visit: string; ticket: number; insured: boolean; opened_at: Date; called_at: Date | null }>(
      'SELECT visit, ticket, insured, opened_at, called_at FROM checkpoints.visit WHERE desk = $1 AND day = $2 ORDER BY ticket',
      [desk.desk, context.clock.today()],
    ),
    await pool.query<{
      flight: string;
      code: string;
      destination: string;
      departs_at: Date;
      passengers: number;
      boarded: number;
    }>(
      `SELECT f.flight, f.code, f.destination, f.departs_at, count(*)::int AS passengers, count(b.boarded_at)::int AS boarded
       FROM checkpoints.flight f JOIN checkpoints.boarding b USING (flight)
       WHERE f.organisation = $1 AND f.departs_at BETWEEN $2::timestamptz - interval '2 hours' AND $2::timestamptz + interval '24 hours'
       GROUP BY f.flight ORDER BY f.departs_at LIMIT 100`,
      [desk.organisation, context.clock.now()],
    ),
  ];
  return {
    visits: visits.rows.map((row) => ({
      ...{ id: row.visit, ticket: row.ticket, insured: row.insured, openedAt: row.opened_at.toISOString() },
      ...(row.called_at ? { calledAt: row.called_at.toISOString() } : {}),
    })),
    flights: flights.rows.map(({ flight, departs_at, ...row }) => ({
      ...{ id: flight, departsAt: departs_at.toISOString(), ...row },
    })),
  };
}

/** A ticket is called in. @throws Problem checkpoints/visit-unknown */
export function callVisit(parts: Parts, context: Context, id: string, visit: string) {
  requireScope(context.caller, 'checkpoints.use');
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const { desk } = await requireDesk(parts, client, context, id);
    const { rows } = await client.query<{ person: string }>(
      'UPDATE checkpoints.visit SET called_at = coalesce(called_at, $3) WHERE visit = $1 AND desk = $2 RETURNING person',
      [visit, desk.desk, context.clock.now()],
    );
    if (!rows[0]) throw problems['visit-unknown']();
    const matter = { kind: 'act', room: 'checkpoints', type: 'visit-called', subjects: [rows[0].person] } as const;
    transaction.append(describeEntry(context, { ...matter, subjects: [...matter.subjects], data: { visit } }));
    return {};
  });
}

const MOST_ENTRIES = 5000;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** What a desk keeps for the time without a line: which documents are refused, and what proves the others. Nobody’s name. */
export async function viewLists(parts: Parts, context: Context, id: string, after: number) {
  requireScope(context.caller, 'checkpoints.use');
  await requireDesk(parts, parts.kernel.database.pool, context, id);
  const [hot, trust] = [await parts.cards.hotList(BigInt(after), MOST_ENTRIES), await parts.cards.trust()];
  const judged = openTrust(trust);
  // A desk without a line has no revocation list to ask.
  const signers = trust.signers
    .map((der) => readCertificate(der))
    .filter((one) => judged.judge(one, new Date()).problems.length === 0);
  return {
    ...{ version: String(hot.version), entries: hot.entries, more: hot.entries.length === MOST_ENTRIES },
    trust: {
      ...{ authorities: trust.authorities.map(base64), revocations: trust.revocations.map(base64) },
      signers: signers.map(({ subjectKeyId, publicKey, notAfter }) => {
        const jwk = publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
        return { keyId: base64(subjectKeyId!), publicKey: jwk, notAfter: notAfter.toISOString() };
      }),
      asOf: trust.asOf,
    },
    at: new Date().toISOString(),
  };
}
