import type { KeyObject } from 'node:crypto';
import {
  type CvCertificate,
  type CvRight,
  cvPublicKey,
  isCvSignatureRight,
  readCvCertificate,
} from './cvCertificate.ts';
import type { Domain } from './domain.ts';
import { EmrtdError } from './errors.ts';

interface Link {
  certificate: CvCertificate;
  domain: Domain;
  key: KeyObject;
  rights: readonly CvRight[];
}

const refuse = (message: string) => new EmrtdError('cv-certificate-refused', message);

/** Who may issue for whom (BSI TR-03110-3, C.1.5). */
const ISSUERS: Readonly<Record<CvCertificate['role'], readonly CvCertificate['role'][]>> = {
  authority: ['authority'],
  'domestic-verifier': ['authority'],
  'foreign-verifier': ['authority'],
  terminal: ['domestic-verifier', 'foreign-verifier'],
};

/**
 * A card's view of terminals: the authority that it trusts, and the chain of certificates that a terminal has shown in this
 * session. A card has no clock: its date is the newest that a trusted certificate has told it.
 */
export class CvChain {
  readonly #links = new Map<string, Link>();
  #today: Date;

  /** @throws {EmrtdError} cv-certificate-*, tlv-* */
  constructor(authority: Uint8Array, today?: Date) {
    const certificate = readCvCertificate(authority);
    if (certificate.role !== 'authority' || !certificate.domain) throw refuse('the trust point is no authority');
    const { domain, rights } = certificate;
    this.#links.set(certificate.holderReference, {
      certificate,
      domain,
      rights,
      key: cvPublicKey(certificate, domain),
    });
    this.#today = today ?? certificate.effective;
  }

  /** The card's date after this session. */
  get today(): Date {
    return this.#today;
  }

  has(reference: string): boolean {
    return this.#links.has(reference);
  }

  /** A certificate signed by one that the chain holds. @throws {EmrtdError} cv-certificate-refused, point-invalid, tlv-* */
  add(bytes: Uint8Array): CvCertificate {
    const certificate = readCvCertificate(bytes);
    const issuer = this.#links.get(certificate.authorityReference);
    if (!issuer) throw refuse('the issuer is not known');
    if (!isCvSignatureRight(issuer.certificate.protocol, issuer.key, certificate.body, certificate.signature))
      throw refuse('the signature is wrong');
    if (!ISSUERS[certificate.role].includes(issuer.certificate.role))
      throw refuse('the issuer may not issue that role');
    if (certificate.expires < this.#today) throw refuse('the certificate has expired');
    const domain = certificate.domain ?? issuer.domain;
    // A terminal never has more than everybody above it.
    const rights = certificate.rights.filter((right) => issuer.rights.includes(right));
    this.#links.set(certificate.holderReference, {
      certificate,
      domain,
      rights,
      key: cvPublicKey(certificate, domain),
    });
    // A foreign verifier could set the card's clock forward and make it refuse its own country.
    const trusted = certificate.role === 'authority' || certificate.role === 'domestic-verifier';
    if (trusted && certificate.effective > this.#today) this.#today = certificate.effective;
    return certificate;
  }

  /** The rights of a terminal that signed the card's challenge. @throws {EmrtdError} cv-certificate-refused */
  authenticate(reference: string, data: Uint8Array, signature: Uint8Array): readonly CvRight[] {
    const terminal = this.#links.get(reference);
    if (terminal?.certificate.role !== 'terminal') throw refuse('no terminal of that name was shown');
    if (!isCvSignatureRight(terminal.certificate.protocol, terminal.key, data, signature))
      throw refuse('the terminal does not have its key');
    return terminal.rights;
  }
}
