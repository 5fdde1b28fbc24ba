import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff, fieldsOf, isEndpoint, KIND_NAMES, kindOf } from './model.ts';

test('a sending that failed is tried again later each time, and at least once an hour', () => {
  assert.deepEqual([1, 2, 3].map(backoff), [2000, 4000, 8000]);
  for (let attempts = 1; attempts < 60; attempts += 1) assert.ok(backoff(attempts + 1) >= backoff(attempts));
  assert.equal(backoff(1000), 3_600_000);
});

test('events leave to other machines by https alone; to this machine in a demonstration only', () => {
  assert.ok(isEndpoint('https://bank.example/events', false));
  for (const wrong of [
    'http://bank.example/',
    'https://u:p@bank.example/',
    'https://bank.example/#a',
    'ftp://a/',
    'x',
    '',
  ])
    assert.ok(!isEndpoint(wrong, true), wrong);
  for (const own of [
    'https://localhost/',
    'http://127.0.0.1:8080/',
    'https://[::1]/',
    'https://169.254.169.254/',
    'https://[::ffff:127.0.0.1]/',
    'https://2130706433/',
  ])
    assert.ok(!isEndpoint(own, false), own);
  assert.ok(isEndpoint('http://127.0.0.1:8080/', true));
});

test('every kind names fields once, and acts of nobody’s concern are no kind', () => {
  assert.equal(new Set(fieldsOf(KIND_NAMES)).size, fieldsOf(KIND_NAMES).length);
  assert.equal(kindOf('open-correction'), undefined);
  assert.equal(kindOf('toString'), undefined);
  assert.equal(kindOf('death'), 'died');
});
