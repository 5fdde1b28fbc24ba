import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  createSigner as createJudgeSigner,
  createVerifier as createJudgeVerifier,
  httpbis,
  type Request as JudgeRequest,
} from 'http-message-signatures';
import {
  createSigner,
  createVerifier,
  type HttpRequest,
  type HttpResponse,
  makeContentDigest,
  readComponent,
  signMessage,
  verifyMessage,
} from './index.ts';

const pairs = {
  'ecdsa-p256-sha256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed25519: generateKeyPairSync('ed25519'),
};
const algorithm = fc.constantFrom('ecdsa-p256-sha256', 'ed25519');

const fieldValue = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
  maxLength: 40,
});
const fieldName = fc.stringMatching(/^x-[a-z0-9-]{1,12}$/);
const fields = fc.dictionary(fieldName, fc.oneof(fieldValue, fc.array(fieldValue, { minLength: 1, maxLength: 3 })), {
  maxKeys: 4,
  noNullPrototype: true,
});

const request: fc.Arbitrary<HttpRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    url: fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] }),
    headers: fields,
    body: fc.option(fc.string({ minLength: 1 })),
  })
  .map(({ method, url, headers, body }) => ({
    method,
    targetUri: new URL(url).href,
    headers: body === null ? headers : { ...headers, 'content-digest': makeContentDigest(body) },
    body,
  }));

function toJudge({ method, targetUri, headers }: HttpRequest): JudgeRequest {
  return { method, url: targetUri, headers: headers as Record<string, string | string[]> };
}

function componentsOf({ headers }: HttpRequest, whole: boolean): string[] {
  return ['@method', ...(whole ? ['@target-uri'] : ['@authority', '@path', '@query']), ...Object.keys(headers)];
}

test('what we sign, http-message-signatures verifies', async () => {
  await fc.assert(
    fc.asyncProperty(request, fc.boolean(), algorithm, fieldValue, async (message, whole, alg, keyid) => {
      const { privateKey, publicKey } = pairs[alg];
      const signed = signMessage(message, {
        label: 'sig1',
        components: componentsOf(message, whole),
        params: {
          created: Math.floor(Date.now() / 1000),
          nonce: randomBytes(16).toString('base64url'),
          keyid,
          alg,
          tag: 't',
        },
        sign: createSigner(privateKey).sign,
      });
      const judged = await httpbis.verifyMessage(
        { tolerance: 5, keyLookup: async () => ({ algs: [alg], verify: createJudgeVerifier(publicKey, alg) }) },
        toJudge({ ...message, headers: { ...message.headers, ...signed } }),
      );
      assert.equal(judged, true);
    }),
  );
});

test('what http-message-signatures signs, we verify', async () => {
  await fc.assert(
    fc.asyncProperty(request, fc.boolean(), algorithm, async (message, whole, alg) => {
      const { privateKey, publicKey } = pairs[alg];
      const components = componentsOf(message, whole);
      const { headers } = await httpbis.signMessage(
        {
          key: { id: 'k1', alg, sign: createJudgeSigner(privateKey, alg).sign },
          name: 'sig1',
          fields: components,
          params: ['created', 'expires', 'keyid', 'alg', 'nonce', 'tag'],
          paramValues: { nonce: 'n"\\', tag: 't' },
        },
        toJudge(message),
      );
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      const verified = verifyMessage(
        { ...message, headers: lower },
        {
          tag: 't',
          required: components,
          requireTarget: true,
          requireNonce: true,
          maxAgeSeconds: 60,
          maxSkewSeconds: 5,
          now: Math.floor(Date.now() / 1000),
          lookupKey: (keyid) => (keyid === 'k1' ? createVerifier(publicKey) : undefined),
        },
      );
      assert.equal(verified.nonce, 'n"\\');
      assert.deepEqual(verified.components, components);
    }),
  );
});

test('an answer bound to its request is the same base and a right signature for http-message-signatures', async () => {
  await fc.assert(
    fc.asyncProperty(request, fc.integer({ min: 100, max: 599 }), fc.string(), async (message, status, body) => {
      const { privateKey, publicKey } = pairs['ecdsa-p256-sha256'];
      const { sign } = createSigner(privateKey);
      const created = Math.floor(Date.now() / 1000);
      const asked = signMessage(message, {
        label: 'sig1',
        components: ['@method'],
        params: { created, keyid: 'a' },
        sign,
      });
      const signedRequest = { ...message, headers: { ...message.headers, ...asked } };
      const answer: HttpResponse = {
        status,
        headers: { 'content-type': 'application/json', 'content-digest': makeContentDigest(body) },
        body,
        request: signedRequest,
      };
      const components = [
        '@status',
        'content-digest',
        'content-type',
        'signature;req;key="sig1"',
        '@method;req',
        '@target-uri;req',
      ];
      const headers = signMessage(answer, { label: 'sig1', components, params: { created, keyid: 's' }, sign });

      const judgeBase = httpbis.createSignatureBase(
        { fields: components.map((key) => readComponent(key).id) },
        { status, headers: answer.headers as Record<string, string> },
        toJudge(signedRequest),
      );
      const judgeText = `${httpbis.formatSignatureBase(judgeBase)}\n"@signature-params": ${headers['signature-input'].slice(5)}`;
      const verified = verifyMessage(
        { ...answer, headers: { ...answer.headers, ...headers } },
        { required: components, maxAgeSeconds: 60, now: created, lookupKey: () => createVerifier(publicKey) },
      );
      assert.equal(verified.base, judgeText);
    }),
  );
});
