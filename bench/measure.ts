import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Pieces that all benchmarks share: medians, processor time from /proc, a server in a process of its own. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const TICK_MS = 10;

/** Processor time of a process, its threads and its living and ended children, in milliseconds. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return fields ? fields.own + fields.reaped : 0;
}

function statOf(pid: number): { parent: number; own: number; reaped: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return {
      parent: fields[1]!,
      own: (fields[11]! + fields[12]!) * TICK_MS,
      reaped: (fields[13]! + fields[14]!) * TICK_MS,
    };
  } catch {
    return undefined;
  }
}

/** Processor time of a server, PostgreSQL or ours: its main process and all that it started. */
export function cpuOfServer(main: number): number {
  let total = cpuOf(main);
  for (const name of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (stat?.parent === main) total += stat.own;
  }
  return total;
}

export interface Served {
  pid: number;
  postmaster: number;
  origin: string;
  stop(): Promise<void>;
}

/** Starts the real server over a data directory that is filled already. */
export async function startServer(home: string, port: number): Promise<Served> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../server/main.ts', import.meta.url))], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DANCU_HOME: home,
      PORT: String(port),
      DANCU_DEMONSTRATION: '1',
      DANCU_LOG_LEVEL: 'error',
      DANCU_PERSONS: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('ready:') && resolve());
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const postmaster = Number(readFileSync(`${home}/postgres/postmaster.pid`, 'utf8').split('\n')[0]);
  return {
    pid: child.pid!,
    postmaster,
    origin: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.on('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

export function describeMachine(): string {
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.version}`;
}

/** One line of a table: what, how much, and its ratio to the limit measured in the same run. */
export function printRow(name: string, figures: Record<string, string | number>): void {
  const cells = Object.entries(figures).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? format(value) : value}`,
  );
  process.stdout.write(`${name.padEnd(44)} ${cells.join('   ')}\n`);
}

export function format(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}

export function option(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? (process.argv[at + 1] ?? fallback) : fallback;
}
