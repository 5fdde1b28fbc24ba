import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  agency,
  covered,
  now,
  outcome,
  params,
  question,
  rsa,
  signed,
  stranger,
  type Variation,
} from './exchange.samples.ts';
import { createSigner, createVerifier, type HttpResponse, makeContentDigest } from './index.ts';

test('among several signatures the label or the tag chooses, and two that fit are refused', () => {
  const ours = signed(question).headers;
  const join = (label: string, variation: Variation) => {
    const other = signed(question, { label, ...variation }).headers;
    return {
      ...question,
      headers: {
        ...ours,
        'signature-input': `${other['signature-input']}, ${ours['signature-input']}`,
        signature: `${ours.signature}, ${other.signature}`,
      },
    };
  };
  const proxied = join('proxy', { params: { ...params, tag: 'proxy' }, key: stranger.privateKey });
  assert.equal(outcome(proxied), 'accepted');
  assert.equal(outcome(proxied, { label: 'sig1' }), 'accepted');
  assert.equal(outcome(proxied, { label: 'proxy', tag: 'proxy' }), 'signature-wrong');
  assert.equal(outcome(join('sig2', {})), 'signature-ambiguous');
  assert.equal(outcome(join('sig2', {}), { label: 'sig1' }), 'accepted');
});

test('a signature of unsupported components beside ours does no harm, but does not count', () => {
  const message = signed(question);
  const foreign = {
    ...message,
    headers: {
      ...message.headers,
      'signature-input': `${message.headers['signature-input']}, f=("@query-param";name="a" "x";bs);created=${now};keyid="f";tag="f";y=1`,
      signature: `${message.headers.signature}, f=:AAAA:`,
    },
  };
  assert.equal(outcome(foreign), 'accepted');
  assert.equal(outcome(foreign, { tag: 'f' }), 'parameter-unsupported');
});

test('an answer belongs to one question: with another request it is refused', () => {
  const asked = signed(question);
  const again = signed(question, { params: { ...params, nonce: 'n2' } });
  const components = ['@status', 'content-digest', 'content-type', 'signature;req;key="sig1"'];
  const answer: HttpResponse = {
    status: 200,
    headers: { 'content-type': 'application/json', 'content-digest': makeContentDigest('{"verificationCode":1}') },
    body: '{"verificationCode":1}',
    request: asked,
  };
  const message = signed(answer, { components, params: { created: now, keyid: 'agency', tag: 'answer' } });
  const changes = { tag: 'answer', required: components, requireTarget: false, requireNonce: false };
  assert.equal(outcome(message, changes), 'accepted');
  assert.equal(outcome({ ...message, request: again }, changes), 'signature-wrong');
  assert.equal(outcome({ ...message, request: question }, changes), 'component-missing');
  assert.equal(outcome({ ...message, status: 404 }, changes), 'signature-wrong');
  const { request: _, ...alone } = message;
  assert.equal(outcome(alone, changes), 'component-missing');
  assert.equal(outcome(message, { ...changes, required: [...components, '@method;req'] }), 'component-missing');
});

test('a component of a response cannot stand in a request, nor the other way round', () => {
  for (const key of ['@status', '@method;req', 'x-absent']) {
    assert.throws(() => signed(question, { components: [...covered, key] }), { code: 'component-missing' }, key);
  }
  const answer: HttpResponse = { status: 200, headers: {}, body: null };
  assert.throws(() => signed(answer, { components: ['@method'] }), { code: 'component-missing' });
  for (const key of ['@query-param;name="a"', '@scheme', 'X-Upper', 'x-a;sf', 'x-a;key="b"', '']) {
    assert.throws(() => signed(question, { components: [key] }), { code: 'component-unsupported' }, key);
  }
});

test('what cannot be written is refused before it is signed', () => {
  const bad: Variation[] = [
    { params: { ...params, nonce: 'ä' } },
    { params: { ...params, created: 1.5 } },
    { params: { ...params, created: -1 } },
    { label: 'Sig' },
    { components: ['@method', '@method'] },
  ];
  for (const variation of bad) assert.throws(() => signed(question, variation), { code: 'malformed-signature-input' });
  assert.throws(() => createSigner(agency.publicKey), { code: 'alg-not-allowed' });
  assert.throws(() => createSigner(rsa.privateKey), { code: 'alg-not-allowed' });
  assert.throws(() => createVerifier(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), {
    code: 'alg-not-allowed',
  });
});

test('names of Object.prototype are no headers', () => {
  for (const key of ['constructor', 'tostring', '__proto__', 'valueof']) {
    assert.throws(() => signed(question, { components: [key] }), { code: 'component-missing' });
  }
});
