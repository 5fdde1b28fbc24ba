import type { Country } from '#libs/country';
import { mendText } from '#libs/legacytext';
import { tidyCell } from './cell.ts';
import type { Claims, Finding, NormalisedRow, Reading } from './claims.ts';
import { checkTogether } from './consistency.ts';
import type { Mapping } from './mapping.ts';
import { AddressReader } from './read-address.ts';
import { readBloodGroup, readCoded, readSex } from './read-coded.ts';
import { readEmail, readPhone } from './read-contact.ts';
import { type DateOrder, readDate } from './read-date.ts';
import { readName } from './read-name.ts';
import { readNumber, readPassport } from './read-number.ts';
import { TARGETS, type Target } from './target.ts';
import { type WordIndex, wordKey, wordsOf } from './words.ts';

export interface NormaliseOptions {
  readonly country: Country;
  /** `YYYY-MM-DD`: nothing is later. */
  readonly today: string;
  /** The day on which the file was written, where it is known: units of later reforms are then not looked for. */
  readonly writtenOn?: string;
}

export type Normaliser = (cells: readonly string[]) => NormalisedRow;

const PLACES = ['birthPlace', 'birthRegistrationPlace', 'origin', 'temporaryResidence', 'currentResidence'] as const;
const RELATIVES = ['father', 'mother', 'spouse'] as const;
const REMEMBERED = 50_000;
/** A longer text in an old font is no cell of a person's data. */
const LONGEST_MENDED = 500;
/** Letters of the longest words for nothing. */
const LONGEST_NOTHING = 24;

/**
 * Makes what turns a sender's rows into claims. Pure: the same cells give the same claims. Never throws, whatever the
 * cells hold.
 */
export function createNormaliser(mapping: Mapping, options: NormaliseOptions): Normaliser {
  const { country, today } = options;
  const words = wordsOf(country);
  const addresses = new AddressReader(country, options);
  const columns = new Map(
    TARGETS.flatMap((target) => (mapping.fields[target] ? [[target, mapping.fields[target].columns] as const] : [])),
  );
  const dates = { order: mapping.dateOrder satisfies DateOrder, today, lunar: words.lunar };
  const sexes = new Map([...words.sex, ...Object.entries(mapping.sexCodes)]);
  const date = remember((text) => readDate(text, dates));
  const name = (text: string) => readName(text, words);
  const readers = {
    sex: remember((text) => readSex(sexes, text)),
    ethnicity: remember((text) => readCoded(words.ethnicity, text)),
    religion: remember((text) => readCoded(words.religion, text)),
    nationality: remember((text) => readCoded(words.nationality, text)),
    maritalStatus: remember((text) => readCoded(words.maritalStatus, text)),
    bloodGroup: remember(readBloodGroup),
    birthDate: date,
    deathDate: date,
    passport: readPassport,
    phone: (text: string) => readPhone(country, text),
    email: readEmail,
    residenceFile: (text: string) => cutText(text, 40),
    relationToHead: (text: string) => cutText(text, 40),
    note: (text: string) => cutText(text, 500),
  } satisfies Partial<Record<keyof Claims & Target, (text: string) => Reading>>;
  const single = (Object.keys(readers) as (keyof typeof readers)[]).filter(
    (field) => columns.has(field) || (field === 'birthDate' && columns.has('birthYear')),
  );
  const places = PLACES.filter((field) => columns.has(field));
  const place = remember((text) => addresses.read(text));

  const mend = (cell: string, column: number) =>
    cell.length > LONGEST_MENDED ? cell : mendText(cell, mapping.slips?.[column]).text;

  return (cells) => {
    const claims: Record<string, unknown> = {};
    const findings: Finding[] = [];
    /** The cell of a field, tidied; undefined when it says nothing. */
    const cell = (target: Target): string | undefined => {
      const taken = columns.get(target);
      if (!taken) return undefined;
      const told = taken.map((column) => cells[column] ?? '');
      const read = told.map((one, at) => mend(one, taken[at]!));
      const raw = taken.length === 1 ? read[0]! : joinCells(target, read);
      if (read.some((one, at) => one !== told[at]))
        findings.push({ field: target, rule: 'old-font', severity: 'mended', from: told.join(' '), to: raw });
      const { text, hidden } = tidyCell(raw);
      if (hidden)
        findings.push({ field: target, rule: 'invisible-characters', severity: 'mended', from: raw, to: text });
      // Religion's "không" is an answer.
      if (text === '' || (target !== 'religion' && isNothing(words, text))) return undefined;
      return text;
    };
    const take = <T>(target: Target, from: string, reading: Reading<T>): T | undefined => {
      if (reading.findings) for (const one of reading.findings) findings.push(findingOf(target, from, one));
      return reading.value;
    };
    const keep = (field: string, value: unknown) => {
      if (value !== undefined) claims[field] = value;
    };

    readWholeName(cell, take, keep, name, findings);
    for (const kind of ['pin', 'cmnd'] as const) {
      const text = cell(kind);
      const number = text === undefined ? undefined : take(kind, text, readNumber(country, text, kind));
      if (number && claims[number.kind] === undefined) claims[number.kind] = number.number;
    }
    for (const field of single) {
      const text = field === 'birthDate' ? birthText(cell) : cell(field);
      if (text !== undefined) keep(field, take(field, text, readers[field](text)));
    }
    for (const field of places) {
      const text = cell(field);
      if (text !== undefined) keep(field, take(field, text, place(text)));
    }
    keep('permanentResidence', readResidence(cell, take, addresses));
    for (const relative of RELATIVES) keep(relative, readRelative(relative, country, cell, take, name, date));
    checkTogether(country, today, claims as Claims, findings);
    return { claims: claims as Claims, findings };
  };
}

