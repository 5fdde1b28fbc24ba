import { createHash } from 'node:crypto';
import type { Client } from '#kernel';
import type { Account, Acting, Factor, Origin, Session } from './door.ts';
import { assuranceOf, lifetimes } from './model.ts';

type Reader = Pick<Client, 'query'>;

interface Row {
  account: string;
  session: string;
  kind: Account['kind'];
  actor: string;
  person: string | null;
  name: string;
  language: string;
  identity_level: Account['level'];
  state: Account['state'];
  factors: Factor[];
  acting: Acting | null;
  made_at: Date;
  proved_at: Date;
  ends_at: Date;
}

function toSession(row: Row): Session {
  return {
    account: row.account,
    kind: row.kind,
    actor: row.actor,
    person: row.person ?? undefined,
    name: row.name,
    language: row.language,
    level: row.identity_level,
    state: row.state,
    session: row.session,
    factors: row.factors,
    assurance: assuranceOf(row.identity_level, row.factors) ?? 'low',
    acting: row.acting ?? undefined,
    madeAt: row.made_at.toISOString(),
    provedAt: row.proved_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
  };
}

/** Tokens are random: their plain hash tells nothing of them. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A session of the same account in the same browser. */
export interface Twin {
  readonly session: string;
  /** Opened while the attempt was under way: by another tab. */
  readonly beside: boolean;
}

/**
 * Opens a session and counts the sign-in.
 * @param given.browser the browser's secret, and since when it is at this attempt
 * @returns `newDevice`: the account never signed in from such a device and network
 */
export async function insertSession(
  client: Reader,
  given: {
    session: string;
    account: Account;
    factors: readonly Factor[];
    acting?: Acting;
    origin: Origin;
    browser: { secret: string; since: Date };
    token: string;
  },
  now: Date,
): Promise<{ session: Session; newDevice: boolean; twins: readonly Twin[] }> {
  const { session, account, factors, acting, origin, browser } = given;
  const browserHash = hashToken(browser.secret);
  const { idle, absolute } = lifetimes[account.kind];
  const provedAt = new Date(Math.max(...factors.map(({ at }) => Date.parse(at))));
  const endsAt = new Date(now.getTime() + absolute * 1000);
  // The session is not there yet for the look at those before it.
  const { rows } = await client.query<{ known: boolean }>({
    name: 'accounts-open-session',
    text: `WITH counted AS (UPDATE accounts.account SET last_sign_in_at = $8 WHERE account = $1),
      opened AS (
        INSERT INTO accounts.session (account, session, factors, identity_level, acting, device, network, made_at, proved_at, seen_at, idle_seconds, ends_at, browser)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $10, $11, $12))
      SELECT EXISTS (SELECT FROM accounts.session WHERE account = $1 AND device = $6 AND network = $7) AS known`,
    values: [
      account.account,
      session,
      JSON.stringify(factors),
      account.level,
      acting ? JSON.stringify(acting) : null,
      origin.device,
      origin.network,
      now,
      provedAt,
      idle,
      endsAt,
      browserHash,
    ],
  });
  // The account's row is held since the statement before: whatever another tab opened is seen by this one.
  const { rows: twins } = await client.query<Twin>({
    name: 'accounts-session-token',
    text: `WITH named AS (INSERT INTO accounts.session_token (token, account, session) VALUES ($1, $2, $3))
      SELECT session, made_at >= $5 AS beside FROM accounts.session
      WHERE account = $2 AND browser = $4 AND session <> $3 AND ended_at IS NULL`,
    values: [hashToken(given.token), account.account, session, browserHash, browser.since],
  });
  return {
    session: {
      ...account,
      session,
      factors,
      assurance: assuranceOf(account.level, factors) ?? 'low',
      acting,
      madeAt: now.toISOString(),
      provedAt: provedAt.toISOString(),
      endsAt: endsAt.toISOString(),
    },
    newDevice: !rows[0]!.known,
    twins,
  };
}

/** The cookie that another tab was given names this session from now on. */
export async function moveTokens(client: Reader, account: string, from: string, to: string): Promise<void> {
  await client.query('UPDATE accounts.session_token SET session = $3 WHERE account = $1 AND session = $2', [
    account,
    from,
    to,
  ]);
}

