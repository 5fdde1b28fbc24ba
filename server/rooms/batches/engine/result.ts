import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { COMPARED } from '../model.ts';
import { literal } from './duck.ts';
import { digestFile, settle, sizeOf } from './files.ts';
import type { Job, Outcome } from './job.ts';

/** The result while it comes about: parts are put together, hashed and counted as they are there. */
export interface ResultFile {
  /** Takes the next parts, in the order of the rows. */
  append(parts: readonly string[]): void;
  finish(): Promise<Outcome['result']>;
  /** Lets go of it, finished or not. */
  close(): void;
}

export function openResult(connection: DuckDBConnection, job: Job): ResultFile {
  const file = join(job.folder, `result.${job.format}`);
  // A new file: a process that has lost the batch, and does not know yet, goes on writing to the one before.
  rmSync(`${file}.new`, { force: true });
  return job.format === 'parquet' ? openParquet(connection, file) : openText(job, file);
}

const BLOCK = 1 << 22;

/** Blocks are read, hashed and written one after the other, each looked at once. */
function openText(job: Job, file: string): ResultFile {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(BLOCK);
  let out: number | undefined = openSync(`${file}.new`, 'wx', 0o600);
  let bytes = 0;
  const write = (some: Buffer) => {
    hash.update(some);
    for (let at = 0; at < some.length; ) at += writeSync(out!, some, at);
    bytes += some.length;
  };
  const close = () => {
    if (out !== undefined) closeSync(out);
    out = undefined;
  };
  const fields = COMPARED.filter((field) => job.fields.includes(field));
  const header = [
    'row',
    'reference',
    'verdict',
    'reason',
    'number',
    ...fields,
    ...(job.consented ? ['consent'] : []),
  ].join(',');
  if (job.format === 'csv') write(Buffer.from(`${header}\n`));
  return {
    append(parts) {
      for (const part of parts) {
        const from = openSync(part, 'r');
        try {
          for (let read = readSync(from, block); read > 0; read = readSync(from, block)) write(block.subarray(0, read));
        } finally {
          closeSync(from);
        }
      }
    },
    async finish() {
      close();
      await settle(`${file}.new`, file);
      return { file, bytes, sha256: hash.digest('hex') };
    },
    close,
  };
}

function openParquet(connection: DuckDBConnection, file: string): ResultFile {
  const all: string[] = [];
  return {
    append: (parts) => void all.push(...parts),
    async finish() {
      const list = all.map(literal).join(', ');
      // Without a row there is no part that says what columns there would be.
      if (all.length === 0) await writeFile(`${file}.new`, '');
      else await connection.run(`COPY (FROM read_parquet([${list}])) TO ${literal(`${file}.new`)} (FORMAT parquet)`);
      await settle(`${file}.new`, file);
      return { file, bytes: await sizeOf(file), sha256: await digestFile(file) };
    },
    close: () => {},
  };
}
