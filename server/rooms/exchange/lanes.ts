import {
  type Client,
  createLane,
  type Database,
  type Lane as JournalLane,
  type Logger,
  Problem,
  problems,
} from '#kernel';

/** A pair of connections and the journal stream that is written on the second. */
export interface Lane {
  readonly reader: Client;
  readonly writer: Client;
  readonly journal: JournalLane;
  /** Which of the counters' rows this lane writes. */
  readonly slot: number;
}

export interface Lanes<Question, Answer> {
  /** @throws Problem kernel/unavailable while the database is out of reach; then nothing was answered. */
  ask(question: Question): Promise<Answer>;
  start(): Promise<void>;
  /** Answers what was asked, then ends. */
  stop(): Promise<void>;
}

interface Waiting<Question, Answer> {
  question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Place {
  lane: Lane | undefined;
  busy: boolean;
}

export interface LanesOptions<Question, Answer> {
  database: Database;
  log: Logger;
  /** Answers a batch, in order. Whatever it throws, none of the batch is answered and the lane is replaced. */
  flush(lane: Lane, questions: readonly Question[]): Promise<Answer[]>;
  lanes?: number;
}

/** More in one flush would make the first wait for the last. */
const MOST = 256;
/** A flush costs as much as a handful of questions. Unless enough wait already, one begins this long after the one before. */
const GATHER_MS = 4;
const ENOUGH = 32;
const SLOTS = 8;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1000;

/**
 * Micro-batching: what arrives while the lanes are busy goes together into the next flush, so that the database's work is
 * shared by more the more there is to do; an idle system answers at once.
 */
export function createLanes<Question, Answer>(options: LanesOptions<Question, Answer>): Lanes<Question, Answer> {
  const { database, log } = options;
  const waiting: Waiting<Question, Answer>[] = [];
  const places: Place[] = Array.from({ length: options.lanes ?? 2 }, () => ({ lane: undefined, busy: false }));
  let scheduled = false;
  let gathering = false;
  let sentAt = Number.NEGATIVE_INFINITY;
  let stopping = false;
  let drained: (() => void) | undefined;

  async function openLane(): Promise<Lane> {
    // The nonces' commit need not wait for the disk: the journal's, which follows before any answer, carries it there.
    const reader = await database.connect({
      name: 'dancu-exchange-read',
      settings: ' -c synchronous_commit=off -c statement_timeout=10000',
    });
    // Nonces and lookups go out together; the driver reads the option with each query.
    (reader as { pipeline: boolean }).pipeline = true;
    try {
      const writer = await database.connect({
        name: 'dancu-exchange-write',
        settings: ' -c synchronous_commit=on -c statement_timeout=10000',
      });
      return { reader, writer, journal: createLane(), slot: Math.floor(Math.random() * SLOTS) };
    } catch (error) {
      await reader.end();
      throw error;
    }
  }
  async function settle(place: Place): Promise<void> {
    for (let wait = SHORTEST_WAIT_MS; !stopping; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        const lane = await openLane();
        if (stopping) return await closeLane(lane);
        place.lane = lane;
        for (const client of [lane.reader, lane.writer]) client.once('end', () => lose(place, lane));
        return schedule();
      } catch (err) {
        log.warn({ component: 'exchange', err }, 'database out of reach');
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }
  /** A broken connection takes its pair and its stream with it. */
  function lose(place: Place, lane: Lane): void {
    if (place.lane !== lane) return;
    place.lane = undefined;
    void closeLane(lane);
    if (places.every((one) => !one.lane)) refuseWaiting();
    schedule();
    void settle(place);
  }
  function refuseWaiting(): void {
    for (const one of waiting.splice(0)) one.reject(problems.unavailable());
  }
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    // After the sockets that are readable now: their requests go along.
    setImmediate(send);
  }
  function send(): void {
    scheduled = false;
    for (const place of places) {
      if (waiting.length === 0 || isGathering()) break;
      if (!place.lane || place.busy) continue;
      sentAt = performance.now();
      void run(place, place.lane, waiting.splice(0, MOST));
    }
    if (stopping && waiting.length === 0 && places.every((place) => !place.busy)) drained?.();
  }
  /** Whether the next flush is to wait for company; then it is called again. */
  function isGathering(): boolean {
    const rest = sentAt + GATHER_MS - performance.now();
    if (rest <= 0 || waiting.length >= ENOUGH || stopping) return false;
    if (!gathering)
      setTimeout(() => {
        gathering = false;
        send();
      }, rest);
    gathering = true;
    return true;
  }
  async function run(place: Place, lane: Lane, batch: Waiting<Question, Answer>[]): Promise<void> {
    place.busy = true;
    try {
      const answers = await options.flush(
        lane,
        batch.map((one) => one.question),
      );
      for (let index = 0; index < batch.length; index++) batch[index]!.resolve(answers[index]!);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status === 500) log.error({ component: 'exchange', err: error as Error }, 'flush failed');
      for (const one of batch) one.reject(problem);
      lose(place, lane);
    }
    place.busy = false;
    send();
  }
  return {
    ask(question) {
      if (stopping || places.every((place) => !place.lane)) return Promise.reject(problems.unavailable());
      return new Promise((resolve, reject) => {
        waiting.push({ question, resolve, reject });
        schedule();
      });
    },
    async start() {
      await Promise.all(places.map(settle));
    },
    async stop() {
      stopping = true;
      const empty = new Promise<void>((resolve) => {
        drained = resolve;
      });
      schedule();
      await empty;
      await Promise.all(places.map((place) => place.lane && closeLane(place.lane)));
    },
  };
}

async function closeLane(lane: Lane): Promise<void> {
  for (const client of [lane.reader, lane.writer])
    await (client as unknown as { end(): Promise<void> }).end().catch(() => {});
}

/** What only the database's absence explains may be tried again; anything else is a defect of ours. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, severity } = error as { code?: string; severity?: string };
  const ours =
    error instanceof TypeError ||
    error instanceof RangeError ||
    (severity !== undefined && !/^(57|08|53|40)/.test(code ?? ''));
  return ours ? problems.internal() : problems.unavailable();
}
