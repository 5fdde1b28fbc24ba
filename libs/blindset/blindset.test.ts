import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { blind, buildSet, ENTRY_BYTES, holdsEntry, KEY_BYTES, placeOf, provePage, verifyMembership } from './index.ts';

const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const keysOf = (count: number) => randomBytes(count * KEY_BYTES);
const keyAt = (keys: Buffer, at: number) => keys.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES);

test('a token is AES-128 of the key under the salt, with the key added (FIPS 197, appendix C.1)', () => {
  const key = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  const encrypted = Buffer.from('69c4e0d86a7b0430d8cdb78070b4c55a', 'hex');
  assert.deepEqual(
    blind(salt, key),
    encrypted.map((byte, at) => byte ^ key[at]!),
  );
});

test('tokens of many keys are those of each alone, wherever the bytes lie in memory', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 160 }), fc.integer({ min: 0, max: 7 }), (bytes, shift) => {
      const keys = bytes.subarray(0, bytes.length - (bytes.length % 16));
      const moved = Buffer.alloc(keys.length + shift);
      moved.set(keys, shift);
      const all = blind(salt, moved.subarray(shift));
      for (let at = 0; at < keys.length; at += 16) {
        const cipher = createCipheriv('aes-128-ecb', salt, null).setAutoPadding(false);
        const one = cipher.update(keys.subarray(at, at + 16));
        assert.deepEqual(all.subarray(at, at + 16), Buffer.from(one.map((byte, index) => byte ^ keys[at + index]!)));
      }
    }),
  );
});

for (const count of [0, 1, 2, 511, 513, 5_000]) {
  test(`of ${count} keys each is found and proved in its page, and another key is proved absent`, async () => {
    const keys = keysOf(count);
    const set = buildSet(blind(salt, keys));
    assert.equal(set.pages.length, 2 ** set.bits);
    assert.equal(
      set.pages.reduce((sum, page) => sum + page.length, 0),
      count * ENTRY_BYTES,
    );
    const check = async (key: Buffer) => {
      const { page } = placeOf(blind(salt, key), set.bits);
      const path = await provePage(set.leaves, page);
      return verifyMembership({ salt, key, bits: set.bits, page: set.pages[page]!, path, root: set.root });
    };
    for (let at = 0; at < count; at += Math.max(1, Math.floor(count / 40)))
      assert.equal(await check(keyAt(keys, at)), 'in');
    assert.equal(await check(randomBytes(16)), 'not-in');
  });
}

test('a page with a byte changed, an entry less, or from another place proves nothing', async () => {
  const keys = keysOf(3_000);
  const set = buildSet(blind(salt, keys));
  const key = keyAt(keys, 7);
  const place = placeOf(blind(salt, key), set.bits);
  const path = await provePage(set.leaves, place.page);
  const page = set.pages[place.page]!;
  const verdict = (bytes: Buffer) => verifyMembership({ salt, key, bits: set.bits, page: bytes, path, root: set.root });
  assert.equal(verdict(page), 'in');
  const changed = Buffer.from(page);
  changed[3]! ^= 1;
  assert.equal(verdict(changed), 'false-page');
  assert.equal(verdict(page.subarray(8)), 'false-page');
  assert.equal(verdict(set.pages[(place.page + 1) % set.pages.length]!), 'false-page');
  assert.equal(
    verifyMembership({ salt: randomBytes(16), key, bits: set.bits, page, path, root: set.root }) === 'in',
    false,
  );
});

test('the same keys in another order make the same set', () => {
  const keys = Array.from({ length: 2_000 }, () => randomBytes(16));
  const forth = buildSet(blind(salt, Buffer.concat(keys)));
  const back = buildSet(blind(salt, Buffer.concat(keys.toReversed())));
  assert.deepEqual(forth.root, back.root);
});

test('an entry is found at its own place only, not across two others', () => {
  const page = Buffer.from('00000000010203040506070800000000', 'hex');
  assert.equal(holdsEntry(page, Buffer.from('0102030405060708', 'hex')), false);
  assert.equal(holdsEntry(page, Buffer.from('0000000001020304', 'hex')), true);
});
