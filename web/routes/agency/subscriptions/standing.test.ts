import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, splitNumbers, standingOf } from './standing.ts';

const line = { state: 'active', endpoint: 'https://a.example', newest: 3, delivered: 3 };
const failing = { attempts: 2, why: 'timeout', nextAt: '' };

test('how a subscription stands is one word: what was decided before what fails, what fails before what waits', () => {
  const stands = (given: Partial<Parameters<typeof standingOf>[0]>) => standingOf({ ...line, ...given }).key;
  assert.equal(stands({}), 'upToDate');
  assert.equal(stands({ delivered: 1 }), 'sending');
  assert.equal(standingOf({ state: 'active', newest: 3, delivered: 1 }).key, 'toFetch');
  assert.equal(stands({ delivered: 1, failing }), 'failing');
  assert.equal(stands({ state: 'paused', failing }), 'paused');
  assert.equal(stands({ state: 'ended', delivered: 1, failing }), 'ended');
});

test('numbers are taken with anything between them, each once', () => {
  assert.deepEqual(splitNumbers(' 001190000001\n001190000002, 001190000001;\t'), ['001190000001', '001190000002']);
  assert.deepEqual(splitNumbers(' \n'), []);
});

test('why events did not arrive is the receiver’s status, its silence, its absence, or the agreement', () => {
  assert.deepEqual(failureOf('status-503'), { key: 'status', status: '503' });
  for (const why of ['timeout', 'unreachable']) assert.equal(failureOf(why).key, why);
  assert.equal(failureOf('exchange/outside-hours').key, 'agreement');
});
