import type { Lists } from '../data.ts';
import type { PersonRecord, Place, Relative } from '../record.ts';

/** How a field is entered. A field without a shape is not corrected but changed by an act of its own. */
export type Shape =
  | 'text'
  | 'date'
  | 'sex'
  | 'place'
  | 'relative'
  | 'ethnicity'
  | 'religion'
  | 'nationality'
  | 'blood'
  | 'absence';

export const SHAPES: Readonly<Record<string, Shape>> = {
  name: 'text',
  otherName: 'text',
  birthDate: 'date',
  sex: 'sex',
  birthPlace: 'place',
  birthRegistrationPlace: 'place',
  origin: 'place',
  ethnicity: 'ethnicity',
  religion: 'religion',
  nationality: 'nationality',
  bloodGroup: 'blood',
  father: 'relative',
  mother: 'relative',
  legalRepresentative: 'relative',
  permanentResidence: 'place',
  temporaryResidence: 'place',
  currentResidence: 'place',
  absence: 'absence',
  residenceFile: 'text',
  phone: 'text',
  email: 'text',
  other: 'text',
};

/** What the register always holds of a person: it can be another value, never none. */
export const ALWAYS = new Set(['name', 'birthDate', 'sex', 'nationality']);

/** A place while it is chosen: `label` names its unit, `province` is what the communes are offered of. */
export interface PlaceDraft extends Place {
  province?: string;
  label?: string;
}

export interface PersonDraft extends Relative {
  pin?: string;
}

export interface AbsenceDraft {
  from: string;
  to: string;
  reason: string;
}

/** Reads the JSON that a compound field keeps as its text; an empty object where there is none. */
export function readDraft<Draft extends object>(text: string): Partial<Draft> {
  if (text === '') return {};
  return JSON.parse(text) as Partial<Draft>;
}

/** A draft as text, '' when it says nothing. */
export function writeDraft(draft: object): string {
  const said = Object.entries(draft).filter(([, value]) => value !== undefined && value !== '');
  return said.length === 0 ? '' : JSON.stringify(Object.fromEntries(said));
}

/**
 * A record's field as the text of its form field.
 * @param shown the field as the reader's language writes it: the name of a place's unit
 */
export function encodeField(record: PersonRecord, field: string, shown: string): string {
  const value = record[field as keyof PersonRecord];
  if (value === undefined) return '';
  if (SHAPES[field] === 'place') return writeDraft({ ...(value as Place), label: shown });
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : writeDraft(value as object);
}

/** The value that a form field's text stands for; null takes the field away. */
export function decodeField(field: string, text: string): unknown {
  if (text.trim() === '') return null;
  switch (SHAPES[field]) {
    case 'place':
      return decodePlace(text);
    case 'relative': {
      const { pin: _, ...relative } = readDraft<PersonDraft>(text);
      return relative;
    }
    case 'absence':
      return readDraft<AbsenceDraft>(text);
    case 'nationality':
      return text.split(' ');
    default:
      return text.trim();
  }
}

export function decodePlace(text: string): Place {
  const { province: _, label: __, ...place } = readDraft<PlaceDraft>(text);
  return place;
}

/** A form field's text as a reader writes it, for "before and after". */
export function showField(
  field: string,
  text: string,
  parts: { lists: Lists; say: (key: string) => string; date: (value: string) => string },
): string {
  if (text.trim() === '') return '';
  const named = (list: keyof Pick<Lists, 'ethnicities' | 'religions' | 'nationalities'>, code: string) =>
    parts.lists[list].find((each) => each.code === code)?.name ?? code;
  switch (SHAPES[field]) {
    case 'date':
      return parts.date(text);
    case 'sex':
      return parts.say(`value.sex.${text}`);
    case 'place':
      return showPlace(text, parts.lists);
    case 'relative':
      return readDraft<PersonDraft>(text).name ?? '';
    case 'absence': {
      const { from = '', to = '', reason = '' } = readDraft<AbsenceDraft>(text);
      return [from && parts.date(from), to ? parts.date(to) : '…', reason].join(' – ');
    }
    case 'ethnicity':
      return named('ethnicities', text);
    case 'religion':
      return named('religions', text);
    case 'nationality':
      return text
        .split(' ')
        .map((code) => named('nationalities', code))
        .join(', ');
    default:
      return text.trim();
  }
}

export function showPlace(text: string, lists: Lists): string {
  const { text: detail, label, country, province } = readDraft<PlaceDraft>(text);
  const abroad = country && (lists.nationalities.find(({ code }) => code === country)?.name ?? country);
  // A recorded place's label is already the whole of it.
  const whole = province === undefined && label ? [label] : [detail, label, abroad];
  return whole.filter(Boolean).join(', ');
}
