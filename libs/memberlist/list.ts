import { type Dialect, HeadError, readDialect, readRecords, takeRecords } from '#libs/rowfile';

/** What a list says of each member, the first four of everybody. */
export const ROLES = ['number', 'pin', 'name', 'birthDate', 'unit', 'joinedOn'] as const;
export type Role = (typeof ROLES)[number];
export const NEEDED: readonly Role[] = ['number', 'pin', 'name', 'birthDate'];
/** Role -> name of the column. */
export type Columns = Readonly<Partial<Record<Role, string>>>;

/** A member as the organisation has them. */
export interface MemberRow {
  number: string;
  pin: string;
  name: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  birthDate: string;
  unit?: string;
  joinedOn?: string;
}

const HEAD_BYTES = 1 << 17;
const PART_BYTES = 1 << 20;

export interface ListHead {
  readonly dialect: Dialect;
  /** The first rows. */
  readonly rows: readonly (readonly string[])[];
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** Columns by their headings. @param headings of each role, as lists have them beside the role's own name */
export function recogniseColumns(
  columns: readonly string[],
  headings: Readonly<Partial<Record<Role, readonly string[]>>> = {},
): Columns {
  const found: Partial<Record<Role, string>> = {};
  for (const role of ROLES) {
    const known = new Set([role, ...(headings[role] ?? [])].map(fold));
    const column = columns.find((one) => known.has(fold(one)) && !Object.values(found).includes(one));
    if (column !== undefined) found[role] = column;
  }
  return found;
}

/** A day as lists write it: `17/05/1990`, `5-1990`, `1990`; what is none stays as it is, and the answer names it. */
export function readDay(text: string): string {
  const trimmed = text.trim();
  const parts = trimmed.split(/[/.\-\s]+/);
  const isYear = (part = '') => /^\d{4}$/.test(part);
  const ordered = isYear(parts[0]) ? parts : parts.toReversed();
  const [year, month, day, ...more] = ordered;
  if (!isYear(year) || more.length > 0 || ![month, day].every((one) => one === undefined || /^\d{1,2}$/.test(one)))
    return trimmed;
  return [year!, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-');
}

/** @throws HeadError */
export async function readListHead(file: Blob): Promise<ListHead> {
  if (file.size === 0) throw new HeadError('header-missing');
  const head = await bytesOf(file.slice(0, HEAD_BYTES));
  const dialect = readDialect(head);
  return { dialect, rows: readRecords(head, dialect, 3, file.size <= HEAD_BYTES) };
}

export interface Piece {
  readonly members: MemberRow[];
  /** Bytes of the file up to its end: where the next one begins. */
  readonly end: number;
}

/** The list in pieces, read as they are taken: a file of any size. @param from where a piece begins; at first `dialect.begin` */
export async function* readPieces(
  file: Blob,
  dialect: Dialect,
  columns: Columns,
  { size, from }: { size: number; from: number },
): AsyncGenerator<Piece> {
  const at = Object.fromEntries(ROLES.map((role) => [role, dialect.columns.indexOf(columns[role] ?? '')])) as Record<
    Role,
    number
  >;
  let length = PART_BYTES;
  while (from < file.size) {
    const part = await bytesOf(file.slice(from, from + length));
    const { records, bytes } = takeRecords(part, dialect, from + length >= file.size, size);
    if (bytes === 0) {
      // One record is longer than a part.
      length *= 2;
      continue;
    }
    from += bytes;
    if (records.length > 0) yield { members: records.map((record) => toMember(record, at)), end: from };
  }
}

function toMember(record: readonly string[], at: Readonly<Record<Role, number>>): MemberRow {
  const read = (role: Role) => (record[at[role]] ?? '').trim();
  const unit = read('unit').slice(0, 80);
  const joinedOn = readDay(read('joinedOn')).slice(0, 10);
  return {
    ...{ number: read('number').slice(0, 30) || '-', pin: read('pin').slice(0, 30), name: read('name').slice(0, 120) },
    birthDate: readDay(read('birthDate')).slice(0, 10),
    ...(unit ? { unit } : {}),
    ...(joinedOn ? { joinedOn } : {}),
  };
}

const bytesOf = async (part: Blob) => new Uint8Array(await part.arrayBuffer());
