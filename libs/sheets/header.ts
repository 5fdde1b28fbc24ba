import { SheetError } from './error.ts';

export const MOST_COLUMNS = 1000;

/** A row of the file's beginning. */
export interface HeadRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Header {
  readonly columns: readonly string[];
  /** Its last row; 0 where there is none. */
  readonly headerRow: number;
  readonly preamble: readonly (readonly string[])[];
  /** Index of the first row of data among the rows given. */
  readonly data: number;
}

/** How many rows are looked at for the header: also behind one that a person has named. */
export const rowsOfHead = (headerRow = 0) => Math.min(1000, Math.max(60, headerRow + 30));

const isFilled = (cell: string) => cell.trim() !== '';
const countFilled = ({ cells }: HeadRow) => cells.filter(isFilled).length;
/** Numbers of three digits, dates and amounts stand in data; a label has a letter. */
const isLabel = (cell: string) => /\p{L}/u.test(cell) && !/\d{3}|\d[./-]\d/.test(cell) && cell.length <= 200;

/**
 * Finds the row of column names below titles: the first that is about as wide as the table and holds labels alone. A second row
 * of labels under its gaps joins it (merged cells), and a row that only counts the columns, (1) (2) (3), is passed over.
 * @param headerRow what a person said; 0: the file has none
 */
export function findHeader(rows: readonly HeadRow[], headerRow?: number): Header {
  if (!rows.some((row) => countFilled(row) > 0)) throw new SheetError('empty');
  const index =
    headerRow === undefined ? guessHeader(rows) : headerRow === 0 ? -1 : rows.findIndex(({ row }) => row === headerRow);
  if (index < 0) {
    if (headerRow !== undefined && headerRow > 0) throw new SheetError('header-missing');
    const width = checkWidth(Math.max(...rows.map(({ cells }) => lengthFilled(cells))));
    return { columns: Array.from({ length: width }, (_, at) => letterOf(at)), headerRow: 0, preamble: [], data: 0 };
  }
  const top = rows[index]!.cells;
  const below = headerRow === undefined ? rows[index + 1]?.cells : undefined;
  const isDouble = below !== undefined && fillsGaps(top, below);
  const names = isDouble ? joinLevels(top, below) : top;
  const last = index + (isDouble ? 1 : 0);
  const data = rows[last + 1] && countsColumns(rows[last + 1]!.cells) ? last + 2 : last + 1;
  const width = checkWidth(Math.max(lengthFilled(names), usualLength(rows.slice(data))));
  return {
    columns: nameColumns(names, width),
    headerRow: rows[last]!.row,
    preamble: rows.slice(0, index).map(({ cells }) => cells.slice(0, MOST_COLUMNS)),
    data,
  };
}

function guessHeader(rows: readonly HeadRow[]): number {
  const widest = usualLength(rows);
  const least = widest === 1 ? 1 : Math.max(2, Math.ceil(widest * 0.5));
  return rows.findIndex((row) => {
    const filled = row.cells.filter(isFilled);
    return filled.length >= least && filled.filter(isLabel).length >= filled.length * 0.8;
  });
}

/** The length that most rows have, among those of two cells and more. */
function usualLength(rows: readonly HeadRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) {
    const length = lengthFilled(cells);
    if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  let [usual, most] = [1, 0];
  for (const [length, count] of counts)
    if (count > most || (count === most && length > usual)) [usual, most] = [length, count];
  return usual;
}

const lengthFilled = (cells: readonly string[]) => cells.findLastIndex(isFilled) + 1;

/** Labels alone, of which at least two stand under a gap or go on to the right of a label above. */
function fillsGaps(top: readonly string[], below: readonly string[]): boolean {
  const filled = below.filter(isFilled);
  if (filled.length < 2 || !filled.every((cell) => isLabel(cell) && cell.length < 60)) return false;
  const gaps = top.slice(0, Math.max(top.length, below.length)).filter((cell) => !isFilled(cell)).length;
  const inGaps = below.filter((cell, at) => isFilled(cell) && !isFilled(top[at] ?? '')).length;
  const goesOn = (at: number) => at + 1 < below.length && !isFilled(top[at + 1] ?? '');
  const apart = below.every((cell, at) => !isFilled(cell) || !isFilled(top[at] ?? '') || goesOn(at));
  return (gaps > 0 || below.length > top.length) && inGaps > 0 && apart;
}

/** A label above reaches over the gaps to its right as far as labels stand below. */
function joinLevels(top: readonly string[], below: readonly string[]): string[] {
  let over = '';
  return Array.from({ length: Math.max(top.length, below.length) }, (_, at) => {
    const [above, own] = [top[at] ?? '', below[at] ?? ''];
    if (isFilled(above)) over = above;
    if (!isFilled(own)) return above;
    return over === '' ? own : `${over} / ${own}`;
  });
}

/** A row that only counts the columns: 1 2 3, (1) (2) (3), A B C. */
function countsColumns(cells: readonly string[]): boolean {
  const filled = cells.filter(isFilled).map((cell) => cell.trim().replace(/^[([](.*)[)\]]$/, '$1'));
  if (filled.length < 3) return false;
  return filled.every((cell, at) => cell === String(at + 1)) || filled.every((cell, at) => cell === letterOf(at));
}

function nameColumns(names: readonly string[], width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, at) => {
    const name = (names[at] ?? '').replace(/\s+/g, ' ').trim() || letterOf(at);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function checkWidth(width: number): number {
  if (width > MOST_COLUMNS) throw new SheetError('columns-too-many');
  return width;
}

/** `A` for 0, `AA` for 26, as spreadsheets have it. */
export function letterOf(at: number): string {
  return (at >= 26 ? letterOf(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}
