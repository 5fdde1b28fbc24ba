import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createDecoder, decode, detectEncoding, type Encoding, isSyllable } from './index.ts';
import { encode1258, encodeTcvn3, encodeVni, NAMES } from './samples.ts';

const old = { tcvn3: encodeTcvn3, vni: encodeVni, 'windows-1258': encode1258 } as const;
const encodings: readonly (readonly [Encoding, (text: string) => Buffer])[] = [
  ...(Object.entries(old) as [Encoding, (text: string) => Buffer][]),
  ['utf-8', (text) => Buffer.from(text)],
  ['utf-16le', (text) => Buffer.from(text, 'utf16le')],
  ['utf-16be', (text) => Buffer.from(text, 'utf16le').swap16()],
];
const letters = 'aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ';
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 });

for (const [encoding, bytes, text] of [
  ['tcvn3', 'Tæng bÝ th\u00ad ®Çu tiªn cña §¶ng céng s¶n ViÖt Nam', 'Tổng bí thư đầu tiên của Đảng cộng sản Việt Nam'],
  ['vni', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
  ['vni', 'ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC', 'ĐỘC LẬP - TỰ DO - HẠNH PHÚC'],
  ['windows-1258', 'Vi\u00ea\u00f2t Nam, \u00f0\u00f4\u00f2c l\u00e2\u00f2p', 'Việt Nam, độc lập'],
] as const)
  test(`a sentence as it was written in ${encoding} reads as it was meant: ${text}`, () => {
    assert.equal(decode(Buffer.from(bytes, 'latin1'), encoding), text);
  });

for (const [encoding, encode] of encodings) {
  test(`every Vietnamese word written in ${encoding} comes back, wherever its bytes are cut`, () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), fc.array(fc.nat(60), { maxLength: 6 }), (words, cuts) => {
        const text = words.join(' ');
        const bytes = encode(text);
        const decoder = createDecoder(encoding);
        const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((to, at) => decoder.write(bytes.subarray(places[at], to)));
        assert.equal(pieces.join('') + decoder.end(), decode(bytes, encoding));
        assert.equal(decode(bytes, encoding), text);
      }),
    );
  });

  test(`a list of names in ${encoding} is known for what it is`, () => {
    const found = detectEncoding(encode(NAMES.join('\n')));
    assert.equal(found.encoding, encoding);
    assert.ok(found.confidence >= 0.85, String(found.confidence));
    // TCVN3 has no capitals with a tone: `Ánh` was typed `¸nh`.
    const read = decode(encode(NAMES.join('\n')), encoding);
    assert.equal(
      encoding === 'tcvn3' ? read.toLowerCase() : read,
      encoding === 'tcvn3' ? NAMES.join('\n').toLowerCase() : NAMES.join('\n'),
    );
  });
}

test('byte order marks decide, and are no text', () => {
  for (const [mark, encoding, length] of [
    [Buffer.from('\ufeffé'), 'utf-8', 3],
    [Buffer.from('\ufeffé', 'utf16le'), 'utf-16le', 2],
    [Buffer.from('\ufeffé', 'utf16le').swap16(), 'utf-16be', 2],
  ] as const) {
    assert.deepEqual(detectEncoding(mark), { encoding, confidence: 1, mark: length });
    assert.equal(decode(mark, encoding), 'é');
  }
});

test('ASCII is UTF-8; French is Windows-1252, with little confidence; noise throws nothing', () => {
  assert.deepEqual(detectEncoding(Buffer.from('Nguyen Van An')), { encoding: 'utf-8', confidence: 1, mark: 0 });
  const french = Buffer.from('Élève né à Besançon, déjà reçu, français, où, garçon, août, naïve', 'latin1');
  const found = detectEncoding(french);
  assert.equal(found.encoding, 'windows-1252');
  assert.ok(found.confidence < 0.5);
  assert.equal(decode(french, 'windows-1252'), french.toString('latin1'));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { encoding, confidence } = detectEncoding(bytes);
      assert.ok(confidence >= 0 && confidence <= 1);
      assert.equal(typeof decode(bytes, encoding), 'string');
    }),
  );
});

test('text that is cut in the middle of a letter is still UTF-8, and so is one with a stray byte', () => {
  const bytes = Buffer.from(NAMES.join('\n'));
  for (let cut = bytes.length - 8; cut < bytes.length; cut++)
    assert.equal(detectEncoding(bytes.subarray(0, cut)).encoding, 'utf-8');
  const stray = detectEncoding(Buffer.concat([bytes, Buffer.from([0xe9, 0x20])]));
  assert.equal(stray.encoding, 'utf-8');
  assert.ok(stray.confidence < 1);
});

test('a syllable has one tone, a known rhyme, and before a stop one of two tones', () => {
  for (const yes of ['nguyễn', 'Giếng', 'gì', 'quốc', 'khuỷu', 'thuở', 'rượu', 'ĐẮK', 'Yến', 'oánh', 'huỳnh'])
    assert.ok(isSyllable(yes), yes);
  for (const no of ['nguyén̉', 'quồc', 'Müller', 'bcd', 'tă', 'nguiễn', 'hoànng', '§Æng', ''])
    assert.ok(!isSyllable(no), no);
});
