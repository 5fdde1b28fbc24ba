import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, get } from '../../../api.ts';
import type { SystemLine } from '../../agency/systems/data.ts';

export type Lists = AnswerOf<'/api/connections/lists'>;
export type QueueLine = AnswerOf<'/api/connections/drafts'>['drafts'][number];
export type AgreementLine = AnswerOf<'/api/connections/agreements'>['agreements'][number];

export const queueQuery = (state: 'waiting' | 'decided') =>
  queryOptions({
    queryKey: ['agreements', 'queue', state],
    queryFn: async ({ signal }) =>
      (await get<{ drafts: QueueLine[] }>('/api/connections/drafts', { query: { state }, signal })).drafts,
  });

export const inForceQuery = queryOptions({
  queryKey: ['agreements', 'all'],
  queryFn: async ({ signal }) =>
    (await get<{ agreements: AgreementLine[] }>('/api/connections/agreements', { signal })).agreements,
});

/** Every system, what is stopped first. */
export const systemsQuery = queryOptions({
  queryKey: ['agreements', 'systems'],
  queryFn: async ({ signal }) =>
    (await get<{ connections: SystemLine[] }>('/api/connections/systems', { signal })).connections,
});

/** Laws for a refusal, hours for an offer. */
export const decisionListsQuery = queryOptions({
  queryKey: ['agreements', 'lists'],
  queryFn: ({ signal }) => get<Lists>('/api/connections/lists', { signal }),
});
