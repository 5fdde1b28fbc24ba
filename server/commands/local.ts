import { join } from 'node:path';
import {
  type Config,
  type Context,
  createContext,
  createKernel,
  createLog,
  type Database,
  type Kernel,
  type KeyStore,
  openDatabase,
  openFileKeyStore,
  Problem,
  readConfig,
  type Words,
} from '#kernel';
import type { Country } from '#libs/country';
import { type Offices, openOffices, readCountry } from '#rooms/offices';
import { findDatabase } from '../findDatabase.ts';

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

/** A kernel of one's own for as long as the command takes; what it refuses is said in English. */
export function withKernel<Result>(
  work: (opened: { kernel: Kernel; offices: Offices; config: Config }) => Promise<Result>,
): Promise<Result> {
  return withLocal(async ({ config, country, urls }) => {
    const { facts } = country;
    const log = createLog('silent');
    const kernel = createKernel({ config, urls, languages: facts.languages, timeZone: facts.timeZone, log });
    try {
      const offices = openOffices({ country, clock: kernel.clock, words: kernel.words });
      return await work({ kernel, offices, config }).catch(sayProblem(kernel.words));
    } finally {
      await kernel.close();
    }
  });
}

/** For `catch`: a problem as somebody at a terminal reads it. */
export function sayProblem(words: Pick<Words, 'say'>): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Problem)) throw error;
    throw new Error(
      `${error.code}: ${words.say('en', `problem.${error.code.replace('/', '.')}.detail`, error.values)}`,
    );
  };
}

interface CommandGiven extends Partial<Pick<Context, 'language' | 'purpose' | 'legalBasis'>> {
  area?: string;
  scopes?: readonly string[];
}

/** Whoever may use the machine: named in the journal by the name there. */
export function commandContext(clock: Context['clock'], given: CommandGiven = {}): Context {
  const { area, scopes = [], language = 'en', purpose, legalBasis } = given;
  const id = `cli:${process.env.USER ?? 'root'}`;
  const caller = { kind: 'official', id, area, scopes: new Set(scopes) } as const;
  return createContext(clock, caller, { language, purpose, legalBasis });
}
