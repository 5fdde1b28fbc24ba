import { formatDays } from '#libs/names';
import { columns, type TableName } from './rows.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
const postgresDays = 10_957;

type Reader = (bytes: Uint8Array, view: DataView, at: number, length: number) => unknown;

const text: Reader = (bytes, _, at, length) => decoder.decode(bytes.subarray(at, at + length));
const date: Reader = (_, view, at) => formatDays(view.getInt32(at) + postgresDays);
const uuid: Reader = (bytes, _, at) => {
  const digits = Buffer.from(bytes.buffer, bytes.byteOffset + at, 16).toString('hex');
  return [0, 8, 12, 16, 20].map((from, part) => digits.slice(from, [8, 12, 16, 20, 32][part])).join('-');
};
const time: Reader = (_, view, at) =>
  new Date(Number(view.getBigInt64(at) / 1000n) + postgresDays * 86_400_000).toISOString();

const special: Readonly<Record<string, Reader>> = {
  version: (_, view, at) => view.getInt32(at),
  birth_from: date,
  birth_to: date,
  valid_from: date,
  valid_to: date,
  recorded_at: time,
  merged_into: uuid,
  retracts: uuid,
};
/** Columns named after what they refer to; `household` and `person` are keys in every table. */
const ids = new Set(['person', 'act', 'other', 'household']);

export type Row = Record<string, unknown>;

/** Reads rows back from a chunk: ids, dates and times as text, JSON as the text that was written. */
export function* decodeRows(table: TableName, bytes: Uint8Array): Generator<Row> {
  const names = columns[table];
  const readers = names.map((name) => special[name] ?? (ids.has(name) ? uuid : text));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    const fields = view.getInt16(at);
    if (fields !== names.length) throw new RangeError(`a row of ${table} has ${fields} fields`);
    at += 2;
    const row: Row = {};
    for (let field = 0; field < fields; field++) {
      const length = view.getInt32(at);
      at += 4;
      row[names[field]!] = length < 0 ? null : readers[field]!(bytes, view, at, length);
      at += Math.max(0, length);
    }
    yield row;
  }
}
