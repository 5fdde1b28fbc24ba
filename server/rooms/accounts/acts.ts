import { type Kernel, newId } from '#kernel';
import { spend } from './allowances.ts';
import type { Account, Accounts } from './door.ts';
import { recordEvent } from './events.ts';
import { problems } from './problems.ts';
import type { Sessions } from './sessions.ts';
import { insertAccount, readAccount, writeAccountState } from './store.ts';

export type Acts = Pick<
  Accounts,
  'createAccount' | 'setAccountState' | 'setActing' | 'endSessions' | 'spend' | 'readSession' | 'recordEvent'
>;

/** What is done to an account, whoever does it. */
export function createActs(kernel: Pick<Kernel, 'database' | 'clock'>, sessions: Sessions): Acts {
  const { clock } = kernel;
  const acts: Acts = {
    async createAccount(transaction, context, given) {
      const account = newId();
      const made = await insertAccount(transaction.client, account, given, clock.now());
      if (!made) throw problems['account-exists']();
      await recordEvent(transaction, context, account, 'opened', { kind: given.kind, level: given.level });
      if (given.state === 'active') await recordEvent(transaction, context, account, 'activated');
      return (await readAccount(transaction.client, account)) as Account;
    },
    async setAccountState(transaction, context, account, state, why) {
      const { client } = transaction;
      const before = await writeAccountState(client, account, state, why, clock.now());
      if (before === undefined) {
        const known = await readAccount(client, account);
        if (!known) throw problems['account-unknown']();
        // Already so; what is closed stays closed.
        if (known.state !== state) throw problems['account-closed']();
        return;
      }
      const event = { pending: undefined, locked: 'account-locked', closed: 'account-closed' } as const;
      const told = state === 'active' ? (before === 'locked' ? 'account-unlocked' : 'activated') : event[state];
      if (told) await recordEvent(transaction, context, account, told, { why });
      if (state !== 'active') await acts.endSessions(transaction, context, account, {}, why);
    },
    setActing: sessions.setActing,
    endSessions: sessions.endSessions,
    readSession: sessions.readSession,
    recordEvent,
    spend: (bucket, limit, seconds) => spend(kernel, bucket, limit, seconds),
  };
  return acts;
}
