import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post, remove } from '../../../api.ts';

export type OwnReader = NonNullable<AnswerOf<'/api/reader'>['reader']>;
export type ReadingState = AnswerOf<'/api/reader/readings/{reading}'>;
export type Judged = NonNullable<ReadingState['judged']>;
export type ReadingKeys = BodyOf<'/api/reader/readings'>;

export const READER_KEY = ['reader'];
const LOOK_MILLISECONDS = 2000;

/** Looked at again and again: an agent is paired, or falls silent, without this page. */
export const readerQuery = queryOptions({
  queryKey: [...READER_KEY, 'own'],
  queryFn: ({ signal }) => get<AnswerOf<'/api/reader'>>('/api/reader', { signal }),
  refetchInterval: LOOK_MILLISECONDS,
});

export const sendPairing = () => post<AnswerOf<'/api/reader/pairing', 'post', 201>>('/api/reader/pairing', {});
export const leaveReader = () => remove('/api/reader');

export const askReading = (keys: ReadingKeys, key: string) =>
  post<AnswerOf<'/api/reader/readings', 'post', 201>>('/api/reader/readings', keys, { key });

/** The server waits with its answer; where none came in time it is asked again. */
export const readingQuery = (reading: string) =>
  queryOptions({
    queryKey: [...READER_KEY, 'reading', reading],
    queryFn: ({ signal }) => get<ReadingState>(`/api/reader/readings/${encodeURIComponent(reading)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 50 : false),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
