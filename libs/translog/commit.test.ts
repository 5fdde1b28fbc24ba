import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitLine } from './index.ts';

const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');

test('a commitment is SHA-256 over domain, salt and the exact line', () => {
  const known = '077ae989fa5b42b1a51895fb8190b8e990b519652c671c650965e859dedc0112';
  assert.equal(commitLine(salt, Buffer.from('{"n":1}')).toString('hex'), known);
});

test('another salt or one changed byte of the line gives another commitment', () => {
  const line = Buffer.from('{"n":1}');
  assert.notDeepEqual(commitLine(Buffer.alloc(16), line), commitLine(salt, line));
  assert.notDeepEqual(commitLine(salt, Buffer.from('{"n":1} ')), commitLine(salt, line));
});

test('a salt of any other length is refused, so no byte can move between salt and line', () => {
  for (const length of [0, 15, 17, 32]) {
    assert.throws(() => commitLine(Buffer.alloc(length), Buffer.from('x')), { code: 'salt_length' });
  }
});
