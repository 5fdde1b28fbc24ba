import type { Country, QualityRule } from '#libs/country';
import { literal, literals } from './sql.ts';

/** Conditions over a row of the register's facts: whom a rule can be asked of, and who breaks it. Neither is ever NULL. */
export interface Rule {
  readonly of: string;
  readonly breach: string;
}

interface Given {
  country: Country;
  /** `YYYY-MM-DD` */
  today: string;
  years: number | undefined;
  /** Table of the pairs that may be one person. */
  suspects: string;
}

const isPin = `coalesce(pin ~ '^[0-9]{12}$', false)`;
const hasParent = '(father_born IS NOT NULL OR mother_born IS NOT NULL)';
const isMarried = `"maritalStatus" = 'married'`;
const suspected = ({ suspects }: Given, rule: string) =>
  `EXISTS (SELECT FROM ${suspects} s WHERE s.person = f.person AND s.rule = ${literal(rule)})`;
const isKey = (column: string) => `coalesce(${column} = f.person::text, false)`;

/** Partial dates are compared as far as both are known: `1990` is not before `1990-05`. */
const before = (one: string, other: string) =>
  `(left(${one}, least(length(${one}), length(${other}))) < left(${other}, least(length(${one}), length(${other}))))`;

/** A unit's code was in force on the day that stands beside it; one without a day, ever. */
const outOfForce = (column: string) =>
  `NOT EXISTS (SELECT FROM quality.unit u WHERE u.code = ${column}
     AND (${column}_on = '' OR (u.valid_from <= ${column}_on AND ${column}_on < u.valid_to)))`;

/** The century-and-sex digit read by the scheme, as a CASE. */
function readDigit({ country }: Given, value: (one: { sex: string; yearFrom: number }) => string): string {
  const cases = [...country.pin.centuries].map(([digit, one]) => `WHEN ${literal(digit)} THEN ${value(one)}`);
  return `CASE substr(pin, 4, 1) ${cases.join(' ')} END`;
}

const RULES: Record<QualityRule, (given: Given) => Rule> = {
  'death-before-birth': () => ({
    of: `death->>'date' IS NOT NULL`,
    breach: before(`(death->>'date')`, '"birthDate"'),
  }),
  'birth-in-future': ({ today }) => ({ of: 'true', breach: `birth_from > ${literal(today)}::date` }),
  'alive-too-old': ({ today, years }) => ({
    of: `life = 'a'`,
    breach: `birth_to <= ${literal(today)}::date - interval '${(years ?? 120) + 1} years'`,
  }),
  'pin-shape': ({ country }) => ({
    of: 'pin IS NOT NULL',
    breach: `NOT (${isPin} AND left(pin, 3) = ANY (${literals(country.pin.places.keys())}))`,
  }),
  'pin-sex': (given) => ({
    of: `${isPin} AND sex <> 'undetermined'`,
    breach: `${readDigit(given, ({ sex }) => literal(sex))} IS DISTINCT FROM sex`,
  }),
  'pin-year': (given) => ({
    of: isPin,
    breach: `${readDigit(given, ({ yearFrom }) => literal(String(yearFrom).slice(0, 2)))} || substr(pin, 5, 2) IS DISTINCT FROM left("birthDate", 4)`,
  }),
  // The latest day that the child can be born on and the earliest of the parent: what is not certain is no breach.
  'parent-too-young': ({ years }) => {
    const young = (born: string) => `coalesce(birth_to < ${born} + interval '${years ?? 12} years', false)`;
    return { of: hasParent, breach: `(${young('father_born')} OR ${young('mother_born')})` };
  },
  'born-after-mother-died': () => ({
    of: 'mother_born IS NOT NULL',
    breach: `coalesce(${before('mother_died', '"birthDate"')}, false)`,
  }),
  'own-relative': () => ({
    of: 'coalesce(father_key, mother_key, spouse_key) IS NOT NULL',
    breach: `(${['father_key', 'mother_key', 'spouse_key'].map(isKey).join(' OR ')} OR coalesce(father_key = mother_key, false))`,
  }),
  'married-under-age': ({ country, today }) => {
    const { male, female } = country.facts.ages.marriage;
    const lawful = `to_char(birth_from + CASE sex WHEN 'male' THEN interval '${male} years' ELSE interval '${female} years' END, 'YYYY-MM-DD')`;
    return {
      of: `${isMarried} AND sex <> 'undetermined'`,
      breach: `coalesce(spouse->>'since', ${literal(today)}) < ${lawful}`,
    };
  },
  'spouse-not-mutual': () => ({
    of: `life = 'a' AND ${isMarried} AND spouse_key IS NOT NULL`,
    breach: `(spouse_says IS DISTINCT FROM f.person::text OR spouse_status IS DISTINCT FROM 'married')`,
  }),
  'name-odd': () => ({
    of: 'true',
    breach: `(name !~ '^[^[:space:]]+( [^[:space:]]+)+$' OR name ~ '[][0-9!@#$%^*_=+<>?/|{}"]')`,
  }),
  'duplicate-name': (given) => ({ of: 'birth_from = birth_to', breach: suspected(given, 'duplicate-name') }),
  'duplicate-cmnd': (given) => ({ of: 'cmnd IS NOT NULL', breach: suspected(given, 'duplicate-cmnd') }),
  'duplicate-parents': (given) => ({ of: hasParent, breach: suspected(given, 'duplicate-parents') }),
  'ethnicity-unknown': ({ country }) => ({
    of: 'ethnicity IS NOT NULL',
    breach: `NOT ethnicity = ANY (${literals(country.ethnicities.keys())})`,
  }),
  'religion-unknown': ({ country }) => ({
    of: 'religion IS NOT NULL',
    breach: `NOT religion = ANY (${literals(country.religions.keys())})`,
  }),
  'nationality-unknown': ({ country }) => ({
    of: 'cardinality(nationality) > 0',
    // Nearly everybody has the country's own, and is looked up no further.
    breach: `NOT (nationality = ARRAY[${literal(country.facts.iso.alpha3)}] OR nationality <@ ${literals(country.nationalities.keys())})`,
  }),
  'residence-unit': () => ({ of: 'residence_unit IS NOT NULL', breach: outOfForce('residence_unit') }),
  'residence-open': () => ({
    of: `life = 'a' AND "permanentResidence" IS NOT NULL AND "permanentResidence"->>'country' IS NULL`,
    breach: `f.commune = ''`,
  }),
  'birth-unit': () => ({ of: 'birth_unit IS NOT NULL', breach: outOfForce('birth_unit') }),
  'origin-unit': () => ({ of: 'origin_unit IS NOT NULL', breach: outOfForce('origin_unit') }),
};

/** What a rule asks of a record: `years` is the limit, for the rules that have one; pairs are those of the last count, if not others are named. */
export function describeRule(
  country: Country,
  rule: QualityRule,
  { today, years, suspects }: { today: string; years?: number | undefined; suspects?: string | undefined },
): Rule {
  return RULES[rule]({ country, today, years, suspects: suspects ?? 'quality.suspect' });
}
