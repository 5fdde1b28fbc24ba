import { type Static, Type } from 'typebox';
import type { Words } from '#kernel';
import { FIELDS, type Field } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { activePin, describeChange, findSources, lifeOf } from './model.ts';
import type { Act, PersonRecord, Place, RecordField, Relative } from './record.ts';

export const FieldView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Type.Union([Type.Literal('known'), Type.Literal('none')]),
  text: Type.String(),
  source: Type.Optional(
    Type.Object({
      act: Type.String(),
      since: Type.String(),
      recordedAt: Type.String(),
      officeName: Type.String(),
      legalBasisTitle: Type.String(),
    }),
  ),
  resolved: Type.Optional(Type.String()),
  correction: Type.Optional(Type.Object({ id: Type.String(), dueOn: Type.String() })),
});
export type FieldView = Static<typeof FieldView>;

/** Which top-level fields of the record a legal field is read from. */
const readFrom: Partial<Record<Field, RecordField>> = {
  pin: 'identifiers',
  cmnd: 'identifiers',
  deathDate: 'death',
  missingDate: 'missing',
  relationToHead: 'household',
};

export interface Presenter {
  offices: Offices;
  words: Words;
}

/** Names by the way back from other records as it is today; without it, what the record itself says. */
export interface Relations {
  children: string[];
  represented: string[];
}

/** A record as its 26 fields in the reader's language, each with the act that it comes from. */
export function presentRecord(
  parts: Presenter,
  language: string,
  record: PersonRecord,
  acts: readonly Act[],
  moment: { on: string; known?: string | undefined },
  relations?: Relations,
): FieldView[] {
  const sources = findSources(acts, moment);
  return FIELDS.map((id) => {
    const text = fieldText(parts, language, id, record, relations);
    const source = sources.get(readFrom[id] ?? (id as RecordField));
    const place = record[id as RecordField];
    const resolved = isPlace(id) && place ? parts.offices.resolvedText(place as Place, language) : undefined;
    return {
      id,
      name: parts.words.say(language, `field.${id}`),
      state: text === '' ? ('none' as const) : ('known' as const),
      text,
      ...(source && text !== '' ? { source: presentSource(parts, language, source) } : {}),
      ...(resolved ? { resolved } : {}),
    };
  });
}

function presentSource(parts: Presenter, language: string, act: Act) {
  return {
    act: act.kind,
    since: act.validFrom,
    recordedAt: act.recordedAt,
    officeName: officeNameOf(parts, language, act),
    legalBasisTitle: parts.offices.legalBasisTitle(act.legalBasis, language),
  };
}

/** Who recorded an act: an office of the register, or an organisation that said it. */
export function officeNameOf({ offices }: Presenter, language: string, act: Act): string {
  return act.kind === 'reported' || offices.findOrganisation(act.office)
    ? offices.organisationName(act.office, language)
    : offices.areaName(act.office, language, act.recordedAt.slice(0, 10));
}

function isPlace(id: string): boolean {
  return [
    'birthPlace',
    'birthRegistrationPlace',
    'origin',
    'permanentResidence',
    'temporaryResidence',
    'currentResidence',
  ].includes(id);
}

/** A field's value as the language writes it; '' where the register holds none. */
export function fieldText(
  parts: Presenter,
  language: string,
  id: Field,
  record: PersonRecord,
  relations?: Relations,
): string {
  const { words, offices } = parts;
  const identifiers = (kind: string) => record.identifiers.filter((one) => one.kind === kind);
  const coded = (list: ReadonlyMap<string, { name: Readonly<Record<string, string>> }>, code: string | undefined) =>
    code ? (list.get(code)?.name[language] ?? code) : '';
  switch (id) {
    case 'pin':
      return activePin(record) ?? '';
    case 'cmnd':
      return identifiers('cmnd')
        .map((one) => one.value)
        .join(', ');
    case 'birthDate':
      return formatDate(language, record.birthDate);
    case 'sex':
      return words.say(language, `value.sex.${record.sex}`);
    case 'maritalStatus':
      return words.say(language, `value.maritalStatus.${record.maritalStatus}`);
    case 'ethnicity':
      return coded(offices.country.ethnicities, record.ethnicity);
    case 'religion':
      return coded(offices.country.religions, record.religion);
    case 'nationality':
      return record.nationality.map((code) => coded(offices.country.nationalities, code)).join(', ');
    case 'documents':
      return record.documents.map((one) => documentText(parts, language, one)).join('; ');
    case 'children':
      return (relations?.children ?? []).join(', ');
    case 'represented':
      return (relations?.represented ?? record.represented?.map((one) => one.name) ?? []).join(', ');
    case 'household':
      return record.household ? words.say(language, 'value.household.registered') : '';
    case 'relationToHead':
      return record.household ? words.say(language, `value.relationToHead.${record.household.relationToHead}`) : '';
    case 'deathDate':
      return record.death ? formatDate(language, record.death.date) : '';
    case 'missingDate':
      return record.missing ? formatDate(language, record.missing.since) : '';
    case 'absence':
      return record.absence
        ? [
            formatDate(language, record.absence.from),
            record.absence.to ? formatDate(language, record.absence.to) : '…',
            record.absence.reason,
          ].join(' – ')
        : '';
    default:
      return plainText(parts, language, record[id as RecordField]);
  }
}

function plainText(parts: Presenter, language: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && 'name' in value) return (value as Relative).name;
  return parts.offices.placeText(value as Place, language);
}

function documentText(parts: Presenter, language: string, document: PersonRecord['documents'][number]): string {
  const until = document.validUntil ? ` – ${formatDate(language, document.validUntil)}` : '';
  return `${parts.words.say(language, `value.documentKind.${document.kind}`)} ${document.number} (${formatDate(language, document.issuedOn)}${until})`;
}

/** A partial date as the language writes it. */
export function formatDate(language: string, date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  if (month === undefined) return String(year);
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    year: 'numeric',
    month: language === 'vi' ? '2-digit' : 'long',
    ...(day ? { day: language === 'vi' ? '2-digit' : 'numeric' } : {}),
  };
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options).format(
    Date.UTC(year!, month - 1, day ?? 1),
  );
}

/** What an act changed, field by field, as texts. A record's field may stand for several legal ones (identifiers: PIN and CMND). */
export function presentChanges(
  parts: Presenter,
  language: string,
  acts: readonly Act[],
  act: Act,
): { id: string; name: string; before?: string; after?: string }[] {
  const { words } = parts;
  return describeChange(acts, act)
    .flatMap(({ field, before, after }) => {
      const ids = FIELDS.filter((id) => (readFrom[id] ?? id) === field);
      return ids.map((id) => {
        const text = (value: unknown) =>
          value === undefined ? '' : fieldText(parts, language, id, { ...blank, [field]: value } as PersonRecord);
        const was = text(before);
        const is =
          id === 'household' && isAnother(before, after) ? words.say(language, 'value.household.another') : text(after);
        return {
          id,
          name: words.say(language, `field.${id}`),
          ...(was ? { before: was } : {}),
          ...(is ? { after: is } : {}),
        };
      });
    })
    .filter((change) => change.before !== change.after);
}

/** Households have no name to tell one from another by. */
function isAnother(before: unknown, after: unknown): boolean {
  const [was, is] = [before, after] as { id?: string }[];
  return was?.id !== undefined && is?.id !== undefined && was.id !== is.id;
}

const blank: PersonRecord = {
  name: '',
  identifiers: [],
  birthDate: '0001',
  sex: 'undetermined',
  nationality: [],
  documents: [],
  maritalStatus: 'single',
};

export { lifeOf };
