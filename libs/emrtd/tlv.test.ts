import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  createSigner,
  EmrtdError,
  fromHex,
  makeCvCertificate,
  makeRevocationList,
  measureTlv,
  readCertificate,
  readCommonData,
  readCvCertificate,
  readDg1,
  readDg2,
  readDg3,
  readDg13,
  readDg15,
  readMasterList,
  readRevocationList,
  readSecurityInfos,
  readSecurityObject,
  readTlv,
  readTlvs,
  readTlvTree,
  writeTlv,
} from './index.ts';
import { makeKeys, makeWholeCard, now } from './samples.ts';

const tag = fc.constantFrom(0x02, 0x04, 0x30, 0x61, 0x5f1f, 0x5f0e, 0x7f61, 0x7f2e, 0x5f8152);

test('what is written is read back, in length forms of one to four bytes', () => {
  fc.assert(
    fc.property(tag, fc.constantFrom(0, 1, 127, 128, 255, 256, 65535, 65536), (tag, length) => {
      const raw = writeTlv(tag, new Uint8Array(length).fill(7));
      const found = readTlv(raw, 'der');
      assert.deepEqual([found.tag, found.value.length, found.raw.length], [tag, length, raw.length]);
      assert.equal(measureTlv(raw.subarray(0, 10)), raw.length);
    }),
  );
});

const refused: [string, string, string][] = [
  ['a lying length', '0405AABB', 'tlv-truncated'],
  ['a length far beyond the file', '0484FFFFFFFFAA', 'tlv-truncated'],
  ['a length of five bytes', '04850000000001AA', 'tlv-length'],
  ['an indefinite length', '3080020101 0000', 'tlv-indefinite'],
  ['a tag without an end', '1F81', 'tlv-truncated'],
  ['a tag number that begins with zero', '1F800100', 'tlv-tag'],
  ['a tag of five bytes', '1F8181818100', 'tlv-tag'],
  ['nothing', '', 'tlv-truncated'],
  ['no length', '04', 'tlv-truncated'],
  ['half a length', '0482FF', 'tlv-truncated'],
  ['bytes after the object', '040100FF', 'tlv-trailing'],
];
for (const [what, bytes, code] of refused) {
  test(`${what} is refused: ${code}`, () => {
    assert.throws(() => readTlv(fromHex(bytes)), { code });
  });
}

test('DER refuses lengths that are longer than they need, BER takes them', () => {
  for (const bytes of ['048101AA', '04820001AA']) {
    assert.throws(() => readTlv(fromHex(bytes), 'der'), { code: 'tlv-not-minimal' });
    assert.deepEqual([...readTlv(fromHex(bytes)).value], [0xaa]);
  }
});

test('deep nesting ends with an error and not with the stack', () => {
  let bytes = new Uint8Array();
  for (let depth = 0; depth < 2000; depth++) bytes = writeTlv(0x30, bytes) as typeof bytes;
  assert.throws(() => readTlvTree(bytes), { code: 'tlv-depth' });
});

/** Every parser of files, on the one hand; on the other a corpus that each of them reads. */
const { chip, root } = makeWholeCard();
const { publicKey, privateKey } = makeKeys();
const terminal = makeCvCertificate({
  role: 'authority',
  authorityReference: 'UTCV00001',
  holderReference: 'UTCV00001',
  publicKey,
  issuerKey: privateKey,
  rights: ['DG3'],
  effective: now,
  expires: now,
});
const list = makeRevocationList({
  issuer: root.certificate,
  signer: createSigner(root.privateKey),
  number: 1,
  thisUpdate: now,
  nextUpdate: now,
  revoked: [{ serial: root.certificate.serial, at: now }],
});
const parsers = [
  readCommonData,
  readDg1,
  readDg2,
  readDg3,
  readDg13,
  readDg15,
  readCvCertificate,
  readSecurityInfos,
  readSecurityObject,
  readCertificate,
  readRevocationList,
  readMasterList,
  readTlvs,
  readTlvTree,
] as ((bytes: Uint8Array) => unknown)[];
const corpus = [...Object.values(chip.files), root.certificate.der, terminal, list.der];

function survives(bytes: Uint8Array): void {
  for (const parse of parsers) {
    try {
      parse(bytes);
    } catch (error) {
      assert.ok(error instanceof EmrtdError, `${parse.name}: ${(error as Error).stack}`);
    }
  }
}

test('no parser answers random bytes with anything but its own error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), survives), { numRuns: 300 });
});

test('no parser answers a file with changed, missing or doubled bytes with anything but its own error', () => {
  const damage = fc.record({
    file: fc.constantFrom(...corpus),
    at: fc.nat(1500),
    byte: fc.constantFrom(0x00, 0x80, 0xff, 0x1f, 0x30, 0x84, 0x01),
    how: fc.constantFrom('change', 'cut', 'double'),
  });
  fc.assert(
    fc.property(damage, ({ file, at, byte, how }) => {
      const place = at % file.length;
      if (how === 'cut') return survives(file.subarray(0, place));
      if (how === 'double') return survives(Buffer.concat([file.subarray(0, place), file.subarray(place >> 1)]));
      const copy = Uint8Array.from(file);
      copy[place] = byte;
      survives(copy);
    }),
    { numRuns: 400 },
  );
});
