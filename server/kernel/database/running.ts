import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A server that answers on a data directory. */
export interface Running {
  pid: number;
  /** Directory of its Unix socket, as it was told when it started. */
  socket: string;
}

/**
 * The server that answers on this data directory; undefined where none does. One that is still recovering is waited for.
 * The lock file alone proves nothing: after a power cut its process number may be anybody's.
 */
export async function findRunning(data: string): Promise<Running | undefined> {
  const [pid, , , port, socket] = readLock(data);
  if (!pid || !port || !socket || !isAlive(Number(pid))) return undefined;
  for (;;) {
    const answer = await knock(socket, Number(port));
    if (answer === 'ready') return { pid: Number(pid), socket };
    if (answer === 'absent') return undefined;
    await sleep(100);
  }
}

/** Lines of `postmaster.pid`: process, data directory, start, port, socket directory. */
function readLock(data: string): string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

async function knock(host: string, port: number): Promise<'ready' | 'starting' | 'absent'> {
  const client = new pg.Client({ host, port, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    // 57P03, cannot_connect_now: it starts, recovers, or is about to end. Any other refusal is a server's, too.
    if (!('severity' in (error as Error))) return 'absent';
    return (error as { code?: string }).code === '57P03' ? 'starting' : 'ready';
  } finally {
    await client.end().catch(() => {});
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
