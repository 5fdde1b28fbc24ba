import type { Kernel } from '#kernel';
import type { Biometrics } from '#rooms/biometrics';
import type { Offices } from '#rooms/offices';
import type { Pki } from './pki.ts';

export interface Parts {
  readonly kernel: Kernel;
  readonly offices: Offices;
  readonly biometrics: Biometrics;
  readonly pki: Pki;
}
