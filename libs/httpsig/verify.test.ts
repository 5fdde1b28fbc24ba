import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  agency,
  body,
  covered,
  now,
  outcome,
  params,
  policy,
  question,
  rsa,
  signed,
  stranger,
  verifiers,
  withHeader,
} from './exchange.samples.ts';
import {
  checkSignature,
  createVerifier,
  type HttpMessage,
  HttpSigError,
  makeContentDigest,
  prepareVerification,
  verifyMessage,
} from './index.ts';

test('a signed request is accepted and tells who, when, what and until when', () => {
  const verified = verifyMessage(signed(question), { ...policy, now, lookupKey: (keyid) => verifiers.get(keyid) });
  const { keyid, created, expires, nonce, label, tag, components, refusedFrom } = verified;
  assert.deepEqual(
    { keyid, created, expires, nonce, label, tag, components, refusedFrom },
    {
      keyid: 'agency',
      created: now,
      expires: now + 60,
      nonce: 'n1',
      label: 'sig1',
      tag: 'exchange',
      components: covered,
      refusedFrom: now + 66,
    },
  );
  assert.match(verified.base, /^"@method": POST\n/);
});

test('every change to what is covered is refused', () => {
  const message = signed(question);
  const changed: [string, HttpMessage, string][] = [
    ['method', { ...message, method: 'PUT' }, 'signature-wrong'],
    ['target', { ...message, targetUri: message.targetUri.replace('079', '080') }, 'signature-wrong'],
    ['query', { ...message, targetUri: `${message.targetUri}&x=1` }, 'signature-wrong'],
    ['header', withHeader(message, 'dancu-purpose', 'police'), 'signature-wrong'],
    ['header doubled', withHeader(message, 'dancu-purpose', ['health-insurance', 'police']), 'signature-wrong'],
    ['header removed', withHeader(message, 'dancu-purpose', undefined), 'component-missing'],
    ['header added', withHeader(message, 'dancu-case', '7'), 'component-missing'],
    ['body', { ...message, body: `${body} ` }, 'digest-mismatch'],
    ['body removed', { ...message, body: null }, 'digest-mismatch'],
    [
      'body and digest',
      withHeader({ ...message, body: '{}' }, 'content-digest', makeContentDigest('{}')),
      'signature-wrong',
    ],
    ['digest garbled', withHeader(message, 'content-digest', 'sha-256'), 'malformed-content-digest'],
    ['line break smuggled in', withHeader(message, 'dancu-purpose', 'a\n"@method": GET'), 'malformed-component'],
    ['non-ASCII smuggled in', withHeader(message, 'dancu-purpose', 'bảo hiểm'), 'malformed-component'],
  ];
  assert.equal(outcome(message), 'accepted');
  for (const [name, altered, code] of changed) assert.equal(outcome(altered), code, name);
});

test('components reordered, left out or parameters changed after signing make the signature wrong', () => {
  const message = signed(question);
  const input = message.headers['signature-input'] as string;
  for (const altered of [
    input.replace('"@method" "@target-uri"', '"@target-uri" "@method"'),
    input.replace(' "content-type" "dancu-purpose"', ' "dancu-purpose" "content-type"'),
    input.replace('"n1"', '"n2"'),
    input.replace(`expires=${now + 60}`, `expires=${now + 61}`),
  ]) {
    assert.notEqual(altered, input);
    assert.equal(outcome(withHeader(message, 'signature-input', altered)), 'signature-wrong');
  }
  const doubled = input.replace('"@method"', '"@method" "@method"');
  assert.equal(outcome(withHeader(message, 'signature-input', doubled)), 'malformed-signature-input');
  const blanks = input.replace('("@method" ', '(  "@method"   ').replace(';nonce', '; nonce');
  assert.equal(outcome(withHeader(message, 'signature-input', blanks)), 'accepted', 'blanks are no part of the value');
});

test('a signature that covers too little is refused with the name of what is missing', () => {
  for (const left of covered) {
    const message = signed(question, { components: covered.filter((key) => key !== left) });
    assert.throws(
      () => prepareVerification(message, policy, now),
      (error: unknown) =>
        error instanceof HttpSigError && error.code === 'component-missing' && error.component === left,
    );
  }
  const parts = ['@method', '@authority', '@path', '@query', 'content-digest', 'content-type', 'dancu-purpose'];
  assert.equal(outcome(signed(question, { components: parts })), 'accepted');
  assert.equal(outcome(signed(question, { components: parts.filter((key) => key !== '@query') })), 'component-missing');
});

