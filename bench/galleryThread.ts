import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Best, createScan, type Pass, type Scanner, type ShardStart } from '#libs/gallery';

/** Compares in a thread of its own. */
export function startThread(start: ShardStart): Scanner {
  const worker = new Worker(new URL(import.meta.url), { workerData: start });
  return {
    scan: (pass) =>
      new Promise((resolve, reject) => {
        worker.once('message', (bests: Best[]) => resolve(bests));
        worker.once('error', reject);
        worker.postMessage(pass);
      }),
    stop: async () => void (await worker.terminate()),
  };
}

if (!isMainThread) {
  const scan = createScan(workerData as ShardStart);
  parentPort!.on('message', (pass: Pass) => parentPort!.postMessage(scan(pass)));
}
