import type { Account, Assurance, Factor, LockOpener, Method } from './door.ts';
import { assuranceOf, isAtLeast, usefulMethods, type Way } from './model.ts';

/** So many wrong answers end an attempt. */
export const MOST_FAILURES = 5;
/** An attempt lives so many minutes. */
export const ATTEMPT_MINUTES = 10;

export type Refusal = 'wrong' | 'expired' | 'too-many' | 'not-enough' | 'locked' | 'closed';

export interface AttemptState {
  readonly wanted: Assurance;
  /** A number was typed; whether somebody has it is nobody's business yet. */
  readonly identified: boolean;
  readonly account:
    | (Pick<Account, 'level' | 'state'> & { readonly ways: readonly Way[]; readonly opener?: LockOpener })
    | undefined;
  /** This browser may learn which ways the account has. */
  readonly disclosed: boolean;
  readonly factors: readonly Factor[];
  /** The way that is being gone. */
  readonly method: Method | undefined;
  readonly failures: number;
  readonly refusal: Refusal | undefined;
  /** Its time is over, or it was used. */
  readonly ended: boolean;
}

export type Step =
  | { readonly kind: 'identify'; readonly account: AttemptState['account'] }
  | { readonly kind: 'choose'; readonly method: Method }
  /**
   * Proved; `told`: the proof itself says whose it is (a passkey; an entrance, or a phone that read this screen's code, vouches).
   * Every other way must be the account's and have been chosen. `account`: as it is after the proof.
   */
  | {
      readonly kind: 'prove';
      readonly factor: Factor;
      readonly told: boolean;
      readonly account?: AttemptState['account'];
    }
  | { readonly kind: 'fail'; readonly why: 'wrong' | 'expired' }
  /** The way rests: nothing was tried. */
  | { readonly kind: 'rest' };

/** Every way there is: what is offered as long as a stranger might be asking. */
const everyWay: readonly Way[] = (
  ['passkey', 'approval', 'totp', 'code', 'recovery-code', 'recovery'] satisfies Method[]
).map((method) => ({ method, deviceBound: true }));

export interface Standing {
  readonly step: 'identify' | 'choose' | 'prove' | 'wait' | 'done' | 'over';
  readonly methods: readonly Method[];
  readonly refusal: Refusal | undefined;
  /** Told behind a proof: the account is locked, and by what it opens. */
  readonly locked?: LockOpener;
}

/** Where an attempt stands. Until something was proved it depends on nothing but what this browser itself did. */
export function standingOf(state: AttemptState): Standing {
  const over = (refusal: Refusal): Standing => ({ step: 'over', methods: [], refusal });
  if (state.ended) return over('expired');
  if (state.failures >= MOST_FAILURES) return over('too-many');
  const { account, factors, wanted, method, refusal } = state;
  const proved = factors.length > 0 && account !== undefined;
  if (proved && account.state === 'locked') return standingOfLocked(state, account);
  if (proved && account.state !== 'active') return over(account.state === 'closed' ? 'closed' : 'locked');
  if (proved && isAtLeast(assuranceOf(account.level, factors), wanted))
    return { step: 'done', methods: [], refusal: undefined };
  const methods =
    state.disclosed && account
      ? usefulMethods(wanted, account.level, account.ways, factors)
      : usefulMethods(wanted, 2, everyWay, []);
  if (methods.length === 0) return over('not-enough');
  if (method) return { step: method === 'approval' ? 'wait' : 'prove', methods, refusal };
  return { step: state.identified ? 'choose' : 'identify', methods, refusal };
}

/**
 * A locked account is opened again by a passkey whose device checked finger, face or PIN, and another way beside it, however
 * little was asked for. Codes alone do not: a stolen telephone receives one and shows the other, and whoever has tricked
 * somebody out of one code has tricked them out of two.
 */
function standingOfLocked(
  { factors, wanted, method, refusal }: AttemptState,
  { level, ways, opener = 'proofs' }: NonNullable<AttemptState['account']>,
): Standing {
  const over = (why: Refusal, locked: LockOpener): Standing => ({ step: 'over', methods: [], refusal: why, locked });
  if (opener !== 'proofs') return over('locked', opener);
  const passkey = factors.some((one) => one.method === 'passkey' && one.userVerified);
  const another = factors.some((one) => beside.has(one.method));
  if (passkey && another)
    return isAtLeast(assuranceOf(level, factors), wanted)
      ? { step: 'done', methods: [], refusal: undefined }
      : over('not-enough', opener);
  const keys = passkey ? [] : ways.filter((way) => way.method === 'passkey');
  const others = another ? [] : ways.filter((way) => beside.has(way.method));
  if ((!passkey && keys.length === 0) || (!another && others.length === 0)) return over('locked', 'counter');
  const methods = [...new Set([...keys, ...others].map((way) => way.method))];
  return { step: method ? 'prove' : 'choose', methods, refusal, locked: opener };
}

/** What may stand beside the passkey: no device is signed in to say yes, and the way back unlocks by itself. */
const beside: ReadonlySet<Method> = new Set(['totp', 'code', 'recovery-code']);

/** @returns the next state; undefined where the step does not fit where the attempt stands */
export function advance(state: AttemptState, step: Step): AttemptState | undefined {
  const standing = standingOf(state);
  if (standing.step === 'done' || standing.step === 'over') return undefined;
  switch (step.kind) {
    case 'identify':
      // Whoever has proved one thing goes on as the same one.
      if (state.disclosed) return undefined;
      return { ...state, identified: true, account: step.account, method: undefined, refusal: undefined };
    case 'choose':
      if (!state.identified || !standing.methods.includes(step.method)) return undefined;
      return { ...state, method: step.method, refusal: undefined };
    case 'rest':
      return { ...state, method: undefined, refusal: 'too-many' };
    case 'fail':
      return {
        ...state,
        failures: state.failures + 1,
        refusal: step.why,
        // What is over must be asked for again; a slip of the finger need not.
        method: step.why === 'wrong' ? state.method : undefined,
      };
    case 'prove': {
      const account = step.account ?? state.account;
      const given = step.factor.method;
      const offered = state.method === given && state.account?.ways.some(({ method }) => method === given);
      if (!account || !(step.told || offered)) return undefined;
      return {
        ...state,
        account,
        identified: true,
        disclosed: true,
        factors: [...state.factors.filter(({ method }) => method !== given), step.factor],
        method: undefined,
        refusal: undefined,
      };
    }
  }
}
