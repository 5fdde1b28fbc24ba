import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { SheetError } from '#libs/sheets';
import type { Piece } from './reading.ts';
import type { Asked, Read } from './reading.worker.ts';

/** Pieces read while others are looked up and settled. */
const AHEAD = 1;
const MEGABYTES = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 96 };

/** Reads a file in a thread of its own, so that reading costs what is settled no time. @throws SheetError */
export async function* readApart(asked: Asked): AsyncGenerator<Piece> {
  const worker = new Worker(new URL('./reading.worker.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: MEGABYTES,
  });
  try {
    const told = on(worker, 'message', { close: ['exit'] });
    for (let count = 0; count < AHEAD; count++) worker.postMessage('more');
    for await (const [read] of told as AsyncIterable<[Read]>) {
      if ('failure' in read) throw new SheetError(read.failure);
      if ('ended' in read) return;
      worker.postMessage('more');
      yield read.piece;
    }
    throw new Error('the thread that reads ended before its file');
  } finally {
    await worker.terminate();
  }
}
