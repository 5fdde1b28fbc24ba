import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Certificate,
  type CertificateKind,
  type CvRole,
  createSigner,
  makeCertificate,
  makeCvCertificate,
  makeRevocationList,
  readCertificate,
  toPem,
} from '#libs/emrtd';
import { readBytes } from './cardFolder.ts';

interface Holder {
  certificate: Certificate;
  privateKey: KeyObject;
}

/** A test authority: every name in it says so, and its keys lie in files. A country's own are in its key store. */
export interface Authority {
  root: Holder;
  signer: Holder;
}

const CURVE = 'brainpoolP256r1';
const PRIVATE = { mode: 0o600 };
const years = (from: Date, count: number) => new Date(from.getTime() + count * 365.25 * 86_400_000);

/** The curve by its name: Doc 9303-12 asks for its parameters, but OpenSSL refuses chains that have them (CVE-2020-0601). */
const makeKeys = () => generateKeyPairSync('ec', { namedCurve: CURVE });
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' });

function loadHolder(folder: string, name: string): Holder | undefined {
  const certificate = readBytes(join(folder, `${name}.pem`));
  const key = readBytes(join(folder, `${name}.key.pem`));
  if (!certificate || !key) return undefined;
  return { certificate: readCertificate(certificate), privateKey: createPrivateKey(Buffer.from(key)) };
}

function makeHolder(folder: string, name: string, kind: CertificateKind, now: Date, issuer?: Holder): Holder {
  const { publicKey, privateKey } = makeKeys();
  const isRoot = issuer === undefined;
  const certificate = makeCertificate({
    kind,
    subject: { country: 'VN', organisation: 'Dancu test', commonName: isRoot ? 'Test CSCA' : 'Test document signer' },
    publicKey,
    ...(issuer ? { issuer: issuer.certificate } : {}),
    signer: createSigner(issuer?.privateKey ?? privateKey),
    notBefore: now,
    notAfter: years(now, isRoot ? 15 : 11),
    keyUntil: years(now, isRoot ? 4 : 1),
    documentTypes: ['I', 'ID'],
  });
  writeFileSync(join(folder, `${name}.pem`), toPem('CERTIFICATE', certificate.der));
  writeFileSync(join(folder, `${name}.key.pem`), pem(privateKey), PRIVATE);
  return { certificate, privateKey };
}

/** The authority of a folder, or a new one in it: CSCA, document signer, empty revocation list. */
export function openAuthority(folder: string, now: Date): Authority {
  mkdirSync(folder, { recursive: true });
  const root = loadHolder(folder, 'csca') ?? makeHolder(folder, 'csca', 'csca', now);
  const known = loadHolder(folder, 'signer');
  if (known) return { root, signer: known };
  const signer = makeHolder(folder, 'signer', 'document-signer', now, root);
  const list = makeRevocationList({
    issuer: root.certificate,
    signer: createSigner(root.privateKey),
    number: 1,
    thisUpdate: now,
    nextUpdate: years(now, 0.25),
    revoked: [],
  });
  writeFileSync(join(folder, 'csca.crl'), list.der);
  return { root, signer };
}

/**
 * Test terminals for DG3 in the same folder: authority, verifier and terminal as card-verifiable certificates.
 *
 * @returns the authority's certificate, for the card
 */
export function openTerminals(folder: string, now: Date): Uint8Array {
  const known = readBytes(join(folder, 'cvca.cvcert'));
  if (known) return known;
  const [authority, verifier, terminal] = [makeKeys(), makeKeys(), makeKeys()];
  const make = (role: CvRole, from: string, to: string, key: KeyObject, issuerKey: KeyObject, expires: Date) =>
    makeCvCertificate({
      role,
      authorityReference: `VNTEST${from}00001`,
      holderReference: `VNTEST${to}00001`,
      publicKey: key,
      issuerKey,
      rights: ['DG3'],
      effective: now,
      expires,
    });
  const root = make('authority', 'CV', 'CV', authority.publicKey, authority.privateKey, years(now, 3));
  const between = make('domestic-verifier', 'CV', 'DV', verifier.publicKey, authority.privateKey, years(now, 1));
  const last = make('terminal', 'DV', 'IS', terminal.publicKey, verifier.privateKey, years(now, 0.25));
  writeFileSync(join(folder, 'cvca.cvcert'), root);
  writeFileSync(join(folder, 'dv.cvcert'), between);
  writeFileSync(join(folder, 'terminal.cvcert'), last);
  writeFileSync(join(folder, 'terminal.key.pem'), pem(terminal.privateKey), PRIVATE);
  return root;
}
