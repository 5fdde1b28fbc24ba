import { randomBytes } from 'node:crypto';
import { type Context, type Kernel, newId, type Transaction } from '#kernel';
import type { Opening } from './attemptDoor.ts';
import { contextOf } from './callers.ts';
import type { Account, Accounts, Acting, Factor, Origin, Replaced, Session } from './door.ts';
import { recordEvent } from './events.ts';
import { insertSession, moveTokens } from './sessionStore.ts';

export interface SessionOpeningParts extends Pick<Accounts, 'endSessions'> {
  readonly kernel: Pick<Kernel, 'clock'>;
  /** Opens a locked account whose owner has given a passkey and another proof. */
  readonly unlock: (transaction: Transaction, context: Context, account: string) => Promise<void>;
  /** Moves what hangs on a session to the one in which its person goes on. */
  readonly move: (transaction: Transaction, replaced: Replaced) => Promise<void>;
}

/** What was proved, and where. */
interface Proved {
  readonly account: Account;
  readonly factors: readonly Factor[];
  readonly origin: Origin;
  /** The browser's secret, and since when it has been at this. */
  readonly browser: { readonly secret: string; readonly since: Date };
  readonly acting: Acting | undefined;
  readonly now: Date;
}

/** @returns the secret for the cookie `dancu-sso` with the session */
export type SessionOpener = (
  transaction: Transaction,
  context: Context,
  proved: Proved,
  opening?: Opening,
) => Promise<{ session: Session; token: string }>;

/** Opens the session of an attempt that is done, and ends those that it replaces. */
export function createSessionOpener({ kernel, endSessions, unlock, move }: SessionOpeningParts): SessionOpener {
  return async (
    transaction,
    context,
    { account, factors, origin, browser, acting, now },
    { replaces = [], along } = {},
  ) => {
    const { client } = transaction;
    if (account.state === 'locked') await unlock(transaction, context, account.account);
    const token = randomBytes(32).toString('base64url');
    const { session, newDevice, twins } = await insertSession(
      client,
      {
        session: newId(),
        account: { ...account, state: 'active' },
        factors,
        ...(acting ? { acting } : {}),
        origin,
        browser,
        token,
      },
      now,
    );
    await recordEvent(transaction, context, account, 'signed-in', {
      session: session.session,
      methods: factors.map(({ method }) => method),
      assurance: session.assurance,
      newDevice,
      ...origin,
    });
    for (const old of replaces) await replace(transaction, old, session);
    for (const twin of twins) {
      if (replaces.some((old) => old.session === twin.session)) continue;
      // The browser keeps whichever cookie came last: both must name the session that stays.
      if (twin.beside) await moveTokens(client, account.account, twin.session, session.session);
      await replace(transaction, { ...session, session: twin.session }, session);
    }
    await along?.(transaction, context, session);
    return { session, token };
  };

  /** What had ended before, or ends meanwhile for another reason, takes with it what hung on it. */
  async function replace(transaction: Transaction, old: Session, session: Session): Promise<void> {
    const context = contextOf(kernel, old);
    const ended = await endSessions(transaction, context, old.account, { session: old.session }, 'replaced');
    if (ended.length === 1 && old.account === session.account)
      await move(transaction, { account: old.account, from: old.session, to: session.session });
  }
}
