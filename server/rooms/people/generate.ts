import { Worker } from 'node:worker_threads';
import type { PopulationChunk, PopulationPlan } from '#libs/population';

/** Chunks that are made ahead of the one being written: enough to bridge a slow write, few enough to keep memory flat. */
const ahead = 3;

/**
 * The chunks of a plan in their order, made in a thread of their own while the caller writes. A chunk may be read until
 * the next one is asked for: then its memory is used again.
 */
export async function* generateChunks(plan: PopulationPlan): AsyncGenerator<PopulationChunk> {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: plan });
  const ready: PopulationChunk[] = [];
  let wake = () => {};
  let failure: Error | undefined;
  worker.on('message', (chunk: PopulationChunk) => {
    ready.push(chunk);
    wake();
  });
  worker.on('error', (error: Error) => {
    failure = error;
    wake();
  });
  worker.on('exit', (code) => {
    failure ??= new Error(`the generating thread ended with ${code}`);
    wake();
  });
  try {
    let asked = 0;
    while (asked < Math.min(ahead, plan.chunks)) worker.postMessage({ index: asked++ });
    let spare: PopulationChunk | undefined;
    for (let index = 0; index < plan.chunks; index++) {
      while (ready.length === 0) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (asked < plan.chunks) worker.postMessage({ index: asked++, spare });
      spare = ready.shift()!;
      yield spare;
    }
  } finally {
    await worker.terminate();
  }
}
