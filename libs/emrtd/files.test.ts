import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, CertificateList } from '@peculiar/asn1-x509';
import {
  createSigner,
  fromHex,
  hex,
  makeCommonData,
  makeDg2,
  makeDg3,
  makeDg13,
  makeRevocationList,
  readCommonData,
  readDg1,
  readDg2,
  readDg3,
  readDg13,
  readSecurityObject,
} from './index.ts';
import { makeGroups, makeHolder, now, portrait, signGroups, zone } from './samples.ts';

test('EF.COM of LDS 1.7 names the groups by their tags', () => {
  const file = makeCommonData(['DG1', 'DG2', 'DG13', 'DG14', 'DG15']);
  assert.equal(hex(file), '60175F0104303130375F36063034303030305C0561756D6E6F');
  assert.deepEqual(readCommonData(file), {
    ldsVersion: '0107',
    unicodeVersion: '040000',
    groups: ['DG1', 'DG2', 'DG13', 'DG14', 'DG15'],
  });
});

test('DG1 holds the zone without line ends', () => {
  assert.deepEqual(readDg1(makeGroups().DG1!), zone);
});

for (const standard of ['19794-5', '39794-5'] as const) {
  for (const format of ['jpeg', 'jpeg2000'] as const) {
    test(`DG2 after ISO/IEC ${standard} gives the ${format} portrait back`, () => {
      const face = { format, width: 413, height: 531, image: portrait };
      const read = readDg2(makeDg2(face, standard));
      assert.deepEqual({ ...read, image: hex(read.image) }, { ...face, image: hex(portrait) });
    });
  }
}

test('DG2 stands as in cards in use: some readers find the image by its place', () => {
  const file = hex(makeDg2({ format: 'jpeg2000', width: 1, height: 1, image: new Uint8Array(4000) }));
  assert.equal(file.slice(0, 70), '75820FF07F61820FEB0201017F60820FE3A10E81010282010087020101880200085F2E');
  assert.equal(file.slice(72 * 2, 74 * 2), '0101');
});

test('a face record whose lengths lie is refused', () => {
  const file = makeDg2({ format: 'jpeg', width: 1, height: 1, image: portrait });
  const start = Buffer.from(file).indexOf('FAC\0');
  for (const offset of [8, 14, 18]) {
    const copy = Uint8Array.from(file);
    copy[start + offset] = 0xff;
    assert.throws(() => readDg2(copy), { code: 'file-malformed' });
  }
});

test('DG3 holds the records of fingers as they were given', () => {
  const record = fromHex('464D5200');
  const file = makeDg3([
    { position: 9, record },
    { position: 10, record },
  ]);
  assert.deepEqual(readDg3(file).map(hex), ['464D5200', '464D5200']);
});

test('DG13: what is known is named, what is unknown is kept, and wrappers do not matter', () => {
  const fields = { personalNumber: ['001099000018'], expiryDate: ['Không thời hạn'], parents: ['Nguyễn A', 'Trần B'] };
  assert.deepEqual(readDg13(makeDg13(fields)), { fields, others: [] });
  // 6D { SET { SEQUENCE { 2, "An" }, SEQUENCE { 17, "x", NULL } } }
  const foreign = fromHex('6D15 3113 3007 020102 0C02416E 3008 020111 130178 0500');
  assert.deepEqual(readDg13(foreign), { fields: { name: ['An'] }, others: [{ number: 17, texts: ['x'] }] });
});

test('another maker’s ASN.1 reads our certificates, revocations and security object as we meant them', () => {
  const authority = makeHolder('csca');
  const signer = makeHolder('document-signer', { issuer: authority });
  const parsed = AsnConvert.parse(signer.certificate.der, Certificate);
  assert.equal(parsed.tbsCertificate.extensions?.length, 7);
  assert.equal(hex(new Uint8Array(AsnConvert.serialize(parsed))), hex(signer.certificate.der));
  const list = makeRevocationList({
    issuer: authority.certificate,
    signer: createSigner(authority.privateKey),
    number: 1,
    thisUpdate: now,
    nextUpdate: new Date('2026-06-01T00:00:00Z'),
    revoked: [{ serial: signer.certificate.serial, at: now }],
  });
  assert.equal(AsnConvert.parse(list.der, CertificateList).tbsCertList.revokedCertificates?.length, 1);
  const sod = signGroups(makeGroups(), signer).SOD!;
  const content = AsnConvert.parse(sod.subarray(sod.length - contentLength(sod)), ContentInfo);
  const data = AsnConvert.parse(content.content, SignedData);
  assert.equal(data.encapContentInfo.eContentType, '2.23.136.1.1.1');
  assert.equal(data.signerInfos.length, 1);
  assert.deepEqual([...readSecurityObject(sod).hashes.keys()], ['DG1', 'DG2', 'DG13']);
});

/** EF.SOD is 77, a length of three bytes here, and the content info. */
function contentLength(sod: Uint8Array): number {
  assert.equal(sod[1], 0x82);
  return sod[2]! * 256 + sod[3]!;
}
