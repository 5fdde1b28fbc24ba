import type { MigrationSet, Room } from '#kernel';
import { remindAll } from './hours.ts';
import { osiaRoutes } from './osia.ts';
import { eraseForgotten } from './packets.ts';
import type { Parts } from './parts.ts';
import { enrolmentRoutes } from './routes.ts';

export { setHours } from './hours.ts';

export const enrolmentMigrations: MigrationSet = {
  room: 'enrolment',
  folder: new URL('./migrations/', import.meta.url),
};

/** From the appointment to the sealed portrait and fingers: how a person is enrolled for a card. */
export function openEnrolment(parts: Parts): Room {
  return {
    name: 'enrolment',
    routes: [...enrolmentRoutes(parts), ...osiaRoutes(parts)],
    async start() {
      parts.kernel.jobs.define('enrolment-remind', () => remindAll(parts), '*/10 * * * *');
      parts.kernel.jobs.define('enrolment-packets', () => eraseForgotten(parts), '23 2 * * *');
    },
  };
}
