import type { Kernel, MigrationSet, Room } from '#kernel';
import type { Offices } from '#rooms/offices';
import { mountDoors } from './doors/mount.ts';
import type { Engine } from './engine/engine.ts';
import type { Matcher } from './engine/matcher.ts';
import { eraseDue, followRegister } from './erasing.ts';
import { createExtractor } from './extracting.ts';
import { weightsFolder } from './face/installWeights.ts';
import { openFaces } from './face/openFaces.ts';
import { openRegisterMatcher } from './opening.ts';
import { pairRoutes } from './pairRoutes.ts';
import type { Faces, Parts } from './parts.ts';
import { sampleRoutes } from './routes.ts';
import { settleAll } from './settling.ts';

export { keepSet, type NewSet, prepareSet } from './acts.ts';
export { verifyPerson } from './comparing.ts';
export { doorProblems } from './doors/problems.ts';
export { demonstrationWeights, installDemonstrationWeights, weightsFolder } from './face/installWeights.ts';
export { havePortraits, openPortraits, type Portrait } from './portraits.ts';
export type { GivenSample } from './prepare.ts';
export { settle } from './settling.ts';
export { isSettled } from './unsettled.ts';
export { listHeld, readStanding } from './views.ts';

export const biometricsMigrations: MigrationSet = {
  room: 'biometrics',
  folder: new URL('./migrations/', import.meta.url),
};

export interface BiometricsOptions {
  /** Who compares; the house’s own engine unless told. */
  readonly openMatcher: () => Promise<Matcher>;
  /** What makes portraits comparable; the weights in the home unless told. */
  readonly openFaces: () => Promise<Faces | undefined>;
}

/** What a body shows: samples under a pseudonym, sealed with a key of the person; and who may be the same person. */
export interface Biometrics extends Room {
  readonly parts: Parts;
}

/** @param value made at its first use, again after a failure */
function once<Value>(make: () => Promise<Value>): { get(): Promise<Value>; made(): Promise<Value> | undefined } {
  let made: Promise<Value> | undefined;
  return {
    get() {
      made ??= make().catch((error) => {
        made = undefined;
        throw error;
      });
      return made;
    },
    made: () => made,
  };
}

/** Whatever was removed leaves the disk of our own engine, where this process has it open. */
async function compact(made: Promise<Matcher> | undefined): Promise<void> {
  const matcher = await made;
  if (matcher && 'compact' in matcher) await (matcher as Engine).compact();
}

export function openBiometrics(kernel: Kernel, offices: Offices, options: Partial<BiometricsOptions> = {}): Biometrics {
  const extractor = createExtractor();
  const faces = once(options.openFaces ?? (() => openFaces(weightsFolder(kernel.config.home))));
  const doors = mountDoors(kernel, offices, { faces: faces.get, readFinger: extractor.extract });
  const matcher = once(
    options.openMatcher ??
      doors.openForeign ??
      (async () => openRegisterMatcher(kernel, offices.country, await faces.get())),
  );
  const parts: Parts = { kernel, offices, matcher: matcher.get, faces: faces.get, readFinger: extractor.extract };
  return {
    name: 'biometrics',
    parts,
    routes: [...sampleRoutes(parts), ...pairRoutes(parts), ...doors.routes],
    pages: doors.pages,
    listeners: [followRegister(parts)],
    async start() {
      await doors.start();
      kernel.jobs.define('biometrics-settle', () => settleAll(parts), '* * * * *');
      kernel.jobs.define('biometrics-erase', async () => void (await eraseDue(parts)), '23 2 * * *');
      kernel.jobs.define('biometrics-compact', () => compact(matcher.made()), '53 2 * * *');
    },
    async stop() {
      await doors.stop();
      await extractor.stop();
      await (await matcher.made()?.catch(() => undefined))?.close();
    },
  };
}
