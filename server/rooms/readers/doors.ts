import type { Kernel } from '#kernel';
import { drawToken } from './codes.ts';

type Keys = Pick<Kernel['keys'], 'seal' | 'open'>;
const about = (reader: string) => `reader-door:${reader}`;

/**
 * Where agents listen on their own machine. One address, so that the policy of the desks’ pages names it and no other.
 * A literal address, and no name: names can be made to lead elsewhere.
 */
export const DOOR_ADDRESS = 'http://127.0.0.1:47615';

/** What the page shows at the door that an agent opens on its own machine: told to both over the line, while there is one. */
export function makeDoor(keys: Keys, reader: string): { secret: string; sealed: Buffer } {
  const secret = drawToken();
  return { secret, sealed: keys.seal(about(reader), Buffer.from(secret)) };
}

/** Undefined where the agent opens none. */
export function readDoor(keys: Keys, { reader, door }: { reader: string; door: Buffer | null }) {
  const secret = (door && keys.open(about(reader), door))?.toString('utf8');
  return secret === undefined ? undefined : { address: DOOR_ADDRESS, secret };
}
