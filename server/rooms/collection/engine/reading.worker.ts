import { parentPort, workerData } from 'node:worker_threads';
import { SheetError, type SheetErrorCode } from '#libs/sheets';
import type { Job } from './job.ts';
import { openCountry } from './offices.ts';
import { type Piece, type Reading, readPieces } from './reading.ts';

export interface Asked extends Pick<Job, 'country' | 'clockOffset'> {
  readonly reading: Reading;
}

/** Each word from outside asks for one piece more. */
export type Read = { piece: Piece } | { failure: SheetErrorCode } | { ended: true };

const { reading, ...asked } = workerData as Asked;
const pieces = readPieces(openCountry(asked).offices, reading);
let turn = Promise.resolve();

parentPort!.on('message', () => {
  turn = turn.then(tellNext);
});

async function tellNext(): Promise<void> {
  const read = await pieces.next().then(
    ({ value, done }): Read => (done ? { ended: true } : { piece: value }),
    (error: unknown): Read => {
      if (error instanceof SheetError) return { failure: error.code };
      throw error;
    },
  );
  parentPort!.postMessage(read, 'piece' in read ? [read.piece.kept.buffer] : []);
}
