import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addMonths,
  DRAFT_STATES,
  DRAFT_STEPS,
  type DraftState,
  type DraftStep,
  judgeDue,
  nextDraftState,
  nextStanding,
  nextSuspensionState,
  refuseSigner,
  STANDING_STEPS,
  type StandingStep,
  standingOf,
} from './model.ts';

const steps = Object.keys(DRAFT_STEPS) as DraftStep[];

test('what is over stays over', () => {
  for (const state of ['enacted', 'refused', 'withdrawn'] as const)
    for (const step of steps) assert.equal(nextDraftState(state, step), undefined, `${state} ${step}`);
});

test('nothing comes into force without being sent, accepted and signed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (walk) => {
      let state: DraftState = 'draft';
      const taken: DraftStep[] = [];
      for (const step of walk) {
        const next = nextDraftState(state, step);
        if (!next) continue;
        state = next;
        taken.push(step);
      }
      if (state !== 'enacted') return;
      const accepted = Math.max(taken.lastIndexOf('accept'), taken.lastIndexOf('agree'));
      assert.ok(taken.includes('send') && accepted > taken.indexOf('send'));
      assert.ok(!taken.slice(accepted).includes('return'));
    }),
  );
});

test('every state can be reached, and from each open one there is a way out', () => {
  const reached = new Set<DraftState>(['draft']);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const state of reached)
      for (const step of steps) {
        const next = nextDraftState(state, step);
        if (next) reached.add(next);
      }
  }
  assert.deepEqual([...reached].sort(), [...DRAFT_STATES].sort());
  for (const state of ['draft', 'sent', 'narrowed', 'accepted'] as const)
    assert.equal(nextDraftState(state, 'withdraw'), 'withdrawn');
});

const draft = { authors: ['steward'], decidedBy: 'officer' };
const cases: [
  signer: string,
  side: 'agency' | 'holder',
  before: { side: 'agency' | 'holder'; signer: string }[],
  string | undefined,
][] = [
  ['director', 'agency', [], undefined],
  ['second', 'holder', [], undefined],
  ['steward', 'agency', [], 'four-eyes'],
  ['officer', 'holder', [], 'four-eyes'],
  ['steward', 'holder', [], 'four-eyes'],
  ['officer', 'agency', [], 'four-eyes'],
  ['director', 'holder', [{ side: 'agency', signer: 'director' }], 'four-eyes'],
  ['director', 'agency', [{ side: 'agency', signer: 'other' }], 'signed-already'],
  ['second', 'holder', [{ side: 'agency', signer: 'director' }], undefined],
];
for (const [signer, side, before, expected] of cases)
  test(`${signer} for the ${side} after ${before.length} signature(s): ${expected ?? 'may sign'}`, () => {
    assert.equal(refuseSigner(signer, side, draft, before), expected);
  });

test('a suspension goes on only when it was asked for and agreed to', () => {
  assert.equal(nextSuspensionState('active', 'lift'), undefined);
  assert.equal(nextSuspensionState('active', 'ask-lift'), 'lift-asked');
  assert.equal(nextSuspensionState('lift-asked', 'keep'), 'active');
  assert.equal(nextSuspensionState('lift-asked', 'lift'), 'lifted');
  for (const step of ['ask-lift', 'lift', 'keep'] as const)
    assert.equal(nextSuspensionState('lifted', step), undefined);
});

test('only a signature leads from simulation to production, and no review leads back', () => {
  assert.equal(standingOf('simulation', true), 'checking');
  for (const step of Object.keys(STANDING_STEPS) as StandingStep[]) {
    if (step !== 'sign') assert.notEqual(nextStanding('checking', step), 'production');
    assert.notEqual(nextStanding('reviewing', step), 'simulation');
    assert.notEqual(nextStanding('production', step), 'simulation');
  }
  assert.equal(nextStanding('checking', 'sign'), 'production');
});

test('a month has its own last day, and a day is due until it is over', () => {
  assert.equal(addMonths('2024-02-29', 12), '2025-02-28');
  assert.equal(addMonths('2026-11-22', 12), '2027-11-22');
  assert.equal(addMonths('2026-10-31', 1), '2026-11-30');
  assert.equal(addMonths('2026-12-15', 60), '2031-12-15');
  const at = (today: string) => judgeDue('2026-03-10', '2026-03-06', today);
  assert.deepEqual(['2026-03-05', '2026-03-06', '2026-03-10', '2026-03-11'].map(at), ['open', 'due', 'due', 'overdue']);
});
