import type { Contract, Kernel } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Engine } from '../engine/engine.ts';
import type { Matcher } from '../engine/matcher.ts';
import { type Abis, sweepLoose } from './abis.ts';
import type { Images } from './computing.ts';
import type { DataShare } from './dataShare.ts';
import { mosipContract } from './mosip.ts';
import { type OsiaDoor, osiaContract } from './osia.ts';
import { osiaOperations } from './osiaOperations.ts';
import { taskOperations } from './osiaTasks.ts';
import { createPace, PACE_LIMITS, type PaceLimits } from './pace.ts';
import { forgetTasks } from './taskStore.ts';
import { createTasks, TASK_PACE, type TaskPace } from './tasks.ts';

export { openForeignMatcher } from './foreign.ts';
export { openMosipMatcher } from './foreignMosip.ts';
export { openOsiaMatcher } from './foreignOsia.ts';
export { createReceiver, type Receiver } from './ownCallback.ts';
export { createShare, type Share } from './ownShare.ts';
export { doorProblems } from './problems.ts';
export { type DoorSettings, readDoorSettings } from './settings.ts';

export interface DoorsOptions {
  readonly offices: Offices;
  readonly images: Images;
  /**
   * Opens the engine behind the doors when it is first needed. One of its own, not the one that has the register's persons: what
   * others enrol is theirs, and no search of ours finds it.
   */
  readonly openMatcher: () => Promise<Matcher>;
  /** Addresses below which OSIA's callbacks may lie, `https://host/path/`; none unless told. */
  readonly callbacks?: readonly string[];
  /** Data shares whose files MOSIP's messages may name; none unless told. */
  readonly shares?: readonly DataShare[];
  readonly limits?: Partial<PaceLimits>;
  readonly tasks?: Partial<TaskPace>;
}

export interface Doors {
  readonly routes: readonly Contract[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** OSIA ABIS 1.6 and MOSIP ABIS 0.9 over one engine and one store. */
export function createDoors(kernel: Kernel, options: DoorsOptions): Doors {
  const { database, keys, clock, jobs } = kernel;
  let opened: Promise<Matcher> | undefined;
  const abis: Abis = {
    ...{ database, keys, clock, offices: options.offices, images: options.images },
    matcher() {
      opened ??= options.openMatcher().catch((error: unknown) => {
        // What could not be opened now is tried again by the next who needs it.
        opened = undefined;
        throw error;
      });
      return opened;
    },
  };
  const operations = { ...osiaOperations(abis), ...taskOperations(abis) };
  const tasks = createTasks(
    abis,
    kernel,
    (name, asker, given, settle) => operations[name]!.work(asker, given as never, settle),
    { ...TASK_PACE, ...options.tasks },
  );
  const pace = createPace({ ...PACE_LIMITS, ...options.limits });
  const osia: OsiaDoor = { abis, tasks, pace, callbacks: options.callbacks ?? [] };
  jobs.define('biometrics-abis-sweep', () => sweepLoose(abis), '41 * * * *');
  // What was deleted lies in the engine's files until they are written anew.
  jobs.define(
    'biometrics-abis-compact',
    async () => (await (opened as Promise<Partial<Engine>>))?.compact?.(),
    '37 2 * * *',
  );
  jobs.define('biometrics-abis-forget-tasks', () => forgetTasks(database.pool), '43 3 * * *');
  return {
    routes: [
      ...Object.entries(operations).map(([name, declared]) => osiaContract(osia, name, declared)),
      mosipContract({ abis, pace, shares: options.shares ?? [] }),
    ],
    start: async () => tasks.start(),
    async stop() {
      await tasks.stop();
      await (await opened)?.close();
    },
  };
}
