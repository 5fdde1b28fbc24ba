import { randomInt } from 'node:crypto';
import { type Client, type Context, isId, type Kernel, newId, type Transaction } from '#kernel';
import { exhaustAllowance, readWait, takeAllowance } from './allowances.ts';
import { announce } from './announcements.ts';
import { requireApprover } from './approver.ts';
import type { Approval, NewApproval, Session } from './door.ts';
import { recordEvent } from './events.ts';
import { problems } from './problems.ts';
import type { Way } from './proving.ts';

type Clock = Pick<Kernel, 'clock'>;

/** Requests in an hour that the owner refused, chose wrongly or left, after which no further one reaches the owner. */
const UNWANTED = { limit: 3, seconds: 3600 };
const SIGN_IN_SECONDS = 120;

interface Row {
  account: string;
  approval: string;
  kind: Approval['kind'];
  reference: string;
  matter: Approval['matter'];
  number: number;
  choices: number[];
  state: Approval['state'];
  expires_at: Date;
  session: string | null;
}

/** What has not been decided in time is expired, whether or not it was written down. */
function toApproval(row: Row, now: Date): Approval {
  const { account, approval, kind, reference, matter, number } = row;
  const state = row.state === 'waiting' && row.expires_at <= now ? 'expired' : row.state;
  const expiresAt = row.expires_at.toISOString();
  return { account, approval, kind, reference, matter, number, state, expiresAt, session: row.session ?? undefined };
}

