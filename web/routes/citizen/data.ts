import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post, put, remove } from '../../api.ts';

export type RecordView = AnswerOf<'/api/me/record'>;
export type RecordField = RecordView['fields'][number];
export type Relative = AnswerOf<'/api/me/relatives'>['relatives'][number];
export type LookPage = AnswerOf<'/api/me/looks'>;
export type Line = LookPage['lines'][number];
export type Correction = AnswerOf<'/api/me/corrections'>['corrections'][number];

export interface LookFilter {
  year?: number | undefined;
  organisation?: string | undefined;
  /** The reader's own looks too. */
  own?: boolean | undefined;
}

export const recordQuery = queryOptions({
  queryKey: ['me', 'record'],
  queryFn: ({ signal }) => get<RecordView>('/api/me/record', { signal }),
});

export const relativesQuery = queryOptions({
  queryKey: ['me', 'relatives'],
  queryFn: ({ signal }) => get<AnswerOf<'/api/me/relatives'>>('/api/me/relatives', { signal }),
});

export const correctionsQuery = queryOptions({
  queryKey: ['me', 'corrections'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/me/corrections'>>('/api/me/corrections', { signal })).corrections,
});

export function looksQuery({ year, organisation, own }: LookFilter) {
  return infiniteQueryOptions({
    queryKey: ['me', 'looks', year ?? null, organisation ?? null, own ?? false],
    queryFn: ({ pageParam, signal }) =>
      get<LookPage>('/api/me/looks', {
        query: { year, organisation, own: own ? 'true' : undefined, before: pageParam, limit: 20 },
        signal,
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    // A look made a moment ago must be there when the reader comes back.
    staleTime: 0,
  });
}

export type OwnApplications = AnswerOf<'/api/me/credit-applications'>;
export type CreditApplication = OwnApplications['applications'][number];

export const applicationsKey = ['me', 'credit-applications'];
export const applicationsQuery = queryOptions({
  queryKey: applicationsKey,
  queryFn: ({ signal }) => get<OwnApplications>('/api/me/credit-applications', { signal }),
  // A block that was set or lifted on another device must not be shown as it was.
  staleTime: 0,
});

export const blockCredit = () => put('/api/me/credit-block', {});
export const unblockCredit = () => remove('/api/me/credit-block');

export function sendCorrection(body: BodyOf<'/api/me/corrections'>, key: string) {
  return post<AnswerOf<'/api/me/corrections', 'post', 201>>('/api/me/corrections', body, { key });
}

export function sendObjection(body: BodyOf<'/api/me/objections'>, key: string) {
  return post<AnswerOf<'/api/me/objections', 'post', 201>>('/api/me/objections', body, { key });
}
