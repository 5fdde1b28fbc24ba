import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from './clock.ts';

const at = (instant: string) => () => Date.parse(instant);

test('today is the country’s day, not the server’s', () => {
  assert.equal(createClock('Asia/Ho_Chi_Minh', at('2026-03-02T17:00:00Z')).today(), '2026-03-03');
  assert.equal(createClock('Asia/Ho_Chi_Minh', at('2026-03-02T16:59:59.999Z')).today(), '2026-03-02');
  assert.equal(createClock('UTC', at('2026-03-02T17:00:00Z')).today(), '2026-03-02');
});

test('a moved clock moves from the true time, and moving again does not add up', () => {
  const clock = createClock('UTC', at('2026-12-31T10:00:00Z'));
  clock.moveBy(86_400_000);
  clock.moveBy(2 * 86_400_000);
  assert.equal(clock.now().toISOString(), '2027-01-02T10:00:00.000Z');
  assert.equal(clock.today(), '2027-01-02');
  assert.equal(clock.offset, 2 * 86_400_000);
  clock.moveBy(0);
  assert.equal(clock.today(), '2026-12-31');
});
