/** A row of a file that cannot be read; `line` counts from 1, the header included. */
export class CsvError extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.name = 'CsvError';
    this.line = line;
  }
}

/**
 * Reads a reference file in the strict part of RFC 4180: comma, LF, header row, a final newline, every row as wide
 * as the header, quotes only where needed. Reference data that strays is mended at its source, not guessed at here.
 *
 * @returns one object a row, keyed by the header; values are text as it stands, never trimmed
 * @throws CsvError on a stray quote, CR, BOM, empty line, ragged row, repeated or oddly named column
 */
export function readCsv(text: string): { columns: readonly string[]; rows: Record<string, string>[] } {
  if (text.startsWith('\uFEFF')) throw new CsvError(1, 'byte order mark');
  if (!text.endsWith('\n')) throw new CsvError(text.split('\n').length, 'no newline at the end');
  const scanner = new CsvScanner(text);
  const columns = scanner.next();
  if (new Set(columns).size !== columns.length) throw new CsvError(1, 'a column is repeated');
  // Also what keeps `__proto__` from being a column.
  if (!columns.every((column) => /^[a-z][a-z0-9_]*$/.test(column))) throw new CsvError(1, 'a column has no plain name');
  const rows: Record<string, string>[] = [];
  while (scanner.more()) {
    const line = scanner.line;
    const cells = scanner.next();
    if (cells.length !== columns.length) {
      throw new CsvError(line, `${cells.length} cells where the header has ${columns.length}`);
    }
    const row: Record<string, string> = {};
    for (let i = 0; i < columns.length; i++) row[columns[i]!] = cells[i]!;
    rows.push(row);
  }
  return { columns, rows };
}

class CsvScanner {
  line = 1;
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  more(): boolean {
    return this.#at < this.#text.length;
  }

  next(): string[] {
    const end = this.#text.indexOf('\n', this.#at);
    const plain = this.#text.slice(this.#at, end);
    if (plain === '') throw new CsvError(this.line, 'empty line');
    // Nearly all rows of reference data hold no quote: splitting them natively is several times faster.
    if (!plain.includes('"')) {
      if (plain.includes('\r')) throw new CsvError(this.line, 'carriage return');
      this.#at = end + 1;
      this.line++;
      return plain.split(',');
    }
    const cells: string[] = [];
    for (;;) {
      cells.push(this.#text[this.#at] === '"' ? this.#quoted() : this.#bare());
      const mark = this.#text[this.#at++];
      if (mark === ',') continue;
      if (mark !== '\n') throw new CsvError(this.line, 'text after a closing quote');
      this.line++;
      return cells;
    }
  }

  #bare(): string {
    const start = this.#at;
    while (this.#text[this.#at] !== ',' && this.#text[this.#at] !== '\n') this.#at++;
    const cell = this.#text.slice(start, this.#at);
    if (/["\r]/.test(cell)) throw new CsvError(this.line, 'quote or carriage return in a bare cell');
    return cell;
  }

  #quoted(): string {
    const opened = this.line;
    let cell = '';
    for (let start = ++this.#at; ; start = ++this.#at) {
      const end = this.#text.indexOf('"', start);
      if (end < 0) throw new CsvError(opened, 'a quote is not closed');
      cell += this.#text.slice(start, end);
      this.#at = end + 1;
      if (this.#text[this.#at] !== '"') break;
      cell += '"';
    }
    this.line += cell.split('\n').length - 1;
    return cell;
  }
}
