import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Mapping } from '#libs/intake';
import { openSheet, type Place, type SheetOptions } from '#libs/sheets';
import type { Offices } from '#rooms/offices';
import { openFile } from '../files.ts';
import { createKeptText } from './kept.ts';
import { createReader, type ReadRow } from './rows.ts';

/** What is read of which file; plain values. */
export interface Reading {
  readonly file: string;
  readonly form: SheetOptions;
  readonly mapping: Mapping;
  /** Where it goes on. */
  readonly from: Place | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly pieceRows: number;
}

/** Some thousand rows that are settled together, and where the next begins. */
export interface Piece {
  readonly rows: readonly ReadRow[];
  /** What is kept of the rows. */
  readonly kept: Uint8Array<ArrayBuffer>;
  readonly next: Place;
  /** Of the file, with this piece. */
  readonly bytes: number;
}

/** Rows read between two answers of the database. */
const AT_ONCE = 100;

/** Reads a file as far as it can be without the register. @throws SheetError */
export async function* readPieces(offices: Offices, reading: Reading): AsyncGenerator<Piece> {
  const kept = createKeptText();
  const { read } = createReader(offices, reading.mapping, reading.today, kept);
  const file = await openFile(reading.file);
  try {
    const sheet = await openSheet(file, reading.form);
    let rows: ReadRow[] = [];
    let last: Pick<Piece, 'next' | 'bytes'> | undefined;
    for await (const { rows: raw, next, done } of sheet.blocks(reading.from ?? sheet.begin)) {
      for (const one of raw) {
        rows.push(read(one));
        if (rows.length % AT_ONCE === 0) await yieldToOthers();
      }
      last = { next, bytes: done };
      if (rows.length < reading.pieceRows) continue;
      yield { rows, kept: kept.take(), ...last };
      rows = [];
    }
    if (last && rows.length > 0) yield { rows, kept: kept.take(), ...last };
  } finally {
    await file.close();
  }
}
