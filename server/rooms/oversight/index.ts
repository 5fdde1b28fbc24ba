import type { Kernel, Room } from '#kernel';
import type { Batches } from '#rooms/batches';
import type { Offices } from '#rooms/offices';
import { addLogPages } from './log.ts';
import { oversightRoutes } from './routes.ts';
import { traceListener } from './trace.ts';

export { logVerifierKeys } from './log.ts';
export const oversightMigrations = { room: 'oversight', folder: new URL('./migrations/', import.meta.url) };

/** Who looked, and the proof that nothing was taken away. */
export function openOversight(kernel: Kernel, offices: Offices, batches: Batches): Room {
  return {
    name: 'oversight',
    routes: oversightRoutes(kernel, offices, batches),
    listeners: [traceListener()],
    pages: addLogPages(kernel),
  };
}
