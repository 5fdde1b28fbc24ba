import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Format } from '../model.ts';

/** The part of the result that a piece gave. */
export function partOf({ folder, format }: { folder: string; format: Format }, chunk: number): string {
  return join(folder, `part-${String(chunk).padStart(6, '0')}.${format}`);
}

/** How a part is written; a line of CSV comes as it shall stand. */
export function optionsOf(format: Format): string {
  return {
    csv: "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x1f'",
    jsonl: 'FORMAT json',
    parquet: 'FORMAT parquet',
  }[format];
}

/** A file is there whole or not at all, after a loss of power too. */
export async function settle(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(from, to);
}

/** Once the result is there and known to be. */
export async function removeParts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (/^(part|found)-/.test(name)) await rm(join(folder, name), { force: true });
}

export async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}

/** SHA-256 in hex. */
export async function digestFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(block as Buffer);
  return hash.digest('hex');
}
