import { isId, type Kernel } from '#kernel';
import { announce } from './announcements.ts';
import type { Accounts, Session } from './door.ts';
import { recordEvent } from './events.ts';
import { problems } from './problems.ts';
import { findByToken, hashToken, readLivingSession, touchSession, writeActing, writeEnd } from './sessionStore.ts';

/** For so long a process answers from its memory; an end elsewhere is also announced. In milliseconds. */
const REMEMBERED = 2000;
const MOST = 50_000;
const FORM = 's1.';
const ABOUT = 'cookie dancu-session';

type Named = NonNullable<Awaited<ReturnType<typeof findByToken>>>;

export interface Sessions
  extends Pick<Accounts, 'findSession' | 'readSession' | 'sealSession' | 'openSession' | 'setActing' | 'endSessions'> {
  /** Another process, or this one, changed it. */
  forget(session: string): void;
  /** Just opened here, and committed. */
  remember(token: string, session: Session): void;
}

export function createSessions({ database, clock, keys }: Pick<Kernel, 'database' | 'clock' | 'keys'>): Sessions {
  /** Without a session: just changed here, and what is read before the commit must not be remembered. */
  const remembered = new Map<string, { session: Session | undefined; until: number; at: number }>();

  const named = new Map<string, Named>();

  function remember(session: string, value: Session | undefined): void {
    if (remembered.size >= MOST) remembered.clear();
    remembered.set(session, { session: value, until: performance.now() + REMEMBERED, at: clock.now().getTime() });
  }

  /** Whether the session that a token names still lives is asked each time. */
  async function nameOf(token: Buffer): Promise<Named | undefined> {
    const known = named.get(token.toString('base64url'));
    if (known) return known;
    const found = await findByToken(database.pool, token);
    if (found) name(token, found);
    return found;
  }
  function name(token: Buffer, { account, session }: Named): void {
    if (named.size >= MOST) named.clear();
    named.set(token.toString('base64url'), { account, session });
  }

  async function readSession(account: string, session: string): Promise<Session | undefined> {
    let known = remembered.get(session);
    // A clock that was moved may have ended it, too.
    const moved = known && Math.abs(clock.now().getTime() - known.at) > REMEMBERED;
    if (known && (known.until <= performance.now() || moved)) known = undefined;
    if (known?.session?.account === account) return known.session;
    if (!isId(account) || !isId(session)) return undefined;
    const now = clock.now();
    const read = await readLivingSession(database.pool, account, session, now);
    if (!read) return undefined;
    const found = read.session;
    if (read.drowsy) await touchSession(database.pool, account, session, now);
    const meanwhile = remembered.get(session);
    if (!known && meanwhile?.session === undefined && (meanwhile?.until ?? 0) <= performance.now())
      remember(session, found);
    return found;
  }

  return {
    readSession,
    forget: (session) => remember(session, undefined),
    remember(token, session) {
      // What was changed or ended in the meantime is read.
      if (remembered.has(session.session)) return;
      name(hashToken(token), session);
      remember(session.session, session);
    },
    async findSession(token) {
      if (!token || token.length > 100) return undefined;
      const hash = hashToken(token);
      const known = await nameOf(hash);
      const session = known && (await readSession(known.account, known.session));
      if (session || !known) return session;
      // Another tab of the same browser may have gone on in another session.
      const now = await findByToken(database.pool, hash);
      if (!now || now.session === known.session) return undefined;
      name(hash, now);
      return readSession(now.account, now.session);
    },
    sealSession({ account, session }) {
      return FORM + keys.seal(ABOUT, Buffer.from(`${account} ${session}`)).toString('base64url');
    },
    async openSession(cookie) {
      if (!cookie?.startsWith(FORM) || cookie.length > 300) return undefined;
      const [account, session] =
        keys
          .open(ABOUT, Buffer.from(cookie.slice(FORM.length), 'base64url'))
          ?.toString()
          .split(' ') ?? [];
      return account && session ? readSession(account, session) : undefined;
    },
    async setActing(transaction, context, session, acting) {
      const changed = await writeActing(transaction.client, session.account, session.session, acting, clock.now());
      if (!changed) throw problems['session-ended']();
      await recordEvent(transaction, context, session.account, 'acting-changed', {
        session: session.session,
        ...(acting ? { acting: acting.kind } : {}),
      });
      remember(session.session, undefined);
      await announce(transaction.client, {
        what: 'session-changed',
        account: session.account,
        session: session.session,
      });
      return changed;
    },
    async endSessions(transaction, context, account, which, why) {
      const ended = await writeEnd(transaction.client, account, which, why, clock.now());
      for (const session of ended) {
        remember(session, undefined);
        await recordEvent(transaction, context, account, 'session-ended', { session, why });
        await announce(transaction.client, { what: 'session-ended', account, session });
      }
      return ended;
    },
  };
}
