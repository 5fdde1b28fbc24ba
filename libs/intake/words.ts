import type { Country } from '#libs/country';
import { nameKey, toneKey } from '#libs/names';

/** Words of the country by key, made once for each country. */
export interface WordIndex {
  /** Fields of a header's words, exact. */
  readonly headers: ReadonlyMap<string, string>;
  /** The same without blanks: older systems write HOTEN. */
  readonly compact: ReadonlyMap<string, string>;
  /** The same with the words apart, the longest first. */
  readonly phrases: readonly { readonly words: readonly string[]; readonly target: string }[];
  readonly others: ReadonlySet<string>;
  readonly nothing: ReadonlySet<string>;
  /** The same as they are written, in small letters with and without marks. */
  readonly nothingWritten: ReadonlySet<string>;
  /** By tone key, and without marks. */
  readonly noNames: ReadonlySet<string>;
  /** The same without marks alone: whose key is not among them is none of them. */
  readonly noNameKeys: ReadonlySet<string>;
  readonly lunar: ReadonlySet<string>;
  readonly sex: ReadonlyMap<string, string>;
  readonly maritalStatus: ReadonlyMap<string, string>;
  readonly ethnicity: ReadonlyMap<string, string>;
  readonly religion: ReadonlyMap<string, string>;
  readonly nationality: ReadonlyMap<string, string>;
  /** Keys of surnames that are never written without marks. */
  readonly markedSurnames: ReadonlySet<string>;
  readonly surnames: ReadonlySet<string>;
}

const indexes = new WeakMap<Country, WordIndex>();

/** Anything that is not surely a letter, a digit or a blank. */
const PUNCTUATED = /[^0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỹ ]/;

/** A word or header without diacritics, case and punctuation. */
export function wordKey(text: string): string {
  return nameKey(PUNCTUATED.test(text) ? text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ') : text);
}

export function wordsOf(country: Country): WordIndex {
  let index = indexes.get(country);
  if (!index) {
    index = indexWords(country);
    indexes.set(country, index);
  }
  return index;
}

function indexWords(country: Country): WordIndex {
  const { intake } = country;
  const keys = (words: readonly string[]) => new Set(words.map(wordKey));
  const byKey = (table: Readonly<Record<string, readonly string[]>>) =>
    new Map(Object.entries(table).flatMap(([value, words]) => words.map((word) => [wordKey(word), value] as const)));
  const coded = (
    list: Country['ethnicities'],
    table: Readonly<Record<string, readonly string[]>>,
  ): ReadonlyMap<string, string> =>
    new Map([
      ...byKey(table),
      ...[...list.values()].flatMap(({ code, name }) => [
        [wordKey(code), code] as const,
        ...Object.values(name).map((word) => [wordKey(word), code] as const),
      ]),
    ]);
  const headers = byKey(intake.columns);
  const surnames = Map.groupBy(new Set(country.names.surnames.map(({ name }) => name)), nameKey);
  return {
    headers,
    compact: new Map([...headers].map(([key, target]) => [key.replaceAll(' ', ''), target])),
    phrases: [...headers]
      .map(([key, target]) => ({ words: key.split(' '), target }))
      .sort((a, b) => b.words.length - a.words.length),
    others: keys(intake.others),
    nothing: keys(intake.nothing),
    nothingWritten: new Set(intake.nothing.flatMap((word) => [word.toLowerCase(), wordKey(word)])),
    noNames: new Set(intake.noNames.flatMap((word) => [toneKey(word), nameKey(word)])),
    noNameKeys: new Set(intake.noNames.map(nameKey)),
    lunar: keys(intake.lunar),
    sex: byKey(intake.sex),
    maritalStatus: byKey(intake.maritalStatus),
    ethnicity: coded(country.ethnicities, intake.ethnicities),
    religion: coded(country.religions, intake.religions),
    nationality: coded(country.nationalities, intake.nationalities),
    surnames: new Set(surnames.keys()),
    markedSurnames: new Set(
      [...surnames].filter(([key, forms]) => forms.every((form) => form.toLowerCase() !== key)).map(([key]) => key),
    ),
  };
}
