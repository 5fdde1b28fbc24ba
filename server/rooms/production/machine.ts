import type { Transport } from '#libs/emrtd';
import type { Prepared } from '#rooms/cards';

/** One thing to be made, and the blank that it is made of. */
export interface Order {
  readonly serial: string;
  readonly prepared: Prepared;
}

/** What a machine is given: all that goes on plastic and chips, and the signed list of its hashes. */
export interface Job {
  readonly job: string;
  /** A compact JWS (RFC 7515); `readManifest` opens it. */
  readonly manifest: string;
  readonly orders: readonly Order[];
}

export interface Made {
  readonly serial: string;
  /** A word of the machine's for what went wrong; absent: made. */
  readonly failed?: string;
}

/** A finished thing on a reader, with the access number that was read off it; or, without a chip, what a camera reads off it. */
export type Presented =
  | { readonly transport: Transport; readonly can: string }
  | { readonly printed: Readonly<Record<string, string>> };

/** What writes plastic and chips. A maker's own takes the virtual printer's place by offering the same. */
export interface Machine {
  readonly id: string;
  /** The kind of blank that it takes. */
  readonly product: string;
  /** Orders at a time. */
  readonly jobSize: number;
  /**
   * Makes what the manifest lists, once: a blank that has been written is never written again.
   * @throws Error where the manifest is not ours, or does not fit to the orders; nothing is made then
   */
  make(job: Job): Promise<readonly Made[]>;
  /** The finished thing on the machine's own reader. @returns undefined where nothing readable is there */
  present(batch: string, serial: string): Promise<Presented | undefined>;
}
