import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import type { Client } from './database/database.ts';
import type { Context } from './guard.ts';
import { isId, newId } from './ids.ts';
import type { Problem, ProblemOptions } from './problem.ts';
import { LARGEST_SCAN, readScan, ScanContent } from './scans.ts';
import type { SealedFiles, SealedPlace } from './sealedFiles.ts';

type Queries = Pick<Client, 'query'>;

/** Problems of a room whose cases have scans beside them; the room has the sentences. */
export const SCAN_PROBLEMS = {
  'scan-unknown': 404,
  'scan-size': 413,
  'scan-kind': 400,
  'scan-known': 409,
  'scan-fixed': 409,
  'scan-damaged': 500,
  'scans-too-many': 409,
} as const;
type ScanProblems = Readonly<Record<keyof typeof SCAN_PROBLEMS, (options?: ProblemOptions) => Problem>>;

const text = Type.String();
export const ScanBody = Type.Object({ content: ScanContent }, { additionalProperties: false });
export const ScanMade = Type.Object({ scan: text, digest: text });
export const ScanGone = Type.Object({ scan: text });
export const ScanView = Type.Object({
  scan: text,
  media: Type.String({ description: 'image/jpeg, image/png or application/pdf' }),
  size: Type.Integer({ description: 'Bytes' }),
  digest: Type.String({ description: 'SHA-256, base64url; it stands in the journal' }),
  addedBy: text,
  addedAt: text,
  fixed: Type.Boolean({ description: 'A verdict names it: it stays' }),
});

export interface KeptScan {
  readonly scan: string;
  readonly media: string;
  readonly size: number;
  /** SHA-256, base64url. */
  readonly digest: string;
  readonly added_by: string;
  readonly added_by_name: string;
  readonly added_at: Date;
  /** Since when a verdict’s journal line names it. */
  readonly cited_at: Date | null;
}

export function presentScan({ scan, media, size, digest, added_by_name: by, added_at: at, cited_at: cited }: KeptScan) {
  return { scan, media, size, digest, addedBy: by, addedAt: at.toISOString(), fixed: cited !== null };
}

/** A case by the columns that name it. */
type CaseKey = Readonly<Record<string, string | number>>;

export interface ShelfOptions<Key extends CaseKey> {
  /** `room.table` with the columns of `KeptScan` beside those of the key, unique in key and digest. */
  readonly table: string;
  /** Which of the key's columns is the folder of its files: an id. */
  readonly folder: keyof Key & string;
  readonly problems: ScanProblems;
  /** Of one case. */
  readonly most: number;
}

/**
 * Papers beside the cases of a room. Who may see a case, and whether it is still open, is the room's to say before each call; so
 * are the journal's lines.
 */
export interface ScanShelf<Key extends CaseKey> {
  readonly most: number;
  /** As they came. */
  list(client: Queries, key: Key): Promise<KeptScan[]>;
  /**
   * Keeps a scan, sealed. The file is written last: where the transaction fails it is one that nothing names.
   * @param content base64. @throws Problem scan-size, scan-kind, scan-known, scans-too-many
   */
  add(
    client: Queries,
    files: SealedFiles,
    by: Pick<Context, 'caller' | 'receivedAt'>,
    key: Key,
    content: string,
  ): Promise<{ scan: string; digest: string }>;
  /** Takes a scan away that no verdict names; its file is the caller's to remove after the commit. @throws Problem scan-unknown, scan-fixed */
  take(client: Queries, key: Key, scan: string): Promise<{ digest: string; place: SealedPlace }>;
  /** @throws Problem scan-unknown, scan-damaged */
  read(client: Queries, files: SealedFiles, key: Key, scan: string): Promise<{ kept: KeptScan; bytes: Buffer }>;
  /** For a verdict’s journal line: the digests of all scans of the case, which stay from now on. */
  cite(client: Queries, key: Key, at: string): Promise<{ scans?: string[] }>;
}

export function createScanShelf<Key extends CaseKey>({
  table,
  folder,
  problems,
  most,
}: ShelfOptions<Key>): ScanShelf<Key> {
  const whereOf = (key: Key) =>
    Object.keys(key)
      .map((column, at) => `${column} = $${at + 1}`)
      .join(' AND ');
  const placeOf = (key: Key, scan: string): SealedPlace => ({ folder: String(key[folder]), file: scan });

  async function list(client: Queries, key: Key): Promise<KeptScan[]> {
    const { rows } = await client.query<KeptScan>(
      `SELECT * FROM ${table} WHERE ${whereOf(key)} ORDER BY added_at, scan`,
      Object.values(key),
    );
    return rows;
  }

  async function find(client: Queries, key: Key, scan: string): Promise<KeptScan> {
    const found = isId(scan) ? (await list(client, key)).find((one) => one.scan === scan) : undefined;
    if (!found) throw problems['scan-unknown']();
    return found;
  }

  return {
    most,
    list,
    async add(client, files, { caller, receivedAt }, key, content) {
      const read = readScan(content);
      if (read === 'size')
        throw problems['scan-size']({ pointer: '/content', values: { megabytes: LARGEST_SCAN >> 20 } });
      if (read === 'kind') throw problems['scan-kind']({ pointer: '/content' });
      if ((await list(client, key)).length >= most) throw problems['scans-too-many']({ values: { most } });
      const { bytes, media } = read;
      const digest = createHash('sha256').update(bytes).digest('base64url');
      const scan = newId<'scan'>();
      const row: Record<string, unknown> = {
        ...key,
        ...{ scan, media, size: bytes.length, digest },
        ...{ added_by: caller.id, added_by_name: caller.name ?? caller.id, added_at: receivedAt },
      };
      const columns = Object.keys(row);
      const { rowCount } = await client.query(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')}) ON CONFLICT DO NOTHING`,
        Object.values(row),
      );
      if (rowCount !== 1) throw problems['scan-known']({ pointer: '/content' });
      await files.write(placeOf(key, scan), bytes);
      return { scan, digest };
    },
    async take(client, key, scan) {
      const { digest, cited_at: cited } = await find(client, key, scan);
      if (cited) throw problems['scan-fixed']();
      const values = Object.values(key);
      await client.query(`DELETE FROM ${table} WHERE ${whereOf(key)} AND scan = $${values.length + 1}`, [
        ...values,
        scan,
      ]);
      return { digest, place: placeOf(key, scan) };
    },
    async read(client, files, key, scan) {
      const kept = await find(client, key, scan);
      const bytes = await files.read(placeOf(key, scan));
      if (!bytes) throw problems['scan-damaged']();
      return { kept, bytes };
    },
    async cite(client, key, at) {
      const values = Object.values(key);
      await client.query(
        `UPDATE ${table} SET cited_at = $${values.length + 1} WHERE ${whereOf(key)} AND cited_at IS NULL`,
        [...values, at],
      );
      const scans = (await list(client, key)).map(({ digest }) => digest);
      return scans.length > 0 ? { scans } : {};
    },
  };
}
