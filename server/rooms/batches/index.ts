import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, createUploads, type Entry, type Kernel, type MigrationSet, type Room, type Words } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { findLaterAnswer } from './evidence.ts';
import { followLog } from './listeners.ts';
import { type BulkLook, type BulkProof, type BulkQuery, findBulkLooks, proveBulkLook } from './looks.ts';
import { MOST_BYTES, ROLES } from './model.ts';
import { batchRoutes } from './routes.ts';
import { createRunner, DEFAULT_ENGINE, type EngineOptions, folderOf } from './runner.ts';
import { type BatchRow, listExpired, markExpired } from './store.ts';

export type { Vocabulary } from './engine/columns.ts';
export type { BulkLook, BulkProof } from './looks.ts';
export type { EngineOptions } from './runner.ts';

export const batchesMigrations: MigrationSet = { room: 'batches', folder: new URL('./migrations/', import.meta.url) };

/** Bulk answers: files of many rows, each row answered, each person looked at able to see it. */
export interface Batches extends Room {
  /** Lines of batches that looked at a person or found something about the person, newest first. */
  findBulkLooks(client: Pick<Client, 'query'>, person: string, query: BulkQuery): Promise<BulkLook[]>;
  /** What proves that a line of a batch is about a person; undefined when it is not. */
  proveBulkLook(
    client: Pick<Client, 'query'>,
    line: Pick<Entry, 'room' | 'data'>,
    person: string,
  ): Promise<BulkProof | undefined>;
}

export function openBatches(
  kernel: Kernel,
  offices: Offices,
  exchange: Exchange,
  engine: Partial<EngineOptions> = {},
): Batches {
  const home = join(kernel.config.home, 'batches');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const uploads = createUploads({ home, path: '/v1/batches/uploads', mostBytes: MOST_BYTES });
  const vocabulary = readVocabulary(kernel.words);
  const runner = createRunner({
    kernel,
    exchange,
    uploads,
    home,
    vocabulary,
    engine: { ...DEFAULT_ENGINE, ...engine },
  });

  async function removeFiles({ batch, upload }: Pick<BatchRow, 'batch' | 'upload'>): Promise<void> {
    await uploads.remove(upload);
    await rm(folderOf(home, batch), { recursive: true, force: true });
  }
  async function cancelled(row: BatchRow): Promise<void> {
    runner.abandon(row.batch);
    await removeFiles(row);
  }
  exchange.addLaterAnswers('batches', findLaterAnswer);

  return {
    name: 'batches',
    routes: batchRoutes({
      kernel,
      offices,
      exchange,
      uploads,
      home,
      vocabulary,
      started: () => runner.hint(),
      cancelled,
    }),
    listeners: [followLog],
    pages: (app) => uploads.addPages(app),
    findBulkLooks,
    proveBulkLook,
    async start() {
      kernel.jobs.define(
        'batches-expire',
        async () => {
          for (const row of await listExpired(kernel.database.pool, new Date())) {
            await removeFiles(row);
            await markExpired(kernel.database.pool, row.batch);
          }
        },
        '23 * * * *',
      );
      runner.start();
    },
    stop: () => runner.stop(),
  };
}

/** Headers and values of files, in all languages of the country at once. */
export function readVocabulary(words: Words) {
  const listed = (key: string) =>
    words.languages.flatMap((language) =>
      words
        .say(language, key)
        .split('|')
        .map((one) => one.trim()),
    );
  return {
    columns: Object.fromEntries(ROLES.map((role) => [role, listed(`batches.column.${role}`)])),
    sexes: Object.fromEntries(
      ['male', 'female', 'undetermined'].flatMap((sex) =>
        [sex, ...listed(`batches.sex.${sex}`)].map((word) => [word.toLowerCase(), sex]),
      ),
    ),
  };
}
