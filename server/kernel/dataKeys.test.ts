import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openDataKeys } from './dataKeys.ts';

const passphrase = { value: 'correct horse battery', guessable: true };
const plain = Buffer.from('JBSWY3DPEHPK3PXP');
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dancu-seal-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('what was sealed opens again, here and in another process', () => {
  const keys = openDataKeys(directory, passphrase);
  const sealed = keys.seal('totp:a:1', plain);
  assert.deepEqual(keys.open('totp:a:1', sealed), plain);
  assert.deepEqual(openDataKeys(directory, passphrase).open('totp:a:1', sealed), plain);
  assert.ok(!sealed.includes(plain));
});

test('a value copied to another row, changed or cut does not open', () => {
  const keys = openDataKeys(directory, passphrase);
  const sealed = keys.seal('totp:a:1', plain);
  assert.equal(keys.open('totp:b:1', sealed), undefined);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    assert.equal(keys.open('totp:a:1', changed), undefined, `byte ${at}`);
    assert.equal(keys.open('totp:a:1', sealed.subarray(0, at)), undefined, `cut at ${at}`);
  }
});

test('after a rotation the new key seals and the older still opens, also one that another process made', () => {
  const [one, other] = [openDataKeys(directory, passphrase), openDataKeys(directory, passphrase)];
  const before = one.seal('x', plain);
  other.rotateSeal();
  const after = other.seal('x', plain);
  assert.notDeepEqual(before.subarray(0, 16), after.subarray(0, 16));
  for (const keys of [one, other])
    for (const sealed of [before, after]) assert.deepEqual(keys.open('x', sealed), plain);
});

test('the files hold no key in the clear and do not open under another passphrase', () => {
  const sealed = openDataKeys(directory, passphrase).seal('x', plain);
  assert.equal(readdirSync(directory).length, 1);
  assert.equal(JSON.parse(readFileSync(join(directory, readdirSync(directory)[0]!), 'utf8')).secret, undefined);
  assert.throws(
    () => openDataKeys(directory, { value: 'wrong passphrase!', guessable: true }).open('x', sealed),
    /does not open/,
  );
});
