import { isFormula } from './rows.ts';
import { writeWorkbook } from './write-workbook.ts';

/** A row as it came, with what there is to say about it. */
export interface ReportRow {
  readonly cells: readonly string[];
  /** One text an added column. */
  readonly added: readonly string[];
}

export interface ReportOptions {
  readonly form: 'csv' | 'xlsx';
  /** Columns as the file had them. */
  readonly columns: readonly string[];
  /** Columns behind them. */
  readonly added: readonly string[];
  /** Of CSV; the sender's own is best. */
  readonly separator?: string;
}

export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

/**
 * Writes the sender's rows back with added columns, as they come: CSV in UTF-8 with a byte order mark, so that Excel reads it, or
 * XLSX of texts with the header frozen. No cell can run: in CSV an apostrophe stands before what a spreadsheet would run (OWASP,
 * CSV injection), in XLSX every cell is text. The bytes come in pieces.
 * @throws SheetError rows-too-many: XLSX holds 1,048,575 rows below its header
 */
export function writeReport(
  rows: Rows<ReportRow>,
  options: ReportOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { form, columns, added, separator = ',' } = options;
  const lines = joinRows(rows, columns, added);
  return form === 'xlsx' ? writeWorkbook(lines) : writeCsv(lines, separator);
}

async function* joinRows(
  rows: Rows<ReportRow>,
  columns: readonly string[],
  added: readonly string[],
): AsyncGenerator<string[]> {
  yield [...columns, ...added];
  for await (const row of rows) {
    // A bad row may have fewer cells than columns: its reasons stand in their own columns all the same.
    const missing = Array.from({ length: Math.max(0, columns.length - row.cells.length) }, () => '');
    const cells = row.cells.slice(0, columns.length);
    yield [...cells, ...missing, ...row.added];
  }
}

const PIECE = 1 << 16;

async function* writeCsv(rows: AsyncIterable<readonly string[]>, separator: string): AsyncGenerator<Uint8Array> {
  let text = '\ufeff';
  for await (const row of rows) {
    text += `${row.map((cell) => quoteCell(neutralise(cell), separator)).join(separator)}\r\n`;
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

/** Also behind blanks: spreadsheets pass over them. */
export function neutralise(cell: string): string {
  return isFormula(cell) || isFormula(cell.trimStart()) ? `'${cell}` : cell;
}

function quoteCell(cell: string, separator: string): string {
  return /["\r\n]|^\s|\s$/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
