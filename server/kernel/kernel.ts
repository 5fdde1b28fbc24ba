import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { forgetAnswers } from './act.ts';
import { createClock, type MovableClock } from './clock.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database/database.ts';
import { createEvents, type Events } from './events.ts';
import { addApiPages } from './http/apiPages.ts';
import { addHealth } from './http/health.ts';
import { addContracts, createHttp, type HttpParts } from './http/server.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { type Sealing, startSealing } from './journal/sealing.ts';
import { type KeyStore, openFileKeyStore } from './keys.ts';
import { createLog, type Logger } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Room } from './room.ts';
import { readWords, type Words } from './words.ts';

/** What every room is given. It knows no room and no noun of the domain. */
export interface Kernel {
  readonly config: Config;
  readonly database: Database;
  /** Connection strings; the owner's migrates and loads. */
  readonly urls: { app: string; owner: string };
  readonly clock: MovableClock;
  readonly keys: KeyStore;
  readonly words: Words;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly sealing: Sealing;
  /** Starts the rooms in their order and builds the HTTP server over them; it does not listen yet. */
  open(rooms: readonly Room[]): Promise<FastifyInstance>;
  close(): Promise<void>;
}

export const kernelMigrations = { room: 'kernel', folder: new URL('./migrations/', import.meta.url) };

export interface KernelOptions {
  config: Config;
  urls: { app: string; owner: string };
  languages: readonly string[];
  timeZone: string;
  log?: Logger;
}

export function createKernel({
  config,
  urls,
  languages,
  timeZone,
  log = createLog(config.logLevel),
}: KernelOptions): Kernel {
  const metrics = createMetrics();
  const database = openDatabase(urls.app, metrics);
  const keyDirectory = join(config.home, 'keys');
  const keys = openFileKeyStore(keyDirectory, config.keyPassphrase, {
    onUnreadable: (err) => log.error({ component: 'keys', err }, 'a new key file does not open'),
  });
  keys.current('log-checkpoint');
  const words = readWords(new URL(`../../country/${config.country}/words/`, import.meta.url), languages);
  const clock = createClock(timeZone);
  const jobs = createJobs(urls.owner, log);
  const events = createEvents(database, log);
  const sealing = startSealing(
    {
      url: urls.app,
      keyDirectory,
      keyPassphrase: config.keyPassphrase,
      country: config.country,
      everyMilliseconds: config.sealMilliseconds,
    },
    log,
    metrics,
  );
  sealing.onSealed(() => events.hint());
  let app: FastifyInstance | undefined;
  let opened: readonly Room[] = [];

  return {
    config,
    database,
    urls,
    clock,
    keys,
    words,
    log,
    metrics,
    jobs,
    events,
    sealing,
    async open(rooms) {
      opened = rooms;
      const authenticators = rooms.flatMap((room) => room.authenticators ?? []);
      const parts: HttpParts = { config, log, metrics, words, clock, authenticators };
      app = await createHttp(parts);
      addHealth(app, { database, metrics });
      for (const room of rooms) {
        for (const listener of room.listeners ?? []) events.add(listener);
        await room.start?.();
        addContracts(app, room.routes ?? [], parts);
        await room.pages?.(app);
      }
      addApiPages(app, words);
      jobs.define('forget-idempotency', () => forgetAnswers(database), '17 * * * *');
      await jobs.start();
      events.start();
      await app.ready();
      return app;
    },
    async close() {
      await app?.close();
      for (const room of [...opened].reverse()) await room.stop?.();
      await jobs.stop();
      await sealing.stop();
      await events.stop();
      await database.close();
    },
  };
}
