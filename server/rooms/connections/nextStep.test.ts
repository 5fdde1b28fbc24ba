import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckItem } from './checklist.ts';
import { findNextStep } from './nextStep.ts';

type States = Record<string, CheckItem['state']>;
const ready: States = { 'key-strength': 'passed', conformance: 'passed', backup: 'answered' };
const next = (
  change: States,
  missing: number,
  line: Partial<Parameters<typeof findNextStep>[0]> = {},
): ReturnType<typeof findNextStep> =>
  findNextStep(
    { state: 'active', standing: 'simulation', keyWarnings: [], ...line },
    Object.entries({ ...ready, ...change }).map(([item, state]) => ({ item, state })),
    missing,
  );

test('a system in simulation is led to its key, its run, its answers, and to handing them in', () => {
  assert.deepEqual(next({ 'key-strength': 'missing', conformance: 'missing' }, 2), { step: 'key' });
  assert.deepEqual(next({ conformance: 'missing', backup: 'missing' }, 2), { step: 'conformance' });
  assert.deepEqual(next({ conformance: 'failed' }, 1), { step: 'conformance' });
  assert.deepEqual(next({ backup: 'missing' }, 1), { step: 'answer', count: 1 });
  assert.deepEqual(next({}, 0), { step: 'submit' });
});

test('what an inspector gave back comes before everything else that is missing', () => {
  assert.deepEqual(next({ backup: 'returned', conformance: 'failed' }, 2), { step: 'mend', count: 1 });
});

test('before an inspector there is nothing to do but wait, and a stopped system is let go on first', () => {
  for (const standing of ['checking', 'reviewing'] as const)
    assert.deepEqual(next({ backup: 'missing' }, 1, { standing }), { step: 'wait' });
  assert.deepEqual(next({}, 0, { state: 'suspended', standing: 'checking' }), { step: 'lift' });
});

test('in production a list is asked for when its review is near, and a key before it ends', () => {
  const standing = 'production' as const;
  assert.deepEqual(next({ backup: 'missing' }, 1, { standing, review: { state: 'open' } }), { step: 'nothing' });
  assert.deepEqual(next({}, 0, { standing, review: { state: 'open' }, keyWarnings: [{}] }), { step: 'renew-key' });
  assert.deepEqual(next({ backup: 'missing' }, 1, { standing, review: { state: 'due' } }), {
    step: 'answer',
    count: 1,
  });
  assert.deepEqual(next({}, 0, { standing, review: { state: 'overdue' } }), { step: 'submit' });
});
