import { ZipFile } from 'yazl';
import { openSheet, type RandomAccess, type RawRow, SheetError, type SheetOptions } from './index.ts';

/** Bytes as a source; `most` makes it give fewer than it was asked for, as sockets do. */
export function sourceOf(bytes: Uint8Array, most = Number.POSITIVE_INFINITY): RandomAccess {
  return {
    size: bytes.length,
    read: async (at, length) => bytes.slice(at, at + Math.min(length, most)),
  };
}

export async function readAll(bytes: Uint8Array | string, options?: SheetOptions) {
  const sheet = await openSheet(sourceOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes), options);
  const rows: RawRow[] = [];
  for await (const block of sheet.blocks()) rows.push(...block.rows);
  return { sheet, rows, cells: rows.map((row) => row.cells) };
}

/** What a file is refused with; any other error is thrown. */
export async function codeOf(bytes: Uint8Array | string, options?: SheetOptions): Promise<string> {
  try {
    const { rows } = await readAll(bytes, options);
    return `${rows.length} rows`;
  } catch (error) {
    if (error instanceof SheetError) return error.code;
    throw error;
  }
}

export async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, part] of Object.entries(parts)) zip.addBuffer(Buffer.from(part as string), name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

export interface BookSample {
  /** Sheets by name: what stands in `sheetData`. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly hidden?: readonly string[];
  readonly strings?: string;
  readonly styles?: string;
  readonly from1904?: boolean;
}

const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;

/** The parts of a workbook, written by hand as other programs write them. */
export function bookParts({ sheets, hidden = [], strings, styles, from1904 }: BookSample): Record<string, string> {
  const names = Object.keys(sheets);
  const list = names.map(
    (name, at) => `<sheet name="${name}" r:id="s${at}"${hidden.includes(name) ? ' state="hidden"' : ''}/>`,
  );
  const relations = names.map((_, at) => relation(`s${at}`, 'worksheet', `/xl/worksheets/sheet${at}.xml`));
  if (strings) relations.push(relation('t', 'sharedStrings', 'sharedStrings.xml'));
  if (styles) relations.push(relation('y', 'styles', 'styles.xml'));
  return {
    '_rels/.rels': `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<x:workbook xmlns:r="r" xmlns:x="x"><x:workbookPr date1904="${from1904 === true}"/><x:sheets>${list.join('').replaceAll('<sheet', '<x:sheet')}</x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    ...(strings && { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` }),
    ...(styles && { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` }),
    ...Object.fromEntries(
      Object.values(sheets).map((data, at) => [
        `xl/worksheets/sheet${at}.xml`,
        `<?xml version="1.0"?><worksheet><sheetData>${data}</sheetData></worksheet>`,
      ]),
    ),
  };
}

export const bookOf = (sample: BookSample) => zipOf(bookParts(sample));

/** A row of inline strings. */
export const inlineRow = (...cells: readonly string[]) =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;

/** An archive that says of its sheet's size what is not so. */
export async function lyingBook(said: number): Promise<Buffer> {
  const book = await bookOf({ sheets: { A: inlineRow('a', 'b').repeat(2000) } });
  const name = Buffer.from('xl/worksheets/sheet0.xml');
  const entry = book.lastIndexOf(name) - 46;
  book.writeUInt32LE(said, entry + 24);
  return book;
}

/** A compound file whose directory names a stream. */
export function compoundOf(stream: string): Buffer {
  const file = Buffer.alloc(512 * 3);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.write(stream, 1024, 'utf16le');
  return file;
}
