import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post } from '../../api.ts';

export type JournalLine = AnswerOf<'/api/journal'>['lines'][number];

export interface JournalFilter {
  /** Key of a person. */
  subject?: string | undefined;
  organisation?: string | undefined;
}

export type Objection = AnswerOf<'/api/objections'>['objections'][number];
export type Finding = BodyOf<'/api/objections/{id}/decide'>['finding'];
export type LogState = AnswerOf<'/api/log/state'>;
/** `first` is the first line at which the log and the journal part. */
export type LogVerdict = AnswerOf<'/api/log/verify', 'post'>;

export function journalQuery({ subject, organisation }: JournalFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'journal', subject ?? null, organisation ?? null],
    queryFn: ({ pageParam, signal }) =>
      get<AnswerOf<'/api/journal'>>('/api/journal', {
        query: { subject, organisation, before: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

export function objectionsQuery(state: string) {
  return queryOptions({
    queryKey: ['audit', 'objections', state],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/objections'>>('/api/objections', { query: { state }, signal })).objections,
  });
}

export const logQuery = queryOptions({
  queryKey: ['audit', 'log'],
  queryFn: ({ signal }) => get<LogState>('/api/log/state', { signal }),
  staleTime: 0,
});

export function decideObjection(id: string, body: BodyOf<'/api/objections/{id}/decide'>, key: string) {
  const path = `/api/objections/${encodeURIComponent(id)}/decide`;
  return post<AnswerOf<'/api/objections/{id}/decide', 'post'>>(path, body, { key });
}

export function verifyLog(): Promise<LogVerdict> {
  return post<LogVerdict>('/api/log/verify', {});
}
