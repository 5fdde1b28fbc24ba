import type { Client } from '#kernel';
import { addDays, type Country, FIELDS, type Indicator, type Measure } from '#libs/country';

/** Figures that are not asked of single records: samples, and who uses the register. */

type Of<Name extends Measure['measure']> = Extract<Measure, { measure: Name }>;

function listOf<Name extends Measure['measure']>(country: Country, name: Name) {
  return [...country.quality.indicators.values()].filter(
    (one): one is Indicator & { count: Of<Name> } => one.count.measure === name,
  );
}

/** Verdicts of samples that were finished; a record without papers was not verified and tells nothing. */
export async function countSampled(client: Client, country: Country, day: string): Promise<void> {
  for (const { id, count } of listOf(country, 'sampled'))
    await client.query(
      `INSERT INTO total
       SELECT s.province, s.commune, '', $1, count(*) FILTER (WHERE d.verdict = 'right'), count(*)
       FROM quality.sample s JOIN quality.drawn d USING (sample)
       WHERE s.closed_at >= $2::date AND d.verdict IN ('right', 'wrong') GROUP BY s.province, s.commune`,
      [id, addDays(day, -count.days)],
    );
}

/** Who asks, and about what, for the country as a whole. */
export async function countAsked(client: Client, country: Country, day: string): Promise<void> {
  const insert = `INSERT INTO quality.figure (day, unit, parent, source, indicator, numerator, denominator)`;
  const agreed = [...country.agreements.values()].filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo),
  );
  for (const { id, count } of listOf(country, 'asking'))
    await client.query(
      `${insert} SELECT $1::date, '', NULL, '', $2, (SELECT count(DISTINCT organisation) FROM quality.use
         WHERE day > $3 AND day <= $1::date AND organisation = ANY ($4::text[])), cardinality($4::text[]) WHERE cardinality($4::text[]) > 0`,
      [day, id, addDays(day, -count.days), [...new Set(agreed.map(({ organisation }) => organisation))]],
    );
  for (const { id, count } of listOf(country, 'used'))
    await client.query(
      `${insert} SELECT $1::date, '', NULL, '', $2, (SELECT count(DISTINCT field) FROM quality.use
         WHERE day > $3 AND day <= $1::date AND field = ANY ($4::text[])), cardinality($4::text[])`,
      [day, id, addDays(day, -count.days), FIELDS],
    );
}
