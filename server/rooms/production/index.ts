import type { Kernel, MigrationSet, Room } from '#kernel';
import { type Cards, type Origin, openTrust } from '#rooms/cards';
import type { Offices } from '#rooms/offices';
import { createLine } from './line.ts';
import type { Parts } from './parts.ts';
import { productionRoutes } from './routes.ts';
import { listReceived } from './store.ts';
import { createVirtualPrinter, type VirtualPrinter } from './virtualPrinter.ts';

export type { Job, Machine, Made, Order } from './machine.ts';
export { problems as productionProblems } from './problems.ts';
export type { Printed, VirtualPrinter } from './virtualPrinter.ts';

export const productionMigrations: MigrationSet = {
  room: 'production',
  folder: new URL('./migrations/', import.meta.url),
};

/** The line that makes what others order: blanks, batches, machines, checks, parcels. It knows nothing of what it makes. */
export interface Production extends Room {
  /** Who orders; before the start. */
  addOrigin(origin: Origin): void;
  /** The demonstration's machine, whose cards a virtual reader can be given. */
  readonly virtualPrinter: VirtualPrinter;
  /** The one for plastic without a chip. */
  readonly plasticPrinter: VirtualPrinter;
  /** What such a machine made and its office has received, the newest first. */
  listVirtual(by: VirtualPrinter, limit: number): Promise<readonly { batch: string; item: string; serial: string }[]>;
  /** Makes all that waits: what the job does by itself, for seeds and tests. */
  run(): Promise<void>;
}

export function openProduction(kernel: Kernel, offices: Offices, cards: Pick<Cards, 'trust'>): Production {
  const { jobs } = kernel;
  const virtualPrinter = createVirtualPrinter(kernel, { id: 'virtual-printer', product: 'pc-chip-card' });
  const plasticPrinter = createVirtualPrinter(kernel, { id: 'virtual-plastic-printer', product: 'plastic-card' });
  const origins = new Map<string, Origin>();
  const parts: Parts = {
    ...{ kernel, offices, origins },
    machines: new Map([virtualPrinter, plasticPrinter].map((one) => [one.id, one])),
    trust: async () => openTrust(await cards.trust()),
    hint: () => jobs.enqueue('production-line', {}, { jobKey: 'production-line' }),
  };
  const line = createLine(parts);
  return {
    name: 'production',
    routes: productionRoutes(parts),
    async start() {
      jobs.define('production-line', () => line.run(), '* * * * *');
    },
    stop: () => line.stop(),
    addOrigin: (origin) => void origins.set(origin.id, origin),
    virtualPrinter,
    plasticPrinter,
    listVirtual: (by, limit) => listReceived(kernel.database.pool, by.id, limit),
    run: () => line.run(),
  };
}