const living = `s.ended_at IS NULL AND s.ends_at > $3 AND s.seen_at + make_interval(secs => s.idle_seconds) > $3
  AND a.state = 'active' AND (s.acting->>'until' IS NULL OR (s.acting->>'until')::timestamptz > $3)`;
const columns = `s.account, s.session, a.kind, a.actor, a.person, a.name, a.language, s.identity_level, a.state,
  s.factors, s.acting, s.made_at, s.proved_at, s.ends_at`;

/** @returns `drowsy`: it must be kept awake, or it ends for having been idle */
export async function readLivingSession(
  client: Reader,
  account: string,
  session: string,
  now: Date,
): Promise<{ session: Session; drowsy: boolean } | undefined> {
  const { rows } = await client.query<Row & { drowsy: boolean }>({
    name: 'accounts-session',
    text: `SELECT ${columns}, s.seen_at < $3::timestamptz - interval '30 seconds' AS drowsy FROM accounts.session s JOIN accounts.account a ON a.account = s.account
      WHERE s.account = $1 AND s.session = $2 AND ${living}`,
    values: [account, session, now],
  });
  return rows[0] && { session: toSession(rows[0]), drowsy: rows[0].drowsy };
}

/** @param token its hash */
export async function findByToken(
  client: Reader,
  token: Buffer,
): Promise<{ account: string; session: string } | undefined> {
  const { rows } = await client.query<{ account: string; session: string }>({
    name: 'accounts-by-token',
    text: 'SELECT account, session FROM accounts.session_token WHERE token = $1',
    values: [token],
  });
  return rows[0];
}

/** Keeps a session awake; written at most once in half a minute. */
export async function touchSession(client: Reader, account: string, session: string, now: Date): Promise<void> {
  await client.query({
    name: 'accounts-touch',
    text: `UPDATE accounts.session SET seen_at = $3
      WHERE account = $1 AND session = $2 AND ended_at IS NULL AND seen_at < $3::timestamptz - interval '30 seconds'`,
    values: [account, session, now],
  });
}

/** @returns the session as it is now; undefined where it has ended */
export async function writeActing(
  client: Reader,
  account: string,
  session: string,
  acting: Acting | undefined,
  now: Date,
): Promise<Session | undefined> {
  const { rows } = await client.query<Row>(
    `UPDATE accounts.session s SET acting = $4 FROM accounts.account a
     WHERE s.account = $1 AND s.session = $2 AND a.account = s.account AND ${living} RETURNING ${columns}`,
    [account, session, now, acting ? JSON.stringify(acting) : null],
  );
  return rows[0] && toSession(rows[0]);
}

/** Which of an account's sessions; none named: all. */
export interface Which {
  session?: string;
  except?: string;
  post?: string;
  mandate?: string;
}

/** Ends the sessions that still live. @returns which ended now */
export async function writeEnd(
  client: Reader,
  account: string,
  which: Which,
  why: string,
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ session: string }>(
    `UPDATE accounts.session SET ended_at = $2, ended_why = $3
     WHERE account = $1 AND ended_at IS NULL
       AND ($4::uuid IS NULL OR session = $4) AND ($5::uuid IS NULL OR session <> $5)
       AND ($6::text IS NULL OR acting->>'post' = $6) AND ($7::text IS NULL OR acting->>'mandate' = $7)
     RETURNING session`,
    [account, now, why, which.session ?? null, which.except ?? null, which.post ?? null, which.mandate ?? null],
  );
  const ended = rows.map(({ session }) => session);
  if (ended.length > 0)
    await client.query('DELETE FROM accounts.session_token WHERE account = $1 AND session = ANY($2)', [account, ended]);
  return ended;
}

/** A session as its owner sees it in the list of devices. */
export interface ListedSession extends Session, Origin {
  readonly seenAt: string;
}

export async function listSessions(client: Reader, account: string, now: Date): Promise<ListedSession[]> {
  const { rows } = await client.query<Row & { device: string; network: string; seen_at: Date }>(
    `SELECT ${columns}, s.device, s.network, s.seen_at FROM accounts.session s JOIN accounts.account a ON a.account = s.account
     WHERE s.account = $1 AND ($2::uuid IS NULL OR s.session = $2) AND ${living} ORDER BY s.seen_at DESC`,
    [account, null, now],
  );
  return rows.map((row) => ({
    ...toSession(row),
    device: row.device,
    network: row.network,
    seenAt: row.seen_at.toISOString(),
  }));
}
