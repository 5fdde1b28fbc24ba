import { randomBytes } from 'node:crypto';
import { type Context, type Kernel, newId, type Transaction } from '#kernel';
import { returnAllowance, takeAllowance } from './allowances.ts';
import { requireLivingApprover } from './approver.ts';
import { ATTEMPT_MINUTES, type AttemptState, advance, type Step, standingOf } from './attemptModel.ts';
import { type AttemptRow, finishAttempt, holdAttempt, insertAttempt, writeAttempt } from './attemptStore.ts';
import { contextOf } from './callers.ts';
import type { Account, Attempts, AttemptView, Factor, Method } from './door.ts';
import { recordEvent } from './events.ts';
import { allowedWays, readWays } from './factors.ts';
import { findByIdentifier, normalizeIdentifier, subjectOf } from './identifiers.ts';
import { levelTime } from './levelTime.ts';
import type { PasskeyProofs } from './passkeys.ts';
import { problems } from './problems.ts';
import type { Proving, Way } from './proving.ts';
import { countSignIn, insertSession, isKnownDevice } from './sessionStore.ts';
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
  /** Opens a locked account whose owner has given a passkey and another proof. */
  readonly unlock: (transaction: Transaction, context: Context, account: string) => Promise<void>;
}

/** An attempt in the middle of a step. */
interface Held extends Proving {
  readonly state: AttemptState;
}

export function createAttempts({ kernel, ways, passkeys, unlock }: AttemptParts): Attempts {
  const { database, clock } = kernel;

  /** Two statements of whoever is behind the attempt, or of nobody. */
  async function stateOf(
    transaction: Transaction,
    row: AttemptRow,
    now: Date,
  ): Promise<[AttemptState, Account | undefined]> {
    // Before a number was typed there is nothing that the time could tell.
    const asked = row.subject !== undefined;
    const account = asked ? await readAccount(transaction.client, row.account ?? NOBODY) : undefined;
    const known = asked ? await describeAccount(transaction, account, now) : undefined;
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
    { client }: Transaction,
    account: Account | undefined,
    now: Date,
  ): Promise<AttemptState['account']> {
    const found = await readWays(client, account?.account ?? NOBODY, now);
    return account && { level: account.level, state: account.state, ways: allowedWays(account.kind, found) };
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
    const [state, account] = await stateOf(transaction, row, now);
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
      await recordEvent(transaction, context, account.account, 'sign-in-failed', {
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
    const owner = await readAccount(transaction.client, account ?? held.account?.account ?? NOBODY);
    const known = await describeAccount(transaction, owner, now);
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
    open: ({ attempt, browser, wanted, origin, account }) =>
      database.transact(async (transaction) => {
        const madeAt = clock.now();
        const expiresAt = new Date(madeAt.getTime() + ATTEMPT_MINUTES * 60_000);
        const begun = await find(transaction, attempt, browser);
        if (begun) return viewOf(begun.row, begun.state);
        await insertAttempt(transaction.client, { attempt, browser, wanted, origin, account, madeAt, expiresAt });
        const { row, state } = await hold(transaction, attempt, browser);
        return viewOf(row, state);
      }),

    read: (attempt, browser) =>
      database.transact(async (transaction) => {
        const { row, state } = await hold(transaction, attempt, browser);
        return viewOf(row, state);
      }),

    identify: (attempt, browser, typed) =>
      inTransaction(async (transaction) => {
        const held = await hold(transaction, attempt, browser);
        const bucket = `identify:${held.row.network}`;
        const wait = await takeAllowance(transaction.client, held.now, bucket, IDENTIFY.limit, IDENTIFY.seconds);
        if (wait !== undefined) throw problems['too-many']({ extra: { retryAfter: wait } });
        const identifier = normalizeIdentifier(typed);
        const account = await findByIdentifier(transaction.client, identifier);
        const known = await describeAccount(transaction, account, held.now);
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

    passkeyOptions: (attempt, browser) =>
      database.transact(async (transaction) => {
        const held = await hold(transaction, attempt, browser);
        if (isOver(held.state)) throw problems['attempt-over']();
        const known = held.state.disclosed ? held.account : undefined;
        const { options, challenge } = await passkeys.askProof(transaction, known?.account);
        await writeAttempt(transaction.client, { ...held.row, passkey: challenge });
        return options;
      }),

    provePasskey: (attempt, browser, response) =>
      inTransaction(async (transaction) => {
        const held = await hold(transaction, attempt, browser);
        if (isOver(held.state)) throw problems['attempt-over']();
        if (held.row.passkey === undefined) throw problems['step-unexpected']();
        const found = await passkeys.checkProof(transaction, held.row.passkey, response, held.now);
        // Whoever typed one number cannot go on as somebody else.
        const fits = held.row.subject === undefined || found?.account === held.row.account;
        if (!found || !fits) return refuse(held, 'wrong', 'passkey');
        return prove(held, found.proof, found.account);
      }),

    vouch: (attempt, browser, account, factor, approver) =>
      database.transact(async (transaction) => {
        const held = await hold(transaction, attempt, browser);
        if (factor.method === 'approval') await requireLivingApprover(transaction.client, account, approver, held.now);
        const known = await readAccount(transaction.client, account);
        if (!known) throw problems['account-unknown']();
        if (held.row.disclosed && held.row.account !== account) throw problems['step-unexpected']();
        return prove(held, factor, account);
      }),

    accountOf: (attempt, browser) =>
      database.transact(async (transaction) => {
        const { account, state } = await hold(transaction, attempt, browser);
        if (!account || standingOf(state).step !== 'done') throw problems['step-unexpected']();
        return account;
      }),

    finish: (attempt, browser, origin, acting) =>
      database.transact(async (transaction) => {
        const { client } = transaction;
        const { account, state, row, now, context } = await hold(transaction, attempt, browser);
        if (isOver(state)) throw problems['attempt-over']();
        if (!account || standingOf(state).step !== 'done') throw problems['step-unexpected']();
        if (!(await finishAttempt(client, attempt, now))) throw problems['attempt-over']();
        if (account.state === 'locked') await unlock(transaction, context, account.account);
        const token = randomBytes(32).toString('base64url');
        const newDevice = !(await isKnownDevice(client, account.account, origin));
        const session = await insertSession(
          client,
          {
            session: newId(),
            account: { ...account, state: 'active' },
            factors: row.factors,
            ...(acting ? { acting } : {}),
            origin,
            token,
          },
          now,
        );
        await countSignIn(client, account.account, now);
        await recordEvent(transaction, context, account.account, 'signed-in', {
          session: session.session,
          methods: row.factors.map(({ method }) => method),
          assurance: session.assurance,
          newDevice,
          ...origin,
        });
        return { session, token };
      }),
  };
}

function isOver(state: AttemptState): boolean {
  return standingOf(state).step === 'over';
}

function viewOf(row: AttemptRow, state: AttemptState): AttemptView {
  const { step, methods, refusal } = standingOf(state);
  return {
    attempt: row.attempt,
    wanted: row.wanted,
    step,
    methods,
    method: step === 'prove' || step === 'wait' ? state.method : undefined,
    number: step === 'wait' ? row.challenge?.number : undefined,
    factors: state.factors,
    refusal,
  };
}
