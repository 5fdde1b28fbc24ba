import { type Context, performAct, requireScope, type Transaction } from '#kernel';
import {
  type Certificate,
  EmrtdError,
  type MasterList,
  openTrust,
  readCertificate,
  readMasterList,
  readRevocationList,
} from '#libs/emrtd';
import {
  type ForeignRow,
  insertForeign,
  listCertificates,
  listForeign,
  listRevocationLists,
  removeForeign,
  revokeCertificate,
} from './certificateStore.ts';
import { appendAct } from './journal.ts';
import type { Parts } from './parts.ts';
import { fingerprintOf } from './pki.ts';
import { problems } from './problems.ts';

const timeOf = (at: Date | null) => at?.toISOString();

/** Our keys' certificates, our lists, other countries' authorities, and how far the hot list has come. */
export async function readTrust(transaction: Transaction, parts: Parts, context: Context) {
  requireScope(context.caller, 'admin');
  const { asOf } = await parts.pki.trust();
  const { client } = transaction;
  const certificates = await listCertificates(client);
  const nameOf = (kid: string) =>
    certificates.find((one) => one.kind === 'csca' && one.kid === kid)?.common_name ?? kid;
  const { rows } = await client.query<{ version: number; listed: number; newest: Date | null }>(
    `SELECT coalesce(max(version), 0) AS version, max(at) AS newest,
       (SELECT count(*)::int FROM (SELECT DISTINCT ON (document_number) listed FROM cards.hot_entry ORDER BY document_number, version DESC) last WHERE last.listed) AS listed
     FROM cards.hot_entry`,
  );
  const hot = rows[0]!;
  const newestAt = timeOf(hot.newest);
  return {
    asOf,
    certificates: certificates.toReversed().map((row) => {
      const [signUntil, revokedAt] = [timeOf(row.sign_until), timeOf(row.revoked_at)];
      return {
        ...{ fingerprint: row.fingerprint, kind: row.kind, name: row.common_name },
        ...{ notBefore: row.not_before.toISOString(), notAfter: row.not_after.toISOString() },
        ...(signUntil ? { signUntil } : {}),
        ...(revokedAt ? { revokedAt, reason: row.revocation_reason ?? '' } : {}),
        current: certificates.findLast(({ kind }) => kind === row.kind) === row && !revokedAt,
      };
    }),
    lists: (await listRevocationLists(client)).map((list) => ({
      ...{ authority: nameOf(list.issuer_kid), number: list.number },
      ...{ thisUpdate: list.this_update.toISOString(), nextUpdate: list.next_update.toISOString() },
    })),
    foreign: (await listForeign(client)).map((row) => ({
      ...{ fingerprint: row.fingerprint, kind: row.kind, country: row.country, name: row.common_name },
      ...{ source: row.source, broughtAt: row.brought_at.toISOString() },
      ...(row.holds_until ? { holdsUntil: row.holds_until.toISOString() } : {}),
    })),
    hotList: { version: hot.version, listed: hot.listed, ...(newestAt ? { newestAt } : {}) },
  };
}

/** A new key for what signs; the older ones' signatures hold on. */
export function rotateKey(parts: Parts, context: Context, key: 'csca' | 'document-signer' | 'master-list') {
  requireScope(context.caller, 'admin');
  return performAct(parts.kernel.database, context, async (transaction) => {
    const fingerprint = await parts.pki.rotate(transaction, key);
    appendAct(transaction, context, 'trust-key-rotated', [], { data: { key, fingerprint } });
    return { fingerprint };
  });
}

/**
 * Takes a signer's word back: what it signed is refused from now on.
 *
 * @throws Problem cards/certificate-unknown, certificate-revoked
 */
export function revokeSigner(parts: Parts, context: Context, given: { fingerprint: string; reason: string }) {
  requireScope(context.caller, 'admin');
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const row = (await listCertificates(client)).find(({ fingerprint }) => fingerprint === given.fingerprint);
    // An authority does not revoke itself: nobody could tell its word from a forger's.
    if (!row || row.kind === 'csca' || row.kind === 'link') throw problems['certificate-unknown']();
    if (!(await revokeCertificate(client, given.fingerprint, new Date().toISOString(), given.reason)))
      throw problems['certificate-revoked']();
    await parts.pki.renewLists(transaction);
    appendAct(transaction, context, 'trust-signer-revoked', [], { data: { ...given } });
    return { fingerprint: given.fingerprint };
  });
}

