import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCodeSigner, makePrintedCode } from '#libs/emrtd';
import { judgeCode, type Signer } from './code.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
function makeSigner(notAfter = '2030-01-01T00:00:00Z') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = new Uint8Array(randomBytes(20));
  const publicJwk = publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
  const signer: Signer = { keyId: Buffer.from(keyId).toString('base64'), publicKey: publicJwk, notAfter };
  return { keyId, signer, sign: createCodeSigner(privateKey) };
}
const own = makeSigner();
const identity = {
  id: '001190000001',
  name: 'Nguyễn Thị Hòa',
  birthDate: '1990-01-15',
  address: '12 Phố Mẫu'.repeat(40),
};
const make = (by = own, expires = '2028-01-01') =>
  makePrintedCode({ issuer: 'VN', issued: day('2026-01-01'), expires: day(expires), identity }, by);
const reasonOf = async (code: string, signers = [own.signer], at = '2026-09-01') =>
  (await judgeCode(code, signers, day(at))).reason;

test('a code that the line has signed is proven by the browser’s own cryptography, and says who it names', async () => {
  const { name, birthDate } = identity;
  assert.deepEqual(await judgeCode(make(), [own.signer], day('2026-09-01')), {
    reason: 'code-signed',
    name,
    birthDate,
  });
});

test('altered, by another key, over or not yet begun, by a signer whose time is over: refused with its reason', async () => {
  const other = makeSigner();
  assert.equal(await reasonOf(make(other)), 'code-untrusted');
  assert.equal(await reasonOf(make({ ...other, keyId: own.keyId })), 'code-untrusted');
  assert.equal(await reasonOf(make(own, '2026-05-01')), 'code-expired');
  assert.equal(await reasonOf(make(), [own.signer], '2025-12-31'), 'code-expired');
  assert.equal(await reasonOf(make(), [{ ...own.signer, notAfter: '2026-08-01T00:00:00Z' }]), 'code-untrusted');
});

test('no text breaks it, and none but a signed one passes', async () => {
  const code = make();
  const damaged = fc
    .nat({ max: code.length - 1 })
    .map((at) => code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), damaged), async (text) => (await reasonOf(text)) !== 'code-signed'),
  );
});
