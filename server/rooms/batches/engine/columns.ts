import { closeSync, openSync, readSync } from 'node:fs';
import { DialectError, readDialect } from '#libs/delimited';
import { nameKey } from '#libs/names';
import { type Columns, type Failure, ROLES, type Role } from '../model.ts';

/** The file itself cannot be answered. */
export class SourceError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, detail = '') {
    super(detail);
    this.failure = failure;
  }
}

export interface Vocabulary {
  readonly columns: Readonly<Partial<Record<Role, readonly string[]>>>;
  /** Lower case -> the register's word. */
  readonly sexes: Readonly<Record<string, string>>;
}

const HEAD = 1 << 17;

export function readHead(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(HEAD);
    return head.subarray(0, readSync(descriptor, head, 0, HEAD, 0));
  } finally {
    closeSync(descriptor);
  }
}

export function readHeader(head: Buffer) {
  try {
    return readDialect(head);
  } catch (error) {
    if (error instanceof DialectError) throw new SourceError(error.code);
    throw error;
  }
}

/** Keys of the first lines of JSON. */
export function keysOf(head: Buffer): string[] {
  const keys = new Set<string>();
  for (const line of head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .slice(0, 100)) {
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        for (const key of Object.keys(value)) keys.add(key);
    } catch {
      // A line that is cut or no JSON names no columns; as a row it gets its own answer.
    }
  }
  if (keys.size === 0) throw new SourceError('header-missing');
  return [...keys];
}

/** The column of each role: as the caller says, else by the words that headers use. @throws SourceError column-missing */
export function findColumns(
  names: readonly string[],
  { columns, required, vocabulary }: { columns: Columns; required: readonly Role[]; vocabulary: Vocabulary },
): Map<Role, string> {
  const found = new Map<Role, string>();
  const keyed = new Map(names.map((name) => [keyOf(name), name]));
  for (const role of ROLES) {
    const given = columns[role];
    if (given !== undefined && !names.includes(given)) throw new SourceError('column-missing', given);
    const words = [role, ...(vocabulary.columns[role] ?? [])];
    const name = given ?? words.map((word) => keyed.get(keyOf(word))).find((one) => one !== undefined);
    if (name !== undefined) found.set(role, name);
  }
  const missing = required.filter((role) => !found.has(role));
  if (missing.length > 0) throw new SourceError('column-missing', missing.join(', '));
  return found;
}

const keyOf = (name: string) => nameKey(name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '));

/** Lines of JSON may begin with a byte order mark too. */
export function lengthOfMark(file: string): number {
  return readHead(file).subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0;
}
