import { Worker } from 'node:worker_threads';
import type { FingerPosition } from './engine/matcher.ts';
import type { Extracted, ToExtract } from './extracting.worker.ts';

/** What a finger's image says of itself. */
export interface FingerTemplate {
  /** ISO/IEC 19794-2:2011. */
  readonly template: Uint8Array;
  /** 0 to 100. */
  readonly quality: number;
  readonly position: FingerPosition;
}

export interface Extractor {
  /** @param bytes PNG, WSQ, or a record of ISO/IEC 19794-2 @returns undefined for what cannot be read */
  extract(bytes: Uint8Array, position: FingerPosition): Promise<FingerTemplate | undefined>;
  stop(): Promise<void>;
}

/** Milliseconds without work after which the thread goes. */
const IDLE = 60_000;

/** Templates of fingers, made in a thread of its own: a tenth of a second of computing each, ten to an enrolment. */
export function createExtractor(): Extractor {
  const waiting = new Map<number, { resolve: (done: Extracted) => void; reject: (error: Error) => void }>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let number = 0;

  function start(): Worker {
    const started = new Worker(new URL('./extracting.worker.ts', import.meta.url));
    started.unref();
    started.on('message', (done: Extracted) => {
      waiting.get(done.number)?.resolve(done);
      waiting.delete(done.number);
      if (waiting.size === 0) idle = setTimeout(() => void stop(), IDLE).unref();
    });
    started.on('error', () => {});
    started.on('exit', () => {
      if (worker === started) worker = undefined;
      for (const { reject } of waiting.values()) reject(new Error('the thread that reads fingers ended'));
      waiting.clear();
    });
    return started;
  }
  async function stop(): Promise<void> {
    clearTimeout(idle);
    await worker?.terminate();
  }

  return {
    async extract(bytes, position) {
      clearTimeout(idle);
      worker ??= start();
      // While somebody waits for it the process goes on.
      worker.ref();
      const asked: ToExtract = { number: ++number, bytes, position };
      try {
        const done = await new Promise<Extracted>((resolve, reject) => {
          waiting.set(asked.number, { resolve, reject });
          worker!.postMessage(asked);
        });
        if (!done.template) return undefined;
        return { template: done.template, quality: done.quality, position };
      } finally {
        if (waiting.size === 0) worker?.unref();
      }
    },
    stop,
  };
}
