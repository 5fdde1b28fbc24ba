import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { ASKED, type BatchLies, RESULT } from './batch.samples.ts';
import { type CheckId, verifyEvidence } from './index.ts';
import { makeSample, type Sample } from './samples.ts';

let sample: Sample;
before(async () => {
  sample = await makeSample({ batch: {} });
});

const verify = (pack: unknown, files?: string[]) =>
  verifyEvidence(JSON.stringify(pack), { logKeys: sample.logKeys, ...(files ? { files } : {}) });

test('a file of rows: start, end, pieces and the signature of its result hold together', async () => {
  const { verdict, checks, facts } = await verify(sample.pack, [ASKED, RESULT]);
  assert.equal(verdict, 'holds', JSON.stringify(checks));
  assert.deepEqual(
    checks.filter((one) => one.verdict !== 'holds'),
    [],
  );
  assert.deepEqual([facts?.purpose, facts?.batch?.rows, facts?.batch?.asked], ['bank-customer-check', 70, ASKED]);
});

test('a file that is none of the batch is found, and of a package that has no batch any file', async () => {
  const other = ASKED.replace(/^./, (first) => (first === '0' ? '1' : '0'));
  assert.deepEqual(
    [(await verify(sample.pack, [ASKED, other])).first, (await verify(sample.pack)).first],
    ['file', undefined],
  );
  const { pack, logKeys } = await makeSample();
  assert.equal((await verifyEvidence(pack, { logKeys, files: [ASKED] })).first, 'file');
});

test('the start alone, before anything was answered, is evidence of the start', async () => {
  const { batch: _, ...start } = sample.pack;
  const { verdict, checks } = await verify(start);
  assert.equal(verdict, 'holds');
  assert.ok(!checks.some(({ id }) => id === 'pieces'));
});

const lies: [string, BatchLies, CheckId[]][] = [
  ['the result of another batch', { manifest: { batch: 'b-2' } }, ['manifest', 'result', 'pieces']],
  ['the result of another file', { manifest: { asked: 'ab'.repeat(32) } }, ['manifest']],
  ['another organisation’s result', { manifest: { organisation: 'other' } }, ['manifest', 'pieces']],
  ['a signature that is older than its key', { manifest: { iat: 1 } }, ['manifest']],
  ['a signature that is younger than its line', { manifest: { iat: 1_900_000_000 } }, ['result']],
  ['rows that no piece has', { manifest: { rows: 71 } }, ['pieces']],
  ['a piece that is not told of', { manifest: { journal: ['a:1:0'] } }, ['pieces']],
  ['an end with another signature', { done: { manifestDigest: 'x' } }, ['result']],
  ['an end with another result', { done: { resultDigest: ASKED } }, ['result']],
  ['the end of another batch', { done: { batch: 'b-2' } }, ['result']],
  ['a piece under another law', { piece: { legalBasis: 'law-8' } }, ['pieces']],
  ['a piece for another purpose', { piece: { purpose: 'credit-application' } }, ['agreement', 'pieces']],
  ['a piece with a field that is not agreed', { piece: { fields: ['name', 'phone'] } }, ['agreement']],
  ['a piece of another batch', { piece: { data: { batch: 'b-2', rows: 40 } } }, ['pieces']],
];
for (const [said, batch, broken] of lies)
  test(`found though everything is signed and in the log: ${said}`, async () => {
    const { pack, logKeys } = await makeSample({ batch });
    const { checks } = await verifyEvidence(pack, { logKeys });
    assert.deepEqual(
      checks.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id),
      broken,
    );
  });

test('any character of the result’s signature, of its end or of a piece that is changed is found', async () => {
  const text = JSON.stringify(sample.pack.batch);
  const property = fc.asyncProperty(
    fc.nat(text.length - 1),
    fc.integer({ min: 0x21, max: 0x7e }),
    async (place, code) => {
      const changed = text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
      let batch: unknown;
      try {
        batch = JSON.parse(changed);
      } catch {
        return;
      }
      fc.pre(JSON.stringify(batch) !== text);
      assert.equal((await verify({ ...sample.pack, batch })).verdict, 'broken', `at ${place}: ${changed[place]}`);
    },
  );
  await fc.assert(property, { numRuns: 600 });
});
