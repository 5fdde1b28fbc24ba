import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The bare join of `bench/bulk.ts`, in a process of its own so that its memory can be told. */
const [file = '', snapshot = '', work = '', memory = ''] = process.argv.slice(2);
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: memory, temp_directory: work });
const connection = await instance.connect();
await connection.run(`COPY (
  SELECT f.phone, CASE WHEN r.value IS NULL THEN 'unknown' WHEN f.name = r.name AND f.birth_date = r.birth THEN 'correct' ELSE 'not-correct' END AS verdict
  FROM read_csv(${literal(file)}, header = true, all_varchar = true) f LEFT JOIN read_parquet(${literal(join(snapshot, 'usual.parquet'))}) r ON r.value = f.number
) TO ${literal(join(work, 'bare.csv'))} (FORMAT csv, HEADER true)`);
process.exit(0);
