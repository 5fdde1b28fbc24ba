import { type KeyObject, sign } from 'node:crypto';
import { makeContentDigest } from '#libs/httpsig';
import { ASKED, BATCH, describeBatch, START, signManifest } from './batch.samples.ts';
import { canonicalise, describeLine, type EvidencePackage, FORMAT } from './index.ts';
import { ANSWER, BODY, describeKey, digestOf, makeKey, makeLog, type Sample } from './samples.ts';

/** What a platform or an agency that lies from the beginning says; each replaces what is there. */
export interface UnsignedLies {
  agencyKey?: 'ec' | 'ed25519';
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  line?: Record<string, unknown>;
  data?: Record<string, unknown>;
  statement?: Record<string, unknown>;
}

const at = Math.floor(Date.parse('2026-03-02T04:00:00Z') / 1000);
const iso = (second: number) => new Date(second * 1000).toISOString();
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const REFERENCE = '01900000-0000-7000-8000-0000000000aa:7:3';
const PLACES = [3, 10] as const;
const SIZE = 11;

function signProof(key: KeyObject, header: object, claims: object): string {
  const input = `${encode(header)}.${encode(claims)}`;
  const bytes = Buffer.from(input);
  const ed25519 = key.asymmetricKeyType === 'ed25519';
  const signature = ed25519 ? sign(null, bytes, key) : sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** Evidence of a question with an access token. */
export function makeTokenSample(lies: UnsignedLies = {}): Promise<Sample> {
  const { privateKey, publicKey } = makeKey(lies.agencyKey ?? 'ec');
  const { jwk } = describeKey(publicKey);
  const targetUri = 'https://exchange.example/v1/verify/001190000001';
  const alg = privateKey.asymmetricKeyType === 'ed25519' ? 'EdDSA' : 'ES256';
  const proof = signProof(
    privateKey,
    { typ: 'dpop+jwt', alg, jwk, ...lies.header },
    { htm: 'POST', htu: targetUri, iat: at, jti: 'j-1', ath: 'a'.repeat(43), ...lies.claims },
  );
  const data = { by: 'token', requestDigest: digestOf(proof), transactionId: 't-1' };
  const parties = {
    system: { id: 'system-1', name: 'core', organisation: 'bank' },
    requestKey: { jwk, registeredAt: iso(at - 9000), expiresAt: iso(at + 9000) },
  };
  return assemble(
    { method: 'POST', targetUri, headers: {}, proof, body: BODY },
    { type: 'verify', data },
    parties,
    lies,
  );
}

/** Evidence of a file of rows that somebody started in the console, and of its result. */
export async function makeSessionSample(lies: UnsignedLies = {}): Promise<Sample> {
  const platform = makeKey('ec');
  const { jwk, kid } = describeKey(platform.publicKey);
  const targetUri = `https://exchange.example/api/agency/batches/${BATCH}/start`;
  const session = { assurance: 'substantial', provedAt: iso(at - 60) };
  const data = { by: 'session', asked: `POST ${targetUri}`, session, batch: BATCH, sha256: ASKED };
  const parties = { manifestKey: { jwk, createdAt: iso(at - 9000) } };
  const manifest = signManifest(platform.privateKey, kid);
  const request = { method: 'POST', targetUri, headers: {}, body: START };
  return assemble(request, { type: 'started', data }, parties, lies, manifest);
}

async function assemble(
  request: EvidencePackage['request'],
  said: { type: string; data: Record<string, unknown> },
  parties: object,
  lies: UnsignedLies,
  manifest?: string,
): Promise<Sample> {
  const answer = { status: 200, headers: { 'content-digest': makeContentDigest(ANSWER), 'dancu-journal': REFERENCE } };
  const line = {
    subjects: 'closed',
    kind: 'look',
    type: said.type,
    actor: 'system-1',
    organisation: 'bank',
    purpose: 'bank-customer-check',
    legalBasis: 'law-9',
    fields: ['name'],
    data: {
      outcome: 'yes',
      ...said.data,
      requestBody: makeContentDigest(request.body!),
      status: 200,
      answerDigest: answer.headers['content-digest'],
      agreement: 'bank-kyc',
      version: 2,
      ...lies.data,
    },
    actedAt: iso(at),
    receivedAt: iso(at),
    ...lies.line,
  };
  const statement = {
    reference: REFERENCE,
    statedAt: iso(at + 900),
    ...parties,
    about: await describeLine(JSON.parse(JSON.stringify(line)) as typeof line),
    agreement: {
      id: 'bank-kyc',
      version: 2,
      recordedAt: iso(at - 9000),
      ways: ['verify', 'bulk'],
      purposes: ['bank-customer-check'],
      legalBases: [],
      fields: ['name'],
      validFrom: '2026-01-01',
      validTo: '2026-03-03',
    },
    ...lies.statement,
  };
  const stated = {
    kind: 'note',
    actor: 'exchange',
    data: { reference: REFERENCE, statementDigest: digestOf(canonicalise(statement)) },
    receivedAt: statement.statedAt,
  };
  const batchLines = manifest ? describeBatch(manifest, {}) : [];
  // The places before and between the two are free.
  const free = [0, 1, 2].slice(0, batchLines.length);
  const { prove, checkpoint, logKeys } = await makeLog(
    SIZE,
    new Map([
      [PLACES[0], JSON.stringify(line)],
      [PLACES[1], JSON.stringify(stated)],
      ...batchLines.map((one, index) => [free[index]!, one] as const),
    ]),
  );
  const [own, statedLine, done, ...pieces] = await Promise.all([...PLACES, ...free].map(prove));
  return {
    pack: {
      format: FORMAT,
      reference: REFERENCE,
      request,
      answer: { ...answer, body: ANSWER },
      statement,
      ...(manifest ? { batch: { manifest, done: done!, pieces } } : {}),
      log: { checkpoint, verifierKey: logKeys[0]!, line: own!, statement: statedLine! },
    },
    logKeys,
  };
}
