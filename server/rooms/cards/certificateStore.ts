import { type Certificate, type CertificateKind, readCertificate } from '#libs/emrtd';
import type { Queries } from './door.ts';

export interface CertificateRow {
  fingerprint: string;
  kind: CertificateKind;
  kid: string;
  issuer_kid: string;
  der: Buffer;
  common_name: string;
  serial_number: Buffer;
  not_before: Date;
  not_after: Date;
  sign_until: Date | null;
  issued_at: Date;
  revoked_at: Date | null;
  revocation_reason: string | null;
}

export interface ListRow {
  issuer_kid: string;
  number: number;
  der: Buffer;
  this_update: Date;
  next_update: Date;
}

export const openCertificate = ({ der }: Pick<CertificateRow, 'der'>): Certificate =>
  readCertificate(new Uint8Array(der));

/** All of ours, oldest first. */
export async function listCertificates(client: Queries): Promise<CertificateRow[]> {
  const { rows } = await client.query<CertificateRow>(
    'SELECT * FROM cards.certificate ORDER BY issued_at, fingerprint',
  );
  return rows;
}

export async function insertCertificate(
  client: Queries,
  row: {
    certificate: Certificate;
    fingerprint: string;
    kind: CertificateKind;
    kid: string;
    issuerKid: string;
    signUntil: Date | undefined;
    issuedAt: Date;
  },
): Promise<void> {
  const { certificate } = row;
  await client.query(
    `INSERT INTO cards.certificate (fingerprint, kind, kid, issuer_kid, der, common_name, serial_number, not_before, not_after, sign_until, issued_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[row.fingerprint, row.kind, row.kid, row.issuerKid, Buffer.from(certificate.der), certificate.commonName],
      ...[Buffer.from(certificate.serial), certificate.notBefore, certificate.notAfter, row.signUntil ?? null],
      row.issuedAt,
    ],
  );
}

/** @returns false where it was revoked before */
export async function revokeCertificate(
  client: Queries,
  fingerprint: string,
  at: string,
  reason: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE cards.certificate SET revoked_at = $2, revocation_reason = $3 WHERE fingerprint = $1 AND revoked_at IS NULL',
    [fingerprint, at, reason],
  );
  return rowCount === 1;
}

/** The newest list of each of our authorities. */
export async function listRevocationLists(client: Queries): Promise<ListRow[]> {
  const { rows } = await client.query<ListRow>(
    'SELECT DISTINCT ON (issuer_kid) * FROM cards.revocation_list ORDER BY issuer_kid, number DESC',
  );
  return rows;
}

export async function insertRevocationList(client: Queries, row: Omit<ListRow, 'der'> & { der: Uint8Array }) {
  await client.query(
    'INSERT INTO cards.revocation_list (issuer_kid, number, der, this_update, next_update) VALUES ($1, $2, $3, $4, $5)',
    [row.issuer_kid, row.number, Buffer.from(row.der), row.this_update, row.next_update],
  );
}

export interface ForeignRow {
  fingerprint: string;
  kind: 'authority' | 'revocations';
  country: string;
  common_name: string;
  der: Buffer;
  source: 'certificate' | 'master-list' | 'revocation-list';
  holds_until: Date | null;
  brought_at: Date;
  brought_by: string;
}

export async function listForeign(client: Queries): Promise<ForeignRow[]> {
  const { rows } = await client.query<ForeignRow>(
    'SELECT * FROM cards.foreign_item ORDER BY country, brought_at, fingerprint',
  );
  return rows;
}

export async function insertForeign(client: Queries, row: Omit<ForeignRow, 'der'> & { der: Uint8Array }) {
  const { rowCount } = await client.query(
    `INSERT INTO cards.foreign_item (fingerprint, kind, country, common_name, der, source, holds_until, brought_at, brought_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      ...[row.fingerprint, row.kind, row.country, row.common_name, Buffer.from(row.der), row.source],
      ...[row.holds_until, row.brought_at, row.brought_by],
    ],
  );
  return rowCount === 1;
}

export async function removeForeign(client: Queries, fingerprint: string): Promise<ForeignRow | undefined> {
  const { rows } = await client.query<ForeignRow>('DELETE FROM cards.foreign_item WHERE fingerprint = $1 RETURNING *', [
    fingerprint,
  ]);
  return rows[0];
}
