import type { Kernel, MigrationSet, Room } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { consoleRoutes } from './consoleRoutes.ts';
import { forgetOld } from './deliveryStore.ts';
import { subscriptionRoutes } from './routes.ts';
import { createSending, PACE, type Pace } from './sending.ts';
import { createTelling } from './telling.ts';

export type { Pace as SendingPace } from './sending.ts';

export const subscriptionsMigrations: MigrationSet = {
  room: 'subscriptions',
  folder: new URL('./migrations/', import.meta.url),
};

/** Days in which a receiver can catch up. */
const EVENT_DAYS = 30;

/** Agencies hear that something happened to persons whom they named: thin events, in order, at least once. */
export function openSubscriptions(
  kernel: Kernel,
  offices: Offices,
  exchange: Exchange,
  pace: Partial<Pace> = {},
): Room {
  const parts = { kernel, offices, exchange, local: kernel.config.demonstration };
  const sending = createSending(kernel, parts, { ...PACE, ...pace });
  return {
    name: 'subscriptions',
    routes: [...subscriptionRoutes(parts), ...consoleRoutes(parts)],
    listeners: [createTelling(kernel, parts)],
    async start() {
      kernel.jobs.define('subscriptions-forget', () => forgetOld(kernel.database.pool, EVENT_DAYS), '37 3 * * *');
      sending.start();
    },
    stop: () => sending.stop(),
  };
}
