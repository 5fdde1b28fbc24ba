import type { KeyObject } from 'node:crypto';
import type { DomainKey } from './domain.ts';
import type { CardFiles } from './files.ts';
import type { MrzAccess } from './mrzCheck.ts';

/** What a chip is written with. */
export interface Chip {
  files: CardFiles;
  /** The zone's secrets, for BAC and PACE. */
  access: MrzAccess;
  /** The card access number, for PACE. */
  can?: string;
  /** Basic access control, for older readers. Its secrets can be guessed where the number follows from the birth date. */
  hasBac: boolean;
  /** The private key of chip authentication; its public key is in DG14. */
  chipKey?: DomainKey;
  /** The private key of active authentication; its public key is in DG15. */
  activeKey?: KeyObject;
  /** The card-verifiable certificate of the authority that may let terminals read DG3 and DG4. */
  terminalAuthority?: Uint8Array;
}
