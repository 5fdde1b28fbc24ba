import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Country, parseCountry } from '#libs/country';
import { createNormaliser, type NormalisedRow, suggestMapping, type Target } from './index.ts';

export const today = '2026-09-01';

/** Viet Nam as the project ships it. */
export const country: Country = parseCountry(
  new Map(
    readdirSync(join(import.meta.dirname, '../../country/vn'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [
        relative(join(import.meta.dirname, '../../country/vn'), path).replaceAll(sep, '/'),
        readFileSync(path, 'utf8'),
      ]),
  ),
);

/** Reads one row whose columns hold the given fields. */
export function readFields(fields: Partial<Record<Target, string>>): NormalisedRow {
  const targets = Object.keys(fields) as Target[];
  const mapping = {
    fields: Object.fromEntries(
      targets.map((one, at) => [one, { columns: [at], confidence: 1, why: 'saved' as const }]),
    ),
    unused: [],
    dateOrder: 'day-first' as const,
    sexCodes: {},
  };
  return createNormaliser(mapping, { country, today })(targets.map((one) => fields[one]!));
}

/** Rules found about a field, each with its severity. */
export function rulesOf(row: NormalisedRow, field: Target): string[] {
  return row.findings.filter((one) => one.field === field).map(({ rule, severity }) => `${severity} ${rule}`);
}

/** Which header holds which field. */
export function mapHeaders(header: string[], sample: string[][] = []): Partial<Record<Target, string>> {
  const { fields } = suggestMapping(header, sample, country);
  return Object.fromEntries(Object.entries(fields).map(([field, { columns }]) => [field, header[columns[0]!]!]));
}
