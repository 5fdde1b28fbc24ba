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

/** Processor time of this process in milliseconds: a busy machine does not make a matcher slower. */
function spentSoFar(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
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
    const begun = spentSoFar();
    for (const { prepared } of strangers) impostor.push(matcher.compare(prepared));
    spent += spentSoFar() - begun;
  }
  genuine.sort((a, b) => a - b);
  impostor.sort((a, b) => a - b);
  return { genuine, impostor, impostorsASecond: (1_000 * impostor.length) / spent };
}

/**
 * As `compareSet` where `size` fingers are taken together: a person's score is the sum of the fingers'. Fingers that follow each other
 * are one person's; strangers are compared by the impressions of one number.
 */
export function compareHands(
  set: readonly Compared[],
  size: number,
  createMatcher: (probe: Prepared) => Matcher,
): Errors {
  const fingers = [...Map.groupBy(set, ({ finger }) => finger).values()];
  const hands = Array.from({ length: Math.floor(fingers.length / size) }, (_, at) =>
    fingers.slice(at * size, (at + 1) * size),
  );
  const touches = Math.min(...fingers.map(({ length }) => length));
  const genuine: number[] = [];
  const impostor: number[] = [];
  let spent = 0;
  for (const [own, hand] of hands.entries())
    for (let touch = 0; touch < touches; touch++) {
      const matchers = hand.map((finger) => createMatcher(finger[touch]!.prepared));
      const compare = (other: typeof hand, at: number): number =>
        matchers.reduce((sum, matcher, index) => sum + matcher.compare(other[index]![at]!.prepared), 0);
      for (let later = touch + 1; later < touches; later++) genuine.push(compare(hand, later));
      const begun = spentSoFar();
      for (const other of hands.slice(own + 1)) impostor.push(compare(other, touch));
      spent += spentSoFar() - begun;
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
