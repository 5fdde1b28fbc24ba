import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toDefinite } from './definite.ts';
import { octets } from './der.ts';
import { createSigner, EmrtdError, fromHex, hex, readSecurityObject, verifyPassive, writeTlv } from './index.ts';
import { makeWholeCard, now } from './samples.ts';
import { makeSignedData, readSignedData } from './signedData.ts';
import { readTlv, readTlvs } from './tlv.ts';

const { chip, trust, signer } = makeWholeCard();
const { COM, CardAccess, CardSecurity, ATR, DIR, ...rest } = chip.files;
const sod = chip.files.SOD!;
const end = fromHex('0000');

/** As streaming encoders write it: lengths left open down to the content, which comes in two octet strings. */
function leaveOpen(bytes: Uint8Array): Uint8Array {
  const open = (tag: number, ...parts: Uint8Array[]) => Buffer.concat([Uint8Array.of(tag, 0x80), ...parts, end]);
  const [type, body] = readTlvs(readTlv(bytes).value);
  const parts = readTlvs(readTlvs(body!.value)[0]!.value);
  const [contentType, holder] = readTlvs(parts[2]!.value);
  const content = readTlv(holder!.value).value;
  const halves = open(0x24, octets(content.subarray(0, 20)), octets(content.subarray(20)));
  const encapsulated = open(0x30, contentType!.raw, open(0xa0, halves));
  const [version, digests, , ...others] = parts.map(({ raw }) => raw);
  return open(0x30, type!.raw, open(0xa0, open(0x30, version!, digests!, encapsulated, ...others)));
}

test('EF.SOD of issuers who leave lengths open and sign in parts is read, byte for byte what was signed', () => {
  const inside = readTlv(sod).value;
  const open = leaveOpen(inside);
  assert.notEqual(hex(open), hex(inside));
  assert.equal(hex(toDefinite(open)), hex(inside));
  const files = { ...rest, SOD: writeTlv(0x77, open) };
  assert.deepEqual(verifyPassive(files, trust, now).problems, []);
  const altered = Uint8Array.from(open);
  altered[altered.length - 20]! ^= 1;
  assert.throws(() => readSecurityObject(writeTlv(0x77, altered)), EmrtdError);
});

test('open lengths that do not end, go too deep or hold nothing are refused', () => {
  for (const [bytes, code] of [
    ['308002010100', 'tlv-truncated'],
    ['3080020101', 'tlv-truncated'],
    ['3080020101000001', 'tlv-trailing'],
    ['04800000', 'tlv-indefinite'],
    ['3080'.repeat(40), 'tlv-depth'],
    ['', 'tlv-truncated'],
  ] as const)
    assert.throws(() => toDefinite(fromHex(bytes)), { code }, bytes);
  assert.equal(hex(toDefinite(fromHex('30800000'))), '3000');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(0x30, 0x80, 0x24, 0x04, 0x00, 0x01, 0xa0, 0x85), { maxLength: 60 }),
      (bytes) => {
        try {
          toDefinite(Uint8Array.from(bytes));
        } catch (error) {
          assert.ok(error instanceof EmrtdError);
        }
      },
    ),
  );
});

test('hashes that an issuer signed as plain data count, and other plain data does not', () => {
  const by = { certificate: signer.certificate, signer: createSigner(signer.privateKey), signingTime: now };
  const contentType = '1.2.840.113549.1.7.1';
  const { content } = readSignedData(readTlv(sod).value);
  const plain = writeTlv(0x77, makeSignedData({ contentType, content, ...by }));
  assert.deepEqual(verifyPassive({ ...rest, SOD: plain }, trust, now).problems, []);
  const letter = writeTlv(0x77, makeSignedData({ contentType, content: octets(fromHex('00')), ...by }));
  assert.throws(() => readSecurityObject(letter), EmrtdError);
});

test('a signer info that writes its issuer otherwise than the only certificate there is read: the key decides', () => {
  const file = Buffer.from(sod);
  file[file.lastIndexOf('Synthetic')] = 0x73;
  assert.deepEqual(verifyPassive({ ...rest, SOD: file }, trust, now).problems, []);
});
