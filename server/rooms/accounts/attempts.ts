import { randomBytes } from 'node:crypto';
import type { Client, Kernel, Transaction } from '#kernel';
import { returnAllowance, takeAllowance } from './allowances.ts';
import { requireLivingApprover } from './approver.ts';
import { ATTEMPT_MINUTES, type AttemptState, advance, type Step, standingOf } from './attemptModel.ts';
import {
  type AttemptRow,
  finishAttempt,
  holdAttempt,
  openAttempt,
  readAttempt,
  writeAttempt,
  writeChallenge,
} from './attemptStore.ts';
import { isOver, viewOf } from './attemptView.ts';
import { contextOf } from './callers.ts';
import type { Account, Attempts, AttemptView, Factor, LockOpener, Method, Session } from './door.ts';
import { recordEvent } from './events.ts';
import { readWithWays } from './factors.ts';
import { findByIdentifier, normalizeIdentifier, subjectOf } from './identifiers.ts';
import { levelTime } from './levelTime.ts';
import type { PasskeyProofs } from './passkeys.ts';
import { problems } from './problems.ts';
import type { Proving, Way } from './proving.ts';
import type { SessionOpener } from './sessionOpening.ts';
import { NOBODY, readAccount } from './store.ts';

/** Numbers that one network may try in ten minutes: a family behind one address, not a list of numbers. */
const IDENTIFY = { limit: 60, seconds: 600 };
/** Wrong answers an hour after which the ways that can be guessed rest for an account. */
const GUESSES = { limit: 10, seconds: 3600 };
const guessed: ReadonlySet<Method> = new Set(['code', 'totp', 'recovery-code', 'recovery']);

export interface AttemptParts {
  readonly kernel: Pick<Kernel, 'database' | 'clock'>;
  /** The ways that are gone by typing an answer or waiting for one. */
  readonly ways: Readonly<Partial<Record<Method, Way>>>;
  readonly passkeys: PasskeyProofs;
  /** What opens a locked account. */
  readonly openerOf: (transaction: Transaction, account: string) => Promise<LockOpener>;
  readonly openSession: SessionOpener;
  /** The session stands, and is asked for in a moment. */
  readonly remember: (token: string, session: Session) => void;
}

/** What may be asked about an account, in a transaction or outside of one. */
interface Asking {
  readonly client: Pick<Client, 'query'>;
  readonly openerOf: (account: string) => Promise<LockOpener>;
}

/** An attempt in the middle of a step. */
interface Held extends Proving {
  readonly state: AttemptState;
}

