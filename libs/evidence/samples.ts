import { generateKeyPairSync, hash, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  createSigner,
  type HttpRequest,
  makeContentDigest,
  prepareVerification,
  type SigningOptions,
  signMessage,
} from '#libs/httpsig';
import {
  appendLeaves,
  commitLine,
  createVerifierKey,
  emptyTree,
  formatVerifierKey,
  inclusionProof,
  leafHash,
  signCheckpoint,
} from '#libs/translog';
import { ASKED, BATCH, type BatchLies, describeBatch, START, signManifest } from './batch.samples.ts';
import { canonicalise, type EvidencePackage, FORMAT, type PublicJwk } from './index.ts';

/** A package as a platform would make it, with other code than the one that verifies it: libs/httpsig and libs/translog. */
export interface Sample {
  pack: EvidencePackage;
  logKeys: string[];
}

export interface SampleOptions {
  agencyKey?: 'ec' | 'ed25519';
  /** Size of the log, and where the two lines stand in it. */
  size?: number;
  places?: readonly [number, number];
  /** Changes what is about to be signed or journalled: a platform or an agency that lies from the beginning. */
  line?: Record<string, unknown>;
  data?: Record<string, unknown>;
  statement?: Record<string, unknown>;
  answeredAfter?: number;
  /** Leaves a component of the answer uncovered. */
  uncovered?: string;
  /** The start of a file of rows instead of a question about one person; changes what its lines or its manifest say. */
  batch?: BatchLies;
}

export const BODY = '{"biographicData":{"name":"Nguyễn Thị Hòa"}}';
export const ANSWER = '{"verificationCode":0,"outcome":"yes"}';
const ORIGIN = 'dancu.test/journal';
const at = Math.floor(Date.parse('2026-03-02T04:00:00Z') / 1000);
const iso = (second: number) => new Date(second * 1000).toISOString();

export const makeKey = (kind: 'ec' | 'ed25519') =>
  kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');

export function describeKey(publicKey: KeyObject): { jwk: PublicJwk; kid: string } {
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const jwk = { kty: kty!, crv: crv!, x: x!, ...(y ? { y } : {}) };
  return { jwk, kid: hash('sha256', JSON.stringify({ crv, kty, x, y }), 'base64url') };
}

