import { isId } from '#kernel';
import { FingerprintError, readIsoRecord } from '#libs/fingerprint';
import { type Candidate, MatcherError, type Probe, type Reference, type SearchOptions } from '../engine/matcher.ts';
import { isSearchable } from './osiaSamples.ts';

const MOST_FINGERS = 20;
const MOST_BEST = 100;
const MOST_AMONG = 1000;

/** What every matcher refuses is refused before it travels. @throws MatcherError reference-wrong */
export function checkReference(reference: Reference): void {
  if (!isId(reference)) throw new MatcherError('reference-wrong', 'a reference is a UUID in small letters');
}

/** @throws MatcherError probe-empty, finger-wrong */
export function checkProbe(probe: Probe): void {
  if (!isSearchable(probe)) throw new MatcherError('probe-empty', 'nothing to compare');
  const fingers = probe.fingers ?? [];
  if (fingers.length > MOST_FINGERS) throw new MatcherError('finger-wrong', `more than ${MOST_FINGERS} fingers`);
  for (const { template } of fingers) {
    try {
      readIsoRecord(template);
    } catch (cause) {
      if (cause instanceof FingerprintError) throw new MatcherError('finger-wrong', cause.message, { cause });
      throw cause;
    }
  }
}

/** @throws MatcherError search-wrong, reference-wrong */
export function checkSearch({ best, among = [] }: SearchOptions): void {
  if (!Number.isInteger(best) || best < 1 || best > MOST_BEST)
    throw new MatcherError('search-wrong', `best is 1 to ${MOST_BEST}`);
  if (among.length > MOST_AMONG) throw new MatcherError('search-wrong', `at most ${MOST_AMONG} among`);
  for (const reference of among) checkReference(reference);
}

/** With whom the probe has nothing in common is no candidate of a search. */
export const isCompared = ({ parts }: Candidate): boolean => parts.length > 0;

/** The likeliest first, of equal ones the lower reference; of what was found twice the higher score counts. */
export function rank(found: readonly Candidate[], best: number): Candidate[] {
  const kept = new Map<Reference, Candidate>();
  for (const one of found) {
    const before = kept.get(one.reference);
    if (!before || before.score < one.score) kept.set(one.reference, one);
  }
  return [...kept.values()]
    .sort((one, other) => other.score - one.score || (one.reference < other.reference ? -1 : 1))
    .slice(0, best);
}
