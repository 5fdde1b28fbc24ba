import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api';
import { KEY_BYTES } from '#libs/blindset';

/**
 * Keys of persons out of a query of two halves, 16 bytes each in the order of a UUID's text. Straight from the engine's columns:
 * ten million keys make no objects.
 */
export async function readKeys(connection: DuckDBConnection, sql: string): Promise<Buffer> {
  const result = await connection.stream(sql);
  const parts: Buffer[] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    const high = readHalf(chunk.getColumnVector(0), chunk.rowCount);
    const low = readHalf(chunk.getColumnVector(1), chunk.rowCount);
    const words = new Uint32Array(chunk.rowCount * 4);
    for (let row = 0; row < chunk.rowCount; row++) {
      words[row * 4] = high[row * 2]!;
      words[row * 4 + 1] = high[row * 2 + 1]!;
      words[row * 4 + 2] = low[row * 2]!;
      words[row * 4 + 3] = low[row * 2 + 1]!;
    }
    // The engine's halves are little-endian.
    parts.push(Buffer.from(words.buffer).swap64());
  }
  const keys = Buffer.concat(parts);
  if (keys.length % KEY_BYTES !== 0) throw new Error('a key is cut');
  return keys;
}

/** The column's own memory where it can be had; else each number by itself, ten times slower. */
function readHalf(vector: DuckDBVector, rows: number): Uint32Array {
  const { items } = vector as unknown as { items?: unknown };
  if (items instanceof BigUint64Array) return new Uint32Array(items.buffer, items.byteOffset, rows * 2);
  const read = BigUint64Array.from({ length: rows }, (_, row) => vector.getItem(row) as bigint);
  return new Uint32Array(read.buffer);
}

/** The 16 bytes of a person's key. */
export function keyOfPerson(person: string): Buffer {
  return Buffer.from(person.replaceAll('-', ''), 'hex');
}