export async function makeSample(options: SampleOptions = {}): Promise<Sample> {
  const { size = 11, places = [3, 10] } = options;
  const agency = makeKey(options.agencyKey ?? 'ec');
  const platform = makeKey('ec');
  const [agencyKey, platformKey] = [describeKey(agency.publicKey), describeKey(platform.publicKey)];
  const reference = '01900000-0000-7000-8000-0000000000aa:7:3';

  const body = options.batch ? START : BODY;
  const request = signAs(
    agency.privateKey,
    {
      method: 'POST',
      targetUri: options.batch
        ? `https://exchange.example/v1/batches/${BATCH}/start`
        : 'https://exchange.example/v1/verify/001190000001?transactionId=t-1',
      headers: {
        'dancu-purpose': 'bank-customer-check',
        'dancu-legal-basis': 'law-9',
        'dancu-case': 'H%E1%BB%93 s%C6%A1 7',
        'content-type': 'application/json',
        'content-digest': makeContentDigest(body),
      },
      body,
    } as const,
    {
      components: [
        '@method',
        '@target-uri',
        'dancu-purpose',
        'dancu-legal-basis',
        'dancu-case',
        'content-type',
        'content-digest',
      ],
      params: { created: at, expires: at + 55, nonce: 'n"1\\', keyid: agencyKey.kid, tag: 'dancu-exchange' },
    },
  );
  const headers = {
    'content-type': 'application/json',
    'content-digest': makeContentDigest(ANSWER),
    'dancu-journal': reference,
  };
  const covered = ['@status', 'content-digest', 'content-type', 'dancu-journal', 'signature;req;key="sig1"'];
  const answer = signAs(
    platform.privateKey,
    { status: 200, headers, body: ANSWER, request },
    {
      components: covered.filter((one) => one !== options.uncovered),
      params: {
        created: at + (options.answeredAfter ?? 0),
        keyid: platformKey.kid,
        alg: 'ecdsa-p256-sha256',
        tag: 'dancu-answer',
      },
    },
  );
  const told = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name !== options.uncovered));

  const line = JSON.stringify({
    subjects: 'closed',
    kind: 'look',
    type: 'verify',
    actor: 'system-1',
    organisation: 'bank',
    purpose: 'bank-customer-check',
    legalBasis: 'law-9',
    caseNumber: 'Hồ sơ 7',
    fields: ['name'],
    data: {
      outcome: 'yes',
      ...(options.batch ? { batch: BATCH, sha256: ASKED } : { transactionId: 't-1' }),
      requestDigest: digestOf(baseOf(request)),
      answerDigest: headers['content-digest'],
      answerBase: digestOf(baseOf({ ...answer, request })),
      agreement: 'bank-kyc',
      version: 2,
      ...options.data,
    },
    actedAt: iso(at),
    receivedAt: iso(at),
    ...options.line,
  });
  const statement = {
    reference,
    statedAt: iso(at + 900),
    system: { id: 'system-1', name: 'core', organisation: 'bank' },
    requestKey: {
      jwk: agencyKey.jwk,
      registeredAt: iso(at - 9000),
      registeredBy: 'steward',
      expiresAt: iso(at + 9000),
    },
    answerKey: { jwk: platformKey.jwk, createdAt: iso(at - 9000), replacedAt: iso(at + 500) },
    ...(options.batch ? { manifestKey: { jwk: platformKey.jwk, createdAt: iso(at - 9000) } } : {}),
    agreement: {
      id: 'bank-kyc',
      version: 2,
      recordedAt: iso(at - 9000),
      ways: ['verify', 'bulk'],
      purposes: ['bank-customer-check'],
      legalBases: [],
      fields: ['name', 'birthDate'],
      validFrom: '2026-01-01',
      validTo: '2026-03-03',
    },
    ...options.statement,
  };
  const stated = JSON.stringify({
    kind: 'note',
    actor: 'exchange',
    data: { reference, statementDigest: digestOf(canonicalise(statement)) },
    receivedAt: statement.statedAt,
  });
  const manifest = options.batch && signManifest(platform.privateKey, platformKey.kid, options.batch.manifest);
  const batchLines = manifest ? describeBatch(manifest, options.batch!) : [];
  // The places before and between the two are free.
  const free = [0, 1, 2, 4].slice(0, batchLines.length);
  const lines = new Map([
    [places[0], line],
    [places[1], stated],
    ...batchLines.map((one, index) => [free[index]!, one] as const),
  ]);
  const { prove, checkpoint, logKeys } = await makeLog(size, lines);
  const log = {
    checkpoint,
    verifierKey: logKeys[0]!,
    line: await prove(places[0]),
    statement: await prove(places[1]),
  };
  const [done, ...pieces] = await Promise.all(free.map(prove));
  return {
    pack: {
      format: FORMAT,
      reference,
      request: { method: request.method, targetUri: request.targetUri, headers: request.headers, body },
      answer: { status: 200, headers: told, body: ANSWER },
      statement,
      ...(manifest ? { batch: { manifest, done: done!, pieces } } : {}),
      log,
    },
    logKeys,
  };
}

/** A log of so many lines, of which these are told. */
export async function makeLog(size: number, lines: ReadonlyMap<number, string>) {
  const salts = Array.from({ length: size }, () => randomBytes(16));
  const leaves = salts.map((salt, index) => leafHash(commitLine(salt, Buffer.from(lines.get(index) ?? 'other'))));
  const { state, tiles, root } = appendLeaves(emptyTree(), Buffer.concat(leaves));
  const read = (level: number, index: number) => tiles.find((one) => one.level === level && one.index === index)?.bytes;
  const key = generateKeyPairSync('ed25519');
  const publicKey = Buffer.from(key.publicKey.export({ format: 'jwk' }).x!, 'base64url');
  const signer = { name: ORIGIN, publicKey, sign: (bytes: Uint8Array) => sign(null, bytes, key.privateKey) };
  const checkpoint = await signCheckpoint({ origin: ORIGIN, size: state.size, root }, [signer]);
  const verifierKey = formatVerifierKey(createVerifierKey(ORIGIN, 'ed25519', publicKey));
  const prove = async (number: number) => ({
    number,
    line: lines.get(number)!,
    salt: salts[number]!.toString('base64url'),
    path: (await inclusionProof(number, size, read)).map((one) => one.toString('hex')),
  });
  return { prove, checkpoint, logKeys: [verifierKey] };
}

function signAs<M extends { headers: Record<string, string> }>(
  privateKey: KeyObject,
  message: M,
  options: Omit<SigningOptions, 'label'>,
): M {
  const signer = createSigner(privateKey);
  const signed = signMessage(message as never, { ...options, label: 'sig1', sign: signer.sign });
  return { ...message, headers: { ...message.headers, ...signed } };
}

/** The signature base of a signed message as libs/httpsig builds it. */
export function baseOf(message: HttpRequest | (object & { request: HttpRequest })): string {
  return prepareVerification(message as HttpRequest, { maxAgeSeconds: 1e9, maxSkewSeconds: 1e9 }, at).base;
}

export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
