import { editDistanceAtMost, isWithinOneEdit } from './distance.ts';

/** Tokens beyond these take no part: the longest registered names have fewer, and a query must stay cheap. */
const MAX_TOKENS = 12;
const GIVEN = 0.45;
const SURNAME = 0.25;
const MIDDLE = 0.3;
const SURNAME_OF_TWO = 0.4;

const INITIAL = 0.5;
/** A middle name the candidate lacks, as opposed to one that differs, which is worth nothing. */
const ABSENT_MIDDLE = 0.5;
const UNASKED_MIDDLE = 0.95;
const UNASKED_SURNAME = 0.85;
const UNASKED_GIVEN = 0.75;
const REORDERED = 0.9;
/** One typing error in all. */
const ONE_EDIT = 0.88;
/** The error split a word or joined two, so that hardly a token matches by itself: above a name that lacks one of four. */
const OTHERWISE_SPACED = 0.95;
/** Not above `ONE_EDIT`: two errors in long words must not outrank one error in a short word. */
const SECOND_ERROR = 0.88;
const NONE_ALIKE = 99;

const matchOf = new Int8Array(MAX_TOKENS);
let splitQuery = '';
let queryTokens: string[] = [];

function weigh(at: number, count: number): number {
  if (count === 1) return 1;
  if (count === 2) return at === 0 ? SURNAME_OF_TWO : 1 - SURNAME_OF_TWO;
  if (at === 0) return SURNAME;
  return at === count - 1 ? GIVEN : MIDDLE / (count - 2);
}

/** Typing errors between two unequal tokens, `NONE_ALIKE` when too many; short words leave room for one only. */
function countErrors(asked: string, candidate: string): number {
  const max = Math.max(asked.length, candidate.length) >= 6 ? 2 : 1;
  const edits = editDistanceAtMost(asked, candidate, max);
  return edits > max ? NONE_ALIKE : edits;
}

/** 0..1 by the share of the word that is wrong, so an error in `an` costs more than one in `nguyen`. */
function rateErrors(errors: number, longest: number): number {
  if (errors === NONE_ALIKE) return 0;
  return 1 - (errors === 1 ? 0.8 : errors) / longest;
}

/** Pairs equal tokens, given with given and surname with surname first. Returns the used candidate tokens as bits. */
function pairEqual(query: string[], candidate: string[]): number {
  const [queryEnd, candidateEnd] = [query.length - 1, candidate.length - 1];
  let used = 0;
  matchOf.fill(-1);
  if (query[queryEnd] === candidate[candidateEnd]) {
    matchOf[queryEnd] = candidateEnd;
    used |= 1 << candidateEnd;
  }
  for (let at = 0; at <= queryEnd; at++) {
    if (matchOf[at] !== -1) continue;
    for (let to = 0; to <= candidateEnd; to++) {
      if (used & (1 << to) || query[at] !== candidate[to]) continue;
      matchOf[at] = to;
      used |= 1 << to;
      break;
    }
  }
  return used;
}

type Likeliest = { to: number; likeness: number; errors: number };

/** Of the unused candidate tokens the one most like `query[at]`; among equals the one in the same place from the end. */
function findLikeliest(query: string[], candidate: string[], at: number, used: number): Likeliest {
  const asked = query[at]!;
  let to = -1;
  let errors = 0;
  let likeness = 0;
  let shift = 0;
  for (let other = candidate.length - 1; other >= 0; other--) {
    if (used & (1 << other)) continue;
    const held = candidate[other]!;
    let found: number;
    let foundErrors = 0;
    if (asked.length === 1 || held.length === 1) found = asked[0] === held[0] ? INITIAL : 0;
    else {
      foundErrors = countErrors(asked, held);
      found = rateErrors(foundErrors, Math.max(asked.length, held.length));
    }
    const foundShift = Math.abs(query.length - at - (candidate.length - other));
    if (found > likeness || (found > 0 && found === likeness && foundShift < shift)) {
      to = other;
      likeness = found;
      errors = foundErrors;
      shift = foundShift;
    }
  }
  return { to, likeness, errors };
}

function isInOrder(count: number): boolean {
  let before = -1;
  for (let at = 0; at < count; at++) {
    const to = matchOf[at]!;
    if (to < 0) continue;
    if (to < before) return false;
    before = to;
  }
  return true;
}

function scoreTokens(query: string[], candidate: string[]): number {
  let used = pairEqual(query, candidate);
  let score = 0;
  let errorsInAll = 0;
  let unpaired = 0;
  let unpairedMiddle = 0;
  // From the given name backwards: it has the first choice among what is left.
  for (let at = query.length - 1; at >= 0; at--) {
    const weight = weigh(at, query.length);
    if (matchOf[at] !== -1) {
      score += weight;
      continue;
    }
    const { to, likeness, errors } = findLikeliest(query, candidate, at, used);
    if (to < 0) {
      unpaired++;
      if (at > 0 && at < query.length - 1) unpairedMiddle += weight;
      continue;
    }
    matchOf[at] = to;
    used |= 1 << to;
    score += weight * likeness;
    errorsInAll += errors;
  }

  let spare = 0;
  let unasked = 1;
  for (let to = 0; to < candidate.length; to++) {
    if (used & (1 << to)) continue;
    spare++;
    if (spare <= unpaired) continue;
    unasked *= to === candidate.length - 1 ? UNASKED_GIVEN : to === 0 ? UNASKED_SURNAME : UNASKED_MIDDLE;
  }
  if (spare === 0) score += unpairedMiddle * ABSENT_MIDDLE;
  if (errorsInAll > 1) score *= SECOND_ERROR;
  return score * unasked * (isInOrder(query.length) ? 1 : REORDERED);
}

/**
 * How well a registered name answers a searched one: 0 (nothing in common) to 1 (equal keys, and only then). Both are
 * keys of `nameKey`, family name first. The given name weighs most; other order, typing errors, initials and middle
 * names missing on either side lower the score by degrees. The same pair always scores the same.
 */
export function scoreName(queryKey: string, candidateKey: string): number {
  if (queryKey === '' || candidateKey === '') return 0;
  if (queryKey === candidateKey) return 1;
  if (queryKey !== splitQuery) {
    splitQuery = queryKey;
    queryTokens = queryKey.split(' ', MAX_TOKENS);
  }
  const candidateTokens = candidateKey.split(' ', MAX_TOKENS);
  const score = scoreTokens(queryTokens, candidateTokens);
  const least = queryTokens.length === candidateTokens.length ? ONE_EDIT : OTHERWISE_SPACED;
  if (score < least && isWithinOneEdit(queryKey, candidateKey)) return least;
  return Math.min(score, 0.99);
}
