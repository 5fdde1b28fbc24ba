import { join } from 'node:path';
import { type Config, type Database, type KeyStore, openDatabase, openFileKeyStore, readConfig } from '#kernel';
import type { Country } from '#libs/country';
import { readCountry } from '#rooms/offices';
import { findDatabase } from '../prepare.ts';

/** What a command that works on the data directory itself needs. */
export interface Local {
  config: Config;
  country: Country;
  database: Database;
  keys: KeyStore;
  urls: { app: string; owner: string };
}

/** Opens the database beside a running server, or starts it for as long as the command takes. */
export async function withLocal<Result>(work: (local: Local) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env);
  const { urls, embedded } = await findDatabase(config, () => {});
  const database = openDatabase(urls.app, undefined, { max: 2 });
  try {
    return await work({
      config,
      country: readCountry(config.country),
      database,
      keys: openFileKeyStore(join(config.home, 'keys'), config.keyPassphrase),
      urls,
    });
  } finally {
    await database.close();
    if (embedded?.startedHere) await embedded.stop();
  }
}

/** Prints for people, or for machines with --json. */
export function print(json: boolean | undefined, value: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
}
