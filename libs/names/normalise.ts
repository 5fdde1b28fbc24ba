import { NameError } from './errors.ts';
import { TABLE_END, TIDY_UNITS } from './letters.ts';

const MAX_CODE_POINTS = 150;
/** Room for decomposed letters and invisible characters, yet small enough that a hostile input costs nothing. */
const MAX_CODE_UNITS = 1024;

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const BLANKS = /\p{White_Space}+/gu;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const APOSTROPHES = /[\u2018\u2019\u00b4\u2032`]/g;
const HYPHENS = /[\u2010-\u2015\u2212]/g;
/** A tone typed before the vowel's own mark: not canonically equal, yet the same letter to every reader. */
const TONE_BEFORE_QUALITY = /([\u0300\u0301\u0303\u0309])([\u0302\u0306])/g;
const LEADING_ETH = /(?<![\p{L}\p{M}])[Ðð]/gu;

const WORD = "'?\\p{L}[\\p{L}\\p{M}'\u00b7./-]*";
const NAME = new RegExp(`^${WORD}(?: ${WORD})*$`, 'u');
const DOUBLED_PUNCTUATION = /(['\u00b7./-])\1/;
const STACKED_MARKS = /\p{M}{4}/u;

function isTidy(text: string): boolean {
  let afterBlank = true;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= TABLE_END || TIDY_UNITS[unit] === 0) return false;
    const blank = unit === 0x20;
    if (blank && afterBlank) return false;
    afterBlank = blank;
  }
  return !afterBlank;
}

/**
 * The same name as a careful typist would have entered it: NFC, single blanks, no invisible characters, `Đ` U+0110 for
 * a leading eth, one kind of apostrophe and hyphen. Refuses nothing; what is not a name stays what it is.
 *
 * Eth is turned into `Đ` only at the start of a word: no Vietnamese word has `đ` elsewhere, and no Icelandic word begins
 * with `ð`, so `Ðặng` is repaired and `Guðrún` is left alone.
 */
export function tidyName(text: string): string {
  if (isTidy(text)) return text;
  // One repair may lay open another (marks that meet when what stood between them goes); four rounds are more than any needs.
  let tidied = text;
  for (let round = 0; round < 4; round++) {
    const next = repairOnce(tidied);
    if (next === tidied) break;
    tidied = next;
  }
  return tidied;
}

function repairOnce(text: string): string {
  return text
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .normalize('NFD')
    .replace(TONE_BEFORE_QUALITY, '$2$1')
    .normalize('NFC')
    .replace(LEADING_ETH, (eth) => (eth === 'Ð' ? 'Đ' : 'đ'))
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * A name fit to be stored, from whatever was typed, scanned or imported. Letters of any script, combining marks,
 * hyphen, apostrophe, full stop, slash and middle dot inside words are names (`J.-P.`, `O'Neill`, `a/l`).
 *
 * @throws {NameError} `name-empty`, `name-too-long` (over 150 code points), `name-character`
 */
export function cleanName(input: string): string {
  if (input.length > MAX_CODE_UNITS) throw new NameError('name-too-long');
  if (!input.isWellFormed()) throw new NameError('name-character');
  const name = tidyName(input);
  if (name === '') throw new NameError('name-empty');
  if (name.length > MAX_CODE_POINTS && [...name].length > MAX_CODE_POINTS) throw new NameError('name-too-long');
  if (!NAME.test(name) || DOUBLED_PUNCTUATION.test(name) || STACKED_MARKS.test(name)) {
    throw new NameError('name-character');
  }
  return name;
}

/** An apostrophe starts a new capital only after a single letter: `O'Neill`, `H'Hen`, but `Ta'ali`. */
const WORD_START = /((?:^|[ .-])(?:\p{L}')?)(\p{L})/gu;

/**
 * The name as it is shown. Input all in upper or all in lower case is given capitals (`NGUYỄN VĂN AN` ->
 * `Nguyễn Văn An`); mixed case is somebody's decision and stays.
 */
export function displayName(name: string): string {
  const tidy = tidyName(name);
  const lower = tidy.toLowerCase();
  if (tidy !== lower && tidy !== tidy.toUpperCase()) return tidy;
  return lower
    .replace(WORD_START, (_, before: string, letter: string) => before.toUpperCase() + letter.toUpperCase())
    .normalize('NFC');
}
