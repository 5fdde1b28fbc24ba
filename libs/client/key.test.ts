import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { computeThumbprint, generateKey } from './index.ts';

test('a thumbprint is that of RFC 8037 appendix A.3', () => {
  const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
  assert.equal(
    computeThumbprint(createPublicKey({ key, format: 'jwk' })),
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  );
  assert.throws(() => computeThumbprint(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey), TypeError);
});

test('a generated pair belongs together, is named by its thumbprint, and the public half has no secret', () => {
  const { publicJwk, privateJwk, keyId } = generateKey();
  const derived = createPublicKey(createPrivateKey({ key: privateJwk, format: 'jwk' }));
  assert.equal(computeThumbprint(derived), keyId);
  assert.equal(computeThumbprint(createPublicKey({ key: publicJwk, format: 'jwk' })), keyId);
  assert.equal(publicJwk.kid, keyId);
  assert.equal(publicJwk.d, undefined);
  assert.notEqual(generateKey().keyId, keyId);
});
