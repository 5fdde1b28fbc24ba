import type { Context, Kernel, Transaction } from '#kernel';
import type { Checkpoint } from '#libs/country';
import type { Accounts } from '#rooms/accounts';
import type { Biometrics } from '#rooms/biometrics';
import type { Cards } from '#rooms/cards';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import type { Readers } from '#rooms/readers';
import type { DeskRow } from './store.ts';

/** What the acts and views of this room work with. */
export interface Parts {
  readonly kernel: Kernel;
  readonly offices: Offices;
  readonly biometrics: Pick<Biometrics, 'parts'>;
  readonly cards: Pick<Cards, 'standingOf' | 'hotList' | 'trust'>;
  readonly readers: Pick<Readers, 'ask' | 'take' | 'proveLate'>;
  readonly accounts: Pick<Accounts, 'findAccountOf' | 'askApproval' | 'readApproval'>;
  readonly exchange: Pick<Exchange, 'requireAgreement' | 'takeQuota'>;
}

/** One check under way. */
export interface Checking extends Parts {
  readonly transaction: Transaction;
  /** With the desk’s purpose and law. */
  readonly context: Context;
  readonly desk: DeskRow;
  readonly rules: Checkpoint;
  /** When the document was shown; the day as the country counts it. */
  readonly at: Date;
  readonly day: string;
}
