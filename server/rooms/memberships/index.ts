import { createContext, type Kernel, type MigrationSet, type Room } from '#kernel';
import type { Origin } from '#rooms/cards';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { endExpired } from './cards.ts';
import { createOrigin } from './origin.ts';
import type { Parts } from './parts.ts';
import { membershipRoutes } from './routes.ts';
import { verifyMembers } from './verifying.ts';

export { problems as membershipProblems } from './problems.ts';

export const membershipsMigrations: MigrationSet = {
  room: 'memberships',
  folder: new URL('./migrations/', import.meta.url),
};

/** Card programmes: an organisation's members collected, held against the register, and given cards by the line. */
export interface Memberships extends Room {
  /** What the line of production orders from here. */
  readonly origin: Origin;
  /** Looks at all members that wait: what the job does by itself, for seeds and tests. */
  verify(): Promise<void>;
  /** Ends cards by their day: what the job does each night. */
  endExpired(): Promise<void>;
}

export function openMemberships(kernel: Kernel, offices: Offices, exchange: Exchange): Memberships {
  const { jobs, clock, words } = kernel;
  const parts: Parts = {
    ...{ kernel, offices, exchange },
    hint: () => jobs.enqueue('memberships-verify', {}, { jobKey: 'memberships-verify' }),
  };
  const expire = () => {
    const caller = { kind: 'system', id: 'memberships', scopes: new Set<string>() } as const;
    return endExpired(parts, createContext(clock, caller, { language: words.languages[0]! }));
  };
  return {
    name: 'memberships',
    routes: membershipRoutes(parts),
    async start() {
      // Made beforehand: two programmes' first cards never make a key each.
      kernel.keys.current('member-card');
      jobs.define('memberships-verify', () => verifyMembers(parts), '* * * * *');
      jobs.define('memberships-expire', expire, '9 0 * * *');
    },
    origin: createOrigin(parts),
    verify: () => verifyMembers(parts),
    endExpired: expire,
  };
}
