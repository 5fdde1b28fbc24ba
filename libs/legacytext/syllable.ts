const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const ONSET = 'ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]';
/** Rhymes that end in a vowel, and those that may or must be closed. */
const OPEN =
  'a|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|oa|oe|oai|oao|oay|oeo|oi|ôi|ơi|ua|ui|uê|uơ|uy|uôi|uya|uyu|uêu|uây|ưa|ưi|ưu|ươi|ươu|yêu';
const CLOSED = '(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|oa|oă|oe|oo|uâ|uê|uô|uy|uyê|ươ|yê)(?:ch|nh|ng|[cmnptk])';
const SYLLABLE = new RegExp(`^(?:${ONSET})?(?:${OPEN}|${CLOSED})$`);
const STOPPED = /(?:ch|[cptk])$/;
/** What can be a letter in some encoding: all but blanks, digits, marks of ASCII and the quotes and dashes of Windows. */
const WORDS = /(?:[A-Za-z]|(?![\u00a0\u2010-\u2026])[^\0-\x7f])+/g;

const known = new Map<string, boolean>();
const MAX_KNOWN = 20_000;

/** Whether a word can be written so in Vietnamese: onset, rhyme, one tone at most, stops with their two tones. */
export function isSyllable(word: string): boolean {
  const found = known.get(word);
  if (found !== undefined) return found;
  const answer = judge(word.toLowerCase().normalize('NFD'));
  if (known.size >= MAX_KNOWN) known.clear();
  if (word.length <= 12) known.set(word, answer);
  return answer;
}

function judge(apart: string): boolean {
  const tones = apart.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const bare = apart.replace(TONES, '').normalize('NFC');
  // `giếng` and `gì`: the i belongs to onset and rhyme at once.
  const fits = SYLLABLE.test(bare) || (bare.startsWith('gi') && SYLLABLE.test(`gi${bare.slice(1)}`));
  if (!fits) return false;
  return !STOPPED.test(bare) || tones.length === 0 || tones[0] === '\u0301' || tones[0] === '\u0323';
}

/** How many words have a letter beyond ASCII, and how many of those are Vietnamese syllables. */
export interface Tally {
  readonly words: number;
  readonly fitting: number;
}

/** Counts the words that tell anything: those of ASCII letters alone read alike in every encoding. */
export function tallySyllables(text: string): Tally {
  let words = 0;
  let fitting = 0;
  for (const [word] of text.matchAll(WORDS)) {
    if (isAscii(word)) continue;
    words += 1;
    if (isSyllable(word)) fitting += 1;
  }
  return { words, fitting };
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
