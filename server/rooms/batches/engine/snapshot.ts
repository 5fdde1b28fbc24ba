import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newId, openDatabase } from '#kernel';
import type { Job } from './job.ts';
import { putTogether } from './putTogether.ts';

/** A state of the register as files that the table engine reads. */
export interface Snapshot {
  readonly id: string;
  /** ISO 8601. */
  readonly takenAt: string;
  readonly folder: string;
  /** Number of the register's last act that was known in the log when it was taken. */
  readonly act: number;
}

/** An unchanged register's snapshot is taken anew after this time all the same: what was loaded past the acts is seen then. */
const OLDEST_MS = 24 * 60 * 60 * 1000;
/** A changed one's is not taken anew more often than this. */
const YOUNGEST_MS = 10 * 60 * 1000;

const describeIn = (folder: string) => join(folder, 'snapshot.json');

export async function listSnapshots(home: string): Promise<Snapshot[]> {
  const found: Snapshot[] = [];
  for (const name of await readdir(home).catch(() => [])) {
    const folder = join(home, name);
    const text = await readFile(describeIn(folder), 'utf8').catch(() => undefined);
    if (text) found.push({ ...(JSON.parse(text) as Omit<Snapshot, 'folder'>), folder });
  }
  return found.sort((a, b) => b.takenAt.localeCompare(a.takenAt));
}

/** Whether the newest snapshot still stands for the register. @param act number of the register's last act in the log */
export function isFresh(snapshot: Snapshot, act: number, now: number): boolean {
  const age = now - Date.parse(snapshot.takenAt);
  return age < OLDEST_MS && (act <= snapshot.act || age < YOUNGEST_MS);
}

/** Takes a snapshot: two streams out of one state of the database, put together by the table engine. */
export async function takeSnapshot(
  from: Pick<Job, 'databaseUrl' | 'synthetic'>,
  home: string,
  act: number,
): Promise<Snapshot> {
  const id = newId();
  const folder = join(home, `${id}.new`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const takenAt = new Date().toISOString();
  try {
    const tables = from.synthetic ?? join(folder, 'tables');
    if (!from.synthetic) await copyOut(from.databaseUrl, tables);
    await putTogether(tables, folder);
    if (!from.synthetic) await rm(tables, { recursive: true });
    await writeFile(describeIn(folder), JSON.stringify({ id, takenAt, act }));
    await rename(folder, join(home, id));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { id, takenAt, act, folder: join(home, id) };
}

async function copyOut(url: string, folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  // Only here: the room brings all its own with it, and most batches find a snapshot.
  const { copyRegister } = await import('#rooms/people');
  const database = openDatabase(url, undefined, { max: 1 });
  try {
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query('SET LOCAL statement_timeout = 0');
      for (const part of ['persons', 'identifiers'] as const)
        await pipeline(copyRegister(client, part), createWriteStream(join(folder, `${part}.csv`), { mode: 0o600 }));
      await client.query('COMMIT');
    } finally {
      client.release(true);
    }
  } finally {
    await database.close();
  }
}
