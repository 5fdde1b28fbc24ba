import type { Context, Transaction } from '#kernel';
import type { AttemptRow, Challenge } from './attemptStore.ts';
import type { Account, Factor } from './door.ts';

/** What a way works with while somebody goes it. */
export interface Proving {
  readonly transaction: Transaction;
  readonly context: Context;
  readonly row: AttemptRow;
  /** Nobody's where the number is nobody's: the way is gone all the same, and never arrives. */
  readonly account: Account | undefined;
  readonly now: Date;
}

export type Proof = Pick<Factor, 'method' | 'userVerified' | 'deviceBound' | 'channel'>;

/** A way by which a typed answer proves somebody. */
export interface Way {
  /** @returns undefined where the way rests for now */
  begin(proving: Proving): Promise<Challenge | undefined>;
  /** @returns the proof, what is wrong, or `waiting` */
  prove(proving: Proving, challenge: Challenge, answer: string): Promise<Proof | 'wrong' | 'expired' | 'waiting'>;
}
