import {
  HeadError,
  PARQUET_TAIL,
  readDialect,
  readLinesHead,
  readParquetFooter,
  readParquetTail,
  readRecords,
} from '#libs/rowfile';
import type { Format } from './data.ts';

/** Endings of files of rows, as a device's file chooser takes them. */
export const ROW_FILES = '.csv,.tsv,.txt,.jsonl,.ndjson,.parquet';

/** What a file is taken to be before it is sent. */
export interface FileHead {
  readonly format: Format;
  readonly columns: readonly string[];
  /** The first rows, a value a column; a Parquet file's are not read here. */
  readonly rows: readonly (readonly string[])[];
  /** How many there are, where the file says so. */
  readonly count?: number;
}

const HEAD_BYTES = 1 << 17;
const ROWS = 3;
const ENDINGS: Readonly<Record<string, Format>> = {
  parquet: 'parquet',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'jsonl',
};

/** By the ending of its name; what has another ending is read as delimited. */
export function formatOf(name: string): Format {
  return ENDINGS[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'csv';
}

/** Reads no more than the beginning or the end of the file, here in the browser. @throws HeadError */
export async function readFileHead(file: File): Promise<FileHead> {
  if (file.size === 0) throw new HeadError('header-missing');
  const format = formatOf(file.name);
  if (format === 'parquet') return { format, rows: [], ...(await readParquetHead(file)) };
  const head = await bytesOf(file.slice(0, HEAD_BYTES));
  if (format === 'jsonl') {
    const { columns, rows } = readLinesHead(head);
    return { format, columns, rows: rows.slice(0, ROWS).map((row) => columns.map((column) => textOf(row[column]))) };
  }
  const dialect = readDialect(head);
  return { format, columns: dialect.columns, rows: readRecords(head, dialect, ROWS, file.size <= HEAD_BYTES) };
}

async function readParquetHead(file: File): Promise<{ columns: readonly string[]; count: number }> {
  const footer = readParquetTail(await bytesOf(file.slice(-PARQUET_TAIL)));
  const end = file.size - PARQUET_TAIL;
  const { columns, rows } = readParquetFooter(await bytesOf(file.slice(Math.max(0, end - footer), end)));
  return { columns, count: rows };
}

const bytesOf = async (part: Blob) => new Uint8Array(await part.arrayBuffer());
const textOf = (value: unknown) => (value === undefined || value === null ? '' : String(value));
