import type { Context, Kernel, Transaction } from '#kernel';
import type { TrustList } from '#libs/emrtd';
import type { Origin } from '#rooms/cards';
import type { Offices } from '#rooms/offices';
import type { Machine } from './machine.ts';
import type { BatchRow } from './store.ts';

export interface Parts {
  readonly kernel: Kernel;
  readonly offices: Offices;
  /** Who orders, by id; the house adds them before the start. */
  readonly origins: Map<string, Origin>;
  readonly machines: ReadonlyMap<string, Machine>;
  /** Against which finished chips are read. */
  trust(): Promise<TrustList>;
  /** A hint to the line that there is something to make. */
  hint(): Promise<void>;
}

/** A batch, and what it is made with. */
export interface Making {
  readonly parts: Parts;
  readonly batch: BatchRow;
  readonly origin: Origin;
  readonly machine: Machine;
  /** A transaction that holds the batch, or none. */
  transact<Result>(work: (transaction: Transaction, context: Context) => Promise<Result>): Promise<Result>;
}
