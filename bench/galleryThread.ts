import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Best, createScan, type Pass, type Scanner, type ShardStart } from '#libs/gallery';

/** Compares in a thread of its own. */
export function startThread(start: ShardStart): Scanner {
  const worker = new Worker(new URL(import.meta.url), { workerData: start });
  // One pass at a time: there is one that waits, or none.
  let settle: { resolve(bests: Best[]): void; reject(error: Error): void } | undefined;
  worker.on('message', (bests: Best[]) => settle?.resolve(bests));
  worker.on('error', (error: Error) => settle?.reject(error));
  return {
    scan: (pass) => {
      const answered = new Promise<Best[]>((resolve, reject) => {
        settle = { resolve, reject };
      });
      worker.postMessage(pass);
      return answered;
    },
    stop: async () => void (await worker.terminate()),
  };
}

if (!isMainThread) {
  const scan = createScan(workerData as ShardStart);
  parentPort!.on('message', (pass: Pass) => parentPort!.postMessage(scan(pass)));
}
