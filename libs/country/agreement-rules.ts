import type { Agreement, Country, Organisation } from './country.ts';
import type { LegalBasis, Purpose } from './schema-law.ts';

/** What an agreement says, without whose it is. */
export type AgreementTerms = Omit<Agreement, 'id' | 'organisation'>;

export const AGREEMENT_DEFECTS = [
  'ends-before-it-begins',
  'outlives-organisation',
  'purpose-not-yours',
  'law-carries-no-purpose',
  'purpose-without-law',
  'hours-unknown',
  'candidates-without-identify',
  'field-not-allowed',
  'yes-or-no-only',
  'no-law-in-force',
] as const;

/** One thing that an agreement may not say. */
export interface AgreementDefect {
  readonly code: (typeof AGREEMENT_DEFECTS)[number];
  /** JSON Pointer into the terms. */
  readonly pointer: string;
  /** What is wrong there: an id, or a day. */
  readonly value: string;
  /** The purpose concerned, where it is one. */
  readonly purpose?: string;
}

/** All that is wrong with an agreement of an organisation, by the country's catalogue; empty: it may be made. */
export function judgeAgreement(
  country: Pick<Country, 'facts' | 'purposes' | 'legalBases'>,
  organisation: Organisation,
  terms: AgreementTerms,
): AgreementDefect[] {
  const defects: AgreementDefect[] = [];
  const add = (code: AgreementDefect['code'], pointer: string, value: string, purpose?: string) =>
    defects.push({ code, pointer, value, ...(purpose ? { purpose } : {}) });
  if (terms.validFrom >= terms.validTo) add('ends-before-it-begins', '/validTo', terms.validTo);
  if (organisation.validTo && organisation.validTo < terms.validTo)
    add('outlives-organisation', '/validTo', organisation.validTo);
  terms.purposes.forEach((id, index) => {
    if (!organisation.purposes.includes(id)) add('purpose-not-yours', `/purposes/${index}`, id, id);
  });
  const purposes = terms.purposes.flatMap((id) => country.purposes.get(id) ?? []);
  terms.legalBases?.forEach((id, index) => {
    if (!purposes.some((purpose) => purpose.legalBases.includes(id)))
      add('law-carries-no-purpose', `/legalBases/${index}`, id);
  });
  if (terms.hours && !country.facts.officeHours.some(({ id }) => id === terms.hours))
    add('hours-unknown', '/hours', terms.hours);
  if (terms.modes.includes('identify') !== (terms.candidates !== undefined))
    add('candidates-without-identify', '/candidates', String(terms.candidates ?? ''));
  terms.fields.forEach((field, index) => {
    if (!purposes.some((purpose) => purpose.fields.includes(field)))
      add('field-not-allowed', `/fields/${index}`, field);
  });
  for (const purpose of purposes) {
    if (purpose.mode === 'verify' && terms.modes.some((mode) => mode === 'attributes' || mode === 'identify'))
      add('yes-or-no-only', '/modes', purpose.id, purpose.id);
    const own = terms.legalBases?.length
      ? purpose.legalBases.filter((id) => terms.legalBases?.includes(id))
      : purpose.legalBases;
    const laws = own.flatMap((id) => country.legalBases.get(id) ?? []);
    if (laws.length === 0) add('purpose-without-law', '/legalBases', purpose.id, purpose.id);
    const gap = laws.length > 0 ? dayWithoutLaw(laws, terms) : undefined;
    if (gap) add('no-law-in-force', '/validFrom', gap, purpose.id);
  }
  return defects;
}

/** The first day of the agreement on which none of the laws is in force. */
function dayWithoutLaw(
  laws: readonly LegalBasis[],
  { validFrom, validTo }: Pick<AgreementTerms, 'validFrom' | 'validTo'>,
): string | undefined {
  const ends = laws.flatMap((law) => (law.validTo && law.validTo < validTo ? law.validTo : []));
  const inForce = (day: string) => laws.some((law) => law.validFrom <= day && (!law.validTo || day < law.validTo));
  return [validFrom, ...ends.filter((day) => day > validFrom)].sort().find((day) => !inForce(day));
}

/** Ways of asking that all these purposes allow together. */
export function waysOf(purposes: readonly Pick<Purpose, 'mode'>[]): Agreement['modes'] {
  const values = purposes.every(({ mode }) => mode === 'attributes');
  return values ? ['verify', 'attributes', 'identify', 'bulk', 'events'] : ['verify', 'bulk', 'events'];
}
