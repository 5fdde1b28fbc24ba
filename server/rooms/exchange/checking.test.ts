import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { after, test } from 'node:test';
import { createLog } from '#kernel';
import { createSigner, createVerifier } from '#libs/httpsig';
import { type CheckingKey, startSignatureChecks } from './checking.ts';

const checks = startSignatureChecks(createLog('silent'));
after(() => checks.stop());

function makePair(kind: 'ec' | 'ed25519'): { key: CheckingKey; sign: (base: string) => Buffer } {
  const pair: { publicKey: KeyObject; privateKey: KeyObject } =
    kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const jwk = pair.publicKey.export({ format: 'jwk' });
  return {
    key: { kid: `${jwk.x}`, jwk, verifier: createVerifier(pair.publicKey) },
    sign: createSigner(pair.privateKey).sign,
  };
}

const pairs = [makePair('ec'), makePair('ed25519'), makePair('ec')];

/** Every seventh is another's signature, every fifth over another text, every third cut short. */
function make(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const { key, sign } = pairs[index % pairs.length]!;
    const base = `"@method": POST\n"nonce": ${index}`;
    const foreign = index % 7 === 0;
    const altered = index % 5 === 0;
    const short = index % 3 === 0;
    const signer = foreign ? pairs[(index + 1) % pairs.length]!.sign : sign;
    const whole = signer(altered ? `${base} ` : base);
    const signature = short ? whole.subarray(0, index % 64) : whole;
    return { key, base, signature, fits: !foreign && !altered && !short };
  });
}

async function expectRight(count: number): Promise<void> {
  const made = make(count);
  const told = await Promise.all(made.map(({ key, base, signature }) => checks.check(key, base, signature)));
  assert.deepEqual(
    told,
    made.map(({ fits }) => fits),
  );
}

test('each signature of many at once is judged by its own key and text', () => expectRight(500));

test('so is one that comes alone', () => expectRight(2));

test('whoever asks while the thread ends is answered too', async () => {
  const asked = expectRight(300);
  await checks.stop();
  await asked;
  await expectRight(100);
});
