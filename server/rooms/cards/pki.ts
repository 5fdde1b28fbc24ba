import { createHash } from 'node:crypto';
import type { Kernel, SigningKey, Transaction } from '#kernel';
import {
  type Certificate,
  type CertificateKind,
  makeCertificate,
  makeMasterList,
  makeRevocationList,
  readRevocationList,
} from '#libs/emrtd';
import type { Offices } from '#rooms/offices';
import {
  type CertificateRow,
  insertCertificate,
  insertRevocationList,
  listCertificates,
  listForeign,
  listRevocationLists,
  openCertificate,
} from './certificateStore.ts';
import type { DocumentSigner, TrustAnchors } from './door.ts';
import { publicKeyOf, signerOf } from './signer.ts';

const DAY = 86_400_000;
const YEAR = 365.25 * DAY;
type OwnPurpose = 'csca' | 'document-signer' | 'master-list';
const KIND_OF = { 'document-signer': 'document-signer', 'master-list': 'master-list-signer' } as const;

export const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex');

/** Our authority, its signers and lists. Signatures carry the true time, whatever the clock of acts says. */
export interface Pki {
  documentSigner(): Promise<DocumentSigner>;
  trust(): Promise<TrustAnchors>;
  /** Makes a new key and its certificate; a new authority is linked to the one before. @returns fingerprint */
  rotate(transaction: Transaction, purpose: OwnPurpose): Promise<string>;
  /** Signs new revocation lists where the old ones no longer say everything, or grow old. @returns how many */
  renewLists(transaction: Transaction): Promise<number>;
  /** Our own authorities as other countries take them (Doc 9303-12, 8). */
  masterList(): Promise<Uint8Array>;
}

