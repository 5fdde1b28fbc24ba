import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  CardApplication,
  connectInProcess,
  type Dg11,
  type Dg12,
  EmrtdError,
  fromHex,
  hex,
  makeDg11,
  makeDg12,
  makeFingerRecord,
  readChip,
  readDg11,
  readDg12,
  readFingerRecord,
} from './index.ts';
import { can, makeWholeCard, now } from './samples.ts';

const holder: Dg11 = {
  fullName: 'NGUYỄN<<VĂN<MẪU',
  otherNames: ['MẪU<<ANH', 'BÚT<<DANH'],
  personalNumber: '001099000018',
  birthDate: '19990203',
  birthPlace: ['HÀ NỘI', 'VIỆT NAM'],
  address: ['SỐ 1 PHỐ MẪU', 'HÀ NỘI'],
  telephone: '+84 24 0000 0000',
  citizenshipProof: fromHex('FFD8FFD9'),
};
const document: Dg12 = {
  authority: 'CỤC CẢNH SÁT QLHC VỀ TTXH',
  issueDate: '20240701',
  otherPersons: ['NGUYỄN<<THỊ<CON'],
  personalisedAt: '20240701083000',
  front: fromHex('FFD8FFD9'),
};

test('DG11 and DG12 give back what they were made of', () => {
  assert.deepEqual(readDg11(makeDg11(holder)), holder);
  assert.deepEqual(readDg12(makeDg12(document)), document);
  const fields = Object.keys(holder) as (keyof Dg11)[];
  fc.assert(
    fc.property(fc.subarray(fields), (some) => {
      const part = Object.fromEntries(some.map((field) => [field, holder[field]])) as Dg11;
      assert.deepEqual(readDg11(makeDg11(part)), part);
    }),
  );
});

test('DG11 and DG12 stand as Doc 9303-10 writes them: a list of tags, other names in A0 with their count', () => {
  assert.equal(
    hex(makeDg11({ fullName: 'A<<B', otherNames: ['C', 'D'], birthDate: '19990203' })),
    '6B275C065F0E5F0F5F2B5F0E04413C3C42A00B0201025F0F01435F0F01445F2B083139393930323033',
  );
  assert.equal(hex(makeDg12({ issueDate: '20240701' })), '6C0F5C025F265F26083230323430373031');
});

test('dates in packed digits, as early issuers wrote them, are read', () => {
  assert.equal(readDg12(fromHex('6C0B5C025F265F260420240701')).issueDate, '20240701');
});

test('an object that is there twice is refused, an unknown one passed over', () => {
  assert.throws(() => readDg12(fromHex('6C0C5C025F195F1901415F190142')), { code: 'file-malformed' });
  assert.deepEqual(readDg12(fromHex('6C0C5C025F195F1901415F7F0142')), { authority: 'A' });
});

test('a card shows the details of holder and document, signed', async () => {
  const made = makeWholeCard({ holder, document });
  const reading = await readChip(connectInProcess(new CardApplication(made.chip)), { trust: made.trust, at: now, can });
  assert.deepEqual([reading.isGenuine, reading.passive.proven.includes('DG11')], [true, true]);
  assert.deepEqual(readDg11(reading.files.DG11!), holder);
  assert.deepEqual(readDg12(reading.files.DG12!), document);
});

const finger = {
  position: 2,
  format: 'wsq',
  width: 300,
  height: 400,
  resolution: 197,
  image: fromHex('FFA0FFA1'),
} as const;

test('a finger image record gives back what it was made of, and refuses lengths that lie', () => {
  const record = makeFingerRecord(finger);
  assert.equal(hex(record.subarray(0, 32)), '46495200303130000000000000320000001F010200C500C500C500C508020000');
  const read = readFingerRecord(record);
  assert.deepEqual({ ...read, image: hex(read.image) }, { ...finger, image: hex(finger.image) });
  fc.assert(
    fc.property(fc.nat(record.length - 1), fc.nat(255), (place, value) => {
      const copy = Uint8Array.from(record);
      copy[place] = value;
      try {
        assert.ok(readFingerRecord(copy).image.length <= record.length);
      } catch (error) {
        assert.ok(error instanceof EmrtdError);
      }
    }),
  );
});

test('active authentication with RSA: our card answers, and the answer is right for this challenge alone', async () => {
  for (const modulusLength of [1024, 3072]) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
    const made = makeWholeCard({ activeKey: privateKey });
    const card = connectInProcess(new CardApplication(made.chip));
    const reading = await readChip(card, { trust: made.trust, at: now, can });
    assert.deepEqual([reading.activeAuthentication, reading.isGenuine], ['proven', true]);
  }
});
