import assert from 'node:assert/strict';
import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import {
  createSigner,
  fromHex,
  makeCertificate,
  makeCommonData,
  makeMasterList,
  makeRevocationList,
  makeSecurityObject,
  readMasterList,
  type Signer,
  TrustList,
  verifyPassive,
} from './index.ts';
import { type Holder, makeGroups, makeHolder, now, signGroups } from './samples.ts';

const authority = makeHolder('csca');
const signer = makeHolder('document-signer', { issuer: authority });
const files = signGroups(makeGroups(), signer);
const trust = () => new TrustList().add(authority.certificate);
const codes = (verdict: ReturnType<typeof verifyPassive>) => verdict.problems.map(({ code }) => code);

for (const curve of ['prime256v1', 'secp384r1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1']) {
  test(`a card signed on ${curve} is proven by its country’s authority`, () => {
    const root = makeHolder('csca', { curve });
    const by = makeHolder('document-signer', { issuer: root, curve });
    const verdict = verifyPassive(signGroups(makeGroups(), by), new TrustList().add(root.certificate), now);
    assert.deepEqual([verdict.ok, verdict.problems, verdict.proven], [true, [], ['DG1', 'DG2', 'DG13']]);
  });
}

const pss: Pick<Signer, 'identifier' | 'digest'> = {
  // RSASSA-PSS with SHA-256, MGF1 with SHA-256, 32 bytes of salt.
  identifier: fromHex(
    '304106092A864886F70D01010A3034A00F300D06096086480165030402010500A11C301A06092A864886F70D010108300D06096086480165030402010500A203020120',
  ),
  digest: 'sha256',
};

test('cards of countries that sign with RSA are proven: PKCS #1 and PSS', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const options = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  const signers = [createSigner(privateKey), { ...pss, sign: (data: Uint8Array) => sign('sha256', data, options) }];
  const validity = { notBefore: authority.certificate.notBefore, notAfter: authority.certificate.notAfter };
  for (const by of signers) {
    const subject = { country: 'UT', commonName: 'RSA' };
    const root = makeCertificate({ kind: 'csca', subject, publicKey, signer: by, ...validity });
    const below = makeCertificate({
      kind: 'document-signer',
      subject,
      publicKey,
      issuer: root,
      signer: by,
      ...validity,
    });
    const groups = makeGroups();
    const card = { ...groups, SOD: makeSecurityObject(groups, { certificate: below, signer: by }) };
    assert.deepEqual(verifyPassive(card, new TrustList().add(root), now).problems, []);
    assert.deepEqual(codes(verifyPassive(card, trust(), now)), ['signer-foreign']);
  }
});

test('a tampered group is named', () => {
  for (const group of ['DG1', 'DG2', 'DG13'] as const) {
    const copy = Uint8Array.from(files[group]!);
    copy[copy.length - 1]! ^= 1;
    const verdict = verifyPassive({ ...files, [group]: copy }, trust(), now);
    assert.deepEqual([verdict.ok, verdict.problems], [false, [{ code: 'group-tampered', group }]]);
    assert.equal(verdict.proven.includes(group), false);
  }
});

test('a group that nobody signed, and a list of groups that differs, are named', () => {
  const verdict = verifyPassive({ ...files, DG11: Uint8Array.of(0x6b, 0) }, trust(), now);
  assert.deepEqual(verdict.problems, [{ code: 'group-not-signed', group: 'DG11' }]);
  const hidden = verifyPassive({ ...files, COM: makeCommonData(['DG1', 'DG2']) }, trust(), now);
  assert.deepEqual(hidden.problems, [{ code: 'common-data-differs', groups: ['DG13'] }]);
});

