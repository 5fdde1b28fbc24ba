import type { Country } from './country.ts';
import { FIELDS } from './fields.ts';
import { QUALITY_RULES } from './schema-indicators.ts';

/** Indicators: every language, every rule and every field of the law counted once. See checkReferences. */
export function checkIndicators({ quality, facts }: Country): string[] {
  const all = [...quality.indicators.values()];
  const rules = all.flatMap(({ count }) => (count.measure === 'rule' ? [count.rule] : []));
  const fields = all.flatMap(({ count }) => (count.measure === 'filled' ? [count.field] : []));
  const lacks = (words: Readonly<Record<string, string>>) => facts.languages.some((one) => !words[one]);
  return [
    ...[...quality.criteria, ...all]
      .filter(({ name, how }) => lacks(name) || lacks(how))
      .map(({ id }) => `indicators: ${id} lacks a language`),
    ...QUALITY_RULES.filter((rule) => !rules.includes(rule)).map((rule) => `indicators: nothing counts ${rule}`),
    ...FIELDS.filter((field) => !fields.includes(field)).map((field) => `indicators: nothing counts ${field}`),
    ...rules.filter((rule, at) => rules.indexOf(rule) < at).map((rule) => `indicators: ${rule} is counted twice`),
    ...fields.filter((field, at) => fields.indexOf(field) < at).map((field) => `indicators: ${field} is counted twice`),
  ];
}
