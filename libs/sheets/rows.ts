import { splitFields } from '#libs/delimited';
import type { Encoding } from '#libs/legacytext';
import { readKeys } from './json.ts';
import type { TextRecord } from './records.ts';
import type { RawRow, RowFault, RowNote } from './sheet.ts';
import { decodeRecord } from './text.ts';

const MOST_RAW = 1 << 16;
/** Marks that change what a reader sees without being seen. */
const MARKS = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const FORMULA = /^[=@\t\r+-]/;
const NUMBER = /^[+-]?[\d\s.,()/-]*$/;

/** A cell that a spreadsheet would run; numbers, dates and telephone numbers are none. */
export const isFormula = (cell: string) => FORMULA.test(cell) && !NUMBER.test(cell);

/** Turns records of delimited values into rows; undefined for one whose cells are all empty. */
export function readDelimitedRow(
  record: TextRecord,
  encoding: Encoding,
  separator: string,
  width: number,
): RawRow | undefined {
  const { text, recoded, unknown } = decodeRecord(record.bytes, encoding);
  const cells = record.fault === 'quotes' ? text.split(separator) : splitFields(text, separator);
  while (cells.length > width && cells.at(-1) === '') cells.pop();
  if (cells.every((cell) => cell === '')) return undefined;
  const fault = record.fault ?? (unknown ? 'encoding' : cells.length !== width ? 'columns' : undefined);
  const notes: RowNote[] = [];
  if (recoded) notes.push('recoded');
  if (record.malformed && !record.fault) notes.push('quotes');
  return finishRow(record, cells, fault, notes, text);
}

/** Turns lines of JSON into rows: values in the order of the columns. */
export function readJsonRow(record: TextRecord, encoding: Encoding, columns: readonly string[]): RawRow | undefined {
  const { text, recoded, unknown } = decodeRecord(record.bytes, encoding);
  if (text.trim() === '') return undefined;
  const read = record.fault ? undefined : readKeys(text, columns);
  const fault = record.fault ?? (unknown ? 'encoding' : read ? undefined : 'json');
  const notes: RowNote[] = recoded ? ['recoded'] : [];
  if (read?.extra) notes.push('extra');
  return finishRow(record, read?.cells ?? [], fault, notes, text);
}

/** Looks at what every form of row can have, and drops what it has not. */
export function finishRow(
  { row, offset }: { row: number; offset: number },
  cells: string[],
  fault: RowFault | undefined,
  notes: RowNote[],
  raw: string | undefined,
): RawRow {
  let bad = fault;
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    if (MARKS.test(cell) && !notes.includes('marks')) notes.push('marks');
    if (isFormula(cell) && !notes.includes('formula')) notes.push('formula');
    if (cell.includes('\0')) {
      cells[at] = cell.replaceAll('\0', '␀');
      bad ??= 'nul';
    }
  }
  const keepsRaw = raw !== undefined && (bad !== undefined || notes.includes('extra'));
  return {
    row,
    cells,
    offset,
    ...(bad && { bad }),
    ...(notes.length > 0 && { notes }),
    ...(keepsRaw && { raw: raw.slice(0, MOST_RAW).replaceAll('\0', '␀') }),
  };
}
