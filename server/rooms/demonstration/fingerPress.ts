import { Worker } from 'node:worker_threads';
import type { TouchDrawn, TouchWanted } from './fingers.worker.ts';

export interface FingerPress {
  /**
   * A touch of a finger that belongs to nobody: the same hands and place give the same finger, another touch another image of it.
   * @returns PNG of 320 × 400 pixels, 500 dpi
   */
  press(hands: string, place: number, touch: string | number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Synthetic fingers, grown in a thread of their own that begins with the first touch. */
export function openFingerPress(): FingerPress {
  let worker: Worker | undefined;
  let count = 0;
  const waiting = new Map<number, PromiseWithResolvers<Buffer>>();

  function begin(): Worker {
    const begun = new Worker(new URL('./fingers.worker.ts', import.meta.url));
    begun.on('message', ({ id, image }: TouchDrawn) => {
      waiting.get(id)?.resolve(Buffer.from(image));
      waiting.delete(id);
    });
    // What ended it is told to each who waits.
    begun.on('error', () => {});
    begun.on('exit', () => {
      worker = undefined;
      for (const one of waiting.values()) one.reject(new Error('the thread of the fingers has ended'));
      waiting.clear();
    });
    begun.unref();
    return begun;
  }
  return {
    press(hands, place, touch) {
      worker ??= begin();
      const id = ++count;
      const drawn = Promise.withResolvers<Buffer>();
      waiting.set(id, drawn);
      worker.postMessage({ id, finger: `demonstration ${hands} ${place}`, touch } satisfies TouchWanted);
      return drawn.promise;
    },
    close: async () => void (await worker?.terminate()),
  };
}
