import type { Context, Transaction } from '#kernel';
import type { Account, Acting, Assurance, Factor, Method, Origin, Session } from './door.ts';

/**
 * What opens a locked account: a passkey and another proof at this sign-in; a counter, or the way back in; a counter only, where
 * its owner had closed it; the guardian who withdrew the consent.
 */
export type LockOpener = 'proofs' | 'counter' | 'counter-only' | 'guardian';

/** What a session is opened with, beside the proofs. */
export interface Opening {
  /** Sessions that the browser held until now: they end, and what hangs on those of the same account goes on under the new one. */
  readonly replaces?: readonly Session[];
  /** Further work of the same transaction: it happens with the session, or neither does. */
  readonly along?: (transaction: Transaction, context: Context, session: Session) => Promise<void>;
}

/** What a page shows of a sign-in on its way. The same for a number that nobody has. */
export interface AttemptView {
  readonly attempt: string;
  readonly wanted: Assurance;
  /** identify: who? · choose: by which way? · prove: the thing itself · wait: the other device · done: session can be opened · over: too late or too often */
  readonly step: 'identify' | 'choose' | 'prove' | 'wait' | 'done' | 'over';
  /** What is still missing after the factors given: another of these. */
  readonly methods: readonly Method[];
  readonly method: Method | undefined;
  /** step 'wait': to be chosen on the other device. */
  readonly number: number | undefined;
  readonly factors: readonly Factor[];
  /**
   * Code of the last refusal: `wrong`, `expired`, `too-many`; at step 'over' also `not-enough` (this account cannot reach
   * `wanted`), `locked` and `closed`, told only to whoever proved something.
   */
  readonly refusal: string | undefined;
  /** The account is locked until that opens it; told only to whoever proved something. */
  readonly locked: LockOpener | undefined;
}

/**
 * Sign-ins on their way. Every call is bound to the browser that began (`browser`: the secret of its cookie), takes the
 * same time and gives the same answer whether or not somebody has the number.
 * @throws Problem accounts/attempt-unknown, accounts/attempt-over, accounts/too-many
 */
export interface Attempts {
  open(given: {
    attempt: string;
    browser: string;
    wanted: Assurance;
    origin: Origin;
    account?: string;
  }): Promise<AttemptView>;
  read(attempt: string, browser: string): Promise<AttemptView>;
  identify(attempt: string, browser: string, identifier: string): Promise<AttemptView>;
  choose(attempt: string, browser: string, method: Method, language: string): Promise<AttemptView>;
  /** A typed code: one-time, TOTP, recovery code, recovery at the counter; empty for `wait`, to look whether the other device said yes. */
  prove(attempt: string, browser: string, code: string): Promise<AttemptView>;
  /** WebAuthn options (JSON form); with no account identified any discoverable passkey may answer. */
  passkeyOptions(attempt: string, browser: string): Promise<object>;
  provePasskey(attempt: string, browser: string, response: object): Promise<AttemptView>;
  /**
   * Another entrance has proved who it is (the demonstration's personas), or a phone that read this screen's code said yes.
   * @param approver the session that said yes, for the method `approval`: it must live, be the account's, and be one that may
   * @throws Problem accounts/account-unknown, accounts/step-unexpected, accounts/approver-unfit, accounts/recovery-only, accounts/step-up-needed
   */
  vouch(attempt: string, browser: string, account: string, factor: Factor, approver?: string): Promise<AttemptView>;
  /** The account behind a `done` attempt: for the choice of whom to act for. */
  accountOf(attempt: string, browser: string): Promise<Account>;
  /** Opens the session, once. @returns the secret for the cookie `dancu-sso` */
  finish(
    attempt: string,
    browser: string,
    origin: Origin,
    acting?: Acting,
    opening?: Opening,
  ): Promise<{ session: Session; token: string }>;
}
