import assert from 'node:assert/strict';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatFromDer, createVerifier, derFromConcat } from './index.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test('r‖s and DER say the same, whatever zeros and high bits r and s begin with', () => {
  const half = fc
    .tuple(fc.integer({ min: 0, max: 32 }), fc.uint8Array({ minLength: 32, maxLength: 32 }))
    .map(([zeros, bytes]) => bytes.fill(0, 0, zeros));
  fc.assert(
    fc.property(half, half, (r, s) => {
      const concat = Buffer.concat([r, s]);
      assert.deepEqual(concatFromDer(derFromConcat(concat)!), concat);
    }),
  );
});

test('Node reads what was converted, and makes what is converted back', () => {
  for (let round = 0; round < 300; round++) {
    const message = Buffer.from(`message ${round}`);
    const concat = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    assert.ok(verify('sha256', message, publicKey, derFromConcat(concat)!));
    const own = concatFromDer(sign('sha256', message, privateKey));
    assert.ok(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, own));
  }
});

test('a signature of another length, or of zeros, is wrong and not an error', () => {
  const verifier = createVerifier(publicKey);
  for (const length of [0, 63, 64, 65, 72]) {
    assert.equal(verifier.verify('base', Buffer.alloc(length)), false);
  }
});
