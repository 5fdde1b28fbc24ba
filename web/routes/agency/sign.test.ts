import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { decodeHeaderText, computeThumbprint as thumbprintOfLibrary } from '#libs/client';
import {
  createSigner,
  createVerifier,
  makeContentDigest as digestOfLibrary,
  HttpSigError,
  signMessage,
  verifyMessage,
} from '#libs/httpsig';
import {
  checkAnswer,
  computeThumbprint,
  encodeHeaderText,
  makeContentDigest,
  type PublicJwk,
  questionParams,
  type ReceivedAnswer,
  type SignableRequest,
  signRequest,
} from './sign.ts';

const now = 1_800_000_000_000;
const body = '{"biographicData":{"name":"Nguyễn Văn An"}}';
const question: SignableRequest = {
  method: 'POST',
  targetUri: 'https://exchange.example/v1/verify/079190000123?transactionId=t1',
  headers: { 'dancu-purpose': 'health-insurance-check', 'dancu-legal-basis': 'identification-law-10' },
  body,
};

async function browserKey() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const jwk = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as PublicJwk;
  return { privateKey: pair.privateKey, jwk, keyid: await computeThumbprint(jwk) };
}

function outcome(request: SignableRequest, jwk: PublicJwk): string {
  const verifier = createVerifier(createPublicKey({ key: jwk as unknown as JsonWebKey, format: 'jwk' }));
  try {
    verifyMessage(request, {
      label: 'sig1',
      tag: 'dancu-exchange',
      required: ['@method', '@target-uri'],
      coverIfPresent: ['content-type', 'dancu-purpose', 'dancu-legal-basis', 'dancu-case'],
      requireNonce: true,
      maxAgeSeconds: 55,
      now: now / 1000 + 1,
      lookupKey: () => verifier,
    });
    return 'accepted';
  } catch (error) {
    if (error instanceof HttpSigError) return error.code;
    throw error;
  }
}

async function signed(request = question) {
  const key = await browserKey();
  return { ...(await signRequest(request, key.privateKey, questionParams(key.keyid, now))), ...key };
}

test('a question that the browser signs is accepted by the platform’s own verifier', async () => {
  const { request, jwk } = await signed();
  assert.equal(outcome(request, jwk), 'accepted');
});

test('a question without a body is accepted too', async () => {
  const { request, jwk } = await signed({ ...question, method: 'GET', body: null });
  assert.equal(outcome(request, jwk), 'accepted');
});

test('whatever of a signed question is altered, the platform refuses it', async () => {
  const { request, jwk } = await signed();
  const other = (headers: Record<string, string>) => ({ ...request, headers: { ...request.headers, ...headers } });
  assert.equal(outcome({ ...request, method: 'PUT' }, jwk), 'signature-wrong');
  assert.equal(outcome({ ...request, targetUri: `${request.targetUri}1` }, jwk), 'signature-wrong');
  assert.equal(outcome({ ...request, body: body.replace('An', 'Ân') }, jwk), 'digest-mismatch');
  assert.equal(outcome(other({ 'dancu-purpose': 'court-summons' }), jwk), 'signature-wrong');
  assert.equal(outcome(other({ 'dancu-case': 'added' }), jwk), 'component-missing');
});

test('digest, key name and header text are those of the libraries', async () => {
  const { jwk } = await browserKey();
  assert.equal(await makeContentDigest(body), digestOfLibrary(body));
  const key = createPublicKey({ key: jwk as unknown as JsonWebKey, format: 'jwk' });
  assert.equal(await computeThumbprint(jwk), thumbprintOfLibrary(key));
  for (const text of ['2026-000123', 'Hồ sơ số 7/2026', '100 % đúng', 'Ω😀', ' khoảng trắng ']) {
    assert.match(encodeHeaderText(text), /^[ -~]*$/);
    assert.equal(decodeHeaderText(encodeHeaderText(text)), text.trim());
  }
});

/** An answer as the platform signs it. */
function answered(request: SignableRequest, privateKey: KeyObject, kid: string, status = 200): ReceivedAnswer {
  const text = '{"outcome":"yes","fields":[{"field":"name","verdict":"yes"}]}';
  const signer = createSigner(privateKey);
  const headers = {
    'content-type': 'application/json',
    'content-digest': digestOfLibrary(text),
    'dancu-journal': 'a:1:2',
  };
  const signature = signMessage(
    { status, headers, body: text, request },
    {
      label: 'sig1',
      components: ['@status', 'content-digest', 'content-type', 'dancu-journal', 'signature;req;key="sig1"'],
      params: { created: now / 1000, keyid: kid, alg: signer.alg, tag: 'dancu-answer' },
      sign: signer.sign,
    },
  );
  return { status, body: text, headers: { ...headers, ...signature } };
}

function platformKey(kind: 'P-256' | 'Ed25519') {
  const pair = kind === 'P-256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'server' } as unknown as PublicJwk;
  return { privateKey: createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })), jwk };
}

for (const kind of ['P-256', 'Ed25519'] as const) {
  test(`an answer that the platform signs on ${kind} is believed`, async () => {
    const { request } = await signed();
    const { privateKey, jwk } = platformKey(kind);
    const check = await checkAnswer(request, answered(request, privateKey, 'server'), [jwk]);
    assert.deepEqual(
      check.checks.map(({ id, verdict }) => `${id} ${verdict}`),
      ['digest holds', 'bound holds', 'key holds', 'signature holds'],
    );
    assert.equal(check.verdict, 'holds');
  });
}

test('an altered answer, an answer to another question, and an unknown key are not believed', async () => {
  const { request } = await signed();
  const { request: another } = await signed();
  const { privateKey, jwk } = platformKey('P-256');
  const answer = answered(request, privateKey, 'server');
  const broken = async (each: ReceivedAnswer, asked = request, keys = [jwk]) =>
    (await checkAnswer(asked, each, keys)).checks.filter(({ verdict }) => verdict !== 'holds').map(({ id }) => id);
  assert.deepEqual(await broken({ ...answer, body: answer.body.replace('"yes"', '"no"') }), ['digest']);
  assert.deepEqual(await broken({ ...answer, status: 404 }), ['signature']);
  assert.deepEqual(await broken({ ...answer, headers: { ...answer.headers, 'dancu-journal': 'b:1:2' } }), [
    'signature',
  ]);
  assert.deepEqual(await broken(answer, another), ['signature']);
  assert.deepEqual(await broken(answer, request, [{ ...jwk, kid: 'other' }]), ['key', 'signature']);
  assert.deepEqual(await broken({ ...answer, headers: {} }), ['digest', 'bound', 'key', 'signature']);
});

test('an answer that is not bound to its question is not believed, however well signed', async () => {
  const { request } = await signed();
  const { privateKey, jwk } = platformKey('P-256');
  const text = '{}';
  const headers = { 'content-type': 'application/json', 'content-digest': digestOfLibrary(text) };
  const signature = signMessage(
    { status: 200, headers, body: text, request },
    {
      label: 'sig1',
      components: ['@status', 'content-digest', 'content-type'],
      params: { created: now / 1000, keyid: 'server', alg: 'ecdsa-p256-sha256', tag: 'dancu-answer' },
      sign: createSigner(privateKey).sign,
    },
  );
  const check = await checkAnswer(request, { status: 200, body: text, headers: { ...headers, ...signature } }, [jwk]);
  assert.equal(check.verdict, 'broken');
  assert.deepEqual(
    check.checks.filter(({ verdict }) => verdict !== 'holds').map(({ id }) => id),
    ['bound'],
  );
});
