import type { Together, TogetherShares } from './together.ts';

/** What a field holds, and so how it is cleaned before anything is compared. */
export type FieldKind = 'name' | 'text' | 'date' | 'code' | 'phone' | 'email' | 'category' | 'number';

/**
 * A cleaned form of a value. `plain` is the folded value (no case, no diacritics); `marked` keeps diacritics; `sorted` has
 * the words in alphabetical order; `short` has initials for middle words (or for the only word); `ends` the first and last
 * word; `joined` no blanks; `local` what stands before the @ of a mail address.
 */
export type Form = 'plain' | 'marked' | 'sorted' | 'short' | 'ends' | 'joined' | 'local';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** Columns of the data, joined by a blank; for a date in three columns: year, month, day. */
  readonly columns: readonly string[];
  /** For dates written with the year last. Default `dmy`. */
  readonly order?: 'dmy' | 'mdy';
  /** Other spellings of a value, after cleaning: `{ nam: 'male' }`. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A condition on two cleaned values, by default of the comparison's own field. */
export type Test =
  | { readonly is: 'same'; readonly form?: Form }
  /** One letter inserted, left out or replaced, or two neighbours exchanged; in values of at least `letters` (4). */
  | { readonly is: 'oneEdit'; readonly form?: Form; readonly letters?: number }
  /** Jaro-Winkler similarity, 0 to 1. */
  | { readonly is: 'similar'; readonly atLeast: number; readonly form?: Form }
  /** Middle words, or the only word, stand as initials on one side. */
  | { readonly is: 'initials' }
  /** First and last word are the same, the words of one side are all among those of the other. */
  | { readonly is: 'missingMiddle' }
  /** All words of the shorter are among those of the longer. */
  | { readonly is: 'someWords' }
  /** The shorter, of at least `letters` (3), begins the longer. */
  | { readonly is: 'beginning'; readonly letters?: number }
  /** The two fields have changed places: one value is the other side's exactly, the other at least similar. */
  | { readonly is: 'exchanged'; readonly with: string }
  | { readonly is: 'dayMonthSwapped' }
  /** One side knows only the year (and month), and these are the same. */
  | { readonly is: 'lessPrecise' }
  | { readonly is: 'sameDayMonth' }
  | { readonly is: 'sameYear' }
  /** The year and one of month and day; the other was written or read wrong. */
  | { readonly is: 'sameYearAndPart' }
  | { readonly is: 'withinYears'; readonly years: number }
  | { readonly is: 'within'; readonly difference: number };

export interface Level {
  readonly level: string;
  /** Any one of these suffices. */
  readonly when: readonly Test[];
  /** Says something of another field too, so that it stands in no order with the levels of this one. */
  readonly apart?: boolean;
}

/** Levels from the strongest agreement down; the level `different` is added below the last. */
export interface Comparison {
  readonly field: string;
  readonly levels: readonly Level[];
  /** Agreement on a rare value says more: the weight of the levels that `same` decides is adjusted by the value's frequency. */
  readonly byFrequency?: boolean;
  /** Relatives often agree on it: surname, address, parents. What speaks for one family does not speak for one person. */
  readonly shared?: boolean;
  /** Says nothing in these cases: another comparison has told it already. */
  readonly silentWhen?: readonly Test[];
}

/**
 * Which part of a value is the key: `start` and `end` are 3 letters (of codes 4), `sound` the first letter and the
 * consonants, `first` and `last` words.
 */
export type KeyPart =
  | 'whole'
  | 'sorted'
  | 'ends'
  | 'first'
  | 'last'
  | 'start'
  | 'end'
  | 'sound'
  | 'year'
  | 'monthDay'
  | 'yearMonth'
  | 'local';

/** A key of a blocking rule. Pairs are looked at when all keys of a rule are the same; a rule without keys lets all through. */
export interface BlockingKey {
  readonly field: string;
  readonly part: KeyPart;
  /** The right side's field, where values may stand in the wrong column. */
  readonly against?: string;
}
export type BlockingRule = readonly BlockingKey[];

/** For each level, from `different` (0) up: how often it is seen among pairs of one person (m) and of two (u). */
export interface LevelShares {
  readonly m: readonly number[];
  readonly u: readonly number[];
}

export interface Parameters {
  /** The probability that two records drawn at random are of one person. */
  readonly prior: number;
  /** By field of the comparison. */
  readonly shares: Readonly<Record<string, LevelShares>>;
  /** The probability that two records drawn at random are of two relatives. */
  readonly relatives?: number;
  /** Relative frequency of cleaned values by field, where they are known. */
  readonly frequencies?: Readonly<Record<string, ReadonlyMap<string, number>>>;
  readonly together?: readonly TogetherShares[];
}

/** What is compared and how: plain data, the same for the computation in memory and for SQL. */
export interface Model {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly comparisons: readonly Comparison[];
  /** Fields compared by frequency whose values may go together (`together.ts`). */
  readonly together?: readonly Together[];
  /** Left out: chosen from the data within a budget of pairs. */
  readonly rules?: readonly BlockingRule[];
  readonly parameters?: Parameters;
}

export type Row = Readonly<Record<string, unknown>>;

export type LinkageErrorCode =
  | 'linkage-no-parameters'
  | 'linkage-unknown-field'
  | 'linkage-no-fields'
  | 'linkage-costs'
  | 'linkage-no-rows';

export class LinkageError extends Error {
  readonly code: LinkageErrorCode;
  constructor(code: LinkageErrorCode, detail: string) {
    super(detail);
    this.name = 'LinkageError';
    this.code = code;
  }
}

/** The field of that name. @throws {LinkageError} `linkage-unknown-field` */
export function findField(model: Pick<Model, 'fields'>, name: string): Field {
  const field = model.fields.find((one) => one.name === name);
  if (!field) throw new LinkageError('linkage-unknown-field', `the model has no field ${name}`);
  return field;
}
