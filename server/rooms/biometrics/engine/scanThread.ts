import type { Best, Pass, Scanner, ShardStart } from '#libs/gallery';
import { Thread } from './thread.ts';

/** Compares a shard's rows in a thread of its own; the memory is shared. */
export function startScanThread(start: ShardStart): Scanner {
  const thread = new Thread<Pass, Best[]>(new URL('./scan.worker.ts', import.meta.url), start);
  return { scan: (pass) => thread.ask(pass), stop: () => thread.stop() };
}
