import type { Field, SourceRules } from '#libs/country';
import type { Act } from './record.ts';

/**
 * What comes of a source's word on a field:
 * - `recorded`: the record now says so
 * - `confirmed`: it did already
 * - `outdated`: the register knows something newer, from a source that counts as much
 * - `contradicted`: a higher source says otherwise, or this one has no rank here; an officer decides
 */
export const STANDINGS = ['recorded', 'confirmed', 'outdated', 'contradicted'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Which source an act speaks for. @returns undefined where the country names none */
export function sourceOf({ sources }: SourceRules, act: Pick<Act, 'kind' | 'office'>): string | undefined {
  return act.kind === 'reported'
    ? sources.find(({ organisations }) => organisations?.includes(act.office))?.id
    : sources.find(({ acts }) => acts?.includes(act.kind))?.id;
}

/** A word on a field, and what the register holds. */
export interface Word {
  readonly field: Field;
  readonly source: string;
  /** The day on which it was so, `YYYY-MM-DD`. */
  readonly on: string;
  /** What the register holds already is the same. */
  readonly same: boolean;
  /** Who said what the register holds, and since when it is so; undefined where it holds nothing. */
  readonly held: { readonly source: string | undefined; readonly since: string } | undefined;
}

/** Whose word stands, by the ranks of `sources.yaml`. */
export function judgeWord(rules: SourceRules, { field, source, on, same, held }: Word): Standing {
  if (held && same) return 'confirmed';
  const rank = rankOf(rules, field, source);
  if (!held) return rank === NONE ? 'contradicted' : 'recorded';
  const heldRank = rankOf(rules, field, held.source);
  if (rank >= heldRank && on < held.since) return 'outdated';
  return rank !== NONE && rank <= heldRank ? 'recorded' : 'contradicted';
}

const NONE = Number.POSITIVE_INFINITY;

function rankOf({ ranks }: SourceRules, field: Field, source: string | undefined): number {
  const rank = ranks[field]?.findIndex((level) => source !== undefined && level.includes(source)) ?? -1;
  return rank < 0 ? NONE : rank;
}
