import { createMatcher, type Matcher, prepareTemplate, readIsoRecord } from '#libs/fingerprint';
import type { Compared } from './fusion.ts';
import type { FingerPosition } from './matcher.ts';
import type { KeptFinger } from './records.ts';

export interface ProbeFinger {
  readonly position: FingerPosition;
  readonly matcher: Matcher;
}

const templateOf = ({ template }: KeptFinger) => readIsoRecord(template).views[0]!.template;

export function prepareProbe(fingers: readonly KeptFinger[]): ProbeFinger[] {
  return fingers.map((finger) => ({ position: finger.position, matcher: createMatcher(templateOf(finger)) }));
}

interface Pair {
  /** Which finger of whose body: an unnamed one is one of its own each time. */
  readonly own: string;
  readonly other: string;
  readonly position: FingerPosition;
  readonly isNamed: boolean;
  readonly score: number;
}

/**
 * Each finger of the probe against the candidate's finger of that name, or against all where one of the two has none. The best
 * pairs count, every finger once: one finger is no evidence for two.
 */
export function compareFingers(probe: readonly ProbeFinger[], candidate: readonly KeptFinger[]): Compared[] {
  const kept = candidate.map((finger) => ({
    position: finger.position,
    prepared: prepareTemplate(templateOf(finger)),
  }));
  const pairs: Pair[] = [];
  for (const [at, { position, matcher }] of probe.entries())
    for (const [to, finger] of kept.entries()) {
      const isNamed = position !== 0 && finger.position !== 0;
      if (isNamed && position !== finger.position) continue;
      const own = position === 0 ? `unnamed ${at}` : String(position);
      const other = finger.position === 0 ? `unnamed ${to}` : String(finger.position);
      pairs.push({ own, other, position: finger.position, isNamed, score: matcher.compare(finger.prepared) });
    }
  const [owns, others] = [new Set<string>(), new Set<string>()];
  const compared: Compared[] = [];
  for (const pair of pairs.toSorted((one, next) => next.score - one.score)) {
    if (owns.has(pair.own) || others.has(pair.other)) continue;
    owns.add(pair.own);
    others.add(pair.other);
    const tries = pairs.filter(({ own }) => own === pair.own).length;
    const { position, score, isNamed } = pair;
    compared.push({ modality: 'finger', position, score, tries, onlyFor: !isNamed });
  }
  return compared;
}
