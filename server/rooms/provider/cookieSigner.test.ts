import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCookieSigner } from './cookieSigner.ts';

test('a cookie verifies with the key that signed it, also when another has come before it, and with no other', () => {
  const [before, after] = [createCookieSigner(['old']), createCookieSigner(['new', 'old'])];
  const signature = before.sign('dancu-provider=1');
  assert.match(signature, /^[\w-]{43}$/);
  assert.equal(before.index('dancu-provider=1', signature), 0);
  assert.equal(after.index('dancu-provider=1', signature), 1);
  assert.notEqual(after.sign('dancu-provider=1'), signature);
  assert.equal(createCookieSigner(['new']).index('dancu-provider=1', signature), -1);
  for (const [data, given] of [
    ['dancu-provider=2', signature],
    ['dancu-provider=1', ''],
    ['dancu-provider=1', `${signature.slice(0, -2)}AA`],
    ['dancu-provider=1', signature.slice(0, 20)],
  ] as const)
    assert.equal(after.verify(data, given), false, given);
});
