import { strideOf } from './rows.ts';

/** The scan's stack and constants end before it. */
export const SCRATCH = 65_536;
/** More queries in a pass would leave the first waiting for the last. */
export const MOST_QUERIES = 16;
/** How many of the best a query can ask for. */
export const MOST_BEST = 1000;
const PAGE = 65_536;

/** Where in a shard's memory the queries of a pass, what becomes of them, and the rows stand. */
export interface Layout {
  readonly dimension: number;
  readonly stride: number;
  readonly queries: number;
  readonly inverses: number;
  readonly bests: number;
  readonly rows: number;
}

export function layOut(dimension: number): Layout {
  const queries = SCRATCH;
  const inverses = queries + MOST_QUERIES * dimension * 2;
  const bests = inverses + MOST_QUERIES * 4;
  const rows = Math.ceil((bests + MOST_QUERIES * bestBytes(MOST_BEST)) / PAGE) * PAGE;
  return { dimension, stride: strideOf(dimension), queries, inverses, bests, rows };
}

/** Count, floor, scores and rows of one query. */
export const bestBytes = (best: number) => 8 + 8 * best;

/** What a shard's thread is told to do: compare the first `rows` rows with some queries. */
export interface Pass {
  readonly rows: number;
  /** Query after query. */
  readonly parts: Int16Array;
  readonly inverses: Float32Array;
  /** Scores that count are above it, a query each. */
  readonly floors: Float32Array;
  /** How many each query wants at most. */
  readonly best: number;
}

/** The best of a query: scores and ids (16 bytes each), in no order. */
export interface Best {
  readonly scores: Float32Array;
  readonly ids: Uint8Array;
}

export interface ShardStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
}

/** Compares a shard's rows, one pass at a time; in a thread of its own where there is one. */
export interface Scanner {
  scan(pass: Pass): Promise<Best[]>;
  stop(): Promise<void>;
}
