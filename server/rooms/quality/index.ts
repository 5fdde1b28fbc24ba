import type { Kernel, MigrationSet, Room } from '#kernel';
import { addDays } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { countRegister } from './count.ts';
import { followRuns, followUse } from './listeners.ts';
import { qualityRoutes } from './routes.ts';
import { endRuns, keepUnits, thinFigures } from './store.ts';

export { type CountResult, countRegister } from './count.ts';
export { scoreCriterion } from './model.ts';
export { keepUnits, readFigures } from './store.ts';

export const qualityMigrations: MigrationSet = { room: 'quality', folder: new URL('./migrations/', import.meta.url) };

/** Communes' figures stay day by day for so long. */
const DAYS_IN_FULL = 92;
const JOB = 'quality-count';

/** The register by the six criteria. */
export interface Quality extends Room {
  /** The figures are counted anew as soon as may be; asked several times before it begins, it is done once. */
  recount(): Promise<void>;
}

export function openQuality(kernel: Kernel, offices: Offices): Quality {
  const { country } = offices;
  const { pool } = kernel.database;
  const recount = () => kernel.jobs.enqueue(JOB, {}, { jobKey: JOB });
  return {
    name: 'quality',
    recount,
    routes: qualityRoutes({ kernel, offices }, recount),
    listeners: [followUse, followRuns(recount)],
    async start() {
      await keepUnits(pool, country);
      await endRuns(pool);
      kernel.jobs.define(
        JOB,
        async () => {
          await countRegister({ kernel, country });
          await thinFigures(pool, addDays(kernel.clock.today(), -DAYS_IN_FULL));
        },
        '11 19 * * *',
      );
    },
  };
}
