import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Entry } from '../journal/entry.ts';
import {
  appendBlockSql,
  type BlockInsert,
  type BlockPlace,
  fillBlock,
  laneOf,
  lineReference,
  openStreamSql,
} from '../journal/lane.ts';
import type { Metrics } from '../metrics.ts';

// Dates stay text: a JavaScript Date would move a birth date across time zones.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Client = pg.ClientBase;

/** What an act or view works with inside its transaction. `Schema` is the room's own: a join into another room does not compile. */
export interface Transaction {
  sql<Schema>(): Kysely<Schema>;
  /** For COPY and hand-written statements. */
  readonly client: Client;
  /** Appends to the journal in this same transaction. @returns the reference under which the line stands once it commits. */
  append(entry: Entry): string;
  /** Takes the next line's place before its text is known: an answer can name the line that will hold the answer's digest. */
  reserve(kind: Entry['kind']): ReservedLine;
}

/** A place in the journal whose line is still to be written; without it the transaction fails. */
export interface ReservedLine {
  /** `stream:seq:index` */
  readonly reference: string;
  /** @param line of the journal's own form: an entry as JSON, or closed (`closeLine`) */
  write(line: string): void;
}

export interface Database {
  /** Runs `work` in one transaction and makes its journal lines durable with it, as one block. */
  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Reads that show nobody's data (code lists, figures) and need no journal line. */
  sql<Schema>(): Kysely<Schema>;
  /** A connection of one's own, outside the pool; the hot path's. The caller ends it. */
  connect(options?: { name?: string; settings?: string }): Promise<pg.Client>;
  readonly pool: pg.Pool;
  /**
   * For named statements about the rows of given keys, one or many at once: planned once a connection. With an array the planner
   * would compare its guess for ten keys with each call's few, and plan anew every time, which costs three times the reading.
   */
  readonly keyed: pg.Pool;
  close(): Promise<void>;
}

export const appRole = 'dancu_app';

export function openDatabase(url: string, metrics?: Metrics, options: { max?: number; role?: string } = {}): Database {
  const role = options.role ?? appRole;
  const settings = (more = '') =>
    `-c role=${role} -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000${more}`;
  const openPool = (max: number, more?: string) => {
    const made = new pg.Pool({
      connectionString: url,
      max,
      options: settings(more),
      idleTimeoutMillis: 600_000,
      application_name: 'dancu',
    });
    // A connection that breaks (the database restarts) is dropped by the pool; the next request opens another. While it is
    // lent out the pool does not listen, and an error that nobody hears would end the process.
    made.on('error', () => {});
    made.on('connect', (client) => void client.on('error', () => {}));
    return made;
  };
  const pool = openPool(options.max ?? 8);
  // What is gathered goes out one statement of a kind at a time: a few connections suffice.
  const keyed = openPool(Math.min(options.max ?? 8, 4), ' -c plan_cache_mode=force_generic_plan');
  const shared = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });

  async function transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const lines: string[] = [];
      const kinds: string[] = [];
      let place: BlockPlace | undefined;
      const reserve = (kind: Entry['kind']): ReservedLine => {
        kinds.push(kind);
        place ??= laneOf(client).place(Date.now());
        const index = lines.push('') - 1;
        return {
          reference: lineReference(place, index),
          write(line) {
            lines[index] = line;
          },
        };
      };
      const result = await work({
        sql: <Schema>() => kyselyOf(client) as Kysely<Schema>,
        client,
        append(entry) {
          const { reference, write } = reserve(entry.kind);
          write(JSON.stringify(entry));
          return reference;
        },
        reserve,
      });
      if (lines.includes('')) throw new Error('a line of the journal was reserved and not written');
      const block = place && fillBlock(place, lines);
      if (block) await insertBlock(client, block);
      const { command } = await client.query('COMMIT');
      // PostgreSQL answers COMMIT with a rollback, not an error, where `work` hid a failed statement.
      if (command !== 'COMMIT') throw new Error('a statement of the transaction had failed: nothing was committed');
      if (block) laneOf(client).committed(block);
      for (const kind of kinds) metrics?.journalled.inc({ kind });
      return result;
    } catch (error) {
      // After a failed rollback (or an unknown outcome of COMMIT) the connection, and with it the lane, is thrown away.
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    pool,
    keyed,
    transact,
    sql: <Schema>() => shared as Kysely<Schema>,
    async connect(own = {}) {
      const client = new pg.Client({
        connectionString: url,
        options: settings(own.settings ?? ''),
        application_name: own.name ?? 'dancu',
      });
      client.on('error', () => {});
      await client.connect();
      return client;
    },
    close: async () => {
      // Kysely ends the pool only where it has used it.
      await shared.destroy();
      if (!pool.ending) await pool.end();
      // Kysely ends only a pool that it has used itself.
      if (!pool.ended) await pool.end();
      if (!keyed.ending) await keyed.end();
    },
  };
}

/** Appends one block on this connection; its stream's row first when the block opens one. */
export async function insertBlock(client: Client, block: BlockInsert): Promise<void> {
  if (block.opensStream)
    await client.query({ name: 'journal-open', text: openStreamSql, values: [block.stream, Date.now()] });
  await client.query({ name: 'journal-append', text: appendBlockSql, values: block.values });
}

const bound = new WeakMap<pg.ClientBase, Kysely<unknown>>();

/** A Kysely bound to one connection, made once a connection. */
function kyselyOf(client: pg.PoolClient): Kysely<unknown> {
  let kysely = bound.get(client);
  if (!kysely) {
    const borrowed = new Proxy(client, {
      get: (target, name) =>
        name === 'release'
          ? () => {}
          : typeof target[name as keyof pg.PoolClient] === 'function'
            ? (target[name as keyof pg.PoolClient] as () => unknown).bind(target)
            : target[name as keyof pg.PoolClient],
    });
    kysely = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: { connect: async () => borrowed, end: async () => {} } }),
    });
    bound.set(client, kysely);
  }
  return kysely;
}
