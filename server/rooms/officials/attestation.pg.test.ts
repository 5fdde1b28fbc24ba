import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { country } from '#test';
import type { AuthenticatorTraits } from '../accounts/passkeys.samples.ts';
import { readDeviceTrust } from './attestation.ts';
import { always, openStand } from './stand.samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'dancu-makers-'));
const home = join(folder, 'home');
const at = (name: string) => join(folder, name);

interface Options {
  /** Who signs it; absent: it signs itself. */
  by?: string;
  ca?: boolean;
  subject?: string;
  days?: number;
}
/** A certificate by the real openssl. */
function certify(name: string, { by, ca = false, subject, days = 30 }: Options = {}): void {
  const subj = subject ?? (ca ? `/C=VN/O=Maker/CN=${name}` : `/C=VN/O=Maker/OU=Authenticator Attestation/CN=${name}`);
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', String(days)],
      ...['-subj', subj, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)],
      ...['-addext', `basicConstraints=critical,CA:${ca ? 'TRUE' : 'FALSE'}`],
      ...(by ? ['-CA', at(`${by}.pem`), '-CAkey', at(`${by}.key`)] : []),
    ],
    { stdio: 'pipe' },
  );
}
const maker = (signer: string, ...above: string[]): NonNullable<AuthenticatorTraits['maker']> => ({
  key: createPrivateKey(readFileSync(at(`${signer}.key`))),
  chain: [signer, ...above].map((name) => new X509Certificate(readFileSync(at(`${name}.pem`))).raw),
});

let stand: Awaited<ReturnType<typeof openStand>>;
before(async () => {
  certify('root', { ca: true });
  certify('factory', { by: 'root', ca: true });
  certify('stranger', { ca: true });
  certify('device', { by: 'root' });
  certify('built', { by: 'factory' });
  certify('unknown', { by: 'stranger' });
  certify('below-device', { by: 'device' });
  certify('misnamed', { by: 'root', subject: '/C=VN/O=Maker/OU=Something else/CN=x' });
  mkdirSync(join(home, 'attestation'), { recursive: true });
  writeFileSync(join(home, 'attestation', 'maker.pem'), readFileSync(at('root.pem')));
  stand = await openStand({ home });
});
after(async () => {
  await stand.house.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = { role: 'registration-officer', area: '00004', hours: always };
async function begin() {
  const official = stand.newNumber();
  const { code } = await stand.agree({ kind: 'official', official, name: 'Lê Văn Mới', post });
  const enrol = (traits: Omit<Partial<AuthenticatorTraits>, 'origin'>) => {
    const device = stand.device(traits);
    return stand.enrol(official, code, device).then((answer) => ({ ...answer, device }));
  };
  return { official, code, enrol };
}

const packed = { attestation: 'packed' } as const;
describe('where makers’ roots are trusted, an official’s device', () => {
  test('is asked who made it, and enrols with a chain to a root', async () => {
    const { official, code, enrol } = await begin();
    const { body } = await stand.begin(official, code);
    assert.equal((body.options as { attestation?: string }).attestation, 'direct');
    const { status, device } = await enrol({ ...packed, maker: maker('device') });
    assert.equal(status, 201);
    assert.equal(await stand.read(await stand.signIn(official, device)), 200);
    const second = await begin();
    assert.equal((await second.enrol({ ...packed, maker: maker('built', 'factory') })).status, 201, 'one step more');
  });

  const refused: readonly [what: string, traits: () => Omit<Partial<AuthenticatorTraits>, 'origin'>, code: string][] = [
    ['says nothing', () => ({}), 'officials/device-unattested'],
    ['vouches for itself', () => packed, 'officials/device-unattested'],
    ['has a stranger’s maker', () => ({ ...packed, maker: maker('unknown') }), 'officials/device-unattested'],
    ['brings the stranger’s root along', () => ({ ...packed, maker: maker('unknown', 'stranger') }), 'officials/device-unattested'],
    ['leaves out a step', () => ({ ...packed, maker: maker('built') }), 'officials/device-unattested'],
    ['is vouched for by another device', () => ({ ...packed, maker: maker('below-device', 'device') }), 'officials/device-unattested'],
    ['is signed by another key than the certificate’s', () => ({ ...packed, maker: { ...maker('device'), key: maker('unknown').key } }), 'accounts/passkey-refused'],
    ['has a certificate of another kind', () => ({ ...packed, maker: maker('misnamed') }), 'accounts/passkey-refused'],
    ['is copied to a cloud, whoever made it', () => ({ ...packed, maker: maker('device'), deviceBound: false }), 'accounts/passkey-not-device-bound'],
  ]; // biome-ignore format: a table
  for (const [what, traits, code] of refused)
    test(`that ${what} is refused, and the code stays good`, async () => {
      const { enrol } = await begin();
      const answer = await enrol(traits());
      assert.deepEqual([answer.status, answer.body.code], [400, code]);
      assert.equal((await enrol({ ...packed, maker: maker('device') })).status, 201);
    });
});

const AAGUID = '64616e63-752d-7669-7274-75616c2d3100';
const policy = (demonstration: boolean, officialDevices: { attestation: 'none' | 'required'; models: string[] }) =>
  readDeviceTrust({ home: at('empty'), demonstration }, { officialDevices });
const nothing = { format: 'none', aaguid: AAGUID, attestationObject: new Uint8Array() };

test('without roots the country’s policy holds: it asks for a maker’s word, and a demonstration does not', async () => {
  assert.equal(country.facts.officialDevices.attestation, 'required');
  const strict = policy(false, { attestation: 'required', models: [] });
  assert.equal(strict.conveyance, 'direct');
  await assert.rejects(strict.judge(nothing), { code: 'officials/device-unattested' });
  for (const lax of [policy(true, { attestation: 'required', models: [] }), policy(false, { attestation: 'none', models: [] })]) {
    assert.equal(lax.conveyance, 'none');
    await lax.judge(nothing);
  } // biome-ignore format: one loop
});

test('models that are named are the only ones', async () => {
  const apple = { ...nothing, format: 'apple' };
  await policy(false, { attestation: 'required', models: [AAGUID] }).judge(apple);
  const other = policy(false, { attestation: 'required', models: ['00000000-0000-0000-0000-000000000001'] });
  await assert.rejects(other.judge(apple), { code: 'officials/device-unattested' });
});

test('a file among the roots that holds none stops the house', () => {
  for (const [name, text] of [
    ['leaf', readFileSync(at('device.pem'), 'utf8')],
    ['empty', 'no certificate'],
  ] as const) {
    mkdirSync(join(at(name), 'attestation'), { recursive: true });
    writeFileSync(join(at(name), 'attestation', `${name}.pem`), text);
    const officialDevices = { attestation: 'none' as const, models: [] };
    assert.throws(() => readDeviceTrust({ home: at(name), demonstration: true }, { officialDevices }), new RegExp(`${name}\\.pem`)); // biome-ignore format: one line
  }
});
