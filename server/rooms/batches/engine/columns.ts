import { closeSync, openSync, readSync } from 'node:fs';
import { nameKey } from '#libs/names';
import { HeadError, lengthOfMark, readDialect, readLinesHead } from '#libs/rowfile';
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
  return refuseKindly(() => readDialect(head));
}

/** Keys of the first lines of JSON. */
export function keysOf(head: Buffer): readonly string[] {
  return refuseKindly(() => readLinesHead(head).columns);
}

/** What is wrong with the head is wrong with the batch. */
function refuseKindly<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof HeadError) throw new SourceError(error.code);
    throw error;
  }
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
    // Left out on purpose, whatever the header says.
    if (given === '') continue;
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
export function findBegin(file: string): number {
  return lengthOfMark(readHead(file));
}
