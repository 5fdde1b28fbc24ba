import pg from 'pg';
import { type Config, type EmbeddedServer, startEmbedded } from '#kernel';

const DATABASE = 'dancu';

export interface FoundDatabase {
  urls: { app: string; owner: string };
  embedded: EmbeddedServer | undefined;
}

/** Where the database is, started where it is ours. */
export async function findDatabase(config: Config, say: (line: string) => void): Promise<FoundDatabase> {
  if (config.databaseUrl)
    return { urls: { app: config.databaseUrl, owner: config.ownerUrl ?? config.databaseUrl }, embedded: undefined };
  const embedded = await startEmbedded({ home: config.home, say });
  await createDatabase(embedded);
  const url = embedded.url(DATABASE);
  return { urls: { app: url, owner: url }, embedded };
}

async function createDatabase(embedded: EmbeddedServer): Promise<void> {
  const client = new pg.Client({ connectionString: embedded.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
