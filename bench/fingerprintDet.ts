import type { Matcher, Prepared } from '../libs/fingerprint/index.ts';

/** Errors of a matcher over a labelled set, as ISO/IEC 19795-1 names them. */

export interface Compared {
  readonly finger: string;
  readonly prepared: Prepared;
}

export interface Errors {
  /** Scores of impressions of one finger, rising. */
  readonly genuine: readonly number[];
  /** Scores of strangers, rising. */
  readonly impostor: readonly number[];
  readonly impostorsASecond: number;
}

const MOST_IMPOSTORS = 1_000_000;

/** Each pair once. Where there are too many pairs of strangers, every so-manieth is compared. */
export function compareSet(set: readonly Compared[], createMatcher: (probe: Prepared) => Matcher): Errors {
  const stride = Math.ceil((set.length * set.length) / 2 / MOST_IMPOSTORS);
  const genuine: number[] = [];
  const impostor: number[] = [];
  let spent = 0;
  for (const [index, one] of set.entries()) {
    const matcher = createMatcher(one.prepared);
    const others = set.slice(index + 1);
    for (const two of others) if (two.finger === one.finger) genuine.push(matcher.compare(two.prepared));
    const strangers = others.filter(({ finger }, at) => finger !== one.finger && at % stride === 0);
    const begun = performance.now();
    for (const { prepared } of strangers) impostor.push(matcher.compare(prepared));
    spent += performance.now() - begun;
  }
  genuine.sort((a, b) => a - b);
  impostor.sort((a, b) => a - b);
  return { genuine, impostor, impostorsASecond: (1_000 * impostor.length) / spent };
}

/** Scores from which on at most this share of strangers is accepted. */
export function thresholdAt({ impostor }: Errors, fmr: number): number {
  const accepted = Math.floor(fmr * impostor.length);
  const highestRefused = impostor[impostor.length - 1 - accepted] ?? 0;
  return highestRefused + 1e-9;
}

export function falseNonMatchAt(errors: Errors, fmr: number): number {
  return shareBelow(errors.genuine, thresholdAt(errors, fmr));
}

/** Where both kinds of error are equally frequent. */
export function equalErrorRate({ genuine, impostor }: Errors): number {
  let best = 1;
  for (const threshold of [...genuine, ...impostor]) {
    const fnmr = shareBelow(genuine, threshold);
    const fmr = 1 - shareBelow(impostor, threshold);
    best = Math.min(best, Math.max(fnmr, fmr));
  }
  return best;
}

export function listDet(errors: Errors): { fmr: number; fnmr: number; threshold: number }[] {
  return [0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001, 0].map((fmr) => {
    const threshold = thresholdAt(errors, fmr);
    return { fmr, fnmr: shareBelow(errors.genuine, threshold), threshold };
  });
}

/** Of rising values, by halving. */
function shareBelow(rising: readonly number[], threshold: number): number {
  let [from, to] = [0, rising.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (rising[middle]! < threshold) from = middle + 1;
    else to = middle;
  }
  return from / rising.length;
}
