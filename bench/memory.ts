import { readdirSync, readFileSync } from 'node:fs';

/**
 * Watches how much memory a server's engine holds.
 * @param part of the engine's command line, by which it is found among the server's children
 * @returns in MiB: `now` of the engine; with `stop`, the most of the engine in the first and in the second half of the time, and of the server
 */
export function watchMemory(server: number, part: string): { now(): number; stop(): Record<string, number> } {
  const engine: number[] = [];
  const findEngine = () => childrenOf(server).find((pid) => commandOf(pid).includes(part));
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, residentOf(server));
    const found = findEngine();
    if (found !== undefined) engine.push(residentOf(found));
  }, 200);
  return {
    now: () => engine.at(-1) ?? 0,
    stop() {
      clearInterval(timer);
      const half = engine.length >> 1;
      return {
        'engine MiB, first half': Math.max(0, ...engine.slice(0, half)),
        'second half': Math.max(0, ...engine.slice(half)),
        server: most,
      };
    },
  };
}

function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readOf(pid, 'status'))?.[1] ?? 0) / 1024;
}

function commandOf(pid: number): string {
  return readOf(pid, 'cmdline');
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(/\) \S (\d+)/.exec(readOf(pid, 'stat'))?.[1]) === parent);
}

function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
