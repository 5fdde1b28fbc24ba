import type { Country } from '#libs/country';
import { nameTokens } from '#libs/names';
import { readNumber } from './read-number.ts';
import type { Target } from './target.ts';
import { type WordIndex, wordKey } from './words.ts';

/** What the values of a column look like. */
export type Kind =
  | 'pin'
  | 'cmnd'
  | 'date'
  | 'year'
  | 'day'
  | 'month'
  | 'sex'
  | 'ethnicity'
  | 'nationality'
  | 'religion'
  | 'marital'
  | 'blood'
  | 'phone'
  | 'email'
  | 'name'
  | 'address'
  | 'words';

/** Kinds by which a field is known, and how much finding them alone, under a header that says nothing, is worth. */
export const EXPECTED: Readonly<Partial<Record<Target, { readonly kinds: readonly Kind[]; readonly alone: number }>>> =
  {
    name: { kinds: ['name'], alone: 0.6 },
    familyName: { kinds: ['words', 'name'], alone: 0 },
    givenName: { kinds: ['words', 'name'], alone: 0 },
    otherName: { kinds: ['words', 'name'], alone: 0 },
    pin: { kinds: ['pin', 'cmnd'], alone: 0.8 },
    cmnd: { kinds: ['cmnd', 'pin'], alone: 0.65 },
    birthDate: { kinds: ['date', 'year'], alone: 0.5 },
    birthDay: { kinds: ['day'], alone: 0 },
    birthMonth: { kinds: ['month'], alone: 0 },
    birthYear: { kinds: ['year', 'date'], alone: 0.4 },
    sex: { kinds: ['sex'], alone: 0.7 },
    birthPlace: { kinds: ['address', 'words'], alone: 0 },
    birthRegistrationPlace: { kinds: ['address', 'words'], alone: 0 },
    origin: { kinds: ['address', 'words'], alone: 0 },
    ethnicity: { kinds: ['ethnicity'], alone: 0.6 },
    religion: { kinds: ['religion'], alone: 0.4 },
    nationality: { kinds: ['nationality'], alone: 0.6 },
    bloodGroup: { kinds: ['blood'], alone: 0.5 },
    maritalStatus: { kinds: ['marital'], alone: 0.6 },
    fatherName: { kinds: ['name', 'words'], alone: 0 },
    fatherPin: { kinds: ['pin', 'cmnd'], alone: 0 },
    fatherBirthDate: { kinds: ['date', 'year'], alone: 0 },
    motherName: { kinds: ['name', 'words'], alone: 0 },
    motherPin: { kinds: ['pin', 'cmnd'], alone: 0 },
    motherBirthDate: { kinds: ['date', 'year'], alone: 0 },
    spouseName: { kinds: ['name', 'words'], alone: 0 },
    spousePin: { kinds: ['pin', 'cmnd'], alone: 0 },
    permanentResidence: { kinds: ['address', 'words'], alone: 0.4 },
    temporaryResidence: { kinds: ['address', 'words'], alone: 0 },
    currentResidence: { kinds: ['address', 'words'], alone: 0 },
    deathDate: { kinds: ['date', 'year'], alone: 0 },
    phone: { kinds: ['phone'], alone: 0.6 },
    email: { kinds: ['email'], alone: 0.9 },
  };

export interface ColumnProfile {
  /** How many cells said something. */
  readonly filled: number;
  /** Of those, the share of each kind; a value may be of several. */
  readonly shares: ReadonlyMap<Kind, number>;
}

const SEPARATED = /^[0-9?]{1,4}[/.\- ][0-9?]{1,2}([/.\- ][0-9]{2,4})?([ T].*)?$/;

/** Looks at a sample of a column's cells, tidied. */
export function profileColumn(country: Country, words: WordIndex, cells: readonly string[]): ColumnProfile {
  const counts = new Map<Kind, number>();
  let filled = 0;
  for (const cell of cells) {
    const key = wordKey(cell);
    if (cell === '' || words.nothing.has(key)) continue;
    filled++;
    for (const kind of new Set(kindsOf(country, words, cell, key))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return { filled, shares: new Map([...counts].map(([kind, count]) => [kind, count / filled])) };
}

function kindsOf(country: Country, words: WordIndex, cell: string, key: string): Kind[] {
  const kinds: Kind[] = [];
  if (/^[0-9.\s+()-]+$/.test(cell)) return kindsOfDigits(country, cell);
  if (SEPARATED.test(cell) || /[0-9].*(tháng|năm|thang|nam).*[0-9]{4}/i.test(cell)) kinds.push('date');
  if (/^\S+@\S+\.\S+$/.test(cell)) kinds.push('email');
  if (words.sex.has(key)) kinds.push('sex');
  if (words.ethnicity.has(key)) kinds.push('ethnicity');
  if (words.nationality.has(key)) kinds.push('nationality');
  if (words.religion.has(key)) kinds.push('religion');
  if (words.maritalStatus.has(key)) kinds.push('marital');
  if (/^(AB|[ABO])[+-]?$/i.test(cell)) kinds.push('blood');
  if (/[,;]| - /.test(cell) && key.length > 8) kinds.push('address');
  if (!/[0-9@]/.test(cell)) {
    kinds.push('words');
    const tokens = nameTokens(cell);
    if (tokens.length >= 2 && tokens.length <= 7 && words.surnames.has(tokens[0]!)) kinds.push('name');
  }
  return kinds;
}

function kindsOfDigits(country: Country, cell: string): Kind[] {
  const kinds: Kind[] = [];
  const digits = cell.replace(/[^0-9]/g, '');
  const value = Number(digits);
  if (SEPARATED.test(cell)) kinds.push('date');
  const number = readNumber(country, cell, 'pin').value;
  if (number) kinds.push(number.kind);
  if (country.intake.phone.digits.includes(digits.length) && /^(0|84)/.test(digits)) kinds.push('phone');
  if (digits.length === 11 && digits.startsWith('84')) kinds.push('phone');
  if (digits.length === 9 && /^[35789]/.test(digits)) kinds.push('phone');
  if (digits.length === 4 && value > 1850 && value < 2200) kinds.push('year');
  if (digits.length === 8 || (digits.length === 5 && value > 3_000 && value < 60_000)) kinds.push('date');
  if (digits.length <= 2) {
    if (value <= 31) kinds.push('day');
    if (value <= 12) kinds.push('month');
    if (value <= 2) kinds.push('sex');
    if (country.ethnicities.has(digits.padStart(2, '0'))) kinds.push('ethnicity');
  }
  return kinds;
}
