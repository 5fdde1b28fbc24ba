import { randomInt } from 'node:crypto';
import { type Context, newId, type Transaction } from '#kernel';
import { findHolders } from '#rooms/people';
import { openForUse } from './activation.ts';
import { contextOf } from './callers.ts';
import type { Account, Origin, Recovery } from './door.ts';
import { recordEvent } from './events.ts';
import { WITHDRAWN } from './guardians.ts';
import { normalizeIdentifier } from './identifiers.ts';
import { levelTime } from './levelTime.ts';
import type { Life } from './life.ts';
import { COUNTER_ONLY } from './locks.ts';
import { problems } from './problems.ts';
import type { Way } from './proving.ts';
import { MOST_WAITING, PAPER_HOURS, TRUSTED_NEEDED, UNCONFIRMED_HOURS, WAIT_HOURS } from './recoveryRules.ts';
import { drawPaperCode, hashForBucket, hashPaperCode } from './secretCodes.ts';
import { readAccountOf } from './store.ts';
import { tellTrusted } from './trusted.ts';

/** The way back with two trusted persons. */
export function createRecovery(life: Life): Recovery {
  const { database } = life.kernel;
  return {
    begin: (typed, origin) =>
      levelTime(async () => {
        const identifier = normalizeIdentifier(typed);
        await life.accounts.spend(`recover:${origin.network}`, 60, 600);
        await life.accounts.spend(`recover-of:${hashForBucket(identifier)}`, 5, 3600);
        const made = { recovery: newId(), code: drawPaperCode(), number: randomInt(10, 100) };
        const number = await database.transact(async (transaction) => {
          const holders = (await findHolders(transaction.client, [identifier])).get(identifier) ?? [];
          const account = await readAccountOf(transaction.client, holders[0]?.person ?? identifier);
          return account?.person ? beginWaiting(life, transaction, account, made, origin) : made.number;
        });
        return { ...made, number, waitHours: WAIT_HOURS, trustedNeeded: TRUSTED_NEEDED };
      }),
  };
}

/**
 * Up to three wait side by side, so that a stranger's does not keep the owner's out, each under a number of its own: by that
 * the trusted persons know which one is their friend's.
 * @returns the number, another than `made.number` where that one is taken
 */
async function beginWaiting(
  life: Life,
  transaction: Transaction,
  account: Account,
  made: { recovery: string; code: string; number: number },
  origin: Origin,
): Promise<number> {
  if (account.state !== 'active' && account.state !== 'locked') return made.number;
  const { client } = transaction;
  const now = life.kernel.clock.now();
  const until = new Date(now.getTime() + UNCONFIRMED_HOURS * 3_600_000);
  // The account's row is the gate: parallel beginnings see each other's numbers.
  await client.query('SELECT 1 FROM accounts.account WHERE account = $1 FOR UPDATE', [account.account]);
  await client.query(
    "UPDATE accounts.recovery SET state = 'expired' WHERE account = $1 AND state = 'waiting' AND expires_at <= $2",
    [account.account, now],
  );
  const waiting = await client.query<{ number: number }>(
    "SELECT number FROM accounts.recovery WHERE account = $1 AND state = 'waiting'",
    [account.account],
  );
  const taken = new Set(waiting.rows.map((row) => row.number));
  let { number } = made;
  while (taken.has(number)) number = randomInt(10, 100);
  // None that waits is pushed aside: whoever went on beginning would otherwise push the owner's.
  const { rowCount } = await client.query(
    `INSERT INTO accounts.recovery (account, recovery, way, state, made_at, expires_at, code, number)
     SELECT $1, $2, 'trusted', 'waiting', $3, $4, $5, $6
     WHERE $7::int < ${MOST_WAITING}
       AND (SELECT count(*) FROM accounts.trusted WHERE account = $1 AND removed_at IS NULL) >= ${TRUSTED_NEEDED}`,
    [account.account, made.recovery, now, until, hashPaperCode(made.code), number, taken.size],
  );
  if (rowCount !== 1) return number;
  const context = contextOf(life.kernel, undefined, account.language);
  await recordEvent(transaction, context, account.account, 'recovery-begun', {
    recovery: made.recovery,
    way: 'trusted',
    ...origin,
  });
  await tellTrusted(transaction, account);
  return number;
}

/** What an officer hands over at the counter. Earlier ones of the account end: one paper counts at a time. */
export async function issuePaper(
  life: Life,
  { client }: Transaction,
  account: string,
  way: 'activation' | 'counter',
): Promise<{ code: string; expiresAt: string }> {
  const now = life.kernel.clock.now();
  const expiresAt = new Date(now.getTime() + PAPER_HOURS * 3_600_000);
  const code = drawPaperCode();
  await client.query("UPDATE accounts.recovery SET state = 'expired' WHERE account = $1 AND state = 'ready'", [
    account,
  ]);
  await client.query(
    `INSERT INTO accounts.recovery (account, recovery, way, state, made_at, ready_at, expires_at, code, number)
     VALUES ($1, $2, $3, 'ready', $4, $4, $5, $6, 0)`,
    [account, newId(), way, now, expiresAt, hashPaperCode(code)],
  );
  return { code, expiresAt: expiresAt.toISOString() };
}

