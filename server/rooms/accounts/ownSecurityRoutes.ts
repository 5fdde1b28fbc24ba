import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract, isId, performAct, type Transaction } from '#kernel';
import { decideApproval, listApprovals, restApprovals } from './approvals.ts';
import { closeAccount } from './closing.ts';
import * as form from './contracts.ts';
import type { Session } from './door.ts';
import { readEvents } from './events.ts';
import type { Life } from './life.ts';
import { lockAuthenticator, lockOwnAccount, removeAuthenticator, unlockAuthenticator } from './locks.ts';
import { problems } from './problems.ts';
import { listSessions } from './sessionStore.ts';
import { requireFullSession, requireOwnProof } from './stepUp.ts';

const own = { tag: 'account', scope: 'self.account' } as const;
const done = { 204: form.Nothing };
const byId = Type.Object({ id: form.Key });

/** What keeps one's own account safe: factors, devices, what happened, the yes to a sign-in elsewhere, the lock. */
export function ownSecurityRoutes(life: Life): Contract[] {
  const { database, clock, words } = life.kernel;
  const act = (
    context: Context,
    session: Session,
    work: (transaction: Transaction, session: Session) => Promise<unknown>,
  ) =>
    performAct(database, context, async (transaction) => {
      await work(transaction, session);
    });
  /** With a fresh proof. */
  const proved = async (context: Context, work: (transaction: Transaction, session: Session) => Promise<unknown>) => {
    await act(context, await requireOwnProof(life, context), work);
    return new Answer(204);
  };
  /** What only makes the account safer asks for none. */
  const atOnce = async (context: Context, work: (transaction: Transaction, session: Session) => Promise<unknown>) => {
    await act(context, await requireFullSession(life, context), work);
    return new Answer(204);
  };

  return [
    contract({
      method: 'DELETE',
      path: '/api/me/authenticators/:id',
      ...own,
      summary: 'Remove a passkey, an authenticator app or the sheet of recovery codes',
      params: byId,
      answers: done,
      handle: (context, { params: { id } }) =>
        proved(context, (transaction, { account }) => removeAuthenticator(transaction, context, account, id)),
    }),
    contract({
      method: 'POST',
      path: '/api/me/authenticators/:id/lock',
      ...own,
      summary: 'Lock one factor now',
      params: byId,
      answers: done,
      handle: (context, { params: { id } }) =>
        atOnce(context, (transaction, { account }) => lockAuthenticator(transaction, context, account, id)),
    }),
    contract({
      method: 'POST',
      path: '/api/me/authenticators/:id/unlock',
      ...own,
      summary: 'Unlock one factor, after a proof by another that is as strong',
      params: byId,
      answers: done,
      handle: (context, { params: { id } }) =>
        proved(context, (transaction, session) => unlockAuthenticator(transaction, context, session, id)),
    }),
    contract({
      method: 'POST',
      path: '/api/me/lock',
      ...own,
      summary: 'Lock my account now; every session ends, this one too',
      body: Type.Object({ why: Type.String({ minLength: 1, maxLength: 100 }) }, { additionalProperties: false }),
      answers: done,
      handle: (context, { body }) =>
        atOnce(context, (transaction, { account }) => lockOwnAccount(life, transaction, context, account, body.why)),
    }),
    contract({
      method: 'POST',
      path: '/api/me/close',
      ...own,
      summary: 'Close my account; every session ends, and only a counter opens it again',
      answers: done,
      handle: (context) =>
        proved(context, (transaction, { account }) => closeAccount(life, transaction, context, account, 'owner')),
    }),
    contract({
      method: 'GET',
      path: '/api/me/sessions',
      ...own,
      summary: 'Where I am signed in',
      answers: { 200: form.SessionsAnswer },
      handle: async (context) => {
        const { account, session } = await requireFullSession(life, context);
        const sessions = await listSessions(database.pool, account, clock.now());
        return {
          sessions: sessions.map(({ session: id, device, network, madeAt, seenAt, assurance, acting }) => ({
            id,
            device,
            network,
            madeAt,
            seenAt,
            assurance,
            ...(acting ? { acting } : {}),
            current: id === session,
          })),
        };
      },
    }),
    contract({
      method: 'DELETE',
      path: '/api/me/sessions/:id',
      ...own,
      summary: 'End one session',
      params: byId,
      answers: done,
      handle: (context, { params: { id } }) =>
        atOnce(context, async (transaction, { account }) => {
          const which = isId(id) ? { session: id } : undefined;
          const ended = which && (await life.accounts.endSessions(transaction, context, account, which, 'owner'));
          if (!ended?.length) throw problems['session-unknown']();
        }),
    }),
    contract({
      method: 'DELETE',
      path: '/api/me/sessions',
      ...own,
      summary: 'End every other session',
      answers: { 200: Type.Object({ ended: Type.Integer() }) },
      handle: async (context) => {
        const { account, session } = await requireFullSession(life, context);
        const ended = await performAct(database, context, (transaction) =>
          life.accounts.endSessions(transaction, context, account, { except: session }, 'owner'),
        );
        return { ended: ended.length };
      },
    }),
    contract({
      method: 'GET',
      path: '/api/me/security-events',
      ...own,
      summary: 'What happened to my account, newest first',
      query: form.EventsQuery,
      answers: { 200: form.EventsAnswer },
      handle: async (context, { query }) => {
        const { account } = await requireFullSession(life, context);
        const { events, more } = await database.transact((transaction) => readEvents(transaction, account, query));
        return {
          events: events.map((one) => ({ ...one, text: words.say(context.language, `event.${one.kind}`) })),
          more,
        };
      },
    }),
    contract({
      method: 'GET',
      path: '/api/me/approvals',
      ...own,
      summary: 'Sign-ins elsewhere that wait for my yes',
      answers: { 200: form.ApprovalsAnswer },
      handle: async (context) => {
        const { account } = await requireFullSession(life, context);
        const waiting = await listApprovals(database.pool, account, clock.now());
        return { approvals: waiting.map(({ approval, ...rest }) => ({ id: approval, ...rest })) };
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/approvals/:id',
      ...own,
      summary: 'Say yes to a sign-in elsewhere with the number that stands there, or no',
      params: byId,
      body: form.DecisionBody,
      answers: { 200: Type.Object({ state: Type.String() }) },
      handle: async (context, { params: { id }, body }) => {
        const session = await requireFullSession(life, context);
        // A yes without a number is a wrong number.
        const decision =
          body.decision === 'approve'
            ? ({ approve: true, number: body.number ?? -1 } as const)
            : ({ approve: false } as const);
        return performAct(database, context, async (transaction) => {
          const { state } = await decideApproval(life.kernel, transaction, context, session, id, decision);
          return { state };
        });
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/approvals/report',
      ...own,
      summary: 'It was not me: refuse, and let nobody ask again for an hour',
      body: Type.Object({ approval: form.Key }, { additionalProperties: false }),
      answers: done,
      handle: (context, { body }) =>
        atOnce(context, async (transaction, session) => {
          await decideApproval(life.kernel, transaction, context, session, body.approval, { approve: false });
          await restApprovals(transaction.client, session.account, clock.now());
        }),
    }),
  ];
}
