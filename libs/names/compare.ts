import { isWithinOneEdit } from './distance.ts';
import { nameKey } from './keys.ts';
import { tidyName } from './normalise.ts';
import { spellingKey, toneKey } from './tone.ts';

export type NameDifference =
  | 'case'
  | 'tone-placement'
  | 'punctuation'
  | 'diacritics'
  | 'i-or-y'
  | 'order'
  | 'one-typing-error'
  | 'missing-middle-name'
  | 'initials';

/**
 * `why` is absent for identical names and for every `no`. `distance` counts edits between the search keys and stops at
 * 2, which stands for any more: a finer number would let a caller climb towards the name guess by guess.
 */
export type NameComparison = {
  readonly verdict: 'yes' | 'close' | 'no';
  readonly why?: NameDifference;
  readonly distance: 0 | 1 | 2;
};

const MAX_UNITS = 600;
/** Below this many letters one error is so much of the name that "close" would be said to nearly any guess. */
const MIN_LETTERS_FOR_ERROR = 4;

const SAME: NameComparison = Object.freeze({ verdict: 'yes', distance: 0 });
const CASE: NameComparison = Object.freeze({ verdict: 'yes', why: 'case', distance: 0 });
const TONE_PLACEMENT: NameComparison = Object.freeze({ verdict: 'yes', why: 'tone-placement', distance: 0 });
const PUNCTUATION: NameComparison = Object.freeze({ verdict: 'close', why: 'punctuation', distance: 0 });
const DIACRITICS: NameComparison = Object.freeze({ verdict: 'close', why: 'diacritics', distance: 0 });
const I_OR_Y_ONCE: NameComparison = Object.freeze({ verdict: 'close', why: 'i-or-y', distance: 1 });
const I_OR_Y_OFTEN: NameComparison = Object.freeze({ verdict: 'close', why: 'i-or-y', distance: 2 });
const ORDER: NameComparison = Object.freeze({ verdict: 'close', why: 'order', distance: 2 });
const TYPING_ERROR: NameComparison = Object.freeze({ verdict: 'close', why: 'one-typing-error', distance: 1 });
const MISSING_MIDDLE: NameComparison = Object.freeze({ verdict: 'close', why: 'missing-middle-name', distance: 2 });
const INITIALS: NameComparison = Object.freeze({ verdict: 'close', why: 'initials', distance: 2 });
const DIFFERENT: NameComparison = Object.freeze({ verdict: 'no', distance: 2 });

function dropPunctuation(toneKeyed: string): string {
  return toneKeyed
    .replace(/['·\u02bb\u02bc]/g, '')
    .replace(/[ ./-]+/g, ' ')
    .trim();
}

function countLetters(key: string): number {
  let letters = key.length;
  for (let at = key.indexOf(' '); at >= 0; at = key.indexOf(' ', at + 1)) letters--;
  return letters;
}

function isReordered(key: string, otherKey: string): boolean {
  if (key.length !== otherKey.length || !key.includes(' ')) return false;
  return key.split(' ').sort().join(' ') === otherKey.split(' ').sort().join(' ');
}

/** One middle name is absent on one side, all else is the same with its diacritics. */
function lacksMiddleName(shorter: string[], longer: string[]): boolean {
  if (shorter.length < 2 || longer.length !== shorter.length + 1) return false;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at++;
  if (at === 0 || at === shorter.length) return false;
  while (at < shorter.length && shorter[at] === longer[at + 1]) at++;
  return at === shorter.length;
}

/** Middle names stand as single letters on one side; family and given name are full and the same. */
function hasInitials(tokens: string[], others: string[]): boolean {
  const end = tokens.length - 1;
  if (end < 2 || others.length !== tokens.length || tokens[0] !== others[0] || tokens[end] !== others[end])
    return false;
  for (let at = 1; at < end; at++) {
    const [a, b] = [tokens[at]!, others[at]!];
    if (a !== b && !((a.length === 1 || b.length === 1) && nameKey(a)[0] === nameKey(b)[0])) return false;
  }
  return true;
}

/** Written out with their diacritics the two differ by one edit, so nothing but that error lies between them. */
function differsByOneError(claimed: string, held: string, claimedTone: string, heldTone: string): boolean {
  return isWithinOneEdit(claimedTone, heldTone) || isWithinOneEdit(claimed.toLowerCase(), held.toLowerCase());
}

/**
 * Compares a name somebody claims with the name that is held. Grades (README has the table): `yes` when nothing but
 * case, Unicode form or the place of a tone mark differs; `close` for exactly one usual error; else `no`. Two errors
 * together are `no`, except a name that is both reordered and without diacritics. Symmetric; accepts any two strings and
 * never throws; what is not a name is `no`, even against itself.
 */
export function compareName(claimed: string, held: string): NameComparison {
  if (claimed.length > MAX_UNITS || held.length > MAX_UNITS) return DIFFERENT;
  const claimedKey = nameKey(claimed);
  const heldKey = nameKey(held);
  if (claimedKey === '' || heldKey === '') return DIFFERENT;
  if (claimed === held) return SAME;

  const claimedTidy = tidyName(claimed);
  const heldTidy = tidyName(held);
  if (claimedTidy === heldTidy) return SAME;
  if (claimedKey === heldKey) {
    const claimedTone = toneKey(claimedTidy);
    const heldTone = toneKey(heldTidy);
    if (claimedTone === heldTone) return claimedTidy.toLowerCase() === heldTidy.toLowerCase() ? CASE : TONE_PLACEMENT;
    return dropPunctuation(claimedTone) === dropPunctuation(heldTone) ? PUNCTUATION : DIACRITICS;
  }
  return gradeUnequalKeys(claimedTidy, heldTidy, claimedKey, heldKey);
}

function gradeUnequalKeys(claimed: string, held: string, claimedKey: string, heldKey: string): NameComparison {
  const oneEdit = isWithinOneEdit(claimedKey, heldKey);
  if (!oneEdit && isReordered(claimedKey, heldKey)) return ORDER;
  // Most pairs that are not the same person end here, before any diacritics are looked at.
  if (!oneEdit && !mayBeVariant(claimedKey, heldKey)) return DIFFERENT;

  if (spellingKey(claimed) === spellingKey(held)) return oneEdit ? I_OR_Y_ONCE : I_OR_Y_OFTEN;
  const claimedTone = toneKey(claimed);
  const heldTone = toneKey(held);
  const longEnough = Math.max(countLetters(claimedKey), countLetters(heldKey)) >= MIN_LETTERS_FOR_ERROR;
  if (oneEdit && longEnough && differsByOneError(claimed, held, claimedTone, heldTone)) return TYPING_ERROR;

  const claimedTokens = dropPunctuation(claimedTone).split(' ');
  const heldTokens = dropPunctuation(heldTone).split(' ');
  if (lacksMiddleName(claimedTokens, heldTokens) || lacksMiddleName(heldTokens, claimedTokens)) return MISSING_MIDDLE;
  return hasInitials(claimedTokens, heldTokens) ? INITIALS : DIFFERENT;
}

/** Cheap and never wrong when it says no: i/y, initials and a missing middle name all keep each end's first letter. */
function mayBeVariant(claimedKey: string, heldKey: string): boolean {
  if (claimedKey.charCodeAt(0) !== heldKey.charCodeAt(0)) return false;
  return claimedKey.charCodeAt(claimedKey.lastIndexOf(' ') + 1) === heldKey.charCodeAt(heldKey.lastIndexOf(' ') + 1);
}
