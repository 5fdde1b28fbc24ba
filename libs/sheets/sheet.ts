import type { Encoding } from '#libs/legacytext';

/** A file that is read from any place: the caller implements it over a file, a blob or a buffer. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** Bytes from `at`, at most `length`; none at the end of the file alone. They are the reader's from then on. */
  read(at: number, length: number): Promise<Uint8Array>;
}

/**
 * Why a row cannot be used as it stands.
 * - `columns`: more or fewer cells than the header · `quotes`: a quote that is never closed
 * - `encoding`: bytes that are text in no encoding known here · `nul`: NUL bytes, shown as `␀`
 * - `too-long`: a record over 1 MiB; its first bytes are kept · `json`: no JSON object
 */
export type RowFault = 'columns' | 'quotes' | 'encoding' | 'nul' | 'too-long' | 'json';

/**
 * What is odd about a row that can be used.
 * - `recoded`: written in another encoding than the file · `quotes`: a quote inside a value, taken as it stands
 * - `marks`: bidirectional or zero-width marks · `formula`: a cell that a spreadsheet would run
 * - `extra`: cells or keys beside the columns
 */
export type RowNote = 'recoded' | 'quotes' | 'marks' | 'formula' | 'extra';

/** A row as the sender wrote it: nothing is trimmed, mended or normalised but the encoding. */
export interface RawRow {
  /** Counted from 1 as the sender sees it: row of the spreadsheet, record of the text file (blank ones count). */
  readonly row: number;
  /** One a column where the row is good; as many as were found where it is bad. */
  readonly cells: readonly string[];
  readonly bad?: RowFault;
  readonly notes?: readonly RowNote[];
  /** The record's text, where the cells do not hold all of it (bad or extra); at most 64 Ki letters. */
  readonly raw?: string;
  /** Byte of the file at which the record begins; 0 in a workbook. */
  readonly offset: number;
}

/** Where reading can go on later. In a workbook only the row counts. */
export interface Place {
  /** Number of the next row. */
  readonly row: number;
  /** Byte at which it begins. */
  readonly offset: number;
}

export interface RowBlock {
  readonly rows: readonly RawRow[];
  /** Give it to `blocks` to go on behind this block. */
  readonly next: Place;
  /** Bytes of the file that are read, of `Sheet.size`: for the progress bar. */
  readonly done: number;
}

/** How the file is written. */
export type SheetForm =
  | { readonly kind: 'delimited'; readonly encoding: Encoding; readonly confidence: number; readonly separator: string }
  | { readonly kind: 'lines'; readonly encoding: Encoding; readonly confidence: number }
  | { readonly kind: 'workbook'; readonly sheet: string; readonly sheets: readonly string[] };

/** An opened file of rows. */
export interface Sheet {
  readonly form: SheetForm;
  /** Names of the columns; levels of a header of several rows are joined by ` / `. Without a header: `A`, `B`, … */
  readonly columns: readonly string[];
  /** Row of the header, its last where it has several; 0 where there is none. */
  readonly headerRow: number;
  /** Rows above the header (titles, dates, places), as they stand. */
  readonly preamble: readonly (readonly string[])[];
  /** Bytes of the file. */
  readonly size: number;
  /** Where the first row of data begins. */
  readonly begin: Place;
  /** Rows in order, in blocks of at most 1,000, from the first row of data or from a place given by an earlier block. */
  blocks(from?: Place): AsyncGenerator<RowBlock, void, undefined>;
}

/** What the sender or an officer said about the file; everything is found out where nothing is said. */
export interface SheetOptions {
  readonly encoding?: Encoding;
  /** One letter of ASCII. */
  readonly separator?: string;
  /** Name of the sheet in a workbook; otherwise the first visible one that has rows. */
  readonly sheet?: string;
  /** Row of the header (its last); 0: the file has none. */
  readonly headerRow?: number;
}
