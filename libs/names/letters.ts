/** Code units below this have a table row: Latin with every Vietnamese letter, Greek, Cyrillic. */
export const TABLE_END = 0x1f00;

/** Letters that Unicode does not decompose, by their plain form. */
const PLAIN_FORMS: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ɖ: 'd',
  ø: 'o',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ə: 'e',
  ς: 'σ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ĳ: 'ij',
};

/**
 * Lower case without diacritics (`Đặng` -> `dang`). Marks of scripts that write vowels as marks are kept: without them
 * a Hindi or Thai name would lose its vowels.
 */
export function foldLetters(text: string): string {
  let folded = '';
  for (const letter of text.toLowerCase().normalize('NFD')) {
    if (letter >= '\u0300' && letter <= '\u036f') continue;
    folded += PLAIN_FORMS[letter] ?? letter;
  }
  return folded.normalize('NFC');
}

/** Row value: the character is left out of keys (apostrophe, middle dot). */
export const DROPPED = 1;
/** Row value: the character separates tokens. */
export const SEPARATOR = 0x20;

/** For each code unit the ASCII code it has in a key, `SEPARATOR`, `DROPPED`, or 0: not decided by one unit alone. */
export const KEY_UNITS: Uint8Array = new Uint8Array(TABLE_END);

/** 1 for each code unit that a tidy name may hold as it stands, alone and next to any other such unit. */
export const TIDY_UNITS: Uint8Array = new Uint8Array(TABLE_END);

for (let unit = 0x20; unit < TABLE_END; unit++) {
  const letter = String.fromCharCode(unit);
  const ascii = unit < 0x7f;
  // Hangul jamo join with their neighbours under NFC.
  if (unit >= 0x1100 && unit <= 0x11ff) continue;
  if (ascii ? letter === '`' : !/\p{L}/u.test(letter) || letter.normalize('NFC') !== letter) continue;
  const folded = foldLetters(letter);
  if (folded.length === 1 && folded.charCodeAt(0) < 0x7f) KEY_UNITS[unit] = folded.charCodeAt(0);
  // Eth is the usual wrong Đ: what it becomes depends on its place in the word.
  TIDY_UNITS[unit] = letter === 'Ð' || letter === 'ð' ? 0 : 1;
}
for (const letter of ' -./') KEY_UNITS[letter.charCodeAt(0)] = SEPARATOR;
for (const letter of "'·\u02bb\u02bc") KEY_UNITS[letter.charCodeAt(0)] = DROPPED;