type Cell = (target: Target) => string | undefined;
type Take = <T>(target: Target, from: string, reading: Reading<T>) => T | undefined;

/** Blanks and dashes, or words that say that nothing is known. */
function isNothing(words: WordIndex, text: string): boolean {
  if (text.length > LONGEST_NOTHING) return false;
  const first = text.charCodeAt(0);
  // Most cells are digits or plain words: the full reading is for those that begin with a mark.
  if (first >= 0x30 && first <= 0x39) return false;
  if (words.nothingWritten.has(text.toLowerCase())) return true;
  if (first > 0x40 && !text.endsWith('.')) return /^x+$/i.test(text);
  return /^[-–—_.?/*\s]*$/.test(text) || words.nothing.has(wordKey(text));
}

function cutText(text: string, most: number): Reading {
  if (text.length <= most) return { value: text };
  return { value: text.slice(0, most).toWellFormed().trim(), findings: [{ rule: 'text-too-long', severity: 'doubt' }] };
}

function findingOf(field: Target, from: string, { rule, severity, to }: Omit<Finding, 'field' | 'from'>): Finding {
  return to === undefined ? { field, rule, severity, from } : { field, rule, severity, from, to };
}

function joinCells(target: Target, cells: readonly string[]): string {
  const isPlace = target.includes('esidence') || target.includes('Place') || target === 'origin';
  return cells.flatMap((cell) => cell.trim() || []).join(isPlace ? ', ' : ' ');
}

function readWholeName(
  cell: Cell,
  take: Take,
  keep: (field: string, value: unknown) => void,
  read: (text: string) => ReturnType<typeof readName>,
  findings: Finding[],
): void {
  const whole = cell('name') ?? ([cell('familyName'), cell('givenName')].filter(Boolean).join(' ') || undefined);
  if (whole === undefined) {
    findings.push({ field: 'name', rule: 'name-missing', severity: 'refused', from: '' });
  } else {
    const reading = take('name', whole, read(whole));
    keep('name', reading?.name);
    keep('otherName', reading?.otherName);
  }
  const other = cell('otherName');
  if (other !== undefined) {
    const reading = read(other);
    // One word is usual here: "Tí".
    const told = reading.findings?.filter(({ rule }) => rule !== 'name-one-word') ?? [];
    keep('otherName', take('otherName', other, { ...reading, findings: told })?.name);
  }
}

/** One column, or day, month and year in three. */
function birthText(cell: Cell): string | undefined {
  const whole = cell('birthDate');
  if (whole !== undefined) return whole;
  const year = cell('birthYear');
  if (year === undefined || !/^[0-9]{1,4}$/.test(year)) return year;
  const number = (target: Target) => /^[0-9]{1,2}$/.exec(cell(target) ?? '0')?.[0].padStart(2, '0') ?? '00';
  const [day, month] = [number('birthDay'), number('birthMonth')];
  if (month === '00') return year;
  // Two digits of the day that are too many for any order are not swapped: the columns say which is which.
  return day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`;
}

function readResidence(cell: Cell, take: Take, addresses: AddressReader) {
  const whole = cell('permanentResidence');
  const part = (name: 'house' | 'commune' | 'district' | 'province') => cell(`permanentResidence.${name}`);
  const [house, commune, district, province] = [part('house'), part('commune'), part('district'), part('province')];
  if (commune === undefined && district === undefined && province === undefined) {
    const text = [house, whole].filter(Boolean).join(', ');
    return text === '' ? undefined : take('permanentResidence', text, addresses.read(text));
  }
  const text = [house ?? whole, commune, district, province].filter(Boolean).join(', ');
  return take(
    'permanentResidence',
    text,
    addresses.readParts({
      ...((house ?? whole) && { house: (house ?? whole)! }),
      ...(commune && { commune }),
      ...(district && { district }),
      ...(province && { province }),
    }),
  );
}

function readRelative(
  relative: (typeof RELATIVES)[number],
  country: Country,
  cell: Cell,
  take: Take,
  readRelativeName: (text: string) => ReturnType<typeof readName>,
  date: (text: string) => Reading,
) {
  const claim: { name?: string; pin?: string; birthDate?: string } = {};
  const nameText = cell(`${relative}Name`);
  if (nameText !== undefined) {
    const name = take(`${relative}Name`, nameText, readRelativeName(nameText))?.name;
    if (name) claim.name = name;
  }
  const pinText = cell(`${relative}Pin`);
  if (pinText !== undefined) {
    const number = take(`${relative}Pin`, pinText, readNumber(country, pinText, 'pin'));
    if (number?.kind === 'pin') claim.pin = number.number;
  }
  const birthText = relative === 'spouse' ? undefined : cell(`${relative}BirthDate`);
  if (birthText !== undefined && relative !== 'spouse') {
    const birth = take(`${relative}BirthDate`, birthText, date(birthText));
    if (birth) claim.birthDate = birth;
  }
  return Object.keys(claim).length > 0 ? claim : undefined;
}

/** What repeats in a file (dates, wards, ethnicities) is read once. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    if (known.size > REMEMBERED) known.clear();
    known.set(text, value);
    return value;
  };
}

const normalisers = new WeakMap<Mapping, { options: NormaliseOptions; normalise: Normaliser }>();

/** One row; for many, `createNormaliser` says what stays the same once. */
export function normaliseRow(mapping: Mapping, cells: readonly string[], options: NormaliseOptions): NormalisedRow {
  let known = normalisers.get(mapping);
  if (
    !known ||
    known.options.country !== options.country ||
    known.options.today !== options.today ||
    known.options.writtenOn !== options.writtenOn
  ) {
    known = { options, normalise: createNormaliser(mapping, options) };
    normalisers.set(mapping, known);
  }
  return known.normalise(cells);
}