test('a signer of another country, expired, not yet valid or revoked is named', () => {
  const foreign = makeHolder('csca', { name: 'csca' });
  assert.deepEqual(codes(verifyPassive(files, new TrustList().add(foreign.certificate), now)), ['signer-foreign']);
  assert.deepEqual(codes(verifyPassive(files, new TrustList(), now)), ['signer-foreign']);
  const late = new Date('2040-01-01T00:00:00Z');
  assert.deepEqual(codes(verifyPassive(files, trust(), late)), ['authority-expired', 'signer-expired']);
  assert.deepEqual(codes(verifyPassive(files, trust(), new Date('2020-01-01'))), ['signer-not-yet-valid']);
  const revoked = verifyPassive(files, trust().addRevocations(revoke(authority, [signer])), now);
  assert.deepEqual(codes(revoked), ['signer-revoked']);
  assert.deepEqual(revoked.revocationsAsOf, now);
  const clean = verifyPassive(files, trust().addRevocations(revoke(authority, [])), now);
  assert.equal(clean.ok, true);
});

function revoke(issuer: Holder, holders: Holder[]) {
  return makeRevocationList({
    issuer: issuer.certificate,
    signer: createSigner(issuer.privateKey),
    number: 1,
    thisUpdate: now,
    nextUpdate: new Date('2026-06-01T00:00:00Z'),
    revoked: holders.map(({ certificate }) => ({ serial: certificate.serial, at: now })),
  });
}

test('revocations by somebody else than a trusted authority are refused', () => {
  const other = makeHolder('csca');
  assert.throws(() => trust().addRevocations(revoke(other, [signer])), { code: 'certificate-untrusted' });
});

test('a security object that is missing or altered is named, and no group counts as proven', () => {
  const { SOD, ...rest } = files;
  assert.deepEqual(codes(verifyPassive(rest, trust(), now)), ['security-object-missing']);
  const copy = Uint8Array.from(SOD!);
  copy[copy.length - 1]! ^= 1;
  const verdict = verifyPassive({ ...files, SOD: copy }, trust(), now);
  assert.equal(verdict.ok, false);
  assert.deepEqual([verdict.problems[0]?.code, verdict.proven], ['security-object-wrong', []]);
});

test('who signs master lists, or is an authority, may not sign cards', () => {
  const lists = makeHolder('master-list-signer', { issuer: authority });
  for (const by of [lists, authority])
    assert.deepEqual(codes(verifyPassive(signGroups(makeGroups(), by), trust(), now)), ['signer-purpose']);
});

test('a link certificate carries trust from an authority’s old key to its new one, and a stranger’s does not', () => {
  const next = makeHolder('csca', { name: 'csca 2' });
  const by = makeHolder('document-signer', { issuer: next });
  const card = signGroups(makeGroups(), by);
  const link = (old: Holder) =>
    makeCertificate({
      kind: 'link',
      subject: { country: 'UT', organisation: 'Synthetic', commonName: 'csca 2' },
      publicKey: next.certificate.publicKey,
      issuer: old.certificate,
      signer: createSigner(old.privateKey),
      notBefore: next.certificate.notBefore,
      notAfter: next.certificate.notAfter,
    });
  assert.deepEqual(codes(verifyPassive(card, trust(), now)), ['signer-foreign']);
  assert.equal(verifyPassive(card, trust().addLink(link(authority)), now).ok, true);
  assert.throws(() => trust().addLink(link(makeHolder('csca'))), { code: 'certificate-untrusted' });
});

test('a master list brings other countries’ authorities, if its signer is trusted for it', () => {
  const other = makeHolder('csca', { name: 'other' });
  const card = signGroups(makeGroups(), makeHolder('document-signer', { issuer: other }));
  const export_ = (by: Holder) =>
    readMasterList(
      makeMasterList([authority.certificate, other.certificate], {
        certificate: by.certificate,
        authority: authority.certificate,
        signer: createSigner(by.privateKey),
      }),
    );
  const list = export_(makeHolder('master-list-signer', { issuer: authority }));
  assert.equal(list.authorities.length, 2);
  assert.equal(verifyPassive(card, trust().addMasterList(list, now), now).ok, true);
  const mallory = makeHolder('master-list-signer', { issuer: makeHolder('csca') });
  for (const by of [signer, mallory])
    assert.throws(() => trust().addMasterList(export_(by), now), { code: 'certificate-untrusted' });
});
