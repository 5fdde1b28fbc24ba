import type { Client, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Kernel, Transaction } from '#kernel';
import { type Accounts, contextOf, type Replaced, SESSION_COOKIE } from '#rooms/accounts';
import { revokeGrant } from './adapter.ts';
import { endHeldSessions } from './heldSessions.ts';
import { SSO_COOKIE } from './living.ts';

const TELL = 'provider-tell-logout';

export interface SessionEndParts {
  readonly kernel: Pick<Kernel, 'database' | 'clock' | 'jobs' | 'log'>;
  readonly accounts: Accounts;
  readonly provider: () => Provider;
}

/** What hangs on a person's session ends with it, and the services learn of it (OpenID Back-Channel Logout 1.0). */
export interface SessionEnds {
  endProviderSession(provider: Provider, uid: string): Promise<void>;
  /** A person's session has ended; told in every process, done by one. */
  endWith(account: string, session: string): Promise<void>;
  /** Its person goes on in another session: the services stay signed in, and end with that one. */
  moveWith(transaction: Transaction, replaced: Replaced): Promise<void>;
  /** A service's logout that the person confirmed ends the person's own session too. */
  followLogout(ctx: KoaContextWithOIDC): Promise<void>;
  defineJobs(): void;
}

export function createSessionEnds({ kernel, accounts, provider }: SessionEndParts): SessionEnds {
  const { database, jobs } = kernel;
  const { pool } = database;

  async function endProviderSession(instance: Provider, uid: string): Promise<void> {
    const session = await instance.Session.findByUid(uid);
    await pool.query({
      name: 'provider-end-session',
      text: `WITH bound AS (DELETE FROM provider.sign_in WHERE uid = $1)
        DELETE FROM provider.artifact WHERE model = 'Session' AND uid = $1`,
      values: [uid],
    });
    if (!session?.accountId) return;
    for (const [client, { grantId, sid, persistsLogout }] of Object.entries(session.authorizations ?? {})) {
      if (grantId && !persistsLogout) await revokeGrant(pool, grantId);
      // Kept until it is delivered: a service that sleeps now learns of it later.
      await jobs.enqueue(TELL, { client, account: session.accountId, ...(sid ? { sid } : {}) });
    }
  }

  return {
    endProviderSession,
    async endWith(account, session) {
      const { rows } = await pool.query<{ uid: string }>({
        name: 'provider-end-with',
        text: 'DELETE FROM provider.sign_in WHERE account = $1 AND session = $2 RETURNING uid',
        values: [account, session],
      });
      for (const { uid } of rows) await endProviderSession(provider(), uid);
    },
    async moveWith({ client }, { account, from, to }) {
      await client.query({
        name: 'provider-move-with',
        text: 'UPDATE provider.sign_in SET session = $3 WHERE account = $1 AND session = $2',
        values: [account, from, to],
      });
    },
    async followLogout(ctx) {
      const session = ctx.oidc?.session as { uid: string; destroyed?: boolean } | undefined;
      if (ctx.oidc?.route !== 'end_session_confirm' || !session?.destroyed) return;
      const { rows } = await pool.query<{ account: string; session: string }>({
        name: 'provider-bound-to',
        text: 'SELECT account, session FROM provider.sign_in WHERE uid = $1',
        values: [session.uid],
      });
      const [bound] = rows;
      if (bound) {
        const context = contextOf(kernel, await accounts.findAccount(bound.account));
        const which = { session: bound.session };
        await database.transact((transaction) =>
          accounts.endSessions(transaction, context, bound.account, which, 'signed-out'),
        );
      }
      const read = (name: string) => ctx.cookies.get(name, { signed: false });
      await endHeldSessions({ kernel, accounts }, { signIn: read(SSO_COOKIE), screens: read(SESSION_COOKIE) });
      for (const name of [SSO_COOKIE, SESSION_COOKIE]) ctx.cookies.set(name, null, { path: '/', signed: false });
    },
    defineJobs() {
      jobs.define(TELL, async (payload) => {
        const { client: id, account, sid } = payload as { client: string; account: string; sid?: string };
        const client = (await provider().Client.find(id)) as (Client & Telling) | undefined;
        if (client?.backchannelLogoutUri) await client.backchannelLogout(account, sid);
      });
    },
  };
}

interface Telling {
  backchannelLogout(account: string, sid: string | undefined): Promise<void>;
}
