import { finished, pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Client } from './database.ts';

const SPECIAL = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Appends many rows by one COPY, in the transaction that is under way. Columns are named in the statement's order; `null` is NULL.
 * @param target `room.table (column, …)`
 */
export async function copyRows(
  client: Client,
  target: string,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<void> {
  if (rows.length === 0) return;
  let text = '';
  for (const row of rows) text += `${copyValues(row)}\n`;
  await copyText(client, target, Buffer.from(text));
}

/** The same of lines that are made already: each of `copyValues`, with a line feed behind it. */
export async function copyText(client: Client, target: string, lines: Uint8Array): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  stream.end(lines);
  await finished(stream);
}

/** Columns as COPY takes them, divided by tabs. */
export function copyValues(values: readonly (string | number | null)[]): string {
  return values.map(encode).join('\t');
}

/** PostgreSQL's text format: a backslash before what would end a value. */
function encode(value: string | number | null): string {
  if (value === null) return '\\N';
  return typeof value === 'number' ? String(value) : value.replace(SPECIAL, (one) => escapes[one]!);
}

/** Appends one connection's table to another's of the same name and columns, both in the transactions under way. */
export async function copyTable(from: Client, to: Client, table: string): Promise<void> {
  const read = from.query(copyTo(`COPY ${table} TO STDOUT (FORMAT binary)`));
  await pipeline(read, to.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT binary)`)));
}
