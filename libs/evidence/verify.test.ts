import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { type CheckId, type EvidencePackage, verifyEvidence } from './index.ts';
import { makeSample, type Sample, type SampleOptions } from './samples.ts';

let sample: Sample;
before(async () => {
  sample = await makeSample();
});

async function brokenIn(pack: unknown, logKeys?: string[]): Promise<CheckId[]> {
  const { checks } = await verifyEvidence(pack, logKeys ? { logKeys } : {});
  return checks.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id);
}

test('a package holds in every part, as text and as an object', async () => {
  for (const given of [sample.pack, JSON.stringify(sample.pack), JSON.stringify(sample.pack, null, 2)]) {
    const { verdict, checks, first } = await verifyEvidence(given, { logKeys: sample.logKeys });
    assert.equal(verdict, 'holds', first);
    assert.deepEqual(
      checks.filter((one) => one.verdict !== 'holds'),
      [],
    );
  }
});

test('it holds for keys of both kinds, and for lines at the seams of trees of every shape', async () => {
  assert.deepEqual(await brokenIn((await makeSample({ agencyKey: 'ed25519' })).pack), []);
  for (const [size, ...places] of [
    [2, 0, 1],
    [3, 2, 0],
    [255, 254, 0],
    [256, 255, 128],
    [257, 256, 255],
    [600, 599, 511],
  ] as const)
    assert.deepEqual(await brokenIn((await makeSample({ size, places })).pack), [], `${size}`);
});

test('without the bodies, and without a trusted key, it says what it did not check', async () => {
  const { body: asked, ...request } = sample.pack.request;
  const { body: answered, ...answer } = sample.pack.answer;
  assert.ok(asked && answered);
  const { verdict, checks } = await verifyEvidence({ ...sample.pack, request, answer });
  assert.equal(verdict, 'holds');
  const absent = checks.filter((one) => one.verdict === 'absent').map(({ id }) => id);
  assert.deepEqual(absent, ['requestBody', 'answerBody', 'logKey']);
});

