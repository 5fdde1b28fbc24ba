import type { Compared } from './fusion.ts';
import type { KeptFinger } from './records.ts';
import { Thread } from './thread.ts';

export interface FingerTask {
  /** The same probe has the same number. */
  readonly search: number;
  readonly probe: readonly KeptFinger[];
  readonly candidates: readonly (readonly KeptFinger[])[];
}

interface Waiting {
  readonly task: FingerTask;
  readonly resolve: (compared: Compared[][]) => void;
  readonly reject: (error: unknown) => void;
}

/** Candidates that go to a thread at a time. */
const TOGETHER = 16;

/** Compares fingers in threads of its own, which begin with the first that come. */
export class FingerCrew {
  readonly #size: number;
  readonly #idle: Thread<FingerTask, Compared[][]>[] = [];
  readonly #all = new Set<Thread<FingerTask, Compared[][]>>();
  readonly #waiting: Waiting[] = [];
  #searches = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** A search of one probe: what is returned compares it with more and more candidates. */
  begin(probe: readonly KeptFinger[]): (candidates: readonly (readonly KeptFinger[])[]) => Promise<Compared[][]> {
    const search = ++this.#searches;
    return async (candidates) => {
      const tasks: Promise<Compared[][]>[] = [];
      for (let at = 0; at < candidates.length; at += TOGETHER)
        tasks.push(this.#give({ search, probe, candidates: candidates.slice(at, at + TOGETHER) }));
      return (await Promise.all(tasks)).flat();
    };
  }

  async stop(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the threads stop'));
    await Promise.all([...this.#all].map((thread) => thread.stop()));
  }

  #give(task: FingerTask): Promise<Compared[][]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const thread = this.#idle.pop() ?? this.#start();
    if (!thread) return;
    const { task, resolve, reject } = this.#waiting.shift()!;
    thread.ask(task).then(
      (compared) => {
        this.#idle.push(thread);
        this.#next();
        resolve(compared);
      },
      (error: unknown) => {
        this.#all.delete(thread);
        void thread.stop();
        this.#next();
        reject(error);
      },
    );
  }

  #start(): Thread<FingerTask, Compared[][]> | undefined {
    if (this.#all.size >= this.#size) return undefined;
    const thread = new Thread<FingerTask, Compared[][]>(new URL('./fingers.worker.ts', import.meta.url));
    this.#all.add(thread);
    return thread;
  }
}
