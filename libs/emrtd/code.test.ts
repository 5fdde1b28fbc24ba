import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { type Cbor, decodeCbor, encodeCbor } from './cbor.ts';
import {
  createCodeSigner,
  EmrtdError,
  fromHex,
  hex,
  makePrintedCode,
  readPrintedCode,
  readVietnameseQr,
} from './index.ts';
import { openSign1 } from './sign1.ts';

/** RFC 8949, appendix A. */
const cbor: [Cbor, string][] = [
  [0, '00'],
  [23, '17'],
  [24, '1818'],
  [1000, '1903E8'],
  [1000000000000, '1B000000E8D4A51000'],
  [18446744073709551615n, '1BFFFFFFFFFFFFFFFF'],
  [-1, '20'],
  [-1000, '3903E7'],
  [false, 'F4'],
  [true, 'F5'],
  [null, 'F6'],
  ['ü', '62C3BC'],
  [fromHex('01020304'), '4401020304'],
  [[1, [2, 3], [4, 5]], '8301820203820405'],
  [
    new Map<number, Cbor>([
      [1, 2],
      [3, 4],
    ]),
    'A201020304',
  ],
  [{ tag: 1, value: 1363896240 }, 'C11A514B67B0'],
];

test('CBOR gives the examples of RFC 8949, both ways', () => {
  for (const [value, bytes] of cbor) {
    assert.equal(hex(encodeCbor(value)), bytes);
    assert.deepEqual(decodeCbor(fromHex(bytes)), value);
  }
});

test('CBOR refuses lying lengths, indefinite ones, doubled keys, deep nesting and broken text', () => {
  for (const bytes of [
    '5AFFFFFFFF00',
    '9B00000001000000',
    '5F',
    '9FFF',
    'A201020103',
    'A1F601',
    '62C328',
    '0000',
    '',
    '81'.repeat(40),
  ])
    assert.throws(() => decodeCbor(fromHex(bytes)), { code: 'code-malformed' }, bytes);
});

test('Base45 gives the examples of RFC 9285 and refuses what is not it', () => {
  for (const [plain, text] of [
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
  ] as const) {
    assert.equal(encodeBase45(Buffer.from(plain)), text);
    assert.equal(Buffer.from(decodeBase45(text)).toString(), plain);
  }
  for (const text of ['GGW', '::', 'A', 'ab']) assert.throws(() => decodeBase45(text), { code: 'code-malformed' });
});

test('a signed token of somebody else is opened: RFC 8392, appendix A.3', () => {
  const token = fromHex(
    'D28443A10126A104524173796D6D657472696345434453413235365850A70175636F61703A2F2F61732E6578616D706C652E636F6D02656572696B' +
      '77037818636F61703A2F2F6C696768742E6578616D706C652E636F6D041A5612AEB0051A5610D9F0061A5610D9F007420B7158405427C1FF28' +
      'D23FBAD1F29C4C7C6A555E601D6FA29F9179BC3D7438BACACA5ACD08C8D4D4F96131680C429A01F85951ECEE743A52B9B63632C57209120E1C' +
      '9E30',
  );
  const key = createPublicKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: Buffer.from('143329cce7868e416927599cf65a34f3ce2ffda55a7eca69ed8919a394d42f0f', 'hex').toString('base64url'),
      y: Buffer.from('60f7f1a780d8a783bfb7a2dd6b2796e8128dbbcef9d3d168db9529971a36e7b9', 'hex').toString('base64url'),
    },
    format: 'jwk',
  });
  const claims = decodeCbor(
    openSign1(token, (keyId) => (Buffer.from(keyId).toString() === 'AsymmetricECDSA256' ? key : undefined)),
  );
  assert.ok(claims instanceof Map);
  assert.deepEqual([claims.get(1), claims.get(2)], ['coap://as.example.com', 'erikw']);
});

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const by = { keyId: fromHex('0102030405060708'), sign: createCodeSigner(privateKey) };
const find = (keyId: Uint8Array) => (hex(keyId) === '0102030405060708' ? publicKey : undefined);
const code = {
  issuer: 'dancu.example',
  issued: new Date('2026-03-01T00:00:00Z'),
  expires: new Date('2027-03-01T00:00:00Z'),
  identity: {
    id: '001099000018',
    name: 'Nguyễn Văn Mẫu',
    birthDate: '1999-02-03',
    sex: 'M' as const,
    address: 'Số 1 đường Mẫu, phường Mẫu, thành phố Hà Nội',
    nationality: 'VNM',
  },
};
const at = new Date('2026-06-01T00:00:00Z');

