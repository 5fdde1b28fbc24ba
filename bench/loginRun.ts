import { Browser, type Line, openLine, type Times } from './loginBrowser.ts';

/** Whom the flows come from: as many connections, each from a network of its own. */
export interface Crowd {
  host: string;
  port: number;
  origin: string;
  lanes: number;
  /** The last browser of each lane, where a run was told to keep it. */
  kept?: Map<number, Browser>;
}

/** What a run of flows showed; times in milliseconds, sorted. */
export interface Run {
  done: number;
  failed: number;
  /** The first few failures in words. */
  reasons: string[];
  seconds: number;
  whole: number[];
  times: Times;
  /** Processor time of the generator a flow. */
  ownMs: number;
}

type Flow<One> = (one: One, browser: Browser, lane: number) => Promise<unknown>;

/** In 127.0.0.0/8 every address is this machine; the server sees as many networks as there are lanes. */
const addressOf = (lane: number) => `127.${1 + Math.floor(lane / 250)}.${lane % 250}.1`;

const lineOf = ({ host, port }: Crowd, lane: number): Promise<Line> => openLine(host, port, addressOf(lane));

function createTally() {
  const run: Run = { done: 0, failed: 0, reasons: [], seconds: 0, whole: [], times: new Map(), ownMs: 0 };
  const cpu = process.cpuUsage();
  const begun = performance.now();
  return {
    run,
    /** @returns whether it ended well */
    async count(work: () => Promise<unknown>): Promise<boolean> {
      const from = performance.now();
      try {
        await work();
        run.done += 1;
        run.whole.push(performance.now() - from);
        return true;
      } catch (error) {
        run.failed += 1;
        if (run.reasons.length < 3) run.reasons.push((error as Error).message);
        return false;
      }
    },
    finish(): Run {
      const { user, system } = process.cpuUsage(cpu);
      run.seconds = (performance.now() - begun) / 1000;
      run.ownMs = (user + system) / 1000 / Math.max(1, run.done);
      run.whole.sort((a, b) => a - b);
      return run;
    },
  };
}

/** Runs a flow for each, as fast as they are answered; the same one always comes from the same lane. */
export async function runFlows<One>(crowd: Crowd, list: readonly One[], flow: Flow<One>, keep = false): Promise<Run> {
  const { run, count, finish } = createTally();
  await Promise.all(
    Array.from({ length: crowd.lanes }, async (_, lane) => {
      const line = await lineOf(crowd, lane);
      for (let n = lane; n < list.length; n += crowd.lanes) {
        const browser = new Browser(line, crowd.origin, run.times);
        await count(() => flow(list[n]!, browser, lane));
        if (!keep) continue;
        crowd.kept ??= new Map();
        crowd.kept.set(lane, browser);
      }
      line.close();
    }),
  );
  return finish();
}

/** Begins so many flows a second, whether or not those before have ended. */
export async function keepPace<One>(
  crowd: Crowd,
  list: readonly One[],
  pace: number,
  seconds: number,
  flow: Flow<One>,
): Promise<Run> {
  const { run, count, finish } = createTally();
  let free: { lane: number; line: Line }[] = [];
  let opened = 0;
  const under = new Set<Promise<unknown>>();
  const begun = performance.now();
  for (let n = 0; n < pace * seconds; n += 1) {
    const wait = begun + (n * 1000) / pace - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // A connection that rested for long was ended, as a browser's would be.
    free = free.filter(({ line }) => line.isOpen());
    const idle = free.pop();
    const lane = idle?.lane ?? opened++;
    const one = count(async () => {
      const line = idle?.line ?? (await lineOf(crowd, lane));
      await flow(list[n % list.length]!, new Browser(line, crowd.origin, run.times), lane);
      // After a failure nobody knows what the connection still brings.
      free.push({ lane, line });
    }).then(() => void under.delete(one));
    under.add(one);
  }
  await Promise.all(under);
  for (const { line } of free) line.close();
  return finish();
}
