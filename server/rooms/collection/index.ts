import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createUploads, type Kernel, type MigrationSet, openSealedFiles, type Room } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Parts } from './acts.ts';
import { followAccounts } from './holders.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { MOST_BYTES } from './model.ts';
import { collectionRoutes } from './routes.ts';
import { createRunner, DEFAULT_ENGINE, type EngineOptions } from './runner.ts';
import { listExpired, markExpired, type RunRow } from './store.ts';

export { cancelRun, makeRun, readRunFile, startRun, undoRun } from './acts.ts';
export { type Expected, setExpectations } from './board.ts';
export { openFile } from './files.ts';
export { contextOfSender, receiveFile } from './inbox.ts';
export { targetsOf } from './mapping.ts';
export { streamReport } from './report.ts';
export type { EngineOptions } from './runner.ts';
export { COUNTRY, namedSender, senderName } from './senders.ts';
export { listRuns, type RunRow, readRun } from './store.ts';
export { workHere } from './workHere.ts';

export const collectionMigrations: MigrationSet = {
  room: 'collection',
  folder: new URL('./migrations/', import.meta.url),
};

/** What comes in files: rows of any quality, on their way into the register. */
export interface Collection extends Room {
  readonly inbox: Inbox;
}

/** What the room's acts need, also for a command beside a running server. */
export function collectionParts(kernel: Kernel, offices: Offices): Parts {
  const home = homeOf(kernel);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return { kernel, offices, uploads: createUploads({ home, path: '/v1/collection/uploads', mostBytes: MOST_BYTES }) };
}

const homeOf = ({ config }: Kernel) => join(config.home, 'collection');

export function openCollection(kernel: Kernel, offices: Offices, engine: Partial<EngineOptions> = {}): Collection {
  const parts = collectionParts(kernel, offices);
  const { uploads } = parts;
  const scans = openSealedFiles(join(homeOf(kernel), 'scans'), 'row-scan', kernel.keys);
  const runner = createRunner({ kernel, uploads, engine: { ...DEFAULT_ENGINE, ...engine } });

  async function changed(row: RunRow): Promise<void> {
    if (row.state === 'cancelled') runner.abandon(row.run);
    else runner.hint();
  }
  const inbox = createInbox(parts, homeOf(kernel), changed);

  return {
    name: 'collection',
    inbox,
    routes: collectionRoutes({ ...parts, scans, changed }),
    listeners: [followAccounts],
    pages: (app) => uploads.addPages(app),
    async start() {
      kernel.jobs.define(
        'collection-expire',
        async () => {
          for (const { run, upload } of await listExpired(kernel.database.pool, new Date())) {
            await uploads.remove(upload);
            await markExpired(kernel.database.pool, run);
          }
        },
        '29 * * * *',
      );
      runner.start();
      inbox.start();
    },
    async stop() {
      await inbox.stop();
      await runner.stop();
    },
  };
}
