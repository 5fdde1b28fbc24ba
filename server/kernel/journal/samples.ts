import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createVerifierKey, formatVerifierKey } from '#libs/translog';
import { cloneDatabase, stopTestServer } from '#test';
import { openDatabase } from '../database/database.ts';
import { openFileKeyStore } from '../keys.ts';
import type { Entry } from './entry.ts';
import { createSealer, logOrigin } from './seal.ts';

const passphrase = 'only for tests';

/** A journal over an empty database, sealed by hand. Close it in `after`. */
export async function openJournal(connections = 8) {
  const home = mkdtempSync(join(tmpdir(), 'dancu-journal-'));
  const clone = await cloneDatabase();
  const database = openDatabase(clone.url, undefined, { max: connections });
  const keys = openFileKeyStore(home, passphrase);
  const client = await database.connect();
  const owner = new pg.Client({ connectionString: clone.url });
  await owner.connect();
  const origin = logOrigin('vn');
  /** Another process: a sealer that knows nothing of what was sealed before. */
  const newSealer = () => createSealer(openFileKeyStore(home, passphrase), origin);
  const sealer = newSealer();
  return {
    database,
    client,
    /** Who owns the tables: what an intruder with the database's keys could do. */
    owner,
    keys,
    newSealer,
    verifierKeys: () =>
      keys
        .all('log-checkpoint')
        .map((key) =>
          formatVerifierKey(createVerifierKey(origin, 'ed25519', Buffer.from(key.publicJwk.x!, 'base64url'))),
        ),
    /** Seals until nothing waits. @returns the log's size */
    async seal(): Promise<number> {
      for (;;) {
        const { size, more } = await sealer(client);
        if (!more) return size;
      }
    },
    /** One transaction with these lines. @returns their references */
    async write(...texts: string[]): Promise<string[]> {
      return database.transact(async (transaction) => texts.map((text) => transaction.append(line(text))));
    },
    async close() {
      await client.end();
      await owner.end();
      await database.close();
      await clone.drop();
      await stopTestServer();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type TestJournal = Awaited<ReturnType<typeof openJournal>>;

/** A line that says `text`. */
export function line(text: string, more: Partial<Entry> = {}): Entry {
  return {
    kind: 'act',
    room: 'test',
    type: 'said',
    subjects: [],
    actor: 'tester',
    data: { text },
    actedAt: '2026-03-02T04:00:00.000Z',
    receivedAt: '2026-03-02T04:00:00.000Z',
    ...more,
  };
}
