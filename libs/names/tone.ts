import { tidyName } from './normalise.ts';

const TONES = '\u0300\u0301\u0303\u0309\u0323';
const SYLLABLE = /^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?([aăâeêioôơuưy]{1,3})(ch|nh|ng|[cmnpt])?$/;
const QUALITY = /[ăâêôơư](?!.*[ăâêôơư])/;
const I_OR_Y = /^((?:ngh|ng|nh|gh|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]))([yýỳỷỹỵ])$/;
const I_OF_Y: Readonly<Record<string, string>> = { y: 'i', ý: 'í', ỳ: 'ì', ỷ: 'ỉ', ỹ: 'ĩ', ỵ: 'ị' };

/** The index in a syllable's vowels that carries the tone in the older style: hòa, thúy, mía, ngoài, hoàng, huỳnh. */
function findToneSeat(vowels: string, closed: boolean): number {
  const quality = vowels.search(QUALITY);
  if (quality >= 0) return quality;
  if (closed) return vowels.length - 1;
  return vowels.length === 3 ? 1 : 0;
}

/** Moves the one tone mark of a Vietnamese syllable to its seat; anything else is returned as it came. */
function seatTone(word: string): string {
  let bare = '';
  let tone = '';
  for (const letter of word.normalize('NFD')) {
    if (!TONES.includes(letter)) bare += letter;
    else if (tone === '') tone = letter;
    else return word;
  }
  if (tone === '') return word;
  bare = bare.normalize('NFC');
  const syllable = SYLLABLE.exec(bare);
  if (!syllable) return word;
  const vowels = syllable[1]!;
  const rest = vowels.length + (syllable[2]?.length ?? 0);
  const seat = bare.length - rest + findToneSeat(vowels, syllable[2] !== undefined) + 1;
  return (bare.slice(0, seat) + tone + bare.slice(seat)).normalize('NFC');
}

function foldCase(text: string): string {
  // Through upper case, so that `ß` and `SS`, `ς` and `Σ` meet as full case folding has them.
  return text.toLowerCase().toUpperCase().toLowerCase().normalize('NFC').replaceAll('ð', 'đ');
}

/** Names repeat their words: a country has some thousands. Bounded, as a caller may send words that are none. */
const MAX_REMEMBERED = 50_000;
const MAX_REMEMBERED_LENGTH = 24;

function rememberWords(change: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const changed = change(word);
    if (word.length <= MAX_REMEMBERED_LENGTH) {
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(word, changed);
    }
    return changed;
  };
}

function mapWords(name: string, change: (word: string) => string): string {
  let mapped = '';
  let from = 0;
  for (let to = name.indexOf(' '); to >= 0; to = name.indexOf(' ', from)) {
    mapped += `${change(name.slice(from, to))} `;
    from = to + 1;
  }
  return mapped + change(from === 0 ? name : name.slice(from));
}

const PARTS = /[\p{L}\p{M}]+/gu;
const toneWord = rememberWords((word) => foldCase(word).replace(PARTS, seatTone));
const spellWord = rememberWords((word) =>
  toneWord(word).replace(PARTS, (part) => part.replace(I_OR_Y, (_, onset: string, y: string) => onset + I_OF_Y[y])),
);

/**
 * The name with its diacritics, but without what is only a manner of writing: case, and the place of the tone mark
 * (`HOÀ`, `Hòa` -> `hòa`; `Thuý`, `Thúy` -> `thúy`). Two names with one tone key are the same name.
 * Accepts any string, never throws.
 */
export function toneKey(name: string): string {
  return mapWords(tidyName(name), toneWord);
}

/** The tone key with `y` written `i` where Vietnamese spells either (`Lý`/`Lí`, `Vy`/`Vi`): the same sound, a weaker grade. */
export function spellingKey(name: string): string {
  return mapWords(tidyName(name), spellWord);
}
