import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process that does one job at a time. */
export interface Engine<Told> {
  readonly child: ChildProcess;
  /** It is gone, and all that it told has come. */
  readonly closed: Promise<void>;
  hear(told: Told): void;
}

/** It has done its job and is free for another. */
export const isRest = (told: unknown): boolean => (told as { kind?: unknown } | null)?.kind === 'rest';

const YOUNG = ['--min-semi-space-size=64', '--max-semi-space-size=64', '--no-parallel-scavenge'];

/** No secret of the server's environment is the engine's business. Code that was compiled once is: it halves an engine's start. */
function environmentOfEngine(): NodeJS.ProcessEnv {
  const { NODE_ENV = '', PATH = '', NODE_COMPILE_CACHE } = process.env;
  return { NODE_ENV, PATH, TZ: 'UTC', ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) };
}

/**
 * Engines of one kind. Starting one takes a second of loading, more than most jobs: one that has done its job rests a while and is
 * taken for the next. One that failed, or was ended, is never used again.
 */
export function keepEngines<Told>(
  { engine, heapMegabytes }: { engine: URL; heapMegabytes: number },
  restMilliseconds: number,
  onError: (error: Error) => void,
) {
  let resting: { engine: Engine<Told>; leave: NodeJS.Timeout } | undefined;
  let stopped = false;

  function start(): Engine<Told> {
    const child = fork(fileURLToPath(engine), {
      // Much is made and dropped: a larger young generation is swept less often, and less of it grows old. One thread sweeps: what the
      // others would do is waiting for each other, on processors that the database and the server need.
      execArgv: [`--max-old-space-size=${heapMegabytes}`, ...YOUNG],
      env: environmentOfEngine(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // One that never started has nothing to close.
    const closed = new Promise<void>((resolve) => {
      child.once('close', () => resolve());
      child.once('error', () => child.pid === undefined && resolve());
    });
    const started: Engine<Told> = { child, closed, hear: () => {} };
    child.on('message', (told: Told) => started.hear(told));
    child.on('error', onError);
    void closed.then(() => {
      if (resting?.engine === started) forgetResting();
    });
    return started;
  }
  function forgetResting(): Engine<Told> | undefined {
    clearTimeout(resting?.leave);
    const { engine: rested } = resting ?? {};
    resting = undefined;
    return rested;
  }
  return {
    /** The one that rests, or a new one. */
    take(): Engine<Told> {
      const rested = forgetResting();
      if (!rested?.child.connected) return start();
      rested.child.ref();
      rested.child.channel?.ref();
      return rested;
    },
    rest(rested: Engine<Told>): void {
      const { child } = rested;
      if (!child.connected || child.killed) return;
      if (stopped || resting) return void child.kill('SIGKILL');
      rested.hear = () => {};
      // Whoever rests keeps no server from ending.
      child.unref();
      child.channel?.unref();
      const leave = setTimeout(() => forgetResting()?.child.disconnect(), restMilliseconds);
      leave.unref();
      resting = { engine: rested, leave };
    },
    async stop(): Promise<void> {
      stopped = true;
      const rested = forgetResting();
      rested?.child.kill('SIGKILL');
      await rested?.closed;
    },
  };
}
