import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deriveKey, makeKey, openBytes, openValue, sealBytes, sealValue } from './seal.ts';

const secret = Buffer.alloc(32, 7).toString('base64url');
const value = { name: 'Nguyễn Thị Hoa', number: '001190000001' };

test('what was sealed opens with the key of the same secret and purpose, about the same thing', async () => {
  const sealed = await sealValue(await deriveKey(secret, 'outbox'), 'officer 1', value);
  assert.deepEqual(await openValue(await deriveKey(secret, 'outbox'), 'officer 1', sealed), value);
});

test('another secret, another purpose, another thing, a changed byte: it does not open', async () => {
  const key = await deriveKey(secret, 'outbox');
  const sealed = await sealValue(key, 'officer 1', value);
  const other = await deriveKey(Buffer.alloc(32, 8).toString('base64url'), 'outbox');
  assert.equal(await openValue(other, 'officer 1', sealed), undefined);
  assert.equal(await openValue(await deriveKey(secret, 'else'), 'officer 1', sealed), undefined);
  assert.equal(await openValue(key, 'officer 2', sealed), undefined);
  const changed = new Uint8Array(sealed.data.slice(0));
  changed[0]! ^= 1;
  assert.equal(await openValue(key, 'officer 1', { iv: sealed.iv, data: changed.buffer }), undefined);
});

test('no key can be read out, and the same value is never sealed alike', async () => {
  for (const key of [await deriveKey(secret, 'outbox'), await makeKey()]) {
    await assert.rejects(crypto.subtle.exportKey('raw', key));
    const [one, two] = [await sealValue(key, '', value), await sealValue(key, '', value)];
    assert.notDeepEqual(new Uint8Array(one.data), new Uint8Array(two.data));
  }
});

test('bytes open as they were, about the same thing alone', async () => {
  const key = await deriveKey(secret, 'outbox');
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0]);
  const sealed = await sealBytes(key, 'scan 1', bytes);
  assert.deepEqual(await openBytes(key, 'scan 1', sealed), bytes);
  assert.equal(await openBytes(key, 'scan 2', sealed), undefined);
});
