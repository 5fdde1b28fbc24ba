import { Worker } from 'node:worker_threads';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { SealerMessage, SealerSettings } from './sealer.worker.ts';

export interface Sealing {
  /** Asks for a sealing now and waits for it. */
  now(): Promise<number>;
  /** Told after each sealing that added lines, with the log's size. */
  onSealed(listener: (size: number) => void): void;
  stop(): Promise<void>;
}

/** Seals in a thread of its own: hashing a second's lines must not delay the answers of the next. */
export function startSealing(settings: SealerSettings, log: Logger, metrics: Metrics): Sealing {
  const listeners: ((size: number) => void)[] = [];
  const waiting: ((size: number) => void)[] = [];
  let stopping = false;
  let worker = start();

  function start(): Worker {
    const started = new Worker(new URL('./sealer.worker.ts', import.meta.url), { workerData: settings });
    started.on('message', (message: SealerMessage) => {
      if (message.kind === 'failed') {
        log.warn({ component: 'sealer', code: message.code }, 'sealing failed; it will be tried again');
        return;
      }
      metrics.sealed.set(message.size);
      if (message.kind === 'asked') for (const resolve of waiting.splice(0, message.asked)) resolve(message.size);
      if (message.added > 0) for (const listener of listeners) listener(message.size);
    });
    started.on('error', (err) => log.error({ component: 'sealer', err }, 'sealer stopped'));
    started.on('exit', () => {
      if (!stopping) setTimeout(() => (worker = start()), 1000).unref();
    });
    return started;
  }
  return {
    now: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        worker.postMessage('seal');
      }),
    onSealed: (listener) => void listeners.push(listener),
    async stop() {
      stopping = true;
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.postMessage('stop');
      await ended;
    },
  };
}
