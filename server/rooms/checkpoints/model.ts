import type { Checkpoint, DeskStep, ListingRules, PresentedKind } from '#libs/country';

export type Outcome = 'passed' | 'unsure' | 'failed' | 'not-asked';
export type Verdict = 'green' | 'amber' | 'red';

/** How a step went. `reason` has its sentence in the words; `values` go into it. */
export interface StepResult {
  readonly step: DeskStep;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** Red where anything failed, green only where everything passed. */
export function verdictOf(steps: readonly StepResult[]): Verdict {
  if (steps.some(({ outcome }) => outcome === 'failed')) return 'red';
  return steps.every(({ outcome }) => outcome === 'passed') ? 'green' : 'amber';
}

/** Whether what the desk records with a check is recorded: nothing failed, and what is open may be. */
export function mayRecord({ mayLack }: Pick<Checkpoint, 'mayLack'>, steps: readonly StepResult[]): boolean {
  return steps.every(({ step, outcome }) => outcome === 'passed' || (outcome === 'unsure' && mayLack.includes(step)));
}

/** What to do next: a sentence for each reason that has one, the verdict’s own where none has. */
export function nextOf(
  { next }: Pick<Checkpoint, 'next'>,
  verdict: Verdict,
  steps: readonly StepResult[],
): readonly Readonly<Record<string, string>>[] {
  const told = steps
    .filter(({ outcome }) => outcome !== 'passed')
    .flatMap(({ reason }) => {
      const words = next[reason];
      return words ? [words] : [];
    });
  return told.length > 0 ? told : [next[verdict]!];
}

/** How surely the kind of what is shown proves that the document is the issuer’s own. */
export const SHOWN_BY: Readonly<Record<Exclude<PresentedKind, 'chip' | 'printed-code' | 'app'>, string>> = {
  qr: 'unsigned',
  mrz: 'chip-not-read',
  number: 'chip-not-read',
};

type Rule = ListingRules[number];

/** Why a decision cannot be put onto a list. */
export type ListingDefect = 'ground-unknown' | 'issuer-wrong' | 'subject-wrong' | 'end-wrong';

/**
 * A list takes a decision of its closed set of grounds, of one of its issuers, with an end that the law allows.
 * @param today YYYY-MM-DD
 */
export function judgeListing(
  rule: Rule | undefined,
  given: { ground: string; issuer: string; of: 'person' | 'document'; decidedOn: string; endsOn: string },
  today: string,
): { defect: ListingDefect; pointer: string } | undefined {
  if (!rule?.grounds.some(({ id }) => id === given.ground)) return { defect: 'ground-unknown', pointer: '/ground' };
  if (!rule.issuers.includes(given.issuer)) return { defect: 'issuer-wrong', pointer: '/issuer' };
  if (rule.of !== given.of) return { defect: 'subject-wrong', pointer: `/${given.of}` };
  if (given.decidedOn > today) return { defect: 'end-wrong', pointer: '/decidedOn' };
  const days = (Date.parse(given.endsOn) - Date.parse(given.decidedOn)) / 86_400_000;
  if (given.endsOn <= today || days < 1 || days > rule.longestDays) return { defect: 'end-wrong', pointer: '/endsOn' };
  return undefined;
}

/** Of two pictures of faces, as a model sees them. */
export function cosineOf(one: Float32Array, other: Float32Array): number {
  let [product, left, right] = [0, 0, 0];
  for (const [at, value] of one.entries()) {
    const second = other[at]!;
    product += value * second;
    left += value * value;
    right += second * second;
  }
  return left === 0 || right === 0 ? 0 : product / Math.sqrt(left * right);
}

/** When a check that was made without a line is taken: not from the future, and not after the desk’s days. */
export function judgeLate(at: Date, now: Date, days: number): 'too-late' | 'not-yet' | undefined {
  // Clocks of phones differ by minutes.
  if (at.getTime() > now.getTime() + 5 * 60_000) return 'not-yet';
  return now.getTime() - at.getTime() > days * 86_400_000 ? 'too-late' : undefined;
}
