import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { Problem } from '#kernel';
import { computeThumbprint } from '#libs/client';
import { checkPublicJwk } from './systems.ts';

const codeOf = (jwk: object): string => {
  try {
    return checkPublicJwk({ ...jwk }).algorithm;
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error.code.replace('exchange/', '');
  }
};
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
const rfc7515 = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
const rfc8037 = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

const table: [rule: string, jwk: object, outcome: string][] = [
  ['P-256 is taken', p256.publicKey.export({ format: 'jwk' }), 'ES256'],
  ['Ed25519 is taken', ed25519.publicKey.export({ format: 'jwk' }), 'Ed25519'],
  ['a private key is refused as such', p256.privateKey.export({ format: 'jwk' }), 'key-private'],
  [
    'P-384 is not supported',
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }),
    'key-unsupported',
  ],
  [
    'RSA is not supported',
    generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }),
    'key-unsupported',
  ],
  ['a shared secret is no public key', { kty: 'oct', k: 'AAAA' }, 'key-private'],
  [
    'a point off the curve',
    { ...p256.publicKey.export({ format: 'jwk' }), x: Buffer.alloc(32, 7).toString('base64url') },
    'key-malformed',
  ],
  ['a member that is no text', { kty: 'EC', crv: 'P-256', x: 1, y: 2 }, 'key-malformed'],
  ['the P-256 key that RFC 7515 prints', rfc7515, 'key-weak'],
  ['the Ed25519 key that RFC 8037 prints', rfc8037, 'key-weak'],
  [
    'an Ed25519 point of small order',
    { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(`01${'00'.repeat(31)}`, 'hex').toString('base64url') },
    'key-weak',
  ],
];
for (const [rule, jwk, outcome] of table) test(`key: ${rule}`, () => assert.equal(codeOf(jwk), outcome));

test('a key is kept under its thumbprint, without what was sent along', () => {
  const checked = checkPublicJwk({ ...p256.publicKey.export({ format: 'jwk' }), kid: 'mine', use: 'enc', extra: 1 });
  assert.equal(checked.kid, computeThumbprint(p256.publicKey));
  assert.deepEqual(Object.keys(checked.jwk), ['kty', 'crv', 'x', 'y']);
});
