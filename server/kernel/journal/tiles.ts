import type { ReadTile } from '#libs/translog';
import type { Client } from '../database/database.ts';

/** Anything that runs a query: a connection or a pool. */
export interface Queryable {
  query: Client['query'];
}

/** Stored tiles of hashes. */
export function tileReader(client: Queryable): ReadTile {
  return async (level, index) => {
    const { rows } = await client.query<{ hashes: Buffer }>({
      name: 'tile-read',
      text: 'SELECT hashes FROM kernel.log_tile WHERE level = $1 AND tile = $2',
      values: [level, index],
    });
    return rows[0]?.hashes;
  };
}

/** The same on one connection, which takes one query at a time. */
export function serialTileReader(client: Queryable): ReadTile {
  const readTile = tileReader(client);
  let last: Promise<unknown> = Promise.resolve();
  return (level, index, width) => {
    const next = last.then(() => readTile(level, index, width));
    last = next.catch(() => {});
    return next;
  };
}
