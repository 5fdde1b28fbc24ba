import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSigner, signMessage } from '#libs/httpsig';
import { answerFromBase, readSignedHead, requestFromBase } from './index.ts';
import { baseOf } from './samples.ts';

const signer = createSigner(generateKeyPairSync('ed25519').privateKey);
const text = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/);
const name = fc.stringMatching(/^x-[a-z0-9-]{0,12}[a-z]$/);
const derived = ['@method', '@target-uri', '@authority', '@path', '@query'];

const questions = fc
  .record({
    method: fc.constantFrom('GET', 'POST'),
    targetUri: fc
      .tuple(
        fc.constantFrom('https://a.example', 'https://A.example:443', 'http://localhost:3000', 'http://h:80'),
        fc.stringMatching(/^(\/[a-z0-9:%.]{0,8}){0,3}$/),
        fc.stringMatching(/^(\?[a-z=&+%0-9]{0,20})?$/),
      )
      .map((parts) => parts.join('')),
    headers: fc.dictionary(name, text, { maxKeys: 5 }),
    nonce: text,
    more: fc.subarray(derived.slice(2)),
  })
  .chain((one) =>
    fc.record({
      one: fc.constant(one),
      components: fc.shuffledSubarray(['@method', '@target-uri', ...one.more, ...Object.keys(one.headers)], {
        minLength: 2 + one.more.length + Object.keys(one.headers).length,
      }),
    }),
  );

test('it reads of any signed question the base that libs/httpsig signed, and makes the question anew from it', () => {
  fc.assert(
    fc.property(questions, ({ one: { method, targetUri, headers, nonce }, components }) => {
      const unsigned = { method, targetUri, headers, body: null };
      const params = { created: 1_772_424_000, nonce, keyid: 'k', tag: 'dancu-exchange' };
      const signed = signMessage(unsigned, { label: 'sig1', components, params, sign: signer.sign });
      const request = { ...unsigned, headers: { ...headers, ...signed } };
      const head = readSignedHead(request);
      assert.equal(head?.base, baseOf(request));
      assert.deepEqual(requestFromBase(head!.base, head!.signature), {
        method,
        targetUri,
        headers: { ...request.headers },
      });
    }),
  );
});

test('it reads of an answer the base that libs/httpsig signed, bound to its question', () => {
  const sign = (message: object, components: string[], tag: string) =>
    signMessage(message as never, {
      label: 'sig1',
      components,
      params: { created: 1_772_424_000, keyid: 'k', tag },
      sign: signer.sign,
    });
  const request = { method: 'GET', targetUri: 'https://a.example/', headers: {} as Record<string, string>, body: null };
  Object.assign(request.headers, sign(request, ['@method', '@target-uri'], 'dancu-exchange'));
  const answer = { status: 404, headers: { 'dancu-journal': 'r' } as Record<string, string>, body: null, request };
  Object.assign(
    answer.headers,
    sign(answer, ['@status', 'dancu-journal', 'signature;req;key="sig1"', '@method;req'], 'dancu-answer'),
  );
  const head = readSignedHead(answer, request);
  assert.equal(head?.base, baseOf(answer));
  assert.deepEqual(answerFromBase(head!.base, head!.signature), { status: 404, headers: answer.headers });
  assert.equal(readSignedHead(answer), undefined, 'without its question');
  assert.equal(readSignedHead(answer, { ...request, headers: {} }), undefined, 'with a question that is not signed');
});

test('a header that is not covered, a component twice, a second signature of the name are no signed head', () => {
  const head = (input: string, signature = 'sig1=:AAAA:', more = {}) =>
    readSignedHead({
      method: 'GET',
      targetUri: 'https://a.example/',
      headers: { 'signature-input': input, signature, ...more },
    });
  const params = ';created=1;keyid="k"';
  assert.ok(head(`sig1=("@method" "@target-uri")${params}`));
  assert.equal(head(`sig1=("@method" "@target-uri")${params}`, undefined, { 'x-more': '1' }), undefined);
  for (const input of [
    `sig1=("@method" "@method" "@target-uri")${params}`,
    `sig1=("@method")${params}`,
    `sig1=("@method" "@target-uri");created=1;created=2;keyid="k"`,
    `sig1=("@method" "@target-uri")${params};new=1`,
    `sig1=("@method" "@target-uri" "absent")${params}`,
    `sig1=("@method" "@target-uri");keyid="k"`,
    `sig2=("@method" "@target-uri")${params}`,
    '',
  ])
    assert.equal(head(input), undefined, input);
  assert.equal(head(`sig1=("@method" "@target-uri")${params}`, 'sig1=:AAAA:, sig1=:BBBB:'), undefined);
});