export function openPki(kernel: Kernel, offices: Offices): Pki {
  const { keys, database } = kernel;
  const { cards: rules, facts } = offices.country;
  const { organisation } = rules.authority;
  const country = facts.iso.alpha2;
  const keyOf = (purpose: OwnPurpose, kid: string): SigningKey | undefined =>
    keys.all(purpose).find((key) => key.kid === kid);

  /** One at a time in the whole house: two processes must not both be the first. */
  const holdPki = ({ client }: Transaction) =>
    client.query("SELECT pg_advisory_xact_lock(hashtextextended('cards.certificate', 0))");

  async function keep(
    transaction: Transaction,
    kind: CertificateKind,
    [key, issuerKey]: [SigningKey, SigningKey],
    made: { certificate: Certificate; signUntil: Date | undefined; issuedAt: Date },
  ): Promise<string> {
    const fingerprint = fingerprintOf(made.certificate.der);
    await insertCertificate(transaction.client, { ...made, fingerprint, kind, kid: key.kid, issuerKid: issuerKey.kid });
    return fingerprint;
  }

  /** A certificate for the current authority's key, and a link from the one before. */
  async function issueAuthority(transaction: Transaction, rows: readonly CertificateRow[]): Promise<string> {
    const key = keys.current('csca');
    const before = rows.findLast(({ kind }) => kind === 'csca');
    const beforeKey = before && keyOf('csca', before.kid);
    const now = new Date();
    const signUntil = new Date(now.getTime() + rules.authority.signYears * YEAR);
    const count = rows.filter(({ kind }) => kind === 'csca').length + 1;
    const request = {
      subject: { country, organisation, commonName: `CSCA ${facts.name.en} ${count}` },
      ...{ publicKey: publicKeyOf(key), notBefore: now, keyUntil: signUntil },
      notAfter: new Date(now.getTime() + rules.authority.holdYears * YEAR),
    };
    const certificate = makeCertificate({ ...request, kind: 'csca', signer: signerOf(key) });
    const fingerprint = await keep(transaction, 'csca', [key, key], { certificate, signUntil, issuedAt: now });
    if (before && beforeKey) {
      const issuer = openCertificate(before);
      const notAfter = issuer.notAfter;
      const link = makeCertificate({ ...request, notAfter, kind: 'link', issuer, signer: signerOf(beforeKey) });
      await keep(transaction, 'link', [key, beforeKey], { certificate: link, signUntil: undefined, issuedAt: now });
    }
    return fingerprint;
  }

  /** A certificate for the current key of what signs under the authority. */
  async function issueSigner(
    transaction: Transaction,
    purpose: 'document-signer' | 'master-list',
    rows: readonly CertificateRow[],
  ): Promise<string> {
    const key = keys.current(purpose);
    const authority = rows.findLast(({ kind }) => kind === 'csca')!;
    const authorityKey = keyOf('csca', authority.kid)!;
    const now = new Date();
    const kind = KIND_OF[purpose];
    const count = rows.filter((row) => row.kind === kind).length + 1;
    const signUntil = new Date(now.getTime() + rules.signer.signDays * DAY);
    const name = purpose === 'document-signer' ? 'Document Signer' : 'Master List Signer';
    const certificate = makeCertificate({
      kind,
      subject: { country, organisation, commonName: `${name} ${count}` },
      ...{ publicKey: publicKeyOf(key), issuer: openCertificate(authority), signer: signerOf(authorityKey) },
      ...{ notBefore: now, notAfter: new Date(now.getTime() + rules.signer.holdYears * YEAR), keyUntil: signUntil },
      ...(purpose === 'document-signer' ? { documentTypes: rules.kinds.map(({ code }) => code) } : {}),
    });
    return keep(transaction, kind, [key, authorityKey], { certificate, signUntil, issuedAt: now });
  }

  const mayStillSign = (row: CertificateRow | undefined): boolean =>
    row !== undefined && !row.revoked_at && row.sign_until !== null && row.sign_until > new Date();

  /** Whatever is missing, or no longer signs, is there afterwards. @returns what there is */
  async function ensure(transaction: Transaction): Promise<CertificateRow[]> {
    const { client } = transaction;
    await holdPki(transaction);
    let rows = await listCertificates(client);
    for (const purpose of ['csca', 'document-signer', 'master-list'] as const) {
      const kind = purpose === 'csca' ? 'csca' : KIND_OF[purpose];
      const newest = rows.findLast((row) => row.kind === kind);
      if (mayStillSign(newest) && keyOf(purpose, newest!.kid)) continue;
      if (newest && keys.current(purpose).kid === newest.kid) keys.rotate(purpose);
      await (purpose === 'csca' ? issueAuthority(transaction, rows) : issueSigner(transaction, purpose, rows));
      rows = await listCertificates(client);
    }
    await renewLists(transaction, rows);
    return rows;
  }

  async function renewLists(transaction: Transaction, rows: readonly CertificateRow[]): Promise<number> {
    const { client } = transaction;
    const lists = new Map((await listRevocationLists(client)).map((list) => [list.issuer_kid, list]));
    const now = new Date();
    let made = 0;
    for (const authority of rows.filter(({ kind }) => kind === 'csca')) {
      const key = keyOf('csca', authority.kid);
      const last = lists.get(authority.kid);
      const revoked = rows.filter((row) => row.issuer_kid === authority.kid && row.revoked_at);
      const isYoung = last && last.this_update.getTime() + (rules.list.days / 2) * DAY > now.getTime();
      if (!key || (isYoung && readRevocationList(new Uint8Array(last.der)).revoked.size === revoked.length)) continue;
      const number = (last?.number ?? 0) + 1;
      const nextUpdate = new Date(now.getTime() + rules.list.days * DAY);
      const list = makeRevocationList({
        ...{ issuer: openCertificate(authority), signer: signerOf(key), number, thisUpdate: now, nextUpdate },
        revoked: revoked.map((row) => ({ serial: new Uint8Array(row.serial_number), at: row.revoked_at! })),
      });
      const row = { issuer_kid: authority.kid, number, der: list.der, this_update: now, next_update: nextUpdate };
      await insertRevocationList(client, row);
      made += 1;
    }
    return made;
  }

  return {
    async documentSigner() {
      const rows = await database.transact(ensure);
      const row = rows.findLast(({ kind }) => kind === 'document-signer')!;
      const key = keyOf('document-signer', row.kid)!;
      const certificate = openCertificate(row);
      const sign = (data: Uint8Array) => new Uint8Array(key.sign(data));
      return { certificate: certificate.der, signer: signerOf(key), sign, keyId: certificate.subjectKeyId! };
    },
    async trust() {
      const { pool } = database;
      let rows = await listCertificates(pool);
      if (rows.length === 0) rows = await database.transact(ensure);
      const [lists, foreign] = [await listRevocationLists(pool), await listForeign(pool)];
      const own = (wanted: CertificateKind) =>
        rows.filter(({ kind }) => kind === wanted).map(({ der }) => new Uint8Array(der));
      const brought = (wanted: string) =>
        foreign.filter(({ kind }) => kind === wanted).map(({ der }) => new Uint8Array(der));
      const moments = [
        ...rows.map((row) => row.issued_at),
        ...lists.map((list) => list.this_update),
        ...foreign.map((one) => one.brought_at),
      ];
      return {
        authorities: [...own('csca'), ...brought('authority')],
        links: own('link'),
        revocations: [...lists.map(({ der }) => new Uint8Array(der)), ...brought('revocations')],
        signers: own('document-signer'),
        asOf: new Date(Math.max(...moments.map((moment) => moment.getTime()))).toISOString(),
      };
    },
    async rotate(transaction, purpose) {
      const rows = await ensure(transaction);
      keys.rotate(purpose);
      const made =
        purpose === 'csca' ? await issueAuthority(transaction, rows) : await issueSigner(transaction, purpose, rows);
      // What signs below goes over to the new authority at its next change; until then the old one's chain holds.
      await renewLists(transaction, await listCertificates(transaction.client));
      return made;
    },
    async renewLists(transaction) {
      await holdPki(transaction);
      return renewLists(transaction, await listCertificates(transaction.client));
    },
    async masterList() {
      const rows = await database.transact(ensure);
      const row = rows.findLast(({ kind }) => kind === 'master-list-signer')!;
      const authority = rows.find(({ kind, kid }) => kind === 'csca' && kid === row.issuer_kid)!;
      return makeMasterList(rows.filter(({ kind }) => kind === 'csca' || kind === 'link').map(openCertificate), {
        ...{ certificate: openCertificate(row), authority: openCertificate(authority) },
        ...{ signer: signerOf(keyOf('master-list', row.kid)!), signingTime: new Date() },
      });
    },
  };
}
