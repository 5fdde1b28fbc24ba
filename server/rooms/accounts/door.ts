import type { Client, Context, Room, Transaction } from '#kernel';
import type { Approval, NewApproval } from './approvalDoor.ts';
import type { Attempts } from './attemptDoor.ts';
import type { SecurityEvent } from './eventKinds.ts';
import type { Which } from './sessionStore.ts';

export type { Approval, NewApproval } from './approvalDoor.ts';
export type { Attempts, AttemptView, LockOpener } from './attemptDoor.ts';
export { EVENTS, type SecurityEvent } from './eventKinds.ts';

/** How strongly a session's person was identified and proved, weakest first. */
export const ASSURANCES = ['low', 'substantial', 'high'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** How somebody can prove to be the one: RFC 8176 knows most of them under other names (`amrOf`). */
export const METHODS = ['passkey', 'totp', 'code', 'recovery-code', 'approval', 'recovery', 'persona'] as const;
export type Method = (typeof METHODS)[number];

/** One proof that was really given. */
export interface Factor {
  readonly method: Method;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** WebAuthn: the authenticator itself checked a finger, a face or a PIN. */
  readonly userVerified?: boolean;
  /** WebAuthn: the key cannot leave its device (not backed up). */
  readonly deviceBound?: boolean;
  /** One-time code: where it was sent. */
  readonly channel?: 'sms' | 'email';
}

/** What narrows a mandate beside its scopes. */
export interface ActingLimits {
  /** Only before these organisations of the country's list. */
  readonly organisations?: readonly string[];
  /** In the giver's own words, for a person to read: "tenders under 500 million". */
  readonly words?: string;
}

/** As whom a session acts; none: as oneself. */
export type Acting =
  | {
      readonly kind: 'post';
      readonly post: string;
      readonly role: string;
      readonly area?: string;
      readonly organisation?: string;
      /** ISO 8601: a session that acts so ends then at the latest (office hours, validity, review). */
      readonly until?: string;
    }
  | {
      readonly kind: 'organisation';
      readonly mandate: string;
      readonly organisation: string;
      readonly name: string;
      readonly taxCode: string;
      readonly scopes: readonly string[];
      readonly limits?: ActingLimits;
    }
  | {
      readonly kind: 'person';
      readonly mandate: string;
      readonly person: string;
      readonly name: string;
      readonly basis: 'guardian' | 'power-of-attorney';
      readonly scopes: readonly string[];
      readonly limits?: ActingLimits;
    };

export type AccountKind = 'citizen' | 'foreigner' | 'official';
export type AccountState = 'pending' | 'active' | 'locked' | 'closed';

export interface Account {
  readonly account: string;
  readonly kind: AccountKind;
  /** What the journal calls this caller: the person's key; an official's staff number. */
  readonly actor: string;
  readonly person: string | undefined;
  readonly name: string;
  readonly language: string;
  readonly level: 0 | 1 | 2;
  readonly state: AccountState;
}

export interface Session extends Account {
  readonly session: string;
  readonly factors: readonly Factor[];
  readonly assurance: Assurance;
  readonly acting: Acting | undefined;
  readonly madeAt: string;
  /** When the newest proof was given: OpenID's `auth_time`. */
  readonly provedAt: string;
  readonly endsAt: string;
}

/** A session that goes on as another one of the same account. */
export interface Replaced {
  readonly account: string;
  readonly from: string;
  readonly to: string;
}

/** Where a request comes from, as far as it is kept. */
export interface Origin {
  /** "Chromium on Linux". */
  readonly device: string;
  /** First three bytes of IPv4, first six of IPv6. */
  readonly network: string;
}

export interface NewAccount {
  readonly kind: AccountKind;
  readonly actor: string;
  readonly person?: string;
  readonly name: string;
  readonly language: string;
  readonly level: 0 | 1 | 2;
  readonly state: AccountState;
  readonly guardian?: string;
}

/** What an authenticator says of itself: its signature holds, whose it is has nobody judged. */
export interface Attested {
  /** WebAuthn Level 3, 8. */
  readonly format: string;
  readonly aaguid: string;
  /** CBOR. */
  readonly attestationObject: Uint8Array<ArrayBuffer>;
}

export type ContactKind = 'phone' | 'email';

/** What somebody says of oneself to open an account from afar; it must be what the register says. */
export interface ActivationGiven {
  readonly identifier: string;
  /** `YYYY-MM-DD`, or as much of it as the register knows. */
  readonly birthDate: string;
  readonly name: string;
  readonly contact: { readonly kind: ContactKind; readonly value: string };
  /** In which the code is written; one of the country's languages. */
  readonly language: string;
}

/**
 * An account opened from afar (level 1). Same answer, work and limits whether or not the words fit the register, somebody
 * has the account already, or a minor may not have one.
 */
export interface Activation {
  /** @throws Problem accounts/contact-malformed, accounts/too-many */
  begin(given: ActivationGiven, origin: Origin): Promise<{ activation: string }>;
  /** @throws Problem accounts/code-wrong for whatever is wrong, accounts/too-many */
  confirm(activation: string, code: string, origin: Origin): Promise<void>;
}

/** The way back in with the help of two trusted persons; at a counter an officer hands over the code instead. */
export interface Recovery {
  /**
   * Same answer whether or not there is such an account. Whoever began keeps `code`: it is what `recovery` is proved with at
   * the sign-in once two trusted persons have confirmed and the waiting time is over.
   * @returns `number`: the two trusted persons see it too, and compare it with whom they know
   * @throws Problem accounts/too-many
   */
  begin(
    identifier: string,
    origin: Origin,
  ): Promise<{ recovery: string; code: string; number: number; waitHours: number; trustedNeeded: number }>;
}

/** A message as the demonstration shows it, where no gateway would send it. */
export interface ShownMessage {
  readonly id: string;
  readonly channel: 'sms' | 'email';
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly madeAt: string;
}

/** Electronic identity: accounts, how they are proved, sessions, the way back in. */
export interface Accounts extends Room {
  readonly attempts: Attempts;
  readonly activation: Activation;
  readonly recovery: Recovery;
  /** The newest messages, newest first; only in a demonstration. */
  readonly recentMessages?: (limit: number) => Promise<readonly ShownMessage[]>;
  /** Makes an account; a second one for the same actor is refused. @throws Problem accounts/account-exists */
  createAccount(transaction: Transaction, context: Context, given: NewAccount): Promise<Account>;
  findAccount(account: string): Promise<Account | undefined>;
  /** @param reader inside a transaction its own connection, so that it does not wait for a second one */
  findAccountOf(actor: string, reader?: Pick<Client, 'query'>): Promise<Account | undefined>;
  setAccountState(
    transaction: Transaction,
    context: Context,
    account: string,
    state: AccountState,
    why: string,
  ): Promise<void>;
  /** Unlocks an account; not what a guardian has withdrawn, nor what only a counter opens. @throws Problem accounts/account-locked, accounts/account-closed */
  unlock(transaction: Transaction, context: Context, account: string, why: string): Promise<void>;
  /** The living session behind the cookie `dancu-sso`. */
  findSession(token: string | undefined): Promise<Session | undefined>;
  /** The living session by its key; cached for at most two seconds. */
  readSession(account: string, session: string): Promise<Session | undefined>;
  /** Value of the cookie `dancu-session`, by which our own screens know the session. */
  sealSession(session: Session): string;
  /** The living session behind what `sealSession` made. */
  openSession(cookie: string | undefined): Promise<Session | undefined>;
  setActing(transaction: Transaction, context: Context, session: Session, acting: Acting | undefined): Promise<Session>;
  endSessions(
    transaction: Transaction,
    context: Context,
    account: string,
    which: Which,
    why: string,
  ): Promise<readonly string[]>;
  /** Told after the commit, in this process; the provider ends what hangs on the session. */
  onSessionEnded(told: (account: string, session: string) => void): void;
  /**
   * A session ends because its person goes on in another, in the same browser: a step-up, a proof that was asked for anew. What
   * hangs on the one is moved to the other within this transaction, before its end is told.
   */
  onSessionReplaced(move: (transaction: Transaction, replaced: Replaced) => Promise<void>): void;
  askApproval(transaction: Transaction, context: Context, given: NewApproval): Promise<Approval>;
  readApproval(account: string, approval: string): Promise<Approval | undefined>;
  /** Told after the commit, in this process, at least once in one of them. */
  onApprovalDecided(told: (approval: Approval) => void): void;
  /** Writes a security event: journal line, the owner's list, a message to the proved contacts where it matters. */
  recordEvent(
    transaction: Transaction,
    context: Context,
    account: string,
    event: SecurityEvent,
    data?: Record<string, unknown>,
  ): Promise<void>;
  /**
   * Counts a use against a bucket. Never within a transaction: it takes a connection of its own, and would wait for itself.
   * @throws Problem accounts/too-many with `retry-after` when `limit` in `seconds` is used up */
  spend(bucket: string, limit: number, seconds: number): Promise<void>;
  /** WebAuthn registration: options and their answer, for one's own account or (officials) under the eyes of others. */
  passkeyRegistration(
    account: string,
    user: { id: string; name: string },
    conveyance?: 'none' | 'direct',
  ): Promise<object>;
  registerPasskey(
    transaction: Transaction,
    context: Context,
    account: string,
    given: {
      label: string;
      response: object;
      deviceBoundOnly?: boolean;
      judge?: (attested: Attested) => Promise<void>;
    },
  ): Promise<{ authenticator: string }>;
  /** Takes them away for good, all unless some are named; ends sign-ins on their way, no session. @returns which were there */
  removeAuthenticators(
    transaction: Transaction,
    context: Context,
    account: string,
    which?: readonly string[],
  ): Promise<readonly string[]>;
}
