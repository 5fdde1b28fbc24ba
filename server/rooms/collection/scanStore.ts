import type { Client } from '#kernel';

type Queries = Pick<Client, 'query'>;

export interface ScanRow {
  run: string;
  row: number;
  scan: string;
  media: string;
  size: number;
  /** SHA-256, base64url. */
  digest: string;
  added_by: string;
  added_by_name: string;
  added_at: Date;
  /** Since when a verdict’s journal line names it. */
  cited_at: Date | null;
}

/** The scans of a row, as they came. */
export async function listScans(client: Queries, run: string, row: number): Promise<ScanRow[]> {
  const { rows } = await client.query<ScanRow>(
    'SELECT * FROM collection.scan WHERE run = $1 AND row = $2 ORDER BY added_at, scan',
    [run, row],
  );
  return rows;
}

/** @returns false where the row has this very image */
export async function insertScan(
  client: Queries,
  scan: Omit<ScanRow, 'added_at' | 'cited_at'> & { added_at: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO collection.scan (run, row, scan, media, size, digest, added_by, added_by_name, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      scan.run,
      scan.row,
      scan.scan,
      scan.media,
      scan.size,
      scan.digest,
      scan.added_by,
      scan.added_by_name,
      scan.added_at,
    ],
  );
  return rowCount === 1;
}

export async function deleteScan(client: Queries, { run, row, scan }: ScanRow): Promise<void> {
  await client.query('DELETE FROM collection.scan WHERE run = $1 AND row = $2 AND scan = $3', [run, row, scan]);
}

/** For a verdict’s journal line: the digests of all scans of the row, which stay from now on. */
export async function citeScans(client: Queries, run: string, row: number, at: string): Promise<{ scans?: string[] }> {
  await client.query('UPDATE collection.scan SET cited_at = $3 WHERE run = $1 AND row = $2 AND cited_at IS NULL', [
    run,
    row,
    at,
  ]);
  const scans = (await listScans(client, run, row)).map(({ digest }) => digest);
  return scans.length > 0 ? { scans } : {};
}