export function createAttempts(parts: AttemptParts): Attempts {
  const { kernel, ways, passkeys, openerOf, openSession, remember } = parts;
  const { database, clock } = kernel;

  /** One statement of whoever is behind the attempt, or of nobody. */
  async function stateOf(asking: Asking, row: AttemptRow, now: Date): Promise<[AttemptState, Account | undefined]> {
    // Before a number was typed there is nothing that the time could tell.
    const asked = row.subject !== undefined;
    const { account, known } = asked ? await describeAccount(asking, row.account, now, row.factors.length > 0) : {};
    return [
      {
        wanted: row.wanted,
        identified: asked,
        account: known,
        disclosed: row.disclosed,
        factors: row.factors,
        method: row.challenge?.method,
        failures: row.failures,
        refusal: row.refusal,
        ended: row.finishedAt !== undefined || row.expiresAt <= now,
      },
      account,
    ];
  }
  async function describeAccount(
    { client, openerOf }: Asking,
    which: string | undefined,
    now: Date,
    proved = false,
  ): Promise<{ account?: Account; known?: AttemptState['account'] }> {
    const { account, ways } = await readWithWays(client, which ?? NOBODY, now);
    if (!account) return {};
    const { level, state } = account;
    // Asked behind a proof only: before it, a statement more would tell a stranger that the account is locked.
    const opener = proved && state === 'locked' ? await openerOf(account.account) : undefined;
    return { account, known: { level, state, ways, ...(opener ? { opener } : {}) } };
  }
  const within = (transaction: Transaction): Asking => ({
    client: transaction.client,
    openerOf: (account) => openerOf(transaction, account),
  });
  /** Where nothing is written, nothing needs to be held. */
  const outside: Asking = {
    client: database.pool,
    openerOf: (account) => database.transact((transaction) => openerOf(transaction, account)),
  };
  async function look(row: AttemptRow | undefined) {
    if (!row) throw problems['attempt-unknown']();
    const [state, account] = await stateOf(outside, row, clock.now());
    return { row, state, account };
  }
  async function view(found: AttemptRow | undefined): Promise<AttemptView> {
    const { row, state } = await look(found);
    return viewOf(row, state);
  }

  async function find(
    transaction: Transaction,
    attempt: string,
    browser: string,
    language?: string,
  ): Promise<Held | undefined> {
    const row = await holdAttempt(transaction.client, attempt, browser);
    if (!row) return undefined;
    const now = clock.now();
    const [state, account] = await stateOf(within(transaction), row, now);
    return { transaction, row, now, state, account, context: contextOf(kernel, account, language) };
  }
  async function hold(...which: Parameters<typeof find>): Promise<Held> {
    const held = await find(...which);
    if (!held) throw problems['attempt-unknown']();
    return held;
  }

  /** Takes one step and writes it down. @throws Problem accounts/attempt-over, step-unexpected */
  async function take(held: Held, step: Step, changes: Partial<AttemptRow> = {}): Promise<AttemptView> {
    const next = advance(held.state, step);
    if (!next) throw problems[isOver(held.state) ? 'attempt-over' : 'step-unexpected']();
    const { factors, failures, refusal, disclosed } = next;
    const challenge = next.method ? (held.row.challenge ?? { method: next.method }) : undefined;
    const row: AttemptRow = { ...held.row, factors, failures, refusal, disclosed, challenge, ...changes };
    await writeAttempt(held.transaction.client, row);
    return viewOf(row, next);
  }

  /** A wrong answer: counted here and for the account, told to its owner. */
  async function refuse(held: Held, why: 'wrong' | 'expired', method: Method): Promise<AttemptView> {
    const { transaction, context, account, row } = held;
    if (account)
      await recordEvent(transaction, context, account, 'sign-in-failed', {
        method,
        why,
        device: row.device,
        network: row.network,
      });
    return take(held, { kind: 'fail', why }, { passkey: undefined });
  }

  /** @param account where the proof tells whose it is; otherwise whose number was typed */
  async function prove(held: Held, proof: Omit<Factor, 'at'>, account?: string): Promise<AttemptView> {
    const { transaction, now } = held;
    const factor: Factor = { ...proof, at: now.toISOString() };
    // Read again: a proof may have changed it (the way back unlocks an account, and locks its other ways).
    const { account: owner, known } = await describeAccount(
      within(transaction),
      account ?? held.account?.account,
      now,
      true,
    );
    return take(
      held,
      { kind: 'prove', factor, told: account !== undefined, account: known },
      {
        challenge: undefined,
        passkey: undefined,
        ...(owner ? { account: owner.account, subject: owner.account } : {}),
      },
    );
  }

  const inTransaction = <Result>(work: (transaction: Transaction) => Promise<Result>) =>
    levelTime(() => database.transact(work));

  return {
    async open(given) {
      const madeAt = clock.now();
      const expiresAt = new Date(madeAt.getTime() + ATTEMPT_MINUTES * 60_000);
      return view(await openAttempt(database.pool, { ...given, madeAt, expiresAt }));
    },

    read: async (attempt, browser) => view(await readAttempt(database.pool, attempt, browser)),

    identify: (attempt, browser, typed) =>
      inTransaction(async (transaction) => {
        const held = await hold(transaction, attempt, browser);
        const bucket = `identify:${held.row.network}`;
        const wait = await takeAllowance(transaction.client, held.now, bucket, IDENTIFY.limit, IDENTIFY.seconds);
        if (wait !== undefined) throw problems['too-many']({ extra: { retryAfter: wait } });
        const identifier = normalizeIdentifier(typed);
        const account = await findByIdentifier(transaction.client, identifier);
        const { known } = await describeAccount(within(transaction), account?.account, held.now);
        return take(
          held,
          { kind: 'identify', account: known },
          { account: account?.account, subject: subjectOf(account, identifier), challenge: undefined },
        );
      }),

    choose: (attempt, browser, method, language) =>
      inTransaction(async (transaction) => {
        const held = await hold(transaction, attempt, browser, language);
        // Refuses what does not fit before anything is sent.
        if (!advance(held.state, { kind: 'choose', method }))
          throw problems[isOver(held.state) ? 'attempt-over' : 'step-unexpected']();
        const way = ways[method];
        if (!way) return take(held, { kind: 'choose', method }, { challenge: { method } });
        const challenge = await way.begin(held);
        return challenge
          ? take(held, { kind: 'choose', method }, { challenge })
          : take(held, { kind: 'rest' }, { challenge: undefined });
      }),

    prove: (attempt, browser, code) =>
      inTransaction(async (transaction) => {
        const held = await hold(transaction, attempt, browser);
        const { challenge, subject } = held.row;
        const way = challenge && ways[challenge.method];
        if (isOver(held.state)) throw problems['attempt-over']();
        if (!challenge || !way) throw problems['step-unexpected']();
        const bucket = `guess:${subject}`;
        const counts = guessed.has(challenge.method);
        if (counts) {
          // Taken before the answer is looked at: answers sent all at once are not one guess.
          const wait = await takeAllowance(transaction.client, held.now, bucket, GUESSES.limit, GUESSES.seconds);
          if (wait !== undefined) return take(held, { kind: 'rest' }, { challenge: undefined });
        }
        const proof = await way.prove(held, challenge, code.trim().slice(0, 100));
        if (proof === 'waiting') return viewOf(held.row, held.state);
        if (typeof proof === 'string') return refuse(held, proof, challenge.method);
        if (counts) await returnAllowance(transaction.client, held.now, bucket, GUESSES.seconds);
        return prove(held, proof);
      }),

    async passkeyOptions(attempt, browser) {
      const challenge = randomBytes(32);
      const row = await writeChallenge(database.pool, attempt, browser, challenge.toString('base64url'));
      const { state, account } = await look(row);
      // What is over takes no answer, whatever it was asked for.
      if (isOver(state)) throw problems['attempt-over']();
      return passkeys.askProof(database.pool, challenge, state.disclosed ? account?.account : undefined);
    },

    provePasskey(attempt, browser, response) {
      let proved = false;
      const check = () =>
        database.transact(async (transaction) => {
          const held = await hold(transaction, attempt, browser);
          if (isOver(held.state)) throw problems['attempt-over']();
          if (held.row.passkey === undefined) throw problems['step-unexpected']();
          const found = await passkeys.checkProof(transaction, held.row.passkey, response, held.now);
          // Whoever typed one number cannot go on as somebody else.
          const fits = held.row.subject === undefined || found?.account === held.row.account;
          if (!found || !fits) return refuse(held, 'wrong', 'passkey');
          const view = await prove(held, found.proof, found.account);
          proved = true;
          return view;
        });
      return levelTime(check, () => proved);
    },

    vouch: (attempt, browser, account, factor, approver) =>
      database.transact(async (transaction) => {
        const held = await hold(transaction, attempt, browser);
        if (factor.method === 'approval') await requireLivingApprover(transaction.client, account, approver, held.now);
        const known = await readAccount(transaction.client, account);
        if (!known) throw problems['account-unknown']();
        if (held.row.disclosed && held.row.account !== account) throw problems['step-unexpected']();
        return prove(held, factor, account);
      }),

    async accountOf(attempt, browser) {
      const { account, state } = await look(await readAttempt(database.pool, attempt, browser));
      if (!account || standingOf(state).step !== 'done') throw problems['step-unexpected']();
      return account;
    },

    async finish(attempt, browser, origin, acting, opening) {
      const opened = await database.transact(async (transaction) => {
        const { account, state, row, now, context } = await hold(transaction, attempt, browser);
        if (isOver(state)) throw problems['attempt-over']();
        if (!account || standingOf(state).step !== 'done') throw problems['step-unexpected']();
        if (!(await finishAttempt(transaction.client, attempt, now))) throw problems['attempt-over']();
        const since = new Date(row.expiresAt.getTime() - ATTEMPT_MINUTES * 60_000);
        const proved = { account, factors: row.factors, origin, browser: { secret: browser, since }, acting, now };
        return openSession(transaction, context, proved, opening);
      });
      remember(opened.token, opened.session);
      return opened;
    },
  };
}
