import type { Command } from 'commander';
import { type Context, describeEntry, type Kernel, type Transaction } from '#kernel';
import { type Account, type Accounts, electronicIdentity, openAccounts, readEvents } from '#rooms/accounts';
import { findHolders } from '#rooms/people';
import { commandContext, withKernel } from './local.ts';
import { print } from './print.ts';

interface Options {
  why: string;
  purpose: string;
  legalBasis: string;
  year?: string;
  limit: string;
  json?: boolean;
}

/** What a command works with: the account that was named, inside one transaction. */
interface Local {
  kernel: Kernel;
  accounts: Accounts;
  transaction: Transaction;
  context: Context;
  account: Account;
}

/** account: an electronic identity account from the machine itself, when its owner calls and no counter is open. */
export function defineAccount(account: Command): void {
  const add = (name: string, description: string) =>
    account
      .command(`${name} <identifier>`)
      .description(description)
      .option('--purpose <id>', 'why, from the country’s purposes', electronicIdentity.purpose)
      .option('--legal-basis <id>', 'under which law, from the country’s legal bases', electronicIdentity.legalBasis)
      .option('--json', 'machine-readable output');

  add('show', 'level and state of an account, by personal number or staff number').action(
    (identifier: string, options: Options) =>
      withAccount(identifier, options, async ({ account: one, ...local }) => {
        lookAt({ ...local, account: one });
        const { actor, kind, name, level, state } = one;
        print(options.json, { account: one.account, actor, kind, name, level, state }, [one.account, kind, name, `level ${level}`, state].join('  ')); // biome-ignore format: one line
      }),
  );
  add('events', 'what happened to an account, newest first')
    .option('--year <year>')
    .option('--limit <count>', 'at most so many', '50')
    .action((identifier: string, options: Options) =>
      withAccount(identifier, options, async (local) => {
        lookAt(local);
        const year = options.year === undefined ? undefined : Number(options.year);
        const page = await readEvents(local.transaction, local.account.account, { year, limit: Number(options.limit) });
        const lines = page.events.map(({ at, kind, line }) => [at, kind, line].join('  '));
        print(options.json, page, lines.join('\n') || 'none');
      }),
    );
  add('lock', 'lock an account; every session ends')
    .requiredOption('--why <text>', 'stands in the journal: never a name or a number')
    .action((identifier: string, options: Options) =>
      withAccount(identifier, options, async ({ accounts, transaction, context, account: one }) => {
        await accounts.setAccountState(transaction, context, one.account, 'locked', options.why);
        print(options.json, { account: one.account, state: 'locked' }, `${one.account} is locked`);
      }),
    );
  add('unlock', 'unlock an account')
    .requiredOption('--why <text>', 'stands in the journal: never a name or a number')
    .action((identifier: string, options: Options) =>
      withAccount(identifier, options, async ({ accounts, transaction, context, account: one }) => {
        await accounts.unlock(transaction, context, one.account, options.why);
        print(options.json, { account: one.account, state: 'active' }, `${one.account} is unlocked`);
      }),
    );
}

/** Finds the account and works on it in one transaction. Exit code 1 where nobody has it. */
function withAccount(identifier: string, options: Options, work: (local: Local) => Promise<void>): Promise<void> {
  return withKernel(async ({ kernel, offices }) => {
    const accounts = openAccounts(kernel, offices);
    offices.checkReason(options);
    await kernel.database.transact(async (transaction) => {
      const value = identifier.replaceAll(/[\s.-]/g, '').toUpperCase();
      const holders = (await findHolders(transaction.client, [value])).get(value) ?? [];
      const account = await accounts.findAccountOf(holders[0]?.person ?? identifier, transaction.client);
      if (!account) {
        print(options.json, { account: null }, 'nobody');
        process.exitCode = 1;
        return;
      }
      const { purpose, legalBasis } = options;
      const context = commandContext(kernel.clock, { area: '', purpose, legalBasis });
      await work({ kernel, accounts, transaction, context, account });
    });
  });
}

function lookAt({ transaction, context, account }: Pick<Local, 'transaction' | 'context' | 'account'>): void {
  const subjects = account.person ? [account.person] : [];
  transaction.append(
    describeEntry(context, { kind: 'look', room: 'accounts', type: 'accounts.command', subjects, fields: ['name'] }),
  );
}
