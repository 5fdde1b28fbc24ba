import type { Criterion, Indicator } from '#libs/country';

/** So many of so many. */
export interface Share {
  numerator: number;
  denominator: number;
}

/** Standard normal quantiles of the confidences that may be stated. */
const QUANTILES = { 0.9: 1.6449, 0.95: 1.96, 0.99: 2.5758 } as const;
export type Confidence = keyof typeof QUANTILES;

/**
 * How many records to draw so that their share of right ones lies within `margin` of the whole's with `confidence`, whatever
 * that share is (Cochran, Sampling Techniques, 4.4, with the correction for a finite population).
 */
export function sampleSize(population: number, confidence: Confidence, margin: number): number {
  const infinite = (QUANTILES[confidence] ** 2 * 0.25) / margin ** 2;
  return Math.min(population, Math.ceil(infinite / (1 + (infinite - 1) / population)));
}

/** Where the whole's share lies, by Wilson's score interval: it holds also for shares of nearly all and for small samples. */
export function scoreInterval(
  { numerator, denominator }: Share,
  confidence: Confidence,
): { low: number; high: number } {
  if (denominator === 0) return { low: 0, high: 1 };
  const z = QUANTILES[confidence];
  const share = numerator / denominator;
  const centre = share + z ** 2 / (2 * denominator);
  const half = z * Math.sqrt((share * (1 - share)) / denominator + z ** 2 / (4 * denominator ** 2));
  const whole = 1 + z ** 2 / denominator;
  return { low: Math.max(0, (centre - half) / whole), high: Math.min(1, (centre + half) / whole) };
}

/**
 * A criterion's figure: the mean of its indicators by their weights.
 * @returns undefined where nothing of it could be counted
 */
export function scoreCriterion(
  criterion: Criterion,
  indicators: Iterable<Indicator>,
  shares: ReadonlyMap<string, Share>,
): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { id, criterion: own, weight } of indicators) {
    const share = shares.get(id);
    if (own !== criterion || weight === 0 || !share || share.denominator === 0) continue;
    sum += (weight * share.numerator) / share.denominator;
    weights += weight;
  }
  return weights === 0 ? undefined : sum / weights;
}

/** Persons whose province, or whose commune in it, is not known: units of their own, so that parts add up to the whole. */
export const NONE = 'none';

/** Province and commune of a unit of the lowest level, '' where there is none. */
export function placeOf(
  unit: string,
  provinceOf: (commune: string) => string | undefined,
): [string, string] | undefined {
  if (unit.endsWith(`-${NONE}`)) {
    const province = unit.slice(0, -NONE.length - 1);
    return [province === NONE ? '' : province, ''];
  }
  const province = provinceOf(unit);
  return province === undefined ? undefined : [province, unit];
}

/** The unit under which persons of a place are counted. */
export function unitOfPlace(province: string, commune: string): string {
  return commune === '' ? `${province || NONE}-${NONE}` : commune;
}
