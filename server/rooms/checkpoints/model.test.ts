import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { country } from '#test';
import { cosineOf, judgeLate, judgeListing, mayRecord, nextOf, type StepResult, verdictOf } from './model.ts';
import { readShown } from './presented.ts';

const step = (one: StepResult['step'], outcome: StepResult['outcome'], reason = outcome): StepResult => ({
  ...{ step: one, outcome, reason },
});
const desk = country.checkpoints.get('border-gate')!;

test('red where anything failed, green where everything passed, amber between', () => {
  const all = (...outcomes: StepResult['outcome'][]) => verdictOf(outcomes.map((one) => step('chip', one)));
  assert.deepEqual(
    [
      all('passed', 'passed'),
      all('passed', 'unsure'),
      all('passed', 'failed', 'not-asked'),
      all('unsure', 'not-asked'),
    ],
    ['green', 'amber', 'red', 'amber'],
  );
});

test('a crossing is recorded without the face, and never without the chip or after a refusal', () => {
  const steps = desk.steps.map((one) => step(one, 'passed'));
  const changed = (at: string, outcome: StepResult['outcome']) =>
    steps.map((one) => (one.step === at ? { ...one, outcome } : one));
  assert.deepEqual(
    [steps, changed('face', 'unsure'), changed('chip', 'unsure'), changed('face', 'failed')].map((one) =>
      mayRecord(desk, one),
    ),
    [true, true, false, false],
  );
});

test('what to do follows the reason, and the verdict where the reason has no sentence', () => {
  const told = (reason: string) => nextOf(desk, 'red', [step('question', 'failed', reason as 'failed')]);
  assert.deepEqual(told('listed-exit-suspension'), [desk.next['listed-exit-suspension']]);
  assert.deepEqual(told('group-tampered'), [desk.next.red]);
});

test('a list takes no ground, issuer, subject or end beside those of the law', () => {
  const rule = country.listings.find(({ kind }) => kind === 'exit-suspension');
  const given = {
    ground: 'tax-debt',
    issuer: 'ministry-of-finance',
    of: 'person' as const,
    decidedOn: '2026-01-05',
    endsOn: '2027-01-05',
  };
  const judge = (changes: Partial<typeof given> = {}) =>
    judgeListing(rule, { ...given, ...changes }, '2026-09-01')?.defect;
  assert.equal(judge(), undefined);
  for (const ground of ['ethnicity', 'religion', 'opinion', 'belief'])
    assert.equal(judge({ ground }), 'ground-unknown');
  assert.equal(judge({ decidedOn: '2026-09-02' }), 'end-wrong');
  assert.equal(judge({ endsOn: '2026-09-01' }), 'end-wrong');
  assert.equal(judge({ endsOn: '2029-01-05' }), 'end-wrong');
  assert.equal(judgeListing(undefined, given, '2026-09-01')?.defect, 'ground-unknown');
});

test('a late check is neither of the future nor older than the desk’s days', () => {
  const now = new Date('2026-09-10T12:00:00Z');
  const judge = (at: string) => judgeLate(new Date(at), now, 3);
  assert.deepEqual(
    [
      judge('2026-09-10T12:04:00Z'),
      judge('2026-09-10T12:06:00Z'),
      judge('2026-09-07T12:00:00Z'),
      judge('2026-09-07T11:59:00Z'),
    ],
    [undefined, 'not-yet', undefined, 'too-late'],
  );
});

test('similarity is 1 of a face with itself and symmetric', () => {
  const part = fc.float({ noNaN: true, min: -1, max: 1 });
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 4, maxLength: 4 }),
      fc.array(part, { minLength: 4, maxLength: 4 }),
      (one, other) => {
        const [left, right] = [new Float32Array(one), new Float32Array(other)];
        const own = cosineOf(left, left);
        return (own === 0 || Math.abs(own - 1) < 1e-6) && cosineOf(left, right) === cosineOf(right, left);
      },
    ),
  );
});

test('whatever is scanned or typed is read, compared or refused: nothing breaks, and nothing unsigned passes', async () => {
  const { TrustList } = await import('#libs/emrtd');
  const trust = { signers: [], trust: new TrustList(), at: new Date('2026-09-01') };
  const outcomeOf = (shown: Parameters<typeof readShown>[0]) => readShown(shown, trust).step.outcome;
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200 }), (text) =>
      [
        outcomeOf({ kind: 'qr', text }),
        outcomeOf({ kind: 'printed-code', code: text }),
        outcomeOf({ kind: 'mrz', lines: [text] }),
        outcomeOf({ kind: 'number', number: text }),
      ].every((outcome) => outcome !== 'passed'),
    ),
  );
});
