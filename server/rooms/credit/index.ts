import type { Kernel, MigrationSet, Room } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { keptFor } from './findings.ts';
import { openPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { creditRoutes } from './routes.ts';
import { firstKept, forgetBefore } from './store.ts';

export const creditMigrations: MigrationSet = { room: 'credit', folder: new URL('./migrations/', import.meta.url) };

/** Applications for credit: banks check an applicant, the person sees it and may let nobody apply. */
export function openCredit(kernel: Kernel, offices: Offices, exchange: Exchange): Room {
  const { pool } = kernel.database;
  const kept = keptFor(offices.country);
  let opening: Promise<Pseudonyms> | undefined;
  /** Opened once, by whoever asks first; a failure is not remembered. */
  const pseudonyms = () => {
    opening ??= openPseudonyms(pool, kernel.keys).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    name: 'credit',
    routes: creditRoutes({ kernel, offices, exchange, pseudonyms }),
    async start() {
      kernel.jobs.define(
        'credit-forget',
        async () => {
          const today = kernel.clock.today();
          await forgetBefore(pool, await firstKept(pool, today, kept), today);
        },
        '41 2 * * *',
      );
    },
  };
}