test('time: too old, too new, expired, with the allowed skew and not a second more', () => {
  const message = signed(question, { params: { ...params, expires: undefined } });
  assert.equal(outcome(message, {}, now + 65), 'accepted');
  assert.equal(outcome(message, {}, now + 66), 'created-too-old');
  assert.equal(outcome(message, {}, now - 5), 'accepted');
  assert.equal(outcome(message, {}, now - 6), 'created-in-future');
  const brief = signed(question, { params: { ...params, expires: now + 10 } });
  assert.equal(outcome(brief, {}, now + 15), 'accepted');
  assert.equal(outcome(brief, {}, now + 16), 'expired');
  assert.equal(outcome(signed(question, { params: { ...params, expires: now - 1 } })), 'malformed-signature-input');
});

test('a time that is no number lets nothing pass', () => {
  const message = signed(question);
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => outcome(message, {}, bad), RangeError);
    assert.throws(() => outcome(message, { maxAgeSeconds: bad }), RangeError);
    assert.throws(() => outcome(message, { maxSkewSeconds: bad }), RangeError);
  }
});

test('refusedFrom is the first second at which the policy refuses the signature', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), fc.nat(10), fc.nat(50), (lifetime, maxAgeSeconds, maxSkewSeconds, age) => {
      const message = signed(question, { params: { ...params, expires: now + lifetime } });
      const changes = { maxAgeSeconds, maxSkewSeconds };
      const first = outcome(message, changes, now + age);
      const { refusedFrom } = prepareVerification(message, { ...policy, ...changes }, now);
      assert.equal(first === 'accepted', now + age < refusedFrom);
      assert.equal(outcome(message, changes, refusedFrom - 1), 'accepted');
      assert.notEqual(outcome(message, changes, refusedFrom), 'accepted');
    }),
    { numRuns: 30 },
  );
});

test('missing parameters, keys and signatures have their codes', () => {
  assert.equal(outcome(question), 'signature-missing');
  assert.equal(outcome(withHeader(signed(question), 'signature', undefined)), 'signature-missing');
  assert.equal(outcome(signed(question, { params: { ...params, nonce: undefined } })), 'nonce-missing');
  assert.equal(outcome(signed(question, { params: { ...params, nonce: '' } })), 'nonce-missing');
  assert.equal(outcome(signed(question, { params: { ...params, created: undefined } })), 'parameter-missing');
  assert.equal(outcome(signed(question, { params: { ...params, keyid: undefined } })), 'parameter-missing');
  assert.equal(outcome(signed(question, { params: { ...params, keyid: 'nobody' } })), 'key-unknown');
  assert.equal(outcome(signed(question, { params: { ...params, tag: 'other' } })), 'signature-missing');
  assert.equal(outcome(signed(question), { label: 'sig2' }), 'signature-missing');
  assert.equal(outcome(signed(question, { key: stranger.privateKey })), 'signature-wrong');
  assert.equal(outcome(signed(question, { params: { ...params, alg: 'ed25519' } })), 'alg-not-allowed');
  const foreign = signed(question);
  const input = `${foreign.headers['signature-input']};x=1`;
  assert.equal(outcome(withHeader(foreign, 'signature-input', input)), 'parameter-unsupported');
});

test('a signature of the wrong length is wrong, not an exception', () => {
  for (const [name, { publicKey }] of Object.entries({ agency, rsa, ed: generateKeyPairSync('ed25519') })) {
    const prepared = prepareVerification(signed(question, { params: { ...params, alg: undefined } }), policy, now);
    for (const length of [0, 1, 63, 65, 256]) {
      const short = { ...prepared, signature: Buffer.alloc(length) };
      assert.throws(
        () => checkSignature(short, createVerifier(publicKey)),
        { code: 'signature-wrong' },
        `${name} ${length}`,
      );
    }
  }
});

test('a hostile message is accepted or refused with a code, never with another error', () => {
  const message = signed(question);
  const input = message.headers['signature-input'] as string;
  fc.assert(
    fc.property(
      fc.nat(input.length),
      fc.nat(20),
      fc.string(),
      fc.string(),
      fc.string(),
      (at, cut, put, target, value) => {
        const altered = withHeader(message, 'signature-input', input.slice(0, at) + put + input.slice(at + cut));
        const code = outcome(altered);
        if (code === 'accepted') assert.match(altered.headers['signature-input'] as string, /^ *sig1=/);
        outcome({ ...message, targetUri: target });
        outcome(withHeader(message, 'dancu-purpose', value));
      },
    ),
    { numRuns: 2000 },
  );
});
