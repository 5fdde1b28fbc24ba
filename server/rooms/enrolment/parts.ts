import type { Kernel } from '#kernel';
import type { Biometrics } from '#rooms/biometrics';
import type { Cards } from '#rooms/cards';
import type { Offices } from '#rooms/offices';

export interface Parts {
  readonly kernel: Kernel;
  readonly offices: Offices;
  readonly biometrics: Biometrics;
  readonly cards: Cards;
}
