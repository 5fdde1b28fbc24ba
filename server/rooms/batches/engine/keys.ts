import type { DuckDBConnection, DuckDBListVector } from '@duckdb/node-api';
import { KEY_BYTES } from '#libs/blindset';

/**
 * Keys of persons out of a query of two halves, `hi` and `lo`, 16 bytes each in the order of a UUID's text. The engine gathers all
 * of a half into one list, which is read as it lies in memory: ten million keys make no objects, and no call for each 2,048.
 */
export async function readKeys(connection: DuckDBConnection, sql: string): Promise<Buffer> {
  const result = await connection.stream(`SELECT coalesce(list(hi), []), coalesce(list(lo), []) FROM (${sql})`);
  const chunk = await result.fetchChunk();
  const [high, low] = [0, 1].map((at) => readHalves(chunk!.getColumnVector(at) as DuckDBListVector));
  if (high!.length !== low!.length) throw new Error('a key is cut');
  const words = new Uint32Array(high!.length * 2);
  for (let at = 0, to = 0; at < high!.length; at += 2, to += 4) {
    words[to] = high![at]!;
    words[to + 1] = high![at + 1]!;
    words[to + 2] = low![at]!;
    words[to + 3] = low![at + 1]!;
  }
  const keys = Buffer.from(words.buffer);
  if (keys.length % KEY_BYTES !== 0) throw new Error('a key is cut');
  // The engine's halves are little-endian.
  return keys.swap64();
}

/** The list's own memory where it can be had; else each number by itself, ten times slower. */
function readHalves(lists: DuckDBListVector): Uint32Array {
  const vector = lists.getItemVector(0)!;
  const { items } = vector as unknown as { items?: unknown };
  if (items instanceof BigUint64Array) return new Uint32Array(items.buffer, items.byteOffset, items.length * 2);
  const read = BigUint64Array.from({ length: vector.itemCount }, (_, at) => vector.getItem(at) as bigint);
  return new Uint32Array(read.buffer);
}

/** The 16 bytes of a person's key. */
export function keyOfPerson(person: string): Buffer {
  return Buffer.from(person.replaceAll('-', ''), 'hex');
}
