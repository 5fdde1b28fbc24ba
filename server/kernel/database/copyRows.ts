import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
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
  const stream = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  let text = '';
  for (const row of rows) text += `${row.map(encode).join('\t')}\n`;
  stream.end(Buffer.from(text));
  await finished(stream);
}

/** PostgreSQL's text format: a backslash before what would end a value. */
function encode(value: string | number | null): string {
  if (value === null) return '\\N';
  return typeof value === 'number' ? String(value) : value.replace(SPECIAL, (one) => escapes[one]!);
}
