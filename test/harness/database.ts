import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { createLog, type EmbeddedServer, migrate, startEmbedded } from '#kernel';
import { migrationSets } from '../../server/house.ts';
import { createJobs } from '../../server/kernel/jobs.ts';

/** Durability is what some tests are about: those ask for a server of their own. */
const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

let own: Promise<EmbeddedServer> | undefined;

/**
 * Connection string of the test server's `postgres` database: the one that `npm test` started for all files, or one that
 * this process starts and stops.
 */
async function serverUrl(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return given;
  own ??= startEmbedded({ home: mkdtempSync(join(tmpdir(), 'dancu-test-')), settings: quick });
  return (await own).url('postgres');
}

/** A server for a whole test run. */
export function startTestServer(home: string): Promise<EmbeddedServer> {
  return startEmbedded({ home, settings: quick });
}

export async function stopTestServer(): Promise<void> {
  const server = await own;
  own = undefined;
  await server?.stop();
  if (server) rmSync(dirname(server.dataDirectory), { recursive: true, force: true });
}

function withDatabase(url: string, database: string): string {
  const made = new URL(url);
  made.pathname = `/${database}`;
  return made.href;
}

/** Names the template by what it is made from: another migration, another template. */
function templateName(): string {
  const hash = createHash('sha256');
  for (const set of migrationSets) {
    for (const file of readdirSync(set.folder).sort())
      hash.update(`${set.room}/${file}`).update(readFileSync(new URL(file, set.folder)));
  }
  return `template_${hash.digest('hex').slice(0, 16)}`;
}

async function asAdministrator<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What a test wants in its database beyond the tables. Files that want the same content clone the same template. */
export interface Content {
  /** In words of `[a-z0-9_]`. */
  readonly name: string;
  fill(url: string): Promise<void>;
}

export interface Clone {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a template unless it is there; half a template never bears its name. */
async function ensureTemplate(
  client: pg.Client,
  url: string,
  name: string,
  { from, fill }: { from?: string; fill(url: string): Promise<void> },
): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount !== 0) return;
  const building = `${name}_${randomBytes(3).toString('hex')}`;
  await client.query(`CREATE DATABASE ${building}${from ? ` TEMPLATE ${from}` : ''}`);
  await fill(withDatabase(url, building));
  await client.query(`ALTER DATABASE ${building} RENAME TO ${name}`);
}

/** All tables; those of the queue too, which its library else makes whenever a house opens. */
async function makeTables(url: string): Promise<void> {
  await migrate(url, migrationSets);
  const jobs = createJobs(url, createLog('error'));
  await jobs.start();
  await jobs.stop();
}

/** A migrated database of one's own, empty or with a content: a clone of a template that the first who asks makes. */
export async function cloneDatabase(content?: Content): Promise<Clone> {
  const url = await serverUrl();
  const empty = templateName();
  const template = content ? `${empty}_${content.name}` : empty;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(url, async (client) => {
    await client.query('SELECT pg_advisory_lock(7261)');
    await ensureTemplate(client, url, empty, { fill: makeTables });
    if (content) await ensureTemplate(client, url, template, { from: empty, fill: (made) => content.fill(made) });
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    await client.query('SELECT pg_advisory_unlock(7261)');
  });
  return {
    url: withDatabase(url, name),
    drop: () =>
      asAdministrator(url, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}
