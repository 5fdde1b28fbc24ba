import { gunzipSync } from 'node:zlib';

const BLOCK = 512;
const NAME = { from: 0, to: 100 } as const;
const SIZE = { from: 124, to: 136 } as const;
const KIND = 156;
const FILE = '0'.charCodeAt(0);

/**
 * Files of a packed npm package by their paths (POSIX.1-1988 ustar, gzip): short paths, no links.
 * @param most bytes it may unpack to
 * @throws Error where it unpacks to more, or ends early
 */
export function readTarball(packed: Uint8Array, most: number): Map<string, Uint8Array> {
  const bytes = gunzipSync(packed, { maxOutputLength: most });
  const text = (at: number, { from, to }: { from: number; to: number }) =>
    bytes
      .toString('latin1', at + from, at + to)
      .replace(/\0.*$/s, '')
      .trim();
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const size = Number.parseInt(text(at, SIZE), 8);
    if (!Number.isSafeInteger(size) || at + BLOCK + size > bytes.length) throw new Error('the package ends early');
    if (bytes[at + KIND] === FILE) files.set(text(at, NAME), bytes.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
