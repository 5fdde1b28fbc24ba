import { availableParallelism } from 'node:os';
import { type DuckDBConnection, DuckDBInstance, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';
import { type Asked, judges } from './compare.ts';

export interface DuckOptions {
  /** For what does not fit into memory. */
  folder: string;
  /** As DuckDB writes it. */
  memory?: string;
  threads?: number;
}

/** The table engine, with the register's own comparisons as functions of its SQL. */
export async function openDuck({ folder, memory = '1200MB', threads }: DuckOptions): Promise<{
  connection: DuckDBConnection;
  close(): void;
}> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads ?? Math.min(4, availableParallelism())),
    memory_limit: memory,
    temp_directory: folder,
    // Tables of a moment: putting them in order after each change costs more than the change.
    checkpoint_threshold: '1TB',
    // Nothing is loaded from the network, whatever a query says.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  for (const [name, judge] of Object.entries(judges)) define(connection, name, judge);
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A function of a JSON list, as long as its own. Each text handed over by itself would cost more than judging it does. */
function define(connection: DuckDBConnection, name: string, judge: (asked: Asked) => number | string): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction(_info, input, output) {
        const lists = input.getColumnVector(0);
        for (let row = 0; row < input.rowCount; row++) {
          const asked = JSON.parse(lists.getItem(row) as string) as Asked[];
          output.setItem(row, JSON.stringify(asked.map(judge)));
        }
        output.flush();
      },
    }),
  );
}

/** Rows that are handed over at once. */
const TOGETHER = 2_048;

/**
 * A query of `row` and what one of `judges` says of it, in no order.
 * @param from table with a column `row`, and which of its rows
 * @param type of what is said, as SQL names it
 */
export function judgeSql(
  judge: keyof typeof judges,
  { from, claimed, held = "''", type }: { from: string; claimed: string; held?: string; type: string },
): string {
  return `SELECT unnest(rows).row AS row, unnest(from_json(${judge}(to_json(rows)), '["${type}"]')) AS said
    FROM (SELECT list({row: row, claimed: coalesce(${claimed}, ''), held: ${held}}) AS rows FROM ${from} GROUP BY row // ${TOGETHER})`;
}

/** A text as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of rows as objects. */
export async function readRows<Row>(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS() as Row[];
}
