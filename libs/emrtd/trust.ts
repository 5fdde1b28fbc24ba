import { hex, isSame } from './bytes.ts';
import { type Certificate, isSameName, isSignedBy } from './certificate.ts';
import { isRevocationListOf, type RevocationList } from './crl.ts';
import { EmrtdError } from './errors.ts';
import type { MasterList } from './masterList.ts';

/** Why a certificate is not trusted. */
export type TrustProblem =
  | 'signer-foreign'
  | 'signer-not-yet-valid'
  | 'signer-expired'
  | 'signer-revoked'
  | 'authority-expired';

export interface TrustVerdict {
  problems: TrustProblem[];
  authority: Certificate | undefined;
  /** When the revocation list says that it was last true; undefined without a list. */
  revocationsAsOf: Date | undefined;
}

const tryRight = (test: () => boolean): boolean => {
  try {
    return test();
  } catch (error) {
    if (error instanceof EmrtdError) return false;
    throw error;
  }
};

/** The authorities whose document signers are believed, their link certificates and revocations. */
export class TrustList {
  readonly #authorities: Certificate[] = [];
  readonly #lists: RevocationList[] = [];

  get authorities(): readonly Certificate[] {
    return this.#authorities;
  }

  /** An authority that the caller got over a trusted way. @throws {EmrtdError} certificate-untrusted */
  add(authority: Certificate): this {
    if (!authority.isAuthority) throw new EmrtdError('certificate-untrusted', 'the certificate is no authority’s');
    if (!this.#authorities.some((known) => isSame(known.der, authority.der))) this.#authorities.push(authority);
    return this;
  }

  /** A new authority key that an authority already trusted has signed. @throws {EmrtdError} certificate-untrusted */
  addLink(link: Certificate): this {
    if (!this.#issuerOf(link)) throw new EmrtdError('certificate-untrusted', 'no trusted authority signed the link');
    return this.add(link);
  }

  /**
   * The authorities of a master list, if its signer belongs to one already trusted and may sign lists.
   *
   * @throws {EmrtdError} certificate-untrusted
   */
  addMasterList(list: MasterList, at: Date): this {
    const { problems } = this.judge(list.signer, at);
    if (problems.length > 0 || !list.signer.extendedUses.includes('2.23.136.1.1.3'))
      throw new EmrtdError(
        'certificate-untrusted',
        `the signer of the master list: ${problems[0] ?? 'another purpose'}`,
      );
    for (const authority of list.authorities) if (authority.isAuthority) this.add(authority);
    return this;
  }

  /** Revocations, if a trusted authority signed them; the newest of an issuer counts. @throws {EmrtdError} certificate-untrusted */
  addRevocations(list: RevocationList): this {
    if (!this.#authorities.some((authority) => tryRight(() => isRevocationListOf(list, authority))))
      throw new EmrtdError('certificate-untrusted', 'no trusted authority signed the revocation list');
    this.#lists.push(list);
    return this;
  }

  #issuerOf(certificate: Certificate): Certificate | undefined {
    return this.#authorities.find(
      (authority) =>
        isSameName(authority.subject, certificate.issuer) && tryRight(() => isSignedBy(certificate, authority)),
    );
  }

  /** Whether a signer's certificate holds at a moment. */
  judge(certificate: Certificate, at: Date): TrustVerdict {
    const authority = this.#issuerOf(certificate);
    const problems: TrustProblem[] = [];
    if (!authority) problems.push('signer-foreign');
    else if (authority.notAfter < at) problems.push('authority-expired');
    if (at < certificate.notBefore) problems.push('signer-not-yet-valid');
    if (at > certificate.notAfter) problems.push('signer-expired');
    const newest = this.#lists
      .filter((list) => isSameName(list.issuer, certificate.issuer))
      .toSorted((left, right) => right.thisUpdate.getTime() - left.thisUpdate.getTime())[0];
    const revoked = newest?.revoked.get(hex(certificate.serial));
    if (revoked) problems.push('signer-revoked');
    return { problems, authority, revocationsAsOf: newest?.thisUpdate };
  }
}