test('a printed code fits one QR code, is read off its picture, and verifies offline', () => {
  const text = makePrintedCode(code, by);
  const rows = encodeQR(text, 'raw', { ecc: 'quartile', border: 4 });
  const scale = 4;
  const size = rows.length * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (rows[Math.floor(y / scale)]![Math.floor(x / scale)]) data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
  assert.equal(decodeQR({ width: size, height: size, data }), text);
  assert.deepEqual(readPrintedCode(text, find, at), code);
});

test('an altered, foreign, expired or too early code is refused by its own reason', () => {
  const text = makePrintedCode(code, by);
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  assert.throws(() => readPrintedCode(text, () => undefined, at), { code: 'code-untrusted' });
  assert.throws(() => readPrintedCode(text, () => stranger.publicKey, at), { code: 'code-untrusted' });
  assert.throws(() => readPrintedCode(text, find, new Date('2027-03-02T00:00:00Z')), { code: 'code-expired' });
  assert.throws(() => readPrintedCode(text, find, new Date('2026-02-01T00:00:00Z')), { code: 'code-expired' });
  const long = { ...code, identity: { ...code.identity, address: hex(crypto.getRandomValues(new Uint8Array(4000))) } };
  assert.throws(() => makePrintedCode(long, by), { code: 'code-too-long' });
  const bomb = encodeBase45(deflateSync(Buffer.alloc(2_000_000)));
  assert.throws(() => readPrintedCode(bomb, find, at), { code: 'code-malformed' });
});

test('no text at all is answered with anything but the library’s own error', () => {
  const text = makePrintedCode(code, by);
  const damaged = fc
    .tuple(fc.nat(text.length - 1), fc.constantFrom('', 'A', ':', ' '))
    .map(([place, insert]) => text.slice(0, place) + insert + text.slice(place + 1));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string({ maxLength: 60 })), (input) => {
      for (const parse of [() => readPrintedCode(input, find, at), () => readVietnameseQr(input)]) {
        try {
          parse();
        } catch (error) {
          assert.ok(error instanceof EmrtdError, (error as Error).stack);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('the QR code of the card until 06/2024 is read in its order, and says that nobody signed it', () => {
  const raw = '001099000018|012345678|Nguyễn Văn Mẫu|03021999|Nam|Xã Mẫu Huyện Mẫu Hà Nội|01072021';
  assert.deepEqual(readVietnameseQr(raw), {
    raw,
    isSigned: false,
    layout: 'printed-order',
    personalNumber: '001099000018',
    otherNumbers: [],
    formerNumber: '012345678',
    name: 'Nguyễn Văn Mẫu',
    otherNames: [],
    birthDate: '1999-02-03',
    issueDate: '2021-07-01',
    sex: 'M',
    residence: 'Xã Mẫu Huyện Mẫu Hà Nội',
    unknown: [],
  });
});

test('the QR code of the card from 07/2024 is read by content, in whatever order', () => {
  const fields = [
    '001199000027',
    '',
    'Trần Thị Mẫu',
    '05062015',
    'Nữ',
    'Số 2, phường Mẫu, Huế',
    '01082024',
    '001199000099',
    'Trần Văn A',
    'Lê Thị B',
    '?',
  ];
  for (const order of [
    fields,
    fields.toReversed().toSorted((left, right) => Number(right === fields[0]) - Number(left === fields[0])),
  ]) {
    const found = readVietnameseQr(order.join('|'));
    assert.deepEqual(
      [found.layout, found.personalNumber, found.otherNumbers, found.birthDate, found.issueDate, found.sex],
      ['by-content', '001199000027', ['001199000099'], '2015-06-05', '2024-08-01', 'F'],
    );
    assert.deepEqual([found.residence, found.unknown], ['Số 2, phường Mẫu, Huế', ['?']]);
    assert.equal([found.name, ...found.otherNames].length, 3);
  }
  for (const wrong of ['', '1|2|3', 'An|Bình|Chi'])
    assert.throws(() => readVietnameseQr(wrong), { code: 'qr-malformed' });
});
