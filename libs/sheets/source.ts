import type { RandomAccess } from './sheet.ts';

const CHUNK = 1 << 18;

/** Bytes from a place up to a length, or up to the end of the file; a source may give them in as many pieces as it likes. */
export async function readFully(source: RandomAccess, at: number, length: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readRange(source, at, Math.min(source.size, at + length))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The bytes between two places in pieces; fewer where the source ends before it said. */
export async function* readRange(source: RandomAccess, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; ) {
    const bytes = await source.read(at, Math.min(CHUNK, to - at));
    if (bytes.length === 0) return;
    at += bytes.length;
    yield bytes;
  }
}
