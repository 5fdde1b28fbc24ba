import { type Static, Type } from 'typebox';
import { type AgreementTerms, type Country, FIELDS, judgeAgreement, Way } from '#libs/country';
import { addMonths } from './model.ts';
import { problems } from './problems.ts';

const Id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 });
const Ids = Type.Array(Id, { minItems: 1, maxItems: 40, uniqueItems: true });
const Day = Type.String({ format: 'date' });

/** What is asked for, in the country's ids. */
export const Terms = Type.Object(
  {
    purposes: Ids,
    legalBases: Type.Optional(Ids),
    fields: Type.Array(Type.Enum(FIELDS), { minItems: 1, maxItems: FIELDS.length, uniqueItems: true }),
    modes: Type.Array(Way, { minItems: 1, uniqueItems: true }),
    quotaPerDay: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    hours: Id,
    candidates: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    validFrom: Day,
    validTo: Type.String({ format: 'date', description: 'The first day no longer' }),
  },
  { additionalProperties: false },
);
export type Terms = Static<typeof Terms>;

type Rules = Pick<Country, 'facts' | 'purposes' | 'legalBases' | 'organisations' | 'connections'>;

/**
 * Takes terms that the catalogue allows an organisation.
 * @throws Problem connections/terms-refused with every defect, its pointer, and what is meant
 */
export function checkTerms(country: Rules, organisation: string, terms: Terms, today: string): Terms {
  const { years, quotaPerDay, candidates } = country.connections.agreement;
  const known = country.organisations.get(organisation);
  if (!known) throw problems['organisation-unknown']();
  const defects = judgeAgreement(country, known, terms).map(({ code, pointer, value }) => ({ code, pointer, value }));
  const add = (code: string, pointer: string, value: string | number) =>
    defects.push({ code: code as (typeof defects)[number]['code'], pointer, value: String(value) });
  if (!terms.modes.includes('verify')) add('verify-missing', '/modes', 'verify');
  if (terms.validTo <= today) add('over-already', '/validTo', today);
  if (terms.validTo > addMonths(terms.validFrom, 12 * years)) add('too-long', '/validTo', years);
  if (terms.quotaPerDay > quotaPerDay) add('quota-too-high', '/quotaPerDay', quotaPerDay);
  if ((terms.candidates ?? 0) > candidates) add('too-many-candidates', '/candidates', candidates);
  const [first] = defects;
  if (first)
    throw problems['terms-refused']({
      pointer: `/terms${first.pointer}`,
      values: { count: defects.length, first: first.value },
      extra: { defects },
    });
  return terms;
}

export interface TermsChange {
  /** Which part of the terms. */
  readonly part: keyof Terms;
  /** One of a list's ids; absent for a part that is one value. */
  readonly item?: string;
  readonly before?: string;
  readonly after?: string;
}

const lists = ['purposes', 'legalBases', 'fields', 'modes'] as const;
const values = ['quotaPerDay', 'hours', 'candidates', 'validFrom', 'validTo'] as const;

/** What became of terms: each id that came or went, each value that differs. */
export function compareTerms(before: Partial<AgreementTerms>, after: Partial<AgreementTerms>): TermsChange[] {
  const changes: TermsChange[] = [];
  for (const part of lists) {
    const [old, now]: readonly string[][] = [[...(before[part] ?? [])], [...(after[part] ?? [])]];
    for (const item of old!) if (!now!.includes(item)) changes.push({ part, item, before: item });
    for (const item of now!) if (!old!.includes(item)) changes.push({ part, item, after: item });
  }
  for (const part of values) {
    const [old, now] = [before[part], after[part]];
    if (old === now) continue;
    changes.push({
      part,
      ...(old === undefined ? {} : { before: String(old) }),
      ...(now === undefined ? {} : { after: String(now) }),
    });
  }
  return changes;
}

/** Whether terms give nothing that others did not. Laws may be named where none was: that narrows too. */
export function isNarrower(terms: Terms, than: Terms): boolean {
  const within = (part: 'purposes' | 'fields' | 'modes') =>
    (terms[part] as readonly string[]).every((item) => (than[part] as readonly string[]).includes(item));
  const laws = !than.legalBases || (terms.legalBases?.every((law) => than.legalBases!.includes(law)) ?? false);
  const hours = terms.hours === than.hours || than.hours === 'always';
  return (
    within('purposes') &&
    within('fields') &&
    within('modes') &&
    laws &&
    hours &&
    terms.quotaPerDay <= than.quotaPerDay &&
    (terms.candidates ?? 0) <= (than.candidates ?? 0) &&
    terms.validFrom >= than.validFrom &&
    terms.validTo <= than.validTo &&
    compareTerms(than, terms).length > 0
  );
}
