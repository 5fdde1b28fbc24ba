/** Windows-1252 above ASCII as Windows itself maps it: the five free places are control codes. */
export const WINDOWS_1252: readonly string[] = tableOf(
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ',
  Array.from({ length: 96 }, (_, at) => String.fromCharCode(0xa0 + at)).join(''),
);

/**
 * TCVN3 (ABC fonts): the upper half of TCVN 5712:1993 VN1, with the marks of Windows-1252 below it as the fonts have them.
 * Checked against glibc's TCVN5712-1 and UniKey's charset table, which agree on every letter.
 */
export const TCVN3: readonly string[] = tableOf(
  WINDOWS_1252.slice(0x80, 0xa0).join(''),
  '\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ' +
    '\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ' +
    'ẮẦẨẪẤỀặầẩẫấậèỂẻẽ' +
    'éẹềểễếệìỉỄẾỒĩíịò' +
    'Ổỏõóọồổỗốộờởỡớợù' +
    'ỖủũúụừửữứựỳỷỹýỵỐ',
);

/** Letters that VNI-Windows writes alone; the capitals stand 0x20 below. */
const VNI_ALONE: Readonly<Record<string, string>> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};

/** Marks that VNI-Windows writes behind their letter: circumflex or breve first, then the tone. */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};

/** VNI-Windows: what one byte is alone, in its case. Checked against UniKey's and xvnkb's tables. */
export const VNI_LETTERS: readonly string[] = WINDOWS_1252.map((letter) => {
  const small = letter.toLowerCase();
  const read = VNI_ALONE[small];
  if (read === undefined) return letter;
  return small === letter ? read : read.toUpperCase();
});

/** VNI-Windows: the marks that a byte puts on the letter before it, if it does. Typists mix the cases of marks. */
const MARKS_OF_BYTE: readonly (string | undefined)[] = WINDOWS_1252.map((letter) => VNI_MARKS[letter.toLowerCase()]);

/** The letter with the marks of a VNI byte; undefined where no such letter exists, as for `b` or a circumflex on `u`. */
export function markVni(letter: string, byte: number): string | undefined {
  const marks = MARKS_OF_BYTE[byte];
  if (marks === undefined) return undefined;
  const marked = (letter + marks).normalize('NFC');
  return marked.length === 1 && VIETNAMESE.has(marked) ? marked : undefined;
}

/** Every letter that Vietnamese has beside ASCII, in both cases. */
export const VIETNAMESE: ReadonlySet<string> = new Set(
  [...'aăâeêioôơuưy']
    .flatMap((vowel) =>
      ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].flatMap((tone) => {
        const letter = (vowel + tone).normalize('NFC');
        return letter < '\u0080' ? [] : [letter, letter.toUpperCase()];
      }),
    )
    .concat('đ', 'Đ'),
);

function tableOf(...parts: readonly string[]): string[] {
  return [...Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code)), ...parts.join('')];
}
