import type { MigrationSet, Room } from '#kernel';
import { forgetOld } from './forgetting.ts';
import type { Parts } from './parts.ts';
import { checkpointRoutes } from './routes.ts';

export const checkpointsMigrations: MigrationSet = {
  room: 'checkpoints',
  folder: new URL('./migrations/', import.meta.url),
};

/** Desks and gates: whether a document is good, who shows it, and what the desk itself must know. */
export function openCheckpoints({ kernel, ...rooms }: Parts): Room {
  const parts: Parts = { kernel, ...rooms };
  return {
    name: 'checkpoints',
    routes: checkpointRoutes(parts),
    async start() {
      kernel.jobs.define('checkpoints-forget', () => forgetOld(parts), '31 2 * * *');
    },
  };
}
