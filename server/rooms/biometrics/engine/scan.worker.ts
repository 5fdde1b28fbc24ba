import { parentPort, workerData } from 'node:worker_threads';
import { createScan, type Pass, type ShardStart } from '#libs/gallery';

const scan = createScan(workerData as ShardStart);
parentPort!.on('message', (pass: Pass) => parentPort!.postMessage(scan(pass)));
