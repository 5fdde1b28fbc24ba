import { SheetError } from './error.ts';
import { findHeader, type HeadRow, letterOf, MOST_COLUMNS, rowsOfHead } from './header.ts';
import { finishRow } from './rows.ts';
import type { Place, RandomAccess, RawRow, RowBlock, Sheet, SheetOptions } from './sheet.ts';
import { readSheetRows, type SheetRow } from './sheet-rows.ts';
import { type Parts, readParts, type SheetPart } from './workbook-parts.ts';
import { type Archive, openArchive } from './zip.ts';

const MOST_ROWS = 1000;

/** Opens an XLSX workbook (ECMA-376): the sheet that is named, or the first visible one that has rows. @throws SheetError */
export async function openWorkbook(source: RandomAccess, options: SheetOptions): Promise<Sheet> {
  const archive = await openArchive(source);
  const parts = await readParts(archive);
  const { sheet, head } = await chooseSheet(archive, parts, options);
  if (head.some(({ extra }) => extra.length > 0)) throw new SheetError('columns-too-many');
  const { columns, headerRow, preamble, data } = findHeader(head, options.headerRow);
  const begin: Place = { row: head[data]?.row ?? head.at(-1)!.row + 1, offset: 0 };
  const open = (from: Place) => readBlocks(source, archive, parts, sheet, columns.length, from);
  return {
    form: { kind: 'workbook', sheet: sheet.name, sheets: parts.sheets.map(({ name }) => name) },
    columns,
    headerRow,
    preamble,
    size: source.size,
    begin,
    blocks: (from = begin) => open(from),
  };
}

async function chooseSheet(
  archive: Archive,
  { sheets, reader }: Parts,
  { sheet: named, headerRow }: SheetOptions,
): Promise<{ sheet: SheetPart; head: (HeadRow & SheetRow)[] }> {
  const most = rowsOfHead(headerRow);
  if (named !== undefined && !sheets.some(({ name }) => name === named)) throw new SheetError('sheet-missing');
  for (const sheet of sheets.filter(({ name, hidden }) => (named === undefined ? !hidden : name === named))) {
    const head: SheetRow[] = [];
    for await (const { rows } of readSheetRows(archive, sheet.part, reader, MOST_COLUMNS, 1)) {
      head.push(...rows);
      if (head.length >= most) break;
    }
    if (head.length > 0) return { sheet, head: head.slice(0, most) };
  }
  throw new SheetError(named === undefined ? 'empty' : 'sheet-missing');
}

async function* readBlocks(
  { size }: RandomAccess,
  archive: Archive,
  { reader }: Parts,
  { part }: SheetPart,
  width: number,
  from: Place,
): AsyncGenerator<RowBlock, void, undefined> {
  let rows: RawRow[] = [];
  let done = 0;
  let next = from.row;
  for await (const piece of readSheetRows(archive, part, reader, width, from.row)) {
    done = Math.round(piece.share * size);
    for (const row of piece.rows) {
      rows.push(finishSheetRow(row, width));
      if (rows.length < MOST_ROWS) continue;
      yield { rows, next: { row: row.row + 1, offset: 0 }, done };
      rows = [];
    }
    next = Math.max(next, piece.next);
  }
  if (rows.length > 0) yield { rows, next: { row: next, offset: 0 }, done };
}

/** A worksheet leaves out its empty cells: a short row is none that lacks anything. */
function finishSheetRow({ row, cells, extra }: SheetRow, width: number): RawRow {
  while (cells.length < width) cells.push('');
  if (extra.length === 0) return finishRow({ row, offset: 0 }, cells, undefined, [], undefined);
  const raw = extra.map((one) => one.replace(/^\d+/, (at) => letterOf(Number(at)))).join('\n');
  return finishRow({ row, offset: 0 }, cells, undefined, ['extra'], raw);
}
