import type { CipherName } from './cipher.ts';
import type { CvRight } from './cvCertificate.ts';
import type { CvChain } from './cvChain.ts';
import type { FileName } from './files.ts';
import type { PaceExchange } from './pace.ts';
import type { SecureMessaging } from './secureMessaging.ts';

/** PACE under way: what the next message must be. */
export interface CardPace {
  exchange: PaceExchange;
  key: Uint8Array;
  step: 'nonce' | 'map' | 'agree' | 'confirm';
  nonce: Uint8Array;
}

/** All that a card remembers between two commands; a reset forgets it. */
export interface CardState {
  inApplication: boolean;
  selected: FileName | undefined;
  messaging: SecureMessaging | undefined;
  access: 'none' | 'bac' | 'pace';
  /** How the card names itself to a terminal that authenticates. */
  cardId: Uint8Array;
  challenge: Uint8Array | undefined;
  pace: CardPace | undefined;
  /** Chip authentication that was announced. */
  chipCipher: CipherName | undefined;
  /** The terminal's key of chip authentication, compressed; there once it has been done. */
  terminalKey: Uint8Array | undefined;
  chain: CvChain | undefined;
  issuerReference: string | undefined;
  terminalReference: string | undefined;
  rights: readonly CvRight[];
}

export const freshState = (): CardState => ({
  inApplication: false,
  selected: undefined,
  messaging: undefined,
  access: 'none',
  cardId: new Uint8Array(),
  challenge: undefined,
  pace: undefined,
  chipCipher: undefined,
  terminalKey: undefined,
  chain: undefined,
  issuerReference: undefined,
  terminalReference: undefined,
  rights: [],
});