/** Three different two-digit numbers, the right one among them. */
function drawChoices(number: number): number[] {
  const choices = new Set([number]);
  while (choices.size < 3) choices.add(drawNumber());
  return [...choices]
    .map((value) => ({ value, at: randomInt(2 ** 32) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

export function drawNumber(): number {
  return randomInt(10, 100);
}

/**
 * Asks a person's own devices for a yes. One request waits at a time, and after three unwanted ones in an hour no further
 * one is shown: nobody is asked until they say yes to be left alone.
 * @throws Problem accounts/approval-waiting, accounts/too-many
 */
export async function askApproval(
  { clock }: Clock,
  transaction: Transaction,
  context: Context,
  given: NewApproval,
): Promise<Approval> {
  const { client } = transaction;
  const now = clock.now();
  // The account's row is the gate: of parallel requests one passes at a time and sees those before it.
  const { rowCount } = await client.query('SELECT 1 FROM accounts.account WHERE account = $1 FOR UPDATE', [
    given.account,
  ]);
  if (rowCount === 0) throw problems['account-unknown']();
  await expireApprovals(client, given.account, now);
  const wait = await readWait(client, now, unwantedBucket(given.account), UNWANTED.limit, UNWANTED.seconds);
  if (wait !== undefined) throw problems['too-many']({ extra: { retryAfter: wait } });
  const number = given.number ?? drawNumber();
  const approval = newId();
  const expiresAt = new Date(now.getTime() + given.seconds * 1000);
  const { rows } = await client.query<Row>(
    `INSERT INTO accounts.approval (account, approval, kind, reference, matter, number, choices, state, made_at, expires_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9
     WHERE NOT EXISTS (SELECT 1 FROM accounts.approval WHERE account = $1 AND state = 'waiting') RETURNING *`,
    [
      given.account,
      approval,
      given.kind,
      given.reference,
      JSON.stringify(given.matter),
      number,
      JSON.stringify(drawChoices(number)),
      now,
      expiresAt,
    ],
  );
  if (!rows[0]) throw problems['approval-waiting']();
  await recordEvent(transaction, context, given.account, 'approval-asked', { approval, kind: given.kind });
  return toApproval(rows[0], now);
}

const unwantedBucket = (account: string) => `unwanted:${account}`;

/** Writes down what nobody decided in time; each counts as unwanted. */
async function expireApprovals(client: Pick<Client, 'query'>, account: string, now: Date): Promise<void> {
  const { rowCount } = await client.query(
    "UPDATE accounts.approval SET state = 'expired' WHERE account = $1 AND state = 'waiting' AND expires_at <= $2",
    [account, now],
  );
  for (let left = rowCount ?? 0; left > 0; left -= 1) await countUnwanted(client, account, now);
}

/** The owner says that somebody else is asking: nobody asks again within the hour. */
export async function restApprovals(client: Pick<Client, 'query'>, account: string, now: Date): Promise<void> {
  await exhaustAllowance(client, now, unwantedBucket(account), UNWANTED.seconds);
}

async function countUnwanted(client: Pick<Client, 'query'>, account: string, now: Date): Promise<void> {
  await takeAllowance(client, now, unwantedBucket(account), UNWANTED.limit, UNWANTED.seconds);
}

export async function readApproval(
  client: Pick<Client, 'query'>,
  account: string,
  approval: string,
  now: Date,
): Promise<Approval | undefined> {
  if (!isId(account) || !isId(approval)) return undefined;
  const { rows } = await client.query<Row>({
    name: 'accounts-approval',
    text: 'SELECT * FROM accounts.approval WHERE account = $1 AND approval = $2',
    values: [account, approval],
  });
  return rows[0] && toApproval(rows[0], now);
}

/** What waits for the owner, with the three numbers to choose from. */
export async function listApprovals(
  client: Pick<Client, 'query'>,
  account: string,
  now: Date,
): Promise<(Omit<Approval, 'number'> & { choices: readonly number[] })[]> {
  const { rows } = await client.query<Row>(
    "SELECT * FROM accounts.approval WHERE account = $1 AND state = 'waiting' AND expires_at > $2 ORDER BY made_at",
    [account, now],
  );
  return rows.map((row) => {
    const { number: _hidden, ...told } = toApproval(row, now);
    return { ...told, choices: row.choices };
  });
}

/**
 * The owner's word, once. A yes with another number than the one on the other screen is `failed`: somebody else is asking.
 * @param session where the answer comes from; a yes needs one that `requireApprover` lets pass
 * @throws Problem accounts/approval-unknown, approval-decided, approver-unfit, recovery-only, step-up-needed
 */
export async function decideApproval(
  { clock }: Clock,
  transaction: Transaction,
  context: Context,
  session: Session,
  approval: string,
  decision: { approve: true; number: number } | { approve: false },
): Promise<Approval> {
  const { client } = transaction;
  const now = clock.now();
  if (!isId(approval)) throw problems['approval-unknown']();
  if (decision.approve) requireApprover(session, now);
  const { rows } = await client.query<Row>(
    `UPDATE accounts.approval SET decided_at = $3, session = $4,
       state = CASE WHEN NOT $5::boolean THEN 'refused' WHEN number = $6::int THEN 'approved' ELSE 'failed' END
     WHERE account = $1 AND approval = $2 AND state = 'waiting' AND expires_at > $3 RETURNING *`,
    [session.account, approval, now, session.session, decision.approve, decision.approve ? decision.number : null],
  );
  if (!rows[0]) {
    const known = await readApproval(client, session.account, approval, now);
    throw problems[known ? 'approval-decided' : 'approval-unknown']();
  }
  const decided = toApproval(rows[0], now);
  if (decided.state !== 'approved') await countUnwanted(client, session.account, now);
  await recordEvent(transaction, context, session.account, 'approval-decided', {
    approval,
    kind: decided.kind,
    state: decided.state,
    session: session.session,
  });
  await announce(client, { what: 'approval-decided', account: session.account, approval });
  return decided;
}

/** Decisions since a time: for a process that could not hear them. */
export async function readDecidedSince(client: Pick<Client, 'query'>, since: Date, now: Date): Promise<Approval[]> {
  const { rows } = await client.query<Row>(
    "SELECT * FROM accounts.approval WHERE decided_at >= $1::timestamptz - interval '1 minute' AND expires_at > $1::timestamptz - interval '5 minutes'",
    [since],
  );
  return rows.map((row) => toApproval(row, now));
}

/**
 * Signing in with a yes on another device that is signed in. Somebody whom nobody may ask (no such number, nobody signed in,
 * one request waiting, too many unwanted) sees a number too, and waits until the time is over.
 */
export function crossDeviceApprovals(parts: Clock): Way {
  return {
    async begin({ transaction, context, account, row, now }) {
      const number = drawNumber();
      const challenge = {
        method: 'approval' as const,
        number,
        expiresAt: new Date(now.getTime() + SIGN_IN_SECONDS * 1000).toISOString(),
      };
      if (account?.state !== 'active' || account.kind === 'official') return challenge;
      const asked = await askApproval(parts, transaction, context, {
        account: account.account,
        kind: 'sign-in',
        reference: row.attempt,
        matter: { device: row.device, network: row.network },
        number,
        seconds: SIGN_IN_SECONDS,
      }).catch((error) => {
        if (['accounts/too-many', 'accounts/approval-waiting'].includes(error?.code)) return undefined;
        throw error;
      });
      return asked ? { ...challenge, approval: asked.approval } : challenge;
    },
    async prove({ transaction: { client }, account, now }, { approval, expiresAt }) {
      const found = account && approval ? await readApproval(client, account.account, approval, now) : undefined;
      if (found?.state === 'approved') return { method: 'approval' };
      // A stranger learns nothing from a refusal that would not come for a number that nobody has.
      return !expiresAt || now.toISOString() >= expiresAt ? 'expired' : 'waiting';
    },
  };
}
