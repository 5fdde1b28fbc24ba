import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, type Purpose, post } from '../../../api.ts';

export type Batch = AnswerOf<'/api/agency/batches/{id}'>;
export type Report = AnswerOf<'/api/agency/batches/{id}/report'>;
export type NewBatch = BodyOf<'/api/agency/batches'>;
export type Format = NewBatch['format'];
type BatchPage = AnswerOf<'/api/agency/batches'>;

const pathOf = (batch: string) => `/api/agency/batches/${encodeURIComponent(batch)}`;
/** What changes without anybody doing anything here. */
const MOVING: readonly string[] = ['waiting', 'running'];
const LOOK_MS = 1000;

export const batchesQuery = infiniteQueryOptions({
  queryKey: ['batches', 'list'],
  queryFn: ({ pageParam, signal }) =>
    get<BatchPage>('/api/agency/batches', { query: { before: pageParam, limit: 20 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
  staleTime: 0,
});

export function batchQuery(batch: string) {
  return queryOptions({
    queryKey: ['batches', 'one', batch],
    queryFn: ({ signal }) => get<Batch>(pathOf(batch), { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (MOVING.includes(state.data?.state ?? '') ? LOOK_MS : false),
  });
}

export function reportQuery(batch: string) {
  return queryOptions({
    queryKey: ['batches', 'report', batch],
    queryFn: ({ signal }) => get<Report>(`${pathOf(batch)}/report`, { signal }),
    // Objections come later.
    staleTime: 0,
  });
}

export async function recogniseColumns(names: readonly string[]): Promise<Record<string, string>> {
  const body: BodyOf<'/api/agency/batches/columns'> = { names: [...names] };
  return (await post<AnswerOf<'/api/agency/batches/columns', 'post'>>('/api/agency/batches/columns', body)).columns;
}

export function makeBatch(body: NewBatch, purpose: Purpose, key: string): Promise<Batch> {
  return post<Batch>('/api/agency/batches', body, { purpose, key });
}

/** @param sha256 of the whole file, hex: what has arrived must be it */
export function startBatch(batch: string, sha256: string): Promise<Batch> {
  return post<Batch>(`${pathOf(batch)}/start`, { sha256 });
}

/** For `beginSending`: the batch waits for its turn as soon as its file is there. */
export function startAfter(batch: string, queries: QueryClient) {
  return async (digest: () => Promise<string>) => {
    await startBatch(batch, await digest());
    void queries.invalidateQueries({ queryKey: ['batches'] });
  };
}

export function cancelBatch(batch: string): Promise<Batch> {
  return post<Batch>(`${pathOf(batch)}/cancel`, {});
}

export async function readManifest(batch: string): Promise<string> {
  return (await get<AnswerOf<'/api/agency/batches/{id}/manifest'>>(`${pathOf(batch)}/manifest`)).manifest;
}

/** Where the browser itself fetches a file that may be larger than its memory. */
export const fileAddress = (batch: string, what: 'result' | 'findings') => `${pathOf(batch)}/${what}`;

/** What every organisation may ask about persons who do not exist. */
export const simulationQuery = queryOptions({
  queryKey: ['agency', 'simulation'],
  queryFn: ({ signal }) => get<AnswerOf<'/api/agency/simulation'>>('/api/agency/simulation', { signal }),
});
