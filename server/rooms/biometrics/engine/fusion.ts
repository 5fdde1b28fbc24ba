import { EngineError } from './engineError.ts';
import type { FingerPosition, Part, Verdict } from './matcher.ts';

/**
 * What a score of one comparison is worth as evidence: powers of ten by which it is likelier between two samples of one person than
 * between strangers, at rising scores; straight lines in between, level beyond the ends.
 */
export type Curve = readonly (readonly [score: number, decades: number])[];

/** Belongs to the face model and to the country: data, never code. */
export interface Fusion {
  /** Over the cosine of two embeddings of the model. */
  readonly face: Curve;
  /** Over the similarity of two fingers. */
  readonly finger: Curve;
  /** A part that scores this or more says `same`. On the scale of 0 to 100. */
  readonly same: number;
  /** A part that scores less says `other`, one in between is `unsure`. */
  readonly unsure: number;
}

/** What was compared: a face's cosine, or the best of `tries` comparisons with one finger. */
export interface Compared {
  readonly modality: Part['modality'];
  readonly position?: FingerPosition;
  readonly score: number;
  /** The best of so many says less than one. */
  readonly tries: number;
  /** The finger was not named: that it is none of these says nothing. */
  readonly onlyFor?: boolean;
}

/** Points of the score a power of ten. */
const POINTS = 5;
const NEUTRAL = 50;

/** @throws EngineError fusion-wrong */
export function checkFusion({ face, finger, same, unsure }: Fusion): void {
  const rises = (curve: Curve) =>
    curve.length >= 2 &&
    curve.every(([score, decades], at) => {
      const [lastScore, lastDecades] = curve[at - 1] ?? [Number.NEGATIVE_INFINITY, -20];
      return score > lastScore && decades >= lastDecades && decades <= 20;
    });
  if (!rises(face) || !rises(finger))
    throw new EngineError('fusion-wrong', 'a curve of evidence has two points or more, and rises');
  if (!(0 <= unsure && unsure <= same && same <= 100))
    throw new EngineError('fusion-wrong', 'thresholds are 0 to 100, `unsure` not above `same`');
}

/** The line through a curve's points, at a score. */
export function weigh(curve: Curve, score: number): number {
  const above = curve.findIndex(([from]) => from > score);
  if (above < 0) return curve.at(-1)![1];
  if (above === 0) return curve[0]![1];
  const [[from, low], [to, high]] = [curve[above - 1]!, curve[above]!];
  return low + ((score - from) / (to - from)) * (high - low);
}

/** Adds up the evidence as if the parts knew nothing of each other: what is missing adds nothing. */
export function fuse(fusion: Fusion, compared: readonly Compared[]): { score: number; parts: Part[] } {
  let all = 0;
  const parts = compared.map((one): Part => {
    const decades = weighOne(fusion, one);
    all += decades;
    const score = toScore(decades);
    const { modality, position } = one;
    return { modality, ...(position === undefined ? {} : { position }), score, says: say(fusion, score) };
  });
  return { score: toScore(all), parts };
}

function weighOne(fusion: Fusion, { modality, score, tries, onlyFor }: Compared): number {
  const decades = weigh(fusion[modality], score);
  if (decades <= 0) return onlyFor ? 0 : decades;
  return Math.max(0, decades - Math.log10(tries));
}

function say({ same, unsure }: Fusion, score: number): Verdict {
  if (score >= same) return 'same';
  return score >= unsure ? 'unsure' : 'other';
}

/** To two digits: a screen's and a message's number are the same. */
function toScore(decades: number): number {
  return Math.round(100 * Math.min(100, Math.max(0, NEUTRAL + POINTS * decades))) / 100;
}
