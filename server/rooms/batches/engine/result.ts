import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { COMPARED } from '../model.ts';
import { literal } from './duck.ts';
import { digestFile, settle, sizeOf } from './files.ts';
import type { Job, Outcome } from './job.ts';

/** The parts as one file, in the order of the rows. */
export async function assembleResult(
  connection: DuckDBConnection,
  job: Job,
  parts: readonly string[],
): Promise<Outcome['result']> {
  const file = join(job.folder, `result.${job.format}`);
  if (job.format === 'parquet' && parts.length > 0)
    await connection.run(
      `COPY (SELECT * FROM read_parquet([${parts.map(literal).join(', ')}])) TO ${literal(`${file}.new`)} (FORMAT parquet)`,
    );
  else await concatenate(job, parts, `${file}.new`);
  await settle(`${file}.new`, file);
  return { file, bytes: await sizeOf(file), sha256: await digestFile(file) };
}

async function concatenate(job: Job, parts: readonly string[], file: string): Promise<void> {
  const fields = COMPARED.filter((field) => job.fields.includes(field));
  const header = ['row', 'reference', 'verdict', 'reason', 'number', ...fields].join(',');
  const out = createWriteStream(file, { mode: 0o600 });
  await pipeline(async function* () {
    if (job.format === 'csv') yield Buffer.from(`${header}\n`);
    for (const part of parts) yield* createReadStream(part, { highWaterMark: 1 << 20 });
  }, out);
}
