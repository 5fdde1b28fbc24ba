import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '#kernel';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export interface Running {
  readonly child: ChildProcess;
  output(): string;
}

/** The server as it runs for its users: a process of its own, fsync on, over a folder of its own, to be killed in its work. */
export interface RunningHouse {
  readonly home: string;
  readonly origin: string;
  readonly port: number;
  /** The server of now. */
  readonly server: Running;
  /** Starts a process and waits for nothing. */
  launch(): Running;
  /** Starts the server, and waits until it answers. */
  start(): Promise<void>;
  /** Kills the server, and waits until it is gone. */
  kill(): Promise<void>;
  /** The database's main process. */
  postmaster(): number;
  isDatabaseRunning(): boolean;
  withDatabase<Result>(work: (database: pg.Pool) => Promise<Result>): Promise<Result>;
  /** Waits until something holds. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

export async function openRunningHouse(name: string): Promise<RunningHouse> {
  const home = mkdtempSync(join(tmpdir(), `dancu-${name}-`));
  // Where the tests run as root, PostgreSQL does not, and must be able to come here.
  chmodSync(home, 0o755);
  const lockFile = join(home, 'postgres', 'postmaster.pid');
  const port = await findPort();
  const readLock = () => readFileSync(lockFile, 'utf8').split('\n');

  function launch(): Running {
    const env = {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DANCU_HOME: home,
      DANCU_PERSONS: '2000',
      DANCU_DEMONSTRATION: '1',
      DANCU_LOG_LEVEL: 'warn',
      PORT: String(port),
    };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    return { child, output: () => output };
  }
  async function start(): Promise<Running> {
    const running = launch();
    while (!running.output().includes('ready:')) {
      assert.equal(running.child.exitCode, null, running.output());
      await sleep(50);
    }
    return running;
  }
  let server = await start();
  return {
    home,
    origin: `http://localhost:${port}`,
    port,
    get server() {
      return server;
    },
    launch,
    async start() {
      server = await start();
    },
    kill: () => killAndWait(server.child.pid!),
    postmaster: () => Number(readLock()[0]),
    isDatabaseRunning: () => existsSync(lockFile),
    async withDatabase(work) {
      const [, , , socketPort, host] = readLock();
      const database = new pg.Pool({ user: 'postgres', database: 'dancu', host: host!, port: Number(socketPort) });
      try {
        return await work(database);
      } finally {
        await database.end();
      }
    },
    async until(what, holds) {
      for (let tries = 0; !(await holds()); tries++) {
        assert.ok(tries < 3000, `${what} did not come: ${server.output().slice(-2000)}`);
        await sleep(20);
      }
    },
    async close() {
      server.child.kill('SIGKILL');
      if (existsSync(lockFile)) await (await startEmbedded({ home })).stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function killAndWait(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  for (;;) {
    try {
      process.kill(pid, 0);
      await sleep(5);
    } catch {
      return;
    }
  }
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