/** Every place of a JSON value, as the members that lead to it. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, one]) => placesOf(one, [...path, name]))].filter(
    (one) => one.length > 0,
  );
}
const readAt = (value: unknown, path: readonly string[]) =>
  path.reduce<unknown>((one, name) => (one as Record<string, unknown>)[name], value);
function changeAt(path: readonly string[], change: (owner: Record<string, unknown>, name: string) => void): unknown {
  const copy = structuredClone(sample.pack) as unknown;
  change(readAt(copy, path.slice(0, -1)) as Record<string, unknown>, path.at(-1)!);
  return copy;
}

test('any one character or number that is changed, anywhere, is found', async () => {
  const leaves = placesOf(sample.pack).filter((path) => typeof readAt(sample.pack, path) !== 'object');
  assert.ok(leaves.length > 50, `only ${leaves.length} places`);
  const property = fc.asyncProperty(
    fc.constantFrom(...leaves),
    fc.nat(),
    fc.integer({ min: 0x20, max: 0x7e }),
    async (path, place, code) => {
      const before = readAt(sample.pack, path);
      const index = typeof before === 'string' ? place % Math.max(1, before.length) : 0;
      const after =
        typeof before === 'string'
          ? before.slice(0, index) + String.fromCharCode(code) + before.slice(index + 1)
          : Number(before) + (code % 2 === 0 ? 1 : -1) * (1 + (place % 9));
      fc.pre(after !== before);
      const changed = changeAt(path, (owner, name) => {
        owner[name] = after;
      });
      assert.notDeepEqual(await brokenIn(changed, sample.logKeys), [], `${path.join('/')} at ${index}: ${after}`);
    },
  );
  await fc.assert(property, { numRuns: 1500 });
});

test('any member that is taken away, renamed or added is found', async () => {
  for (const path of placesOf(sample.pack)) {
    const [owner] = [readAt(sample.pack, path.slice(0, -1))];
    const body = path.length === 2 && path[1] === 'body';
    const removed = changeAt(path, (one, name) => {
      if (Array.isArray(one)) one.splice(Number(name), 1);
      else delete one[name];
    });
    if (!body) assert.notDeepEqual(await brokenIn(removed, sample.logKeys), [], `without ${path.join('/')}`);
    if (Array.isArray(owner)) continue;
    const added = changeAt(path, (one, name) => {
      one[`${name}x`] = one[name];
    });
    assert.notDeepEqual(await brokenIn(added, sample.logKeys), [], `beside ${path.join('/')}`);
  }
});

test('the log key is the one that the reader trusts, not the one that the package brings', async () => {
  const other = await makeSample();
  assert.deepEqual(await brokenIn(other.pack, sample.logKeys), ['logKey']);
  const swapped = { ...sample.pack, log: { ...sample.pack.log, verifierKey: other.pack.log.verifierKey } };
  assert.deepEqual(await brokenIn(swapped, sample.logKeys), ['checkpoint', 'logKey']);
});

test('parts of two good packages make no good one', async () => {
  const other = (await makeSample()).pack;
  for (const part of ['request', 'answer', 'statement', 'log'] as const)
    assert.notDeepEqual(await brokenIn({ ...sample.pack, [part]: other[part] }), [], part);
});

const lies: [string, SampleOptions, CheckId[]][] = [
  ['the line names another question', { data: { requestDigest: 'x' } }, ['lineRequest']],
  ['the line names another answer', { data: { answerBase: 'x' } }, ['lineAnswer']],
  ['the line names another body', { data: { answerDigest: 'sha-256=:AA==:' } }, ['lineAnswer']],
  ['the person reads another purpose', { line: { purpose: 'credit-application' } }, ['lineSays', 'agreement']],
  ['the person reads another case', { line: { caseNumber: '8' } }, ['lineSays']],
  ['an officer is named who did not ask', { data: { officer: 'x' } }, ['lineSays']],
  ['another system is said to have asked', { line: { actor: 'system-2' } }, ['keys']],
  ['it arrived before it was signed', { line: { receivedAt: '2026-03-02T03:59:00Z' } }, ['time']],
  ['it arrived long after it was signed', { line: { receivedAt: '2026-03-02T04:02:00Z' } }, ['time']],
  ['it arrived at no time', { line: { receivedAt: 'soon' } }, ['keys', 'time', 'agreement']],
  ['it was answered an hour later', { answeredAfter: 3600 }, ['keys', 'time']],
  ['a field was given that is not agreed', { line: { fields: ['name', 'phone'] } }, ['agreement']],
  ['it was another version', { data: { version: 1 } }, ['agreement']],
  ['a way of asking that is not agreed', { line: { type: 'attributes' } }, ['agreement']],
  ['the agreement had ended', { line: { actedAt: '2026-03-04T12:00:00Z' } }, ['agreement']],
  ['no agreement was in force, and one is shown', { data: { agreement: undefined } }, ['agreement']],
  ['an answer that does not say which line is its own', { uncovered: 'dancu-journal' }, ['answerSignature', 'bound']],
  ['an answer that is bound to no question', { uncovered: 'signature;req;key="sig1"' }, ['bound']],
];
for (const [said, options, broken] of lies)
  test(`found though everything is signed and in the log: ${said}`, async () => {
    const { pack, logKeys } = await makeSample(options);
    assert.deepEqual(await brokenIn(pack, logKeys), broken);
  });

test('found though everything is signed and in the log: a key that was revoked, expired, or registered later', async () => {
  const { requestKey, answerKey } = sample.pack.statement;
  const wrong: Partial<EvidencePackage['statement']['requestKey']>[] = [
    { revokedAt: '2026-03-02T03:00:00Z' },
    { revokedAt: 'never' },
    { expiresAt: '2026-03-02T03:00:00Z' },
    { registeredAt: '2026-03-02T05:00:00Z' },
  ];
  for (const change of wrong) {
    const base = (await makeSample()).pack.statement;
    const { pack } = await makeSample({ statement: { ...base, requestKey: { ...requestKey, ...change } } });
    assert.ok((await brokenIn(pack)).includes('keys'), JSON.stringify(change));
  }
  assert.ok(answerKey?.replacedAt);
});

test('a question that was refused because its key was revoked is still evidence of the refusal', async () => {
  const options = { data: { outcome: 'refused', agreement: undefined, version: undefined } };
  const { pack } = await makeSample({ ...options, statement: { agreement: undefined } });
  assert.deepEqual(await brokenIn(pack), []);
});

test('whatever it is given, it answers and does not throw', async () => {
  const any = fc.oneof(fc.anything(), fc.jsonValue(), fc.string(), fc.constantFrom(undefined, null, 0, '', '{}', '[]'));
  await fc.assert(
    fc.asyncProperty(any, async (given) => {
      assert.equal((await verifyEvidence(given)).verdict, 'broken');
    }),
  );
  const places = placesOf(sample.pack);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async (path, value) => {
      const changed = changeAt(path, (owner, name) => {
        owner[name] = value;
      });
      const { verdict, checks } = await verifyEvidence(changed);
      assert.equal(verdict, checks.some((one) => one.verdict === 'broken') ? 'broken' : 'holds');
    }),
  );
});
