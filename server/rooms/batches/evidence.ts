import { hash } from 'node:crypto';
import type { Client } from '#kernel';
import type { LaterAnswer } from '#rooms/exchange';

type Queries = Pick<Client, 'query'>;

/** What the line of a batch's end says of the signature of its result, base64url. */
export const digestManifest = (manifest: string): string => hash('sha256', manifest, 'base64url');

/** Remembers the line in which a batch ended with its manifest. */
export async function keepDoneLine(client: Queries, batch: string, reference: string): Promise<void> {
  await client.query('UPDATE batches.batch SET done_line = $2 WHERE batch = $1', [batch, reference]);
}

/** What came of the batch that a line started. @returns undefined where it started none, or was started anew since */
export async function findLaterAnswer(client: Queries, reference: string): Promise<LaterAnswer | undefined> {
  const { rows } = await client.query<{
    started_body: string;
    manifest: string | null;
    done_line: string | null;
    pieces: string[];
  }>(
    `SELECT started_body, manifest, done_line,
       ARRAY(SELECT reference FROM batches.chunk c WHERE c.batch = b.batch ORDER BY chunk) AS pieces
     FROM batches.batch b WHERE started_line = $1`,
    [reference],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { started_body: asked, manifest, done_line: done, pieces } = row;
  return { asked, ...(manifest && done ? { came: { manifest, done, pieces } } : {}) };
}
