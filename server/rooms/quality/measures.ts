import type { Country, Field, Group, Indicator } from '#libs/country';
import { describeRule } from './rules.ts';
import { literal } from './sql.ts';

/** An indicator that is asked of every record: whom it is about, and who is as it wants. */
export interface Counted {
  readonly id: string;
  readonly of: string;
  readonly good: string;
}

/** Fields that are held otherwise than as a value of their own name. */
const FILLED: Partial<Record<Field, string>> = {
  pin: 'pin IS NOT NULL',
  cmnd: 'cmnd IS NOT NULL',
  birthDate: 'length("birthDate") = 10',
  sex: `sex <> 'undetermined'`,
  nationality: 'coalesce(cardinality(nationality), 0) > 0',
  documents: 'coalesce(json_array_length(documents), 0) > 0',
  represented: 'coalesce(json_array_length(represented), 0) > 0',
  children: 'children',
  relationToHead: `household->>'relationToHead' IS NOT NULL`,
  deathDate: `coalesce(length(death->>'date') = 10, false)`,
  missingDate: 'missing IS NOT NULL',
};

function groupOf(country: Country, group: Group, today: string): string {
  const adultSince = `${literal(today)}::date - interval '${country.facts.ages.adult} years'`;
  return {
    all: 'true',
    living: `life = 'a'`,
    adults: `life = 'a' AND birth_to <= ${adultSince}`,
    children: `life = 'a' AND birth_from > ${adultSince}`,
    dead: `life = 'd'`,
    married: `life = 'a' AND "maritalStatus" = 'married'`,
  }[group];
}

/**
 * An indicator as conditions over a row of the register's facts, called `f`.
 * @returns undefined for those that are not about single records (samples, use)
 */
export function describeIndicator(
  country: Country,
  { id, count }: Indicator,
  today: string,
  suspects?: string,
): Counted | undefined {
  const since = (days: number) => `${literal(today)}::date - ${days}`;
  switch (count.measure) {
    case 'filled':
      return {
        id,
        of: groupOf(country, count.of, today),
        good: FILLED[count.field] ?? `"${count.field}" IS NOT NULL`,
      };
    case 'rule': {
      const { of, breach } = describeRule(country, count.rule, { today, years: count.years, suspects });
      return { id, of, good: `NOT (${breach})` };
    }
    case 'confirmed':
      return { id, of: `life = 'a'`, good: `coalesce(confirmed >= ${since(count.days)}, false)` };
    case 'timely':
      return {
        id,
        of: `coalesce(${count.act}_told >= ${since(count.window)}, false)`,
        good: `coalesce(${count.act}_days <= ${count.days}, false)`,
      };
    default:
      return undefined;
  }
}

/**
 * All that is asked of every record, `persons` among it, and whom it is asked of: each group of persons once.
 * @param suspects table of the pairs that may be one person; without it those of the last count
 */
export function describeCounted(
  country: Country,
  today: string,
  suspects?: string,
): { counted: Counted[]; groups: string[] } {
  const listed = [...country.quality.indicators.values()].flatMap(
    (one) => describeIndicator(country, one, today, suspects) ?? [],
  );
  const counted = [{ id: PERSONS, of: 'true', good: 'true' }, ...listed];
  return { counted, groups: [...new Set(counted.map(({ of }) => of))] };
}

/** The figure that says how many records there are. */
export const PERSONS = 'persons';
