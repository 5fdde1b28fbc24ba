import type { Kernel } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';

export interface Parts {
  readonly kernel: Kernel;
  readonly offices: Offices;
  readonly exchange: Exchange;
  /** A hint that members wait to be looked at. */
  hint(): Promise<void>;
}
