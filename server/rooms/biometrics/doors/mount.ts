import type { Kernel } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Matcher } from '../engine/matcher.ts';
import { openOwnMatcher } from '../opening.ts';
import type { Parts } from '../parts.ts';
import {
  createDoors,
  createReceiver,
  createShare,
  type Doors,
  openForeignMatcher,
  type Receiver,
  readDoorSettings,
} from './index.ts';

export interface MountedDoors extends Doors, Pick<Receiver, 'pages'> {
  /** A vendor's engine for the register's persons, where the installation names one. */
  readonly openForeign: (() => Promise<Matcher>) | undefined;
}

/** The standards' doors as this installation has them: over an engine of their own, apart from the register's persons. */
export function mountDoors(
  kernel: Kernel,
  offices: Offices,
  { faces, readFinger }: Pick<Parts, 'faces' | 'readFinger'>,
): MountedDoors {
  const { engine, ...settings } = readDoorSettings(kernel.config.home);
  const share = createShare(kernel.config.origin);
  const receiver = createReceiver(kernel.config.origin);
  const doors = createDoors(kernel, {
    ...settings,
    offices,
    openMatcher: async () => openOwnMatcher(kernel, offices.country, await faces(), 'doors'),
    images: { readFinger, readPortrait: async (bytes) => (await (await faces())?.embed(bytes))?.embedding },
  });
  return {
    ...doors,
    routes: [...doors.routes, ...share.routes],
    pages: receiver.pages,
    openForeign: engine && (async () => openForeignMatcher(engine, { share, receiver })),
  };
}
