import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, type Purpose, post, put } from '../../../api.ts';

export type Run = AnswerOf<'/api/collection/runs/{id}'>;
type RunPage = AnswerOf<'/api/collection/runs'>;
export type NewRun = BodyOf<'/api/collection/runs'>;
export type Reading = NonNullable<BodyOf<'/api/collection/runs/{id}/read'>['reading']>;
export type Fields = AnswerOf<'/api/collection/fields'>;
type RowPage = AnswerOf<'/api/collection/runs/{id}/rows'>;
type ProposalPage = AnswerOf<'/api/collection/proposals'>;
export type Proposal = AnswerOf<'/api/collection/proposals/{id}/{row}'>;
export type Spoken = BodyOf<'/api/collection/proposals/{id}/{row}/verdict'>;
type SpokenAnswer = AnswerOf<'/api/collection/proposals/{id}/{row}/verdict', 'post'>;
export type Severity = AnswerOf<'/api/collection/runs/{id}/reasons'>['reasons'][number]['severity'];
type Reasons = AnswerOf<'/api/collection/runs/{id}/reasons'>;
export type Board = AnswerOf<'/api/collection/board'>;
export type Column = NonNullable<Run['columns']>[number];
export type Row = RowPage['rows'][number];
export type ProposalLine = ProposalPage['proposals'][number];
export type Candidate = Proposal['candidates'][number];
export type BoardLine = Board['lines'][number];
export type Verdict = Spoken['verdict'];
export type ProposalState = 'open' | 'second' | 'later' | 'decided';
export type Order = 'deadline' | 'weight';

/** Endings of files that are collected, as a device's file chooser takes them. */
export const COLLECTED = '.csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json';

const runPath = (run: string) => `/api/collection/runs/${encodeURIComponent(run)}`;
const proposalPath = (run: string, row: number) => `/api/collection/proposals/${encodeURIComponent(run)}/${row}`;
/** What changes without anybody doing anything here. */
const MOVING: readonly string[] = ['queued', 'running', 'undoing'];
const LOOK_MS = 1000;

export const runsQuery = infiniteQueryOptions({
  queryKey: ['collection', 'runs'],
  queryFn: ({ pageParam, signal }) =>
    get<RunPage>('/api/collection/runs', { query: { before: pageParam, limit: 20 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
  staleTime: 0,
});

export function runQuery(run: string) {
  return queryOptions({
    queryKey: ['collection', 'run', run],
    queryFn: ({ signal }) => get<Run>(runPath(run), { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (MOVING.includes(state.data?.state ?? '') ? LOOK_MS : false),
  });
}

/** Of a run that goes on, what was read stays until the next look is asked for: a moving table cannot be read. */
export const stampOf = ({ state, endedAt, waiting }: Run) => (endedAt ? `${state} ${waiting}` : state);

/** Rows of one verdict, or those of which one rule speaks. */
export type RowsAsked = { verdict: string } | { rule: string; severity: Severity };

/** @param stamp changes when there are rows to be read anew */
export function rowsQuery(run: string, asked: RowsAsked, stamp: string) {
  return infiniteQueryOptions({
    queryKey: ['collection', 'rows', run, asked, stamp],
    queryFn: ({ pageParam, signal }) =>
      get<RowPage>(`${runPath(run)}/rows`, { query: { ...asked, after: pageParam, limit: 20 }, signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

export function reasonsQuery(run: string, stamp: string) {
  return queryOptions({
    queryKey: ['collection', 'reasons', run, stamp],
    queryFn: ({ signal }) => get<Reasons>(`${runPath(run)}/reasons`, { signal }),
    staleTime: 0,
  });
}

export const fieldsQuery = queryOptions({
  queryKey: ['collection', 'fields'],
  queryFn: ({ signal }) => get<Fields>('/api/collection/fields', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export function makeRun(body: NewRun, key: string): Promise<Run> {
  return post<Run>('/api/collection/runs', body, { key });
}

export function readRun(run: string, reading?: Reading): Promise<Run> {
  return post<Run>(`${runPath(run)}/read`, reading ? { reading, hold: true } : {});
}

/** For `beginSending`: what the columns stand for is found out as soon as the file is there. */
export function readAfter(run: string, queries: QueryClient) {
  return async () => {
    try {
      await readRun(run);
    } finally {
      void queries.invalidateQueries({ queryKey: ['collection'] });
    }
  };
}

/** @param targets for each column of the file, in order, what it stands for; '' where it is not taken */
export function startRun(run: string, targets: readonly string[], save: boolean): Promise<Run> {
  return post<Run>(`${runPath(run)}/start`, { targets, save });
}

export function cancelRun(run: string): Promise<Run> {
  return post<Run>(`${runPath(run)}/cancel`, {});
}

export function undoRun(run: string): Promise<Run> {
  return post<Run>(`${runPath(run)}/undo`, {});
}

/** Where the browser itself fetches a report that may be larger than its memory. */
export const reportAddress = (run: string, format: 'csv' | 'xlsx', rows: 'faulty' | 'all') =>
  `${runPath(run)}/report?format=${format}&rows=${rows}`;

interface QueueAsked {
  state: ProposalState;
  order: Order;
  run?: string | undefined;
}

const readQueue = ({ state, order, run }: QueueAsked, after?: string, signal?: AbortSignal) =>
  get<ProposalPage>('/api/collection/proposals', { query: { state, order, run, after, limit: 20 }, signal });

export function queueQuery(asked: QueueAsked) {
  return infiniteQueryOptions({
    queryKey: ['collection', 'queue', asked.state, asked.order, asked.run],
    queryFn: ({ pageParam, signal }) => readQueue(asked, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

/** The case to be looked at after one, and how many are open. */
export async function readNext(asked: QueueAsked, done: { run: string; row: number }) {
  const { proposals, open } = await readQueue(asked);
  return { open, next: proposals.find(({ run, row, mine }) => !mine && (run !== done.run || row !== done.row)) };
}

export function proposalQuery(run: string, row: number, reason: Purpose) {
  return queryOptions({
    queryKey: ['collection', 'proposal', run, row, reason],
    queryFn: ({ signal }) => get<Proposal>(proposalPath(run, row), { purpose: reason, signal }),
    staleTime: 0,
  });
}

export function speak(run: string, row: number, spoken: Spoken, key: string): Promise<SpokenAnswer> {
  return post<SpokenAnswer>(`${proposalPath(run, row)}/verdict`, spoken, { key });
}

export function takeBack(run: string, row: number): Promise<unknown> {
  return post(`${proposalPath(run, row)}/undo`, {});
}

/** Each reading of one is a look in the journal. */
export const scansOf = (run: string, row: number) => `${proposalPath(run, row)}/scans`;

export function boardQuery(province: string | undefined) {
  return queryOptions({
    queryKey: ['collection', 'board', province],
    queryFn: ({ signal }) => get<Board>('/api/collection/board', { query: { province }, signal }),
    staleTime: 0,
  });
}

interface Expectation {
  area: string;
  rows: number;
  dueOn?: string;
}

/** @param expectations by area; 0 rows take one back */
export function setExpectations(expectations: Expectation[]): Promise<unknown> {
  return put('/api/collection/expectations', { expectations });
}
