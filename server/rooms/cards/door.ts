import type { Transaction } from '#kernel';
import type { Signer } from '#libs/emrtd';
import type { CardState } from './model.ts';

export interface CardStep {
  readonly state: CardState;
  readonly at: string;
  /** Area code; '' the country. */
  readonly office: string;
  readonly officer: string;
  readonly officerName?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A card, from its request on. */
export interface Card {
  readonly card: string;
  readonly person: string;
  readonly kind: string;
  readonly reason: string;
  readonly template: string;
  readonly state: CardState;
  readonly version: number;
  readonly office: string;
  readonly requestedAt: string;
  /** The last day of what the law gives. */
  readonly promisedOn?: string;
  readonly batch?: string;
  readonly documentNumber?: string;
  readonly issuedOn?: string;
  /** Absent with a document number: without end. */
  readonly expiresOn?: string;
  readonly lostAt?: string;
  readonly steps: readonly CardStep[];
}

/** How a document stands that a chip or a zone shows. */
export interface Standing {
  readonly card: string;
  readonly person: string;
  readonly state: CardState;
  readonly expiresOn?: string;
  readonly hot?: { readonly reason: string; readonly since: string };
}

export interface HotEntry {
  readonly documentNumber: string;
  readonly reason: string;
  /** False: lifted. */
  readonly listed: boolean;
  readonly at: string;
}

/** What proves a chip; certificates and lists as DER. */
export interface TrustAnchors {
  /** Our own authorities, oldest first, then those of other countries. */
  readonly authorities: readonly Uint8Array[];
  /** A newer authority of ours, signed by the one before. */
  readonly links: readonly Uint8Array[];
  readonly revocations: readonly Uint8Array[];
  /** Our document signers: printed codes name them by their subject key id. */
  readonly signers: readonly Uint8Array[];
  /** When the newest of it was made or brought. */
  readonly asOf: string;
}

export interface DocumentSigner {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly signer: Signer;
  /** For printed codes: raw r‖s. */
  sign(data: Uint8Array): Uint8Array;
  /** Under which readers of printed codes find the certificate. */
  readonly keyId: Uint8Array;
}

export interface NewCard {
  /** Its id, where another system names it; else it is made here. */
  readonly card?: string;
  readonly person: string;
  readonly kind: string;
  readonly reason: string;
  /** Area code of the office that enrols and hands over. */
  readonly office: string;
}

export type Queries = Pick<Transaction['client'], 'query'>;
