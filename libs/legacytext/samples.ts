/** Encoders for tests, made from the keyboards' side (vowel by vowel, tone by tone), not from the tables that decode. */
const TONES = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const VOWELS = 'aâăeêioôơuưy';
const TCVN3_ROWS = 'a¸µ¶·¹ ©ÊÇÈÉË ¨¾»¼½Æ eÐÌÎÏÑ ªÕÒÓÔÖ iÝ×ØÜÞ oãßáâä «èåæçé ¬íêëìî uóïñòô \u00adøõö÷ù yýúûüþ'.split(
  ' ',
);
const VNI_ROWS =
  'a aù aø aû aõ aï,aâ aá aà aå aã aä,aê aé aè aú aü aë,e eù eø eû eõ eï,eâ eá eà eå eã eä,i í ì æ ó ò,o où oø oû oõ oï,oâ oá oà oå oã oä,ô ôù ôø ôû ôõ ôï,u uù uø uû uõ uï,ö öù öø öû öõ öï,y yù yø yû yõ î'
    .split(',')
    .map((row) => row.split(' '));

const tcvn3 = new Map<string, string>([
  ['đ', '®'],
  ...[...'ĂÂÊÔƠƯĐ'].map((letter, at) => [letter, '¡¢£¤¥¦§'[at]!] as const),
]);
const vni = new Map<string, string>([
  ['đ', 'ñ'],
  ['Đ', 'Ñ'],
]);
for (const [row, vowel] of [...VOWELS].entries())
  for (const [tone, mark] of TONES.entries()) {
    const letter = (vowel + mark).normalize('NFC');
    tcvn3.set(letter, [...TCVN3_ROWS[row]!][tone]!);
    vni.set(letter, VNI_ROWS[row]![tone]!);
    vni.set(letter.toUpperCase(), VNI_ROWS[row]![tone]!.toUpperCase());
  }

const bytesOf = (text: string, map: ReadonlyMap<string, string>) =>
  Buffer.from([...text].map((letter) => map.get(letter) ?? letter).join(''), 'latin1');

/** TCVN3 knows no capitals with a tone: they are typed with the small letter's code. */
export const encodeTcvn3 = (text: string) =>
  bytesOf(
    [...text].map((letter) => (tcvn3.has(letter) || letter < '\u0080' ? letter : letter.toLowerCase())).join(''),
    tcvn3,
  );
export const encodeVni = (text: string) => bytesOf(text, vni);

const CODES_1258 = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte]),
);

/** Letters of Windows-1258 with their tone behind them, as Windows' keyboard types it. */
export function encode1258(text: string): Buffer {
  const apart = [...text].flatMap((letter) => {
    const tone = letter.normalize('NFD').match(/[\u0300\u0301\u0303\u0309\u0323]/)?.[0];
    if (!tone) return [letter];
    return [letter.normalize('NFD').replace(tone, '').normalize('NFC'), tone];
  });
  return Buffer.from(apart.map((letter) => CODES_1258.get(letter)!));
}

export const NAMES = [
  'Nguyễn Văn An',
  'Trần Thị Hương',
  'Lê Hoàng Phượng',
  'Đặng Quốc Khuyến',
  'Phạm Ngọc Ánh',
  'Vũ Đức Thịnh',
  'Hồ Chí Trung',
  'Bùi Thuý Quỳnh',
  'Đỗ Khương Duy',
  'Huỳnh Nguyệt Ảnh',
  'Ngô Giếng Đá',
  'Phường Bến Nghé, Thành phố Hồ Chí Minh',
  'Xã Tân Thạnh, huyện Giồng Trôm, tỉnh Bến Tre',
];
