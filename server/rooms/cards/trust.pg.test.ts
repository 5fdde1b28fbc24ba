import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createSigner, makeCertificate, makeMasterList, readCertificate, readMasterList, TrustList } from '#libs/emrtd';
import { openTestHouse, type TestHouse } from '#test';
import { openTrust } from './index.ts';
import { fingerprintOf } from './pki.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house?.close());

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const ask = (method: 'GET' | 'POST', path: string, body?: unknown, who = 'test-administrator') =>
  house.ask<{ code?: string; fingerprint: string; added: number; certificates: { kind: string; current: boolean }[] }>(
    ...([who, method, `/api/cards/${path}`, body] as const),
  );

/** Another country's authority with a signer of master lists. */
function makeCountry(country: string) {
  const [root, below] = [1, 2].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2040-01-01') };
  const authority = makeCertificate({
    ...{ kind: 'csca', subject: { country, commonName: `CSCA ${country}` }, publicKey: root!.publicKey },
    ...{ signer: createSigner(root!.privateKey), ...validity },
  });
  const lister = makeCertificate({
    ...{ kind: 'master-list-signer', subject: { country, commonName: `MLS ${country}` }, publicKey: below!.publicKey },
    ...{ issuer: authority, signer: createSigner(root!.privateKey), ...validity },
  });
  return {
    authority,
    list: (all: (typeof authority)[]) =>
      makeMasterList(all, { certificate: lister, authority, signer: createSigner(below!.privateKey) }),
  };
}

test('processes that start together agree on one authority and one signer', async () => {
  const signers = await Promise.all([1, 2, 3].map(() => house.cards.documentSigner()));
  assert.equal(new Set(signers.map(({ certificate }) => fingerprintOf(certificate))).size, 1);
  const trust = await house.cards.trust();
  assert.equal(trust.authorities.length, 1);
  assert.deepEqual(openTrust(trust).judge(readCertificate(signers[0]!.certificate), new Date()).problems, []);
});

test('a new authority is believed by who trusts the old one alone, and old signers by who trusts the new', async () => {
  const before = await house.cards.trust();
  const old = await house.cards.documentSigner();
  assert.equal((await ask('POST', 'trust/keys', { key: 'csca' })).status, 201);
  assert.equal((await ask('POST', 'trust/keys', { key: 'document-signer' })).status, 201);
  const after = await house.cards.trust();
  const young = readCertificate((await house.cards.documentSigner()).certificate);
  const trust = new TrustList().add(readCertificate(before.authorities[0]!));
  assert.deepEqual(trust.judge(young, new Date()).problems, ['signer-foreign']);
  for (const link of after.links) trust.addLink(readCertificate(link));
  assert.deepEqual(trust.judge(young, new Date()).problems, []);
  assert.deepEqual(openTrust(after).judge(readCertificate(old.certificate), new Date()).problems, []);
});

test('what a revoked signer signed is refused, and another signs from then on', async () => {
  const { certificate } = await house.cards.documentSigner();
  const given = { fingerprint: fingerprintOf(certificate), reason: 'key-compromised' };
  assert.equal((await ask('POST', 'trust/revocations', given, 'hanoi-supervisor')).status, 403);
  assert.equal((await ask('POST', 'trust/revocations', given)).status, 200);
  assert.equal((await ask('POST', 'trust/revocations', given)).body.code, 'cards/certificate-revoked');
  const trust = openTrust(await house.cards.trust());
  assert.deepEqual(trust.judge(readCertificate(certificate), new Date()).problems, ['signer-revoked']);
  const next = readCertificate((await house.cards.documentSigner()).certificate);
  assert.deepEqual(openTrust(await house.cards.trust()).judge(next, new Date()).problems, []);
});

test('another country is trusted by the fingerprint that it told, and its master list then', async () => {
  const [first, second] = [makeCountry('UT'), makeCountry('XA')];
  const list = base64(first.list([first.authority, second.authority]));
  assert.equal((await ask('POST', 'trust/foreign', { content: list })).body.code, 'cards/signer-untrusted');
  const content = base64(first.authority.der);
  const wrong = await ask('POST', 'trust/foreign', { content, fingerprint: '0'.repeat(64) });
  assert.equal(wrong.body.code, 'cards/fingerprint-differs');
  const fingerprint = fingerprintOf(first.authority.der);
  assert.equal((await ask('POST', 'trust/foreign', { content, fingerprint })).body.added, 1);
  assert.equal((await ask('POST', 'trust/foreign', { content: list })).body.added, 1);
  const names = openTrust(await house.cards.trust()).authorities.map(({ commonName }) => commonName);
  assert.ok(names.includes('CSCA XA') && names.includes('CSCA UT'), names.join());
  assert.equal((await ask('POST', `trust/foreign/${fingerprint}/drop`, {})).status, 200);
  const left = openTrust(await house.cards.trust()).authorities.map(({ commonName }) => commonName);
  assert.ok(left.includes('CSCA XA') && !left.includes('CSCA UT'), left.join());
  assert.equal(
    (await ask('POST', 'trust/foreign', { content: base64(Buffer.from('no certificate at all')) })).body.code,
    'cards/file-unreadable',
  );
});

test('whatever an administrator brings is taken or refused with a reason, and spoiled files add no trust', async () => {
  const [country, listed] = [makeCountry('XB'), makeCountry('XC')];
  const content = base64(country.authority.der);
  const taken = await ask('POST', 'trust/foreign', { content, fingerprint: fingerprintOf(country.authority.der) });
  assert.equal(taken.body.added, 1);
  const trusted = async () => (await house.cards.trust()).authorities.map(fingerprintOf).sort();
  const before = await trusted();
  const files = [country.authority.der, country.list([listed.authority]), crypto.getRandomValues(new Uint8Array(300))];
  const spoiled = fc
    .tuple(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean())
    .map(([file, at, change, cut]) => {
      const place = at % file.length;
      if (cut) return file.slice(0, Math.max(place, 12));
      return file.map((byte, index) => (index === place ? byte ^ change : byte));
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(spoiled, fc.uint8Array({ minLength: 12, maxLength: 400 })), async (file) => {
      const { status, body } = await ask('POST', 'trust/foreign', { content: base64(file) });
      if (status !== 200)
        assert.match(body.code ?? '', /^cards\/(file-unreadable|signer-untrusted|fingerprint-differs)$/);
    }),
    { numRuns: 150 },
  );
  // What stands beside the signed part of a list may be spoiled: the list is still the one that was signed.
  const known = new Set([...before, fingerprintOf(listed.authority.der)]);
  for (const one of await trusted()) assert.ok(known.has(one), one);
});

test('our anchors are for everybody, as files and as a master list', async () => {
  const anchors = await house.app.inject({ url: '/api/cards/anchors' });
  assert.equal(anchors.statusCode, 200);
  const { authorities, links }: Record<string, string[]> = anchors.json();
  const answer = await house.app.inject({ url: '/api/cards/anchors/master-list' });
  const list = readMasterList(new Uint8Array(answer.rawPayload));
  const listed = list.authorities.map(({ der }) => base64(der));
  assert.ok(listed.length > 0);
  for (const one of listed) assert.ok([...authorities!, ...links!].includes(one));
  assert.ok(
    (await ask('GET', 'trust')).body.certificates.some(({ kind, current }) => kind === 'document-signer' && current),
  );
});
