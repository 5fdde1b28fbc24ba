import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeContentDigest } from '#libs/httpsig';
import { type CheckId, verifyEvidence } from './index.ts';
import { describeKey, makeKey, type Sample } from './samples.ts';
import { makeSessionSample, makeTokenSample, type UnsignedLies } from './unsigned.samples.ts';

const brokenIn = async ({ pack, logKeys }: Sample) => {
  const { checks } = await verifyEvidence(JSON.stringify(pack), { logKeys });
  return checks.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id);
};

test('a question with a token holds, with keys of both kinds, and is not said to be signed', async () => {
  for (const agencyKey of ['ec', 'ed25519'] as const) {
    const { pack, logKeys } = await makeTokenSample({ agencyKey });
    const { verdict, checks, facts } = await verifyEvidence(pack, { logKeys });
    assert.equal(verdict, 'holds', JSON.stringify(checks));
    assert.equal(facts?.way, 'token');
    for (const signed of ['requestSignature', 'answerSignature', 'bound'])
      assert.ok(!checks.some(({ id }) => id === signed), signed);
  }
});

test('what a person began in the console holds with its signed result, and is not said to be signed', async () => {
  const { pack, logKeys } = await makeSessionSample();
  const { verdict, checks, facts } = await verifyEvidence(pack, { logKeys });
  assert.equal(verdict, 'holds', JSON.stringify(checks));
  assert.deepEqual([facts?.way, facts?.system, facts?.session?.assurance], ['session', 'system-1', 'substantial']);
  for (const signed of ['requestSignature', 'proof', 'keys', 'key'])
    assert.ok(!checks.some(({ id }) => id === signed), signed);
});

const other = describeKey(makeKey('ec').publicKey).jwk;
const lies: [string, UnsignedLies, CheckId[]][] = [
  ['a proof of another method', { claims: { htm: 'GET' } }, ['proof']],
  ['a proof of another address', { claims: { htu: 'https://exchange.example/v1/verify/1' } }, ['proof']],
  ['a proof of a minute before', { claims: { iat: Date.parse('2026-03-02T03:58:00Z') / 1000 } }, ['time']],
  ['a proof of the future', { claims: { iat: Date.parse('2026-03-02T04:01:00Z') / 1000 } }, ['time']],
  ['a proof without a time', { claims: { iat: 'now' } }, ['proof', 'key', 'time']],
  ['a proof that names another key', { header: { jwk: other } }, ['key']],
  ['a JWT that is no proof', { header: { typ: 'jwt' } }, ['proof', 'key', 'time']],
  ['a proof of another algorithm', { header: { alg: 'EdDSA' } }, ['proof']],
  ['a proof without an algorithm', { header: { alg: 'none' } }, ['proof', 'key', 'time']],
  ['a critical header that nobody knows', { header: { crit: ['exp'] } }, ['proof', 'key', 'time']],
  ['the line names another proof', { data: { requestDigest: 'x' } }, ['lineProof']],
  ['the line names another question', { data: { requestBody: makeContentDigest('{}') } }, ['askedBody']],
  ['the line names no question', { data: { requestBody: undefined } }, ['askedBody']],
  ['the line names another answer', { data: { answerDigest: 'sha-256=:AA==:' } }, ['toldBody', 'lineAnswer']],
  ['the line names another status', { data: { status: 404 } }, ['lineAnswer']],
  ['another system is said to have asked', { line: { actor: 'system-2' } }, ['key']],
  ['it was another version', { data: { version: 1 } }, ['agreement']],
  ['no key is stated', { statement: { requestKey: undefined } }, ['proof', 'key']],
  ['a key that signed nothing is stated', { statement: { answerKey: { jwk: other, createdAt: '' } } }, ['proof']],
  ['the statement is about another line', { statement: { about: 'x' } }, ['statement']],
  ['the statement says not what it is about', { statement: { about: undefined } }, ['statement']],
  ['a token’s question is called a person’s', { data: { by: 'session' } }, ['lineAsked']],
  [
    'it is called signed',
    { data: { by: undefined }, statement: { about: undefined } },
    [
      ...(['requestSignature', 'answerSignature', 'bound', 'requestBody', 'lineRequest'] as const),
      ...(['lineAnswer', 'lineSays', 'keys', 'time'] as const),
    ],
  ],
];
for (const [said, lie, broken] of lies)
  test(`found though it is in the log: ${said}`, async () => {
    assert.deepEqual(await brokenIn(await makeTokenSample(lie)), broken);
  });

const told: [string, UnsignedLies, CheckId[]][] = [
  ['another address', { data: { asked: 'POST https://exchange.example/other' } }, ['lineAsked']],
  ['no session', { data: { session: undefined } }, ['lineAsked']],
  ['another file', { data: { sha256: 'ab'.repeat(32) } }, ['manifest']],
  [
    'a system that had no part in it',
    { statement: { system: { id: 'a', name: 'b', organisation: 'c' } } },
    ['lineAsked'],
  ],
  ['a time that is none', { line: { receivedAt: 'soon' } }, ['time', 'agreement']],
];
for (const [said, lie, broken] of told)
  test(`found of a start in the console: ${said}`, async () => {
    assert.deepEqual(await brokenIn(await makeSessionSample(lie)), broken);
  });

test('any character of either that is changed is found; what is missing is found or said to be', async () => {
  for (const sample of [await makeTokenSample(), await makeSessionSample()]) {
    const text = JSON.stringify(sample.pack);
    const property = fc.asyncProperty(
      fc.nat(text.length - 1),
      fc.integer({ min: 0x21, max: 0x7e }),
      async (at, code) => {
        const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
        let pack: Sample['pack'];
        try {
          pack = JSON.parse(changed) as Sample['pack'];
        } catch {
          return;
        }
        fc.pre(JSON.stringify(pack) !== text);
        assert.notDeepEqual(await brokenIn({ ...sample, pack }), [], `at ${at}: ${changed.slice(at - 9, at + 9)}`);
      },
    );
    await fc.assert(property, { numRuns: 500 });
    const { body: _, ...bodiless } = sample.pack.request;
    const { checks } = await verifyEvidence({ ...sample.pack, request: bodiless });
    assert.equal(checks.find(({ id }) => id === 'askedBody')?.verdict, 'absent');
  }
});
