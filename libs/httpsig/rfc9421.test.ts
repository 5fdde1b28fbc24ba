import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import {
  buildSignatureBase,
  checkSignature,
  createSigner,
  createVerifier,
  type HttpMessage,
  HttpSigError,
  parseSignatureHeaders,
  prepareVerification,
  readComponent,
  signMessage,
} from './index.ts';
import { ed25519PrivatePem, publicKeys, testRequest, vectors } from './rfc9421.samples.ts';

const policy = { maxAgeSeconds: 60 };

function withSignature(message: HttpMessage, input: string, signature: string): HttpMessage {
  return { ...message, headers: { ...message.headers, 'signature-input': input, signature } };
}

for (const vector of vectors) {
  test(`RFC 9421 ${vector.section}: the base is the printed one and the printed signature is right`, () => {
    const [parsed] = parseSignatureHeaders(vector.input, vector.signature);
    assert.ok(parsed);
    const base = buildSignatureBase(vector.message, parsed.components, parsed.input);
    assert.equal(base, vector.base);
    const verifier = createVerifier(publicKeys[vector.keyid]);
    assert.equal(verifier.verify(base, parsed.signature), true);
    assert.equal(verifier.verify(`${base} `, parsed.signature), false);
  });
}

test('RFC 9421 vectors that cover their body pass the whole verification', () => {
  const whole = vectors.filter(({ section }) => !section.startsWith('B.2.1'));
  assert.equal(whole.length, 4);
  for (const { message, input, signature, keyid } of whole) {
    const prepared = prepareVerification(withSignature(message, input, signature), policy, 1618884480);
    assert.equal(prepared.keyid, keyid);
    checkSignature(prepared, createVerifier(publicKeys[keyid]));
  }
});

test('RFC 9421 B.2.1: a minimal signature is refused for a message with a body', () => {
  const [minimal] = vectors;
  assert.ok(minimal);
  const message = withSignature(testRequest, minimal.input, minimal.signature);
  assert.throws(() => prepareVerification(message, policy, 1618884480), { code: 'component-missing' });
  const bare = { ...message, body: null };
  checkSignature(prepareVerification(bare, policy, 1618884480), createVerifier(publicKeys['test-key-rsa-pss']));
});

test('RFC 9421 B.2.2: @query-param is refused by name', () => {
  const message = withSignature(
    testRequest,
    'sig-b22=("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example"',
    'sig-b22=:LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==:',
  );
  assert.throws(
    () => prepareVerification(message, policy, 1618884480),
    (error: unknown) => error instanceof HttpSigError && error.code === 'component-unsupported',
  );
});

test('RFC 9421 B.2.5: the base of the HMAC example is the printed one, though shared secrets are not supported', () => {
  const components = ['date', '@authority', 'content-type'].map(readComponent);
  const input = '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"';
  assert.equal(
    buildSignatureBase(testRequest, components, input),
    `"date": Tue, 20 Apr 2021 02:07:55 GMT
"@authority": example.com
"content-type": application/json
"@signature-params": ${input}`,
  );
});

test('RFC 9421 B.2.6: Ed25519 is deterministic, so our signature is the printed one', () => {
  const vector = vectors.find(({ section }) => section.startsWith('B.2.6'));
  assert.ok(vector);
  const headers = signMessage(testRequest, {
    label: 'sig-b26',
    components: ['date', '@method', '@path', '@authority', 'content-type', 'content-length'],
    params: { created: 1618884473, keyid: 'test-key-ed25519' },
    sign: createSigner(createPrivateKey(ed25519PrivatePem)).sign,
  });
  assert.deepEqual(headers, { 'signature-input': vector.input, signature: vector.signature });
});

test('RFC 9421 section 2.1: fields are trimmed, unfolded and joined', () => {
  const headers = {
    'x-ows-header': '  Leading and trailing whitespace.   ',
    'x-obs-fold-header': 'Obsolete\r\n    line folding.',
    'cache-control': ['max-age=60', '   must-revalidate'],
    'x-empty-header': '',
    'example-dict': [' a=1,    b=2;x=1;y=2,   c=(a   b   c)', ' d'],
  };
  const components = Object.keys(headers).map(readComponent);
  assert.equal(
    buildSignatureBase({ ...testRequest, headers }, components, '()'),
    `"x-ows-header": Leading and trailing whitespace.
"x-obs-fold-header": Obsolete line folding.
"cache-control": max-age=60, must-revalidate
"x-empty-header": 
"example-dict": a=1,    b=2;x=1;y=2,   c=(a   b   c), d
"@signature-params": ()`,
  );
});

test('RFC 9421 section 2.2: authority without default port, path never empty, absent query is a question mark', () => {
  const components = ['@authority', '@path', '@query', '@target-uri'].map(readComponent);
  const derive = (targetUri: string) =>
    buildSignatureBase({ ...testRequest, targetUri }, components, '()')
      .split('\n')
      .slice(0, 3)
      .map((line) => line.slice(line.indexOf(': ') + 2));
  assert.deepEqual(derive('https://WWW.Example.com:443'), ['www.example.com', '/', '?']);
  assert.deepEqual(derive('http://www.example.com:443/path?'), ['www.example.com:443', '/path', '?']);
  assert.deepEqual(derive('http://[::1]:80?a=/b?c'), ['[::1]', '/', '?a=/b?c']);
  for (const targetUri of ['/path', 'https://a@b/', 'https://host/#part', 'https://host/a b', 'https:///x']) {
    assert.throws(() => derive(targetUri), { code: 'malformed-message' });
  }
});
