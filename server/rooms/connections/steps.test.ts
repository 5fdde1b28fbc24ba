import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConformanceRule } from '#libs/country';
import { judgeRun, type Observed, type Told } from './steps.ts';

const rules = { clockSeconds: 2, goodForDays: 90 };
const YEAR = 365 * 86_400_000;
let count = 0;
const see = (step: string, change: Partial<Observed> = {}): Observed => {
  count += 1;
  const at = 1_800_000_000_000 + count * 1000;
  return {
    ...{ step, at, kid: 'k', algorithm: 'ecdsa-p256-sha256', keyEnds: at + YEAR, transaction: 't', nonce: `n${count}` },
    ...{ age: 0, covers: ['content-digest', 'dancu-run'], hasBody: true, status: 200, identifier: '1' },
    ...change,
  };
};
const judge = (step: ConformanceRule, seen: Observed[], told: Told[] = [], others: ConformanceRule[] = []) =>
  judgeRun([...others.map((id) => ({ id })), { id: step }], seen, told, rules).get(step)!;

const cases: [name: string, step: ConformanceRule, seen: Observed[], state: string][] = [
  ['nothing yet', 'verify', [], 'open'],
  ['a no where yes was wanted', 'verify', [see('verify', { outcome: 'no' })], 'failed'],
  ['a no, and then yes', 'verify', [see('verify', { outcome: 'no' }), see('verify', { outcome: 'yes' })], 'passed'],
  ['yes in another step', 'verify', [see('verdicts', { outcome: 'yes' })], 'open'],
  ['close without no', 'verdicts', [see('verdicts', { outcome: 'close' })], 'open'],
  ['close and no', 'verdicts', [see('verdicts', { outcome: 'close' }), see('verdicts', { outcome: 'no' })], 'passed'],
  ['a refusal', 'purpose-refused', [see('purpose-refused', { status: 403 })], 'passed'],
  [
    'a refusal put again',
    'purpose-refused',
    [see('purpose-refused', { status: 403 }), see('purpose-refused', { status: 403 })],
    'failed',
  ],
  [
    'a replay alone',
    'nonce',
    [see('nonce'), see('nonce', { status: 401, code: 'exchange/replayed', nonce: 'same' })],
    'open',
  ],
  [
    'a replay, and the same transaction under a new nonce',
    'nonce',
    [
      see('nonce', { nonce: 'same' }),
      see('nonce', { status: 401, code: 'exchange/replayed', nonce: 'same' }),
      see('nonce'),
    ],
    'passed',
  ],
  [
    'busy, and another transaction',
    'retry',
    [see('retry', { status: 503 }), see('retry', { transaction: 'u' })],
    'failed',
  ],
  ['busy, and the same transaction', 'retry', [see('retry', { status: 503 }), see('retry')], 'passed'],
  [
    'busy twice, then answered',
    'retry',
    [see('retry', { status: 503 }), see('retry', { status: 503 }), see('retry')],
    'passed',
  ],
  ['a second transaction while the first is late', 'late', [see('late'), see('late', { transaction: 'u' })], 'failed'],
  ['waited', 'late', [see('late')], 'passed'],
];
for (const [name, step, seen, state] of cases)
  test(`${step}: ${name} is ${state}`, () => {
    assert.equal(judge(step, seen).state, state);
  });

test('what the system tells counts only after it was answered with the fault', () => {
  const told = [{ step: 'signature-wrong', believed: false }];
  assert.equal(judge('signature-wrong', [], told).state, 'open');
  assert.equal(judge('signature-wrong', [see('signature-wrong')], told).state, 'open');
  const seen = [see('signature-wrong', { simulated: 'signature-wrong' })];
  assert.equal(judge('signature-wrong', seen).state, 'open');
  assert.equal(judge('signature-wrong', seen, told).state, 'passed');
  const believed = judge('signature-wrong', seen, [{ step: 'signature-wrong', believed: true }]);
  assert.deepEqual([believed.state, believed.final], ['failed', true]);
});

test('clock, digest and key are judged by every question, and pass only when the rest did', () => {
  const good = see('verify', { outcome: 'yes' });
  assert.equal(judge('clock', [good], [], ['verify']).state, 'passed');
  assert.equal(judge('clock', [see('verify', { outcome: 'no' })], [], ['verify']).state, 'open');
  for (const age of [3, -3]) assert.equal(judge('clock', [good, see('verify', { age })], [], ['verify']).final, true);
  assert.equal(judge('digest', [see('verify', { covers: [] })], [], ['verify']).state, 'failed');
  assert.equal(
    judge('digest', [see('verify', { covers: [], hasBody: false, outcome: 'yes' })], [], ['verify']).state,
    'passed',
  );
  assert.equal(judge('key', [see('verify', { algorithm: 'rsa-v1_5-sha256' })], [], ['verify']).state, 'failed');
  assert.equal(judge('key', [see('verify', { keyEnds: good.at })], [], ['verify']).state, 'failed');
});
