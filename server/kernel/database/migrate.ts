import { fileURLToPath } from 'node:url';
import pg from 'pg';
import Postgrator from 'postgrator';

export interface MigrationSet {
  /** The room, which is also the name of its PostgreSQL schema. */
  readonly room: string;
  /** Folder of `NNN.do.<name>.sql`. */
  readonly folder: URL;
}

const schemaName = /^[a-z_]+$/;
/** Any constant does: two processes that migrate at once wait for each other on this table. */
const ledger = `
  CREATE SCHEMA IF NOT EXISTS migrations;
  CREATE TABLE IF NOT EXISTS migrations.turn (held int PRIMARY KEY);
  LOCK TABLE migrations.turn IN ACCESS EXCLUSIVE MODE;`;

/**
 * Brings every room's schema to its newest version, all or nothing, in the rooms' order. Forward only.
 * @param ownerUrl a connection that may create schemas; roles too, unless they exist.
 * @returns names of the migrations that ran.
 */
export async function migrate(ownerUrl: string, sets: readonly MigrationSet[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dancu-migrate' });
  await client.connect();
  const ran: string[] = [];
  try {
    await checkVersion(client);
    await ensureRoles(client);
    const database = (await client.query<{ name: string }>('SELECT current_database() AS name')).rows[0]!.name;
    await client.query('BEGIN');
    await client.query(ledger);
    for (const set of sets) {
      if (!schemaName.test(set.room)) throw new Error(`a room's name is its schema: ${set.room}`);
      await client.query(
        `CREATE SCHEMA IF NOT EXISTS ${set.room}; GRANT USAGE ON SCHEMA ${set.room} TO dancu_app, dancu_reader`,
      );
      const postgrator = new Postgrator({
        migrationPattern: `${fileURLToPath(set.folder)}/*`,
        driver: 'pg',
        database,
        schemaTable: `migrations.${set.room}`,
        currentSchema: 'migrations',
        execQuery: (query) => client.query(query),
        execSqlScript: async (script) => void (await client.query(script)),
      });
      for (const migration of await postgrator.migrate())
        ran.push(`${set.room}/${migration.version} ${migration.name}`);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
  return ran;
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(rows[0]!.server_version_num);
  if (version < 150000)
    throw new Error(`PostgreSQL 15 or later is needed; this server is ${Math.floor(version / 10000)}`);
}

/** Owner migrates, app writes what its grants allow, reader only reads. Append-only is what the app is not granted. */
async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of ['dancu_app', 'dancu_reader']) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) {
      try {
        await client.query(`CREATE ROLE ${role} NOLOGIN`);
      } catch (error) {
        if ((error as { code?: string }).code === '42710' || (error as { code?: string }).code === '23505') continue;
        throw new Error(
          `role ${role} is missing and this connection may not make it; as an administrator: CREATE ROLE ${role} NOLOGIN`,
          { cause: error },
        );
      }
    }
  }
  // Since PostgreSQL 16 the creator of a role is not by itself allowed to take it on.
  await client.query('GRANT dancu_app, dancu_reader TO CURRENT_USER').catch(() => {});
}
