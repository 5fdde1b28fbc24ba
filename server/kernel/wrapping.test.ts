import assert from 'node:assert/strict';
import { createCipheriv, randomBytes, scryptSync } from 'node:crypto';
import { test } from 'node:test';
import { unwrapKey, wrapKey } from './wrapping.ts';

const key = Buffer.from('the key itself, thirty-two bytes');
const random = { value: randomBytes(32).toString('base64url'), guessable: false };
const chosen = { value: 'correct horse battery', guessable: true };

test('a passphrase is derived at a price, random bits are not, and each opens what it sealed alone', () => {
  const [cheap, dear] = [wrapKey(random, key), wrapKey(chosen, key)];
  assert.deepEqual([cheap.kdf.name, dear.kdf.name], ['hkdf-sha256', 'scrypt']);
  assert.deepEqual([unwrapKey(random, cheap, 'a'), unwrapKey(chosen, dear, 'b')], [key, key]);
  assert.throws(() => unwrapKey(chosen, cheap, 'a'), /a does not open/);
  assert.throws(() => unwrapKey(random, dear, 'b'), /b does not open/);
});

test('a file of the time when every secret was derived by scrypt opens', () => {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', scryptSync(random.value, salt, 32), iv);
  const data = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  const file = {
    kdf: { name: 'scrypt', salt: salt.toString('base64url') },
    sealed: { name: 'aes-256-gcm', iv: iv.toString('base64url'), data },
  } as const;
  assert.deepEqual(unwrapKey(random, file, 'old'), key);
});
