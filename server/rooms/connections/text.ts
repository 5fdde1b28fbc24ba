import { createHash } from 'node:crypto';
import type { Words } from '#kernel';
import type { Country } from '#libs/country';
import type { Offices } from '#rooms/offices';
import type { DraftRow } from './draftStore.ts';

export interface TextParts {
  readonly offices: Pick<
    Offices,
    'country' | 'organisationName' | 'purposeSentence' | 'legalBasisTitle' | 'findPurpose' | 'findOrganisation'
  >;
  readonly words: Pick<Words, 'say'>;
}

/**
 * An agreement as it is signed, in a language: what people read, with each id that a machine goes by beside it. Lines end in
 * LF, text is NFC; the same terms always give the same bytes.
 */
export function renderAgreement(draft: DraftRow, language: string, { offices, words }: TextParts): string {
  const { terms, organisation, agreement, baseVersion, draft: id } = draft;
  const { country } = offices;
  const { holder } = country.connections;
  const say = (key: string, values: Record<string, string | number> = {}) =>
    words.say(language, `connection.text.${key}`, values);
  const listed = (ids: readonly string[], name: (one: string) => string) =>
    [...ids].sort().map((one) => `  - ${name(one)} [${one}]`);
  const party = (one: string) => {
    const { taxCode } = offices.findOrganisation(one) ?? {};
    return `${offices.organisationName(one, language)} [${one}${taxCode ? `, ${taxCode}` : ''}]`;
  };
  const laws = terms.legalBases ?? [
    ...new Set(terms.purposes.flatMap((one) => offices.findPurpose(one)?.legalBases ?? [])),
  ];
  const lines = [
    say('title').toLocaleUpperCase(language),
    say('number', { agreement, draft: id }),
    ...(baseVersion === undefined ? [] : [say('replaces', { version: baseVersion })]),
    '',
    `${say('holder')}: ${party(holder)}`,
    `${say('agency')}: ${party(organisation)}`,
    say('basis', { law: offices.legalBasisTitle(country.connections.agreement.legalBasis, language) }),
    '',
    `1. ${say('purposes')}`,
    ...listed(terms.purposes, (one) => offices.purposeSentence(one, language)),
    `2. ${say('laws')}`,
    ...listed(laws, (one) => offices.legalBasisTitle(one, language)),
    `3. ${say('fields')}`,
    ...listed(terms.fields, (one) => words.say(language, `field.${one}`)),
    `4. ${say('modes')}`,
    ...listed(terms.modes, (one) => words.say(language, `connection.mode.${one}`)),
    `5. ${say('limits')}`,
    `  - ${say('quota', { quota: terms.quotaPerDay })}`,
    `  - ${say('hours', { hours: describeHours(country, terms.hours, language) })}`,
    ...(terms.candidates === undefined ? [] : [`  - ${say('candidates', { candidates: terms.candidates })}`]),
    `6. ${say('term', { from: terms.validFrom, to: terms.validTo })}`,
    `7. ${say('why')}`,
    ...draft.why.split('\n').map((line) => `  ${line}`),
    `8. ${say('duties')}`,
    '',
  ];
  return lines.join('\n').normalize('NFC');
}

/** `07:00–18:30, T2, T3, … [office]`. */
function describeHours({ facts }: Pick<Country, 'facts'>, id: string, language: string): string {
  const hours = facts.officeHours.find((one) => one.id === id);
  if (!hours) return id;
  // 5 January 1970 was a Monday.
  const names = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const days = [...hours.days].sort().map((day) => names.format((day + 3) * 86_400_000));
  return `${hours.from}–${hours.to}, ${days.join(', ')} [${id}]`;
}

/** SHA-256, base64url: what a signature is over. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('base64url');
}
