import type { Kernel, Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { createActivation } from './activation.ts';
import { createActs } from './acts.ts';
import { addingRoutes } from './addingRoutes.ts';
import { forgetAllowances } from './allowances.ts';
import { hearAnnouncements } from './announcements.ts';
import { askApproval, crossDeviceApprovals, readApproval, readDecidedSince } from './approvals.ts';
import { forgetAttempts } from './attemptStore.ts';
import { createAttempts } from './attempts.ts';
import { authenticateSession } from './callers.ts';
import { oneTimeCodes } from './codes.ts';
import { counterRoutes } from './counterRoutes.ts';
import type { Accounts, Approval, Replaced } from './door.ts';
import type { Life } from './life.ts';
import { followRegister } from './listeners.ts';
import { BY_PROOFS, openerOf, removeAuthenticators, unlockAccount } from './locks.ts';
import { openRoutes, outboxRoutes } from './openRoutes.ts';
import { createOutbox } from './outbox.ts';
import { ownLanguageRoute } from './ownLanguage.ts';
import { ownAccountRoutes } from './ownRoutes.ts';
import { ownSecurityRoutes } from './ownSecurityRoutes.ts';
import { forgetCeremonies } from './passkeyStore.ts';
import { createPasskeys } from './passkeys.ts';
import { createRecovery, createRecoveryWay } from './recovery.ts';
import { recoveryCodes } from './recoveryCodes.ts';
import { createSenders } from './sender.ts';
import { createSessionOpener } from './sessionOpening.ts';
import { createSessions } from './sessions.ts';
import { createAccountReader, readAccountOf } from './store.ts';
import { totpCodes } from './totp.ts';

export { judgeApprover, type Unfit } from './approver.ts';
export {
  acrOf,
  assuranceNamed,
  type Credentials,
  callerOf,
  contextOf,
  credentialsOf,
  installationContext,
  SESSION_COOKIE,
} from './callers.ts';
export { parseEmail, parsePhone } from './contactValues.ts';
export * from './door.ts';
export { type EventRow, electronicIdentity, readEvents } from './events.ts';
export { requireFreshProof } from './freshProof.ts';
export { type NewMessage, queueMessage } from './messages.ts';
export { amrOf, assuranceOf, isAtLeast } from './model.ts';
export { describeOrigin } from './origin.ts';
export { isRecoveryOnly } from './recoveryRules.ts';

export const accountsMigrations = { room: 'accounts', folder: new URL('./migrations/', import.meta.url) };

/** Electronic identity: accounts, how they are proved, sessions, the way back in. */
export function openAccounts(kernel: Kernel, offices: Offices): Accounts {
  const { database, clock, keys } = kernel;
  const sessions = createSessions(kernel);
  const passkeys = createPasskeys(kernel);
  const toldOfEnds: ((account: string, session: string) => void)[] = [];
  const moves: ((transaction: Transaction, replaced: Replaced) => Promise<void>)[] = [];
  const toldOfApprovals: ((approval: Approval) => void)[] = [];
  const tellApproval = (approval: Approval) => {
    for (const told of toldOfApprovals) told(approval);
  };

  const announcements = hearAnnouncements(
    kernel,
    (announcement) => {
      if (announcement.what === 'approval-decided') {
        const { account, approval } = announcement;
        void readApproval(database.pool, account, approval, clock.now())
          .then((found) => found && tellApproval(found))
          .catch((err: Error) => kernel.log.warn({ component: 'accounts', err }, 'a decision was not told on'));
        return;
      }
      const { account, session } = announcement;
      sessions.forget(session);
      if (announcement.what === 'session-ended') for (const told of toldOfEnds) told(account, session);
    },
    async (since) => {
      for (const approval of await readDecidedSince(database.pool, since, clock.now())) tellApproval(approval);
    },
  );

  const acts = createActs(kernel, sessions);
  const life: Life = { kernel, offices, accounts: acts };
  const attempts = createAttempts({
    kernel,
    passkeys,
    remember: sessions.remember,
    openerOf: (transaction, account) => openerOf(life, transaction, account),
    openSession: createSessionOpener({
      kernel,
      endSessions: sessions.endSessions,
      unlock: (transaction, context, account) => unlockAccount(life, transaction, context, account, BY_PROOFS),
      async move(transaction, replaced) {
        for (const one of moves) await one(transaction, replaced);
      },
    }),
    ways: {
      code: oneTimeCodes(keys),
      totp: totpCodes(keys),
      'recovery-code': recoveryCodes,
      approval: crossDeviceApprovals(kernel),
      recovery: createRecoveryWay(life),
    },
  });

  const activation = createActivation(life);
  const recovery = createRecovery(life);
  const outbox = createOutbox(kernel, createSenders(kernel.config), { timeZone: offices.country.facts.timeZone });

  return {
    ...acts,
    name: 'accounts',
    attempts,
    activation,
    recovery,
    ...(kernel.config.demonstration ? { recentMessages: outbox.recentMessages } : {}),
    routes: [
      ...openRoutes(activation, recovery),
      ...outboxRoutes(life, outbox),
      ...ownAccountRoutes(life),
      ownLanguageRoute(life),
      ...ownSecurityRoutes(life),
      ...addingRoutes(life, passkeys),
      ...counterRoutes(life),
    ],
    listeners: [followRegister(life)],
    authenticators: [authenticateSession(sessions, offices)],
    unlock: (transaction, context, account, why) => unlockAccount(life, transaction, context, account, why),
    findAccount: createAccountReader(database.keyed),
    findAccountOf: (actor, reader = database.pool) => readAccountOf(reader, actor),
    findSession: sessions.findSession,
    sealSession: sessions.sealSession,
    openSession: sessions.openSession,
    onSessionEnded: (told) => void toldOfEnds.push(told),
    onSessionReplaced: (move) => void moves.push(move),
    onApprovalDecided: (told) => void toldOfApprovals.push(told),
    askApproval: (transaction, context, given) => askApproval(kernel, transaction, context, given),
    readApproval: (account, approval) => readApproval(database.pool, account, approval, clock.now()),
    passkeyRegistration: (account, user, conveyance) => passkeys.ask(database.pool, account, user, conveyance),
    registerPasskey: passkeys.register,
    removeAuthenticators,
    async start() {
      await announcements.start();
      outbox.start();
      kernel.jobs.define(
        'accounts-forget',
        async () => {
          const now = clock.now();
          await forgetAttempts(database.pool, now);
          await forgetCeremonies(database.pool, now);
          await forgetAllowances(database, now);
          await outbox.forget(now);
        },
        '*/10 * * * *',
      );
    },
    async stop() {
      await outbox.stop();
      await announcements.stop();
    },
  };
}