/** The way `recovery` of a sign-in: a paper from the counter, or the code of whoever began, once it is ready. */
export function createRecoveryWay(life: Life): Way {
  return {
    begin: async () => ({ method: 'recovery' }),
    async prove({ transaction, context, account }, _challenge, answer) {
      if (!account) return 'wrong';
      return (await takeRecovery(life, transaction, context, account, answer)) ? { method: 'recovery' } : 'wrong';
    },
  };
}

/**
 * Uses the code up; of parallel uses one wins. After a loss everything that may be in other hands stops: sessions end, and
 * authenticators are locked until their owner unlocks, with the new one, those that were found again.
 * @returns false for a wrong, late, refused or used one
 */
export async function takeRecovery(
  life: Life,
  transaction: Transaction,
  context: Context,
  account: Account,
  code: string,
): Promise<boolean> {
  const { client } = transaction;
  const now = life.kernel.clock.now();
  const { rows } = await client.query<{ recovery: string; way: string }>(
    `UPDATE accounts.recovery SET state = 'used' WHERE account = $1 AND code = $2 AND expires_at > $3
       AND (state = 'ready' OR (state = 'waiting' AND ready_at <= $3))
       AND NOT EXISTS (SELECT 1 FROM accounts.account a WHERE a.account = $1 AND a.state = 'locked'
         AND (a.locked_why = $4 OR (a.locked_why = $5 AND way = 'trusted')))
     RETURNING recovery, way`,
    // What a guardian has withdrawn, only a guardian gives back; what was closed, only a counter.
    [account.account, hashPaperCode(code), now, WITHDRAWN, COUNTER_ONLY],
  );
  const used = rows[0];
  if (!used) return false;
  // Whoever came in is the owner: what somebody else began beside it is over.
  await client.query(
    "UPDATE accounts.recovery SET state = 'expired' WHERE account = $1 AND state IN ('waiting', 'ready') AND recovery <> $2",
    [account.account, used.recovery],
  );
  if (used.way === 'activation') {
    if (await openForUse(life, transaction, account.account, account.level === 2 ? 2 : 1))
      await recordEvent(transaction, context, account.account, 'activated', { level: account.level, way: 'counter' });
    return true;
  }
  await client.query(
    'UPDATE accounts.authenticator SET locked_at = $2 WHERE account = $1 AND removed_at IS NULL AND locked_at IS NULL',
    [account.account, now],
  );
  await life.accounts.endSessions(transaction, context, account.account, {}, 'recovered');
  if (account.state === 'locked')
    await life.accounts.setAccountState(transaction, context, account.account, 'active', 'recovered');
  await recordEvent(transaction, context, account.account, 'recovered', { recovery: used.recovery, way: used.way });
  return true;
}

export interface RecoveryView {
  id: string;
  begunAt: string;
  confirmed: number;
  readyAt?: string;
}

/** What the owner sees on every device that is still signed in. */
export async function readRecoveries(life: Life, { client }: Transaction, account: string): Promise<RecoveryView[]> {
  const { rows } = await client.query<{ recovery: string; made_at: Date; ready_at: Date | null; confirmed: number }>(
    `SELECT recovery, made_at, ready_at, jsonb_array_length(confirmed) AS confirmed FROM accounts.recovery
     WHERE account = $1 AND way = 'trusted' AND state = 'waiting' AND expires_at > $2`,
    [account, life.kernel.clock.now()],
  );
  return rows.map(({ recovery, made_at, ready_at, confirmed }) => ({
    id: recovery,
    begunAt: made_at.toISOString(),
    confirmed,
    ...(ready_at ? { readyAt: ready_at.toISOString() } : {}),
  }));
}

/** The owner says no; that ends it, however far it came. @throws Problem accounts/recovery-unknown */
export async function refuseOwnRecovery(
  life: Life,
  transaction: Transaction,
  context: Context,
  account: string,
  recovery: string,
): Promise<void> {
  const { rowCount } = await transaction.client.query(
    "UPDATE accounts.recovery SET state = 'refused' WHERE account = $1 AND recovery = $2 AND state = 'waiting' AND expires_at > $3",
    [account, recovery, life.kernel.clock.now()],
  );
  if (rowCount !== 1) throw problems['recovery-unknown']();
  await recordEvent(transaction, context, account, 'recovery-refused', { recovery, by: 'owner' });
}
