import type { Kernel } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Accounts } from './door.ts';

/** What the life of an account is made with: the kernel, the country, and the account's own acts. */
export interface Life {
  readonly kernel: Pick<Kernel, 'config' | 'database' | 'clock' | 'keys' | 'words' | 'log'>;
  readonly offices: Pick<Offices, 'country' | 'checkReason' | 'scopesOf' | 'areaName' | 'ownData' | 'findLegalBasis'>;
  readonly accounts: Pick<Accounts, 'createAccount' | 'setAccountState' | 'endSessions' | 'spend' | 'readSession'>;
}
