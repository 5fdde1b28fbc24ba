import type { Kernel, MigrationSet, Room } from '#kernel';
import { type Cards, openTrust } from '#rooms/cards';
import { readerRoutes } from './routes.ts';
import { openSignals } from './signals.ts';

export type { Refusal, Shown, Wanted } from './contracts.ts';

export const readersMigrations: MigrationSet = { room: 'readers', folder: new URL('./migrations/', import.meta.url) };

/** Card readers at desks: an agent beside the page, paired with it, and what chips prove through it. */
export function openReaders(kernel: Kernel, cards: Cards): Room {
  const { database, jobs } = kernel;
  const signals = openSignals(kernel);
  return {
    name: 'readers',
    routes: readerRoutes({ kernel, signals, trust: async () => openTrust(await cards.trust()) }),
    async start() {
      await signals.start();
      jobs.define(
        'readers-forget',
        async () => {
          await database.pool.query('DELETE FROM readers.reading WHERE expires_at < now()');
          await database.pool.query('DELETE FROM readers.pairing WHERE expires_at < now()');
        },
        '* * * * *',
      );
    },
    stop: () => signals.stop(),
  };
}
