import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^dancu-link-(\d+)-/;

/**
 * A folder for as long as a command runs; persons' data are in it, so it goes with the command, however that ends: at its end, at a
 * signal, and what one left that was killed at the start of the next.
 */
export function makeWorkFolder(): { folder: string; remove(): void } {
  const around = tmpdir();
  for (const name of readdirSync(around)) {
    const owner = NAME.exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) rmSync(join(around, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(around, `dancu-link-${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      remove();
      // Nobody listens any more: it ends as if nobody had.
      process.kill(process.pid, signal);
    });
  return { folder, remove };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another account's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
