import type { Context, Transaction } from '#kernel';
import type { Chip } from '#libs/emrtd';

/** One thing as it is to be made: what stands on it, and what its chip is written with. */
export interface Prepared {
  readonly item: string;
  /** Its kind's artwork is `country/<id>/cards/<artwork>-front.svg` and `-back.svg`; `drawSide` draws it. */
  readonly template: string;
  /** Texts of the artwork by their names in it. */
  readonly fields: Readonly<Record<string, string>>;
  /** Pictures of the artwork by their names in it. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  readonly documentNumber: string;
  /** Its private keys are made for this one thing, and handed to the machine only. */
  readonly chip?: Chip;
}

/** What cannot be made as it is, with the code of the problem that says why. */
export interface Unprepared {
  readonly item: string;
  readonly why: string;
}

/** `rejected`: spoiled, and made again in the same batch. `lost`: on its way, and taken again by another batch. */
export type Happened = 'personalised' | 'checked' | 'rejected' | 'shipped' | 'received' | 'lost';

/** Who orders what the line makes. The line knows nothing of what it is. */
export interface Origin {
  readonly id: string;
  /** The kind of blank that its things are made of; a machine takes one kind. */
  readonly product: string;
  /**
   * What is ready to be made, the oldest promise first; marked as taken by this batch in this transaction. `office`: where its parcel
   * goes, a unit's code or an organisation's id.
   */
  take(
    transaction: Transaction,
    context: Context,
    batch: string,
    limit: number,
  ): Promise<readonly { item: string; office: string }[]>;
  /** Those that were taken and are not made: ready again, for another batch. */
  giveBack(transaction: Transaction, context: Context, items: readonly string[]): Promise<void>;
  /** Outside of transactions, by pieces. One that cannot be made holds up no other. */
  prepare(items: readonly string[]): Promise<{ prepared: readonly Prepared[]; failed: readonly Unprepared[] }>;
  /** Which document each of them is to be by now. */
  numbersOf(items: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Of what has no chip: what is wrong with the texts that a camera reads off it; undefined: it is the one that it should be. Absent:
   * all of it have chips.
   */
  judge?(printed: Readonly<Record<string, string>>, documentNumber: string | undefined): string | undefined;
  happened(
    transaction: Transaction,
    context: Context,
    what: Happened,
    items: readonly { item: string; blank: string; documentNumber?: string }[],
  ): Promise<void>;
}
