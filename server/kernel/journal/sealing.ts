import { Worker } from 'node:worker_threads';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { problems } from '../problem.ts';
import type { SealerMessage, SealerSettings } from './sealer.worker.ts';

export interface Sealing {
  /** Asks for a sealing now and waits for it. @throws Problem kernel/unavailable while the database is out of reach */
  now(): Promise<number>;
  /** Told after each sealing that added lines, with the log's size. */
  onSealed(listener: (size: number) => void): void;
  stop(): Promise<void>;
}

/** Seals in a thread of its own: hashing a second's lines must not delay the answers of the next. */
export function startSealing(settings: SealerSettings, log: Logger, metrics: Metrics): Sealing {
  const listeners: ((size: number) => void)[] = [];
  const waiting: { resolve(size: number): void; reject(error: Error): void }[] = [];
  let stopping = false;
  let ended = Promise.resolve();
  let worker = start();

  function start(): Worker {
    const started = new Worker(new URL('./sealer.worker.ts', import.meta.url), { workerData: settings });
    started.on('message', (message: SealerMessage) => {
      if (message.kind === 'failed') {
        log.warn({ component: 'sealer', code: message.code }, 'sealing failed; it will be tried again');
        refuse(message.asked);
        return;
      }
      metrics.sealed.set(message.size);
      if (message.kind === 'asked') for (const one of waiting.splice(0, message.asked)) one.resolve(message.size);
      if (message.added > 0) for (const listener of listeners) listener(message.size);
    });
    started.on('error', (err) => log.error({ component: 'sealer', err }, 'sealer stopped'));
    ended = new Promise((resolve) => {
      started.on('exit', () => {
        refuse(waiting.length);
        resolve();
        if (!stopping) setTimeout(restart, 1000).unref();
      });
    });
    return started;
  }
  function restart(): void {
    if (!stopping) worker = start();
  }
  function refuse(count: number): void {
    for (const one of waiting.splice(0, count)) one.reject(problems.unavailable());
  }
  return {
    now: () =>
      new Promise((resolve, reject) => {
        if (stopping) return reject(problems.unavailable());
        waiting.push({ resolve, reject });
        worker.postMessage('seal');
      }),
    onSealed: (listener) => void listeners.push(listener),
    async stop() {
      stopping = true;
      worker.postMessage('stop');
      await ended;
    },
  };
}
