import { LinkageError } from './model.ts';

/** What an error costs, in any one unit: only the ratios count. */
export interface Costs {
  /** Two persons taken for one. */
  readonly falseLink: number;
  /** One person kept as two. */
  readonly missedLink: number;
  /** A person looks at the pair and is right; left out, nobody looks. */
  readonly review?: number;
}

export type Decision = 'link' | 'review' | 'new';

function check({ falseLink, missedLink, review }: Costs): void {
  if (!(falseLink > 0) || !(missedLink > 0) || (review !== undefined && !(review >= 0)))
    throw new LinkageError('linkage-costs', 'costs are numbers above 0; the cost of a review is 0 or more');
}

/**
 * The act of least expected cost: a link costs `falseLink` when the two are not one person, a new entry costs `missedLink`
 * when they are, a review costs itself. Ties go to the more careful act.
 * @throws {LinkageError} `linkage-costs`
 */
export function decide({ probability }: { readonly probability: number }, costs: Costs): Decision {
  check(costs);
  const link = (1 - probability) * costs.falseLink;
  const apart = probability * costs.missedLink;
  const review = costs.review ?? Number.POSITIVE_INFINITY;
  if (review <= link && review <= apart) return 'review';
  return link < apart ? 'link' : 'new';
}

/** From which probability a pair is linked where nobody reviews: false / (false + missed). */
export function linkProbability(costs: Costs): number {
  check(costs);
  return costs.falseLink / (costs.falseLink + costs.missedLink);
}

/** Between which probabilities a person has to look; absent where a review costs more than it can save. */
export function reviewBetween(costs: Costs): { from: number; to: number } | undefined {
  check(costs);
  if (costs.review === undefined) return undefined;
  const from = costs.review / costs.missedLink;
  const to = 1 - costs.review / costs.falseLink;
  return from <= to ? { from, to } : undefined;
}

/** The weight in bits at which a pair reaches a probability, given how likely a match is before anything is compared. */
export function weightAt(probability: number, prior: number): number {
  return Math.log2(probability / (1 - probability)) - Math.log2(prior / (1 - prior));
}
