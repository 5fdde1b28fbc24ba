import type { Context, Transaction } from '#kernel';
import type { Account } from './door.ts';
import { recordEvent } from './events.ts';
import { WITHDRAWN } from './guardians.ts';
import type { Life } from './life.ts';
import { COUNTER_ONLY } from './locks.ts';

/** The owner's own wish, or what the register says: such an account can be opened again. An official's, who left, cannot. */
export type Closing = 'owner' | 'death' | 'merged';

/** What the register says of the owner; its mistakes are taken back by themselves. */
const BY_REGISTER: readonly Closing[] = ['death', 'merged'];
const BY_ANY: readonly Closing[] = ['owner', ...BY_REGISTER];

/** Closes an account and ends its sessions. Nothing is removed: events are kept, and a counter may open it again. */
export async function closeAccount(
  life: Life,
  transaction: Transaction,
  context: Context,
  account: string,
  why: Closing,
): Promise<void> {
  await life.accounts.setAccountState(transaction, context, account, 'closed', why);
}

/**
 * Opens a closed account as far as its lock, which the counter opens: whoever had it may have lost its authenticators since.
 * One that was never used waits for its first code again, and what a guardian withdrew stays so.
 * @param by the register takes back only what it closed itself
 * @returns false where it was not closed for such a reason
 */
export async function reopenAccount(
  transaction: Transaction,
  context: Context,
  account: Pick<Account, 'account'>,
  by: 'register' | 'counter',
): Promise<boolean> {
  const { rowCount } = await transaction.client.query(
    `UPDATE accounts.account SET closed_why = NULL,
       state = CASE WHEN activated_at IS NULL AND locked_why IS NULL THEN 'pending' ELSE 'locked' END,
       locked_why = CASE WHEN locked_why = $3 THEN $3 WHEN activated_at IS NULL THEN locked_why ELSE $4 END
     WHERE account = $1 AND state = 'closed' AND closed_why = ANY($2)`,
    [account.account, by === 'register' ? BY_REGISTER : BY_ANY, WITHDRAWN, COUNTER_ONLY],
  );
  if (rowCount !== 1) return false;
  await recordEvent(transaction, context, account.account, 'account-reopened', { by });
  return true;
}
