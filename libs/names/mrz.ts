import { NameError } from './errors.ts';
import { cleanName } from './normalise.ts';

/** ICAO Doc 9303 part 3, section 6 A: Latin letters that do not simply lose their mark; the first of its choices. */
const SPELLINGS: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Đ: 'D',
  Ð: 'D',
  Ħ: 'H',
  Ĳ: 'IJ',
  ĸ: 'Q',
  Ł: 'L',
  Ŋ: 'N',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  Þ: 'TH',
  Ŧ: 'T',
  Ü: 'UE',
  ẞ: 'SS',
};
const FILLER = '<';

/** A name as the zone has it: components joined by single fillers; `secondary` is empty for a person of one name. */
export type MrzName = { primary: string; secondary: string };

function spellPart(part: string): string {
  let spelt = '';
  for (const letter of part.toUpperCase()) {
    if (" -./'\u00b7\u02bb\u02bc".includes(letter)) {
      // Apostrophes are left out, hyphens and blanks separate components (part 3, 4.6).
      if (' -/.'.includes(letter)) spelt += FILLER;
      continue;
    }
    const plain = SPELLINGS[letter] ?? letter.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    if (!/^[A-Z]*$/.test(plain)) throw new NameError('name-script');
    spelt += plain;
  }
  return spelt.split(FILLER).filter(Boolean).join(FILLER);
}

/**
 * Transliterates a name for the machine readable zone (ICAO Doc 9303 part 3). A string is read the Vietnamese way, the
 * first word is the family name; give `surname` and `given` where that does not hold.
 *
 * @throws {NameError} what `cleanName` throws, and `name-script` for letters outside Latin
 */
export function toMrz(name: string | { surname: string; given: string }): MrzName {
  if (typeof name === 'string') {
    const clean = cleanName(name);
    const end = clean.indexOf(' ');
    if (end < 0) return { primary: spellPart(clean), secondary: '' };
    return { primary: spellPart(clean.slice(0, end)), secondary: spellPart(clean.slice(end + 1)) };
  }
  const secondary = name.given.trim() === '' ? '' : spellPart(cleanName(name.given));
  return { primary: spellPart(cleanName(name.surname)), secondary };
}

/**
 * The name field, filled or truncated to `width` characters (30 on a card, 39 in a passport, 31 on TD2). A name that was
 * cut ends in a letter, as the standard asks, and keeps at least one letter of the secondary identifier.
 */
export function formatMrzName(name: MrzName, width: number): string {
  const full = name.secondary === '' ? name.primary : `${name.primary}${FILLER}${FILLER}${name.secondary}`;
  if (full.length <= width) return full.padEnd(width, FILLER);
  if (name.secondary === '') return endInLetter(name.primary, width).padEnd(width, FILLER);
  const primary = name.primary.length > width - 3 ? endInLetter(name.primary, width - 3) : name.primary;
  const room = width - primary.length - 2;
  const secondary = name.secondary.length > room ? endInLetter(name.secondary, room) : name.secondary;
  return `${primary}${FILLER}${FILLER}${secondary}`.padEnd(width, FILLER);
}

/** Cuts to `width`; where the cut would end in a filler, the component before it gives up one letter. */
function endInLetter(components: string, width: number): string {
  if (components[width - 1] !== FILLER) return components.slice(0, width);
  return width < 3 || components[width - 3] === FILLER
    ? components.slice(0, width - 1)
    : components.slice(0, width - 2) + FILLER + components[width]!;
}
