import { availableParallelism } from 'node:os';
import {
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBScalarFunction,
  type DuckDBType,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import { nameKey } from '#libs/names';
import { compareCmnd, compareDates, compareNames, readDate } from './compare.ts';

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
  define(connection, 'compare_name', UTINYINT, compareNames);
  define(connection, 'compare_date', UTINYINT, compareDates);
  define(connection, 'compare_cmnd', UTINYINT, compareCmnd);
  define(connection, 'read_date', VARCHAR, readDate);
  define(connection, 'name_key', VARCHAR, (name: string) => nameKey(name).slice(0, 600));
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A function of one or two texts. DuckDB calls it with up to 2,048 rows at a time, and only for rows that reach it. */
function define<Result extends number | string>(
  connection: DuckDBConnection,
  name: string,
  returnType: DuckDBType,
  compute: ((one: string, other: string) => Result) | ((one: string) => Result),
): void {
  const parameterTypes = Array.from({ length: compute.length }, () => VARCHAR);
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      parameterTypes,
      returnType,
      mainFunction(_info, input, output) {
        const first = input.getColumnVector(0);
        const second = parameterTypes.length > 1 ? input.getColumnVector(1) : first;
        for (let row = 0; row < input.rowCount; row++)
          output.setItem(row, compute(first.getItem(row) as string, second.getItem(row) as string));
        output.flush();
      },
    }),
  );
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
