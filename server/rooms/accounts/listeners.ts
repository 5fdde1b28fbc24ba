import type { Listener, Transaction } from '#kernel';
import { readPersons, type StoredPerson } from '#rooms/people';
import { installationContext } from './callers.ts';
import { closeAccount, reopenAccount } from './closing.ts';
import type { Account } from './door.ts';
import type { Life } from './life.ts';
import { readAccountOf } from './store.ts';

/**
 * What the register learns of a person reaches the account: death closes it, a record found to be another's too, a name that
 * was corrected is its owner's name. Each line is judged by the record of now, so that one that comes twice changes nothing.
 */
export function followRegister(life: Life): Listener {
  return {
    name: 'accounts-register',
    async hear(lines, transaction) {
      const acts = lines.filter((line) => line.room === 'people' && line.kind === 'act');
      const persons = [...new Set(acts.flatMap((line) => line.subjects))];
      if (persons.length === 0) return;
      // Of the many that a day's lines name, few have an account.
      const { rows } = await transaction.client.query<{ actor: string }>(
        'SELECT actor FROM accounts.actor_account WHERE actor = ANY($1) ORDER BY actor',
        [persons],
      );
      const records = await readPersons(
        transaction,
        rows.map(({ actor }) => actor),
      );
      for (const { actor } of rows) {
        const stored = records.get(actor);
        const account = stored && (await readAccountOf(transaction.client, actor));
        if (account) await follow(life, transaction, account, stored);
      }
    },
  };
}

async function follow(
  life: Life,
  transaction: Transaction,
  account: Account,
  { record, mergedInto }: StoredPerson,
): Promise<void> {
  const context = installationContext(life.kernel, 'accounts', account.language);
  // The account was opened for this record; whoever goes on under the other has, or is given, an account of that one.
  if (record.death || mergedInto) {
    if (account.state !== 'closed')
      await closeAccount(life, transaction, context, account.account, record.death ? 'death' : 'merged');
    return;
  }
  if (account.state === 'closed') await reopenAccount(transaction, context, account, 'register');
  // The act itself stands in the owner's list of who looked and what changed.
  if (account.name !== record.name)
    await transaction.client.query('UPDATE accounts.account SET name = $2 WHERE account = $1', [
      account.account,
      record.name,
    ]);
}
