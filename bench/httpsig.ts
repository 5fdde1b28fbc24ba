/**
 * What do HTTP message signatures cost beside the bare ES256 operation, and beside the package `http-message-signatures`?
 * One verification request of the exchange: seven components, a small JSON body, its digest made and compared.
 * Run: node bench/httpsig.ts
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { cpus } from 'node:os';
import { httpbis } from 'http-message-signatures';
import {
  createSigner,
  createVerifier,
  type HttpRequest,
  makeContentDigest,
  prepareVerification,
  signMessage,
  verifyMessage,
} from '#libs/httpsig';

const rounds = 15;
const operations = 300;
const limits = { sign: 1.5, verify: 1.3 };

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signer = createSigner(privateKey);
const verifier = createVerifier(publicKey);
const keys = new Map([['agency-1', verifier]]);

const body = JSON.stringify({
  biographicData: { firstName: 'An', lastName: 'Nguyễn', dateOfBirth: '1990-02-28', province: '01' },
});
const components = [
  '@method',
  '@target-uri',
  'content-digest',
  'content-type',
  'dancu-purpose',
  'dancu-legal-basis',
  'dancu-case',
];
const plain = {
  host: 'exchange.example',
  'user-agent': 'agency/1.0',
  accept: 'application/json',
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(body)),
  'dancu-purpose': 'health-insurance-enrolment',
  'dancu-legal-basis': 'law-26-2023-qh15-art-11',
  'dancu-case': '2026-000123',
};
const targetUri =
  'https://exchange.example/v1/verify/079190000123?transactionId=7c3f8e0e-9e26-4a52-a6a5-3d8a5a3f6f27&identifierType=uin';
const now = Math.floor(Date.now() / 1000);
const params = {
  created: now,
  expires: now + 60,
  nonce: 'C8vXcYq2o1mZk0Jw9x5Mzg',
  keyid: 'agency-1',
  alg: signer.alg,
  tag: 'dancu-exchange',
};
const policy = {
  tag: 'dancu-exchange',
  required: ['@method'],
  requireTarget: true,
  coverIfPresent: ['content-type', 'dancu-purpose', 'dancu-legal-basis', 'dancu-case', 'dancu-officer'],
  requireNonce: true,
  maxAgeSeconds: 60,
  maxSkewSeconds: 5,
};

function signOurs(): HttpRequest {
  const message = { method: 'POST', targetUri, headers: { ...plain, 'content-digest': makeContentDigest(body) }, body };
  const headers = signMessage(message, { label: 'sig1', components, params, sign: signer.sign });
  return { ...message, headers: { ...message.headers, ...headers } };
}

async function signTheirs() {
  return httpbis.signMessage(
    {
      key: {
        id: 'agency-1',
        alg: signer.alg,
        sign: async (data) => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
      },
      name: 'sig1',
      fields: components,
      params: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
      paramValues: {
        created: new Date(now * 1000),
        expires: new Date((now + 60) * 1000),
        nonce: params.nonce,
        tag: params.tag,
      },
    },
    { method: 'POST', url: targetUri, headers: { ...plain, 'content-digest': makeContentDigest(body) } },
  );
}

const signedMessage = signOurs();
const prepared = prepareVerification(signedMessage, policy, now);
const baseBytes = Buffer.from(prepared.base);
const bareKey = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
const barePrivate = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;

const theirs = {
  method: signedMessage.method,
  url: signedMessage.targetUri,
  headers: signedMessage.headers as Record<string, string>,
};
const theirConfig = {
  keyLookup: async () => ({
    algs: [signer.alg],
    verify: async (data: Buffer, signature: Buffer) => verify('sha256', data, bareKey, signature),
  }),
  requiredFields: components,
};

const cases: Record<string, () => unknown> = {
  'sign, bare ES256': () => sign('sha256', baseBytes, barePrivate),
  'sign, ours (with digest)': signOurs,
  'sign, package (with digest)': signTheirs,
  'verify, bare ES256': () => verify('sha256', baseBytes, bareKey, prepared.signature),
  'verify, ours (with digest)': () =>
    verifyMessage(signedMessage, { ...policy, now, lookupKey: (keyid) => keys.get(keyid) }),
  'verify, package (without digest)': () => httpbis.verifyMessage(theirConfig, theirs),
  'verify, ours, only prepare': () => prepareVerification(signedMessage, policy, now),
};

async function timeCase(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  for (let i = 0; i < operations; i++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  // CPU time, not wall time: what else runs on the machine then weighs less.
  const { user, system } = process.cpuUsage(start);
  return (user + system) / operations;
}

if ((await httpbis.verifyMessage(theirConfig, theirs)) !== true) throw new Error('the package refuses our signature');

const times = new Map<string, number[]>(Object.keys(cases).map((name) => [name, []]));
for (let round = -1; round < rounds; round++) {
  for (const [name, run] of Object.entries(cases)) {
    const microseconds = await timeCase(run);
    if (round >= 0) times.get(name)?.push(microseconds);
  }
}

function median(name: string): number {
  const sorted = [...(times.get(name) ?? [])].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

console.log(
  `node ${process.version}, ${cpus().length} cores, CPU time, median of ${rounds} alternating rounds of ${operations} operations`,
);
for (const name of Object.keys(cases)) {
  const bare = median(name.startsWith('sign') ? 'sign, bare ES256' : 'verify, bare ES256');
  console.log(
    `${name.padEnd(34)} ${median(name).toFixed(1).padStart(7)} µs  ${(median(name) / bare).toFixed(2)} × bare`,
  );
}
for (const kind of ['sign', 'verify'] as const) {
  const ratio = median(`${kind}, ours (with digest)`) / median(`${kind}, bare ES256`);
  console.log(
    `${kind}: ${ratio.toFixed(2)} × bare, limit ${limits[kind]} ${ratio <= limits[kind] ? 'held' : 'EXCEEDED'}`,
  );
}
