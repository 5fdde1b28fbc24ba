import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createSplitter, type Shape } from '#libs/delimited';
import { codeOf, type Said } from '../model.ts';

const NEWLINE = 0x0a;
const LARGEST_BLOCK = 1 << 20;
const SMALLEST_BLOCK = 1 << 12;
/** A short row; small slices are read in small steps, so that they are not passed by far. */
const ROW_BYTES = 32;

/** What is cut, and into which folder. */
export interface CutOptions {
  readonly file: string;
  readonly folder: string;
  /** Rows a slice, about. */
  readonly rows: number;
}

/** Rows that cannot be read, from the slice's first on, with the code of why. */
export type BadRows = readonly (readonly [row: number, code: number])[];

/** The next rows of a text file as a file of their own. */
export interface Cut {
  readonly file: string;
  readonly offsetAfter: number;
}

const cutFile = ({ folder }: CutOptions) => join(folder, 'slice.txt');

/** The next lines just as they stand. @returns undefined where not every line can only be one record */
export function cutPlainly(options: CutOptions, shape: Shape, start: { offset: number }): Cut | undefined {
  const { size } = statSync(options.file);
  if (start.offset >= size) return undefined;
  const reading = openSync(options.file, 'r');
  const writing = openSync(cutFile(options), 'w', 0o600);
  try {
    const block = Buffer.allocUnsafe(blockOf(options.rows));
    let at = start.offset;
    let target = Number.POSITIVE_INFINITY;
    while (at < size && at - start.offset < target) {
      const read = readSync(reading, block, 0, block.length, at);
      const last = at + read >= size;
      const end = last ? read : block.lastIndexOf(NEWLINE, read - 1) + 1;
      const lines = block.subarray(0, end);
      if (end === 0 || !isPlainText(lines, shape)) return undefined;
      writeSync(writing, lines);
      if (last && lines.at(-1) !== NEWLINE) writeSync(writing, '\n');
      if (target === Number.POSITIVE_INFINITY) target = (end / countLines(lines)) * options.rows;
      at += end;
    }
    return { file: cutFile(options), offsetAfter: at };
  } finally {
    closeSync(reading);
    closeSync(writing);
  }
}

/** Only native searches: a byte looked at by this program costs as much as answering its row. */
function isPlainText(lines: Buffer, { kind }: Shape): boolean {
  return (
    !lines.includes(0x0d) &&
    !lines.includes(0) &&
    !lines.includes(0x1f) &&
    lines[0] !== NEWLINE &&
    !lines.includes('\n\n') &&
    (kind === 'lines' || !lines.includes(0x22)) &&
    isUtf8(lines)
  );
}

function countLines(lines: Buffer): number {
  let count = 1;
  for (let at = lines.indexOf(NEWLINE); at >= 0 && at < lines.length - 1; at = lines.indexOf(NEWLINE, at + 1))
    count += 1;
  return count;
}

const blockOf = (rows: number) => Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, rows * ROW_BYTES));

/** The next rows of a text file as a file of their own, in which every record is well-formed. */
export function cutCarefully(
  options: CutOptions,
  shape: Shape,
  start: { row: number; offset: number },
): (Cut & { readonly rows: number; readonly bad: BadRows }) | undefined {
  const { file, rows: limit } = options;
  const { size } = statSync(file);
  const reading = openSync(file, 'r');
  const writing = openSync(cutFile(options), 'w', 0o600);
  try {
    const bad: (readonly [number, number])[] = [];
    const splitter = createSplitter(
      shape,
      {
        rows: (bytes) => void writeSync(writing, bytes),
        bad: (row, why) => void bad.push([row - start.row, codeOf(why satisfies Said)]),
      },
      start,
    );
    const block = Buffer.allocUnsafe(blockOf(limit));
    let at = start.offset;
    while (at < size && (splitter.row - start.row < limit || splitter.midway)) {
      const read = readSync(reading, block, 0, block.length, at);
      // The splitter keeps a copy of what it has not used yet.
      splitter.push(block.subarray(0, read));
      at += read;
    }
    if (at >= size) splitter.end();
    const rows = splitter.row - start.row;
    return rows === 0 ? undefined : { rows, bad, file: cutFile(options), offsetAfter: splitter.offset };
  } finally {
    closeSync(reading);
    closeSync(writing);
  }
}
