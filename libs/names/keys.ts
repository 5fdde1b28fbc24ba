import { DROPPED, foldLetters, KEY_UNITS, SEPARATOR, TABLE_END } from './letters.ts';
import { tidyName } from './normalise.ts';

/** Longer input takes the slow path: the units below become call arguments, whose number an engine limits. */
const MAX_FAST_UNITS = 512;
const units: number[] = [];

function foldSlowly(name: string): string {
  return foldLetters(tidyName(name))
    .replace(/['·\u02bb\u02bc]/g, '')
    .replace(/[ ./-]+/g, ' ')
    .trim();
}

/**
 * The key under which a name is stored for search: lower case, no diacritics (`đ` -> `d`), single blanks, hyphens and
 * full stops as blanks, apostrophes gone. Where the tone mark stands in the syllable makes no difference. Accepts any
 * string, never throws; the empty string when nothing is left.
 */
export function nameKey(name: string): string {
  const length = name.length;
  if (length > MAX_FAST_UNITS) return foldSlowly(name);
  let count = 0;
  let gap = false;
  for (let at = 0; at < length; at++) {
    const unit = name.charCodeAt(at);
    const folded = unit < TABLE_END ? KEY_UNITS[unit]! : 0;
    if (folded > SEPARATOR) {
      if (gap) {
        units[count++] = SEPARATOR;
        gap = false;
      }
      units[count++] = folded;
    } else if (folded === SEPARATOR) gap = count > 0;
    else if (folded !== DROPPED) return foldSlowly(name);
  }
  units.length = count;
  return String.fromCharCode.apply(null, units);
}

/** The key's tokens in the order written; none for an empty name. */
export function nameTokens(name: string): string[] {
  const key = nameKey(name);
  return key === '' ? [] : key.split(' ');
}

/** Key of the given name, by which Vietnamese names are called and sorted: the last token. */
export function givenKey(name: string): string {
  const key = nameKey(name);
  return key.slice(key.lastIndexOf(' ') + 1);
}

/** Key of the family name as Vietnamese names are written: the first token. */
export function surnameKey(name: string): string {
  const key = nameKey(name);
  const end = key.indexOf(' ');
  return end < 0 ? key : key.slice(0, end);
}
