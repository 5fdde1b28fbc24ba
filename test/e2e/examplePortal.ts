import { setTimeout as pause } from 'node:timers/promises';
import { openPortal, type Portal } from '../../examples/portal/portal.ts';

/** The example portal at its registered address. Two test files want it and run beside each other: the second one waits. */
export async function openExamplePortal(issuer: string, home: string): Promise<Portal> {
  for (let left = 600; ; left -= 1) {
    try {
      return await openPortal({ issuer, port: 3100, client: 'education-portal', home });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || left === 0) throw error;
      await pause(500);
    }
  }
}
