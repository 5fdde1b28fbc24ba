import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SystemLine } from './data.ts';
import { findDue } from './reminders.ts';

const system: SystemLine = {
  ...{ system: 's1', name: 'Core', organisation: 'bidv', organisationName: 'BIDV', state: 'active' },
  ...{ stage: 'production', standing: 'production' },
  review: { dueOn: '2027-03-01', state: 'due', suspendable: false },
  keyWarnings: [{ kid: 'k1', expiresAt: '2027-01-01T00:00:00Z', days: 20 }],
};
const said = (matter: string, what: string) => ({ matter, what, saidAt: '2026-12-12T00:00:00Z' });

test('a warning of a key that was replaced, of a review that was done or a draft that was decided, is no longer shown', () => {
  const all = [
    said('key:gone', 'ends-in-7'),
    said('draft:d2:1', 'due'),
    said('review:s1:2026-03-01', 'overdue'),
    said('review:s2:2027-03-01', 'due'),
  ];
  assert.deepEqual(findDue(all, [system], ['d1']), []);
});

test('of two words on one thing the newest counts', () => {
  const due = findDue([said('key:k1', 'ends-in-30'), said('key:k1', 'ends-in-60')], [system], []);
  assert.deepEqual(
    due.map(({ kind, what }) => [kind, what]),
    [['key', 'ends-in-30']],
  );
});

test('a review and a decision that are due are shown with what they are about', () => {
  const due = findDue([said('review:s1:2027-03-01', 'due'), said('draft:d1:3', 'overdue')], [system], ['d1']);
  assert.deepEqual(
    due.map((one) => (one.kind === 'draft' ? one.draft : one.kind === 'agreement' ? one.agreement : one.name)),
    ['Core', 'd1'],
  );
});

test('an agreement that ends is shown once, with its day', () => {
  const said = (what: string) => ({ matter: 'agreement:a1:2027-05-01', what, saidAt: '2027-04-01T00:00:00Z' });
  const due = findDue([said('ends-in-30'), said('ends-in-90')], [], []);
  assert.deepEqual(
    due.map((one) => one.kind === 'agreement' && [one.what, one.agreement, one.endsOn]),
    [['ends-in-30', 'a1', '2027-05-01']],
  );
});