type Brought =
  | { kind: 'certificate'; certificate: Certificate }
  | { kind: 'master-list'; list: MasterList }
  | { kind: 'revocation-list'; list: ReturnType<typeof readRevocationList> };

/** What an administrator brought, by what it is and not by what it is called. @throws Problem cards/file-unreadable */
function recognise(bytes: Uint8Array): Brought {
  const readers = [
    (): Brought => ({ kind: 'certificate', certificate: readCertificate(bytes) }),
    (): Brought => ({ kind: 'master-list', list: readMasterList(bytes) }),
    (): Brought => ({ kind: 'revocation-list', list: readRevocationList(bytes) }),
  ];
  for (const read of readers) {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof EmrtdError)) throw error;
    }
  }
  throw problems['file-unreadable']({ pointer: '/content' });
}

const describe = (certificate: Certificate, source: ForeignRow['source'], context: Context) => ({
  ...{ fingerprint: fingerprintOf(certificate.der), kind: 'authority' as const, country: certificate.country },
  ...{ common_name: certificate.commonName, der: certificate.der, source, holds_until: certificate.notAfter },
  ...{ brought_at: new Date(context.receivedAt), brought_by: context.caller.id },
});

/**
 * Takes in what proves other countries' chips: an authority's certificate with the fingerprint that its country told over another way,
 * a master list or revocations that one already trusted has signed.
 *
 * @throws Problem cards/file-unreadable, fingerprint-differs, signer-untrusted
 */
export function bringForeign(
  parts: Parts,
  context: Context,
  given: { content: string; fingerprint?: string | undefined },
) {
  requireScope(context.caller, 'admin');
  const brought = recognise(new Uint8Array(Buffer.from(given.content, 'base64')));
  return performAct(parts.kernel.database, context, async (transaction) => {
    const trust = openTrust(await parts.pki.trust());
    const rows: (Omit<ForeignRow, 'der'> & { der: Uint8Array })[] = [];
    if (brought.kind === 'certificate') {
      const { certificate } = brought;
      if (!certificate.isAuthority) throw problems['signer-untrusted']({ pointer: '/content' });
      if (given.fingerprint !== fingerprintOf(certificate.der))
        throw problems['fingerprint-differs']({ pointer: '/fingerprint' });
      rows.push(describe(certificate, 'certificate', context));
    } else if (brought.kind === 'master-list') {
      mustTrust(() => trust.addMasterList(brought.list, new Date()));
      for (const one of brought.list.authorities) if (one.isAuthority) rows.push(describe(one, 'master-list', context));
    } else {
      const { list } = brought;
      mustTrust(() => trust.addRevocations(list));
      const issuer = trust.authorities.find((one) => Buffer.from(one.subject).equals(list.issuer))!;
      rows.push({
        ...describe(issuer, 'revocation-list', context),
        ...{
          fingerprint: fingerprintOf(list.der),
          kind: 'revocations',
          der: list.der,
          holds_until: list.nextUpdate ?? null,
        },
      });
    }
    let added = 0;
    for (const row of rows) if (await insertForeign(transaction.client, row)) added += 1;
    appendAct(transaction, context, 'trust-foreign-brought', [], { data: { kind: brought.kind, added } });
    return { added };
  });
}

function mustTrust(add: () => unknown): void {
  try {
    add();
  } catch (error) {
    if (error instanceof EmrtdError) throw problems['signer-untrusted']({ pointer: '/content' });
    throw error;
  }
}

/** @throws Problem cards/certificate-unknown */
export function dropForeign(parts: Parts, context: Context, fingerprint: string) {
  requireScope(context.caller, 'admin');
  return performAct(parts.kernel.database, context, async (transaction) => {
    const row = await removeForeign(transaction.client, fingerprint);
    if (!row) throw problems['certificate-unknown']();
    appendAct(transaction, context, 'trust-foreign-dropped', [], { data: { fingerprint } });
    return { fingerprint };
  });
}
