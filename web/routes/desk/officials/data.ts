import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post } from '../../../api.ts';

type OfficialsPage = AnswerOf<'/api/officials'>;
export type StaffMember = OfficialsPage['officials'][number];
export type StaffPost = StaffMember['posts'][number];
export type StaffProposal = AnswerOf<'/api/officials/proposals'>['proposals'][number];
export type Role = AnswerOf<'/api/officials/roles'>['roles'][number];
export type NewProposal = BodyOf<'/api/officials/proposals'>;
export type Decided = AnswerOf<'/api/officials/proposals/{proposal}/decide', 'post'>;
export type ReviewedPost = AnswerOf<'/api/officials/review'>['posts'][number];

/** Where a post stands: all three lists read it. */
export type Placed = Pick<StaffPost, 'roleName' | 'placeName'>;

export function staffQuery(text: string, after: string) {
  return queryOptions({
    queryKey: ['officials', 'staff', text, after],
    queryFn: ({ signal }) => get<OfficialsPage>('/api/officials', { query: { text, after }, signal }),
  });
}

export function proposalsQuery(state: 'open' | 'decided') {
  return queryOptions({
    queryKey: ['officials', 'proposals', state],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/officials/proposals'>>('/api/officials/proposals', { query: { state }, signal }))
        .proposals,
  });
}

export const rolesQuery = queryOptions({
  queryKey: ['officials', 'roles'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/officials/roles'>>('/api/officials/roles', { signal })).roles,
  staleTime: Number.POSITIVE_INFINITY,
});

export function reviewQuery(due: 'due' | 'all') {
  return queryOptions({
    queryKey: ['officials', 'review', due],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/officials/review'>>('/api/officials/review', { query: { due }, signal })).posts,
  });
}

export function namesQuery(ids: readonly string[]) {
  const asked = [...new Set(ids)].sort();
  return queryOptions({
    queryKey: ['officials', 'names', asked],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/officials/names'>>('/api/officials/names', { query: { ids: asked.join(',') }, signal }))
        .names,
    enabled: asked.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function sendProposal(body: NewProposal, key: string) {
  return post<AnswerOf<'/api/officials/proposals', 'post', 201>>('/api/officials/proposals', body, { key });
}

export function decideProposal(proposal: string, body: { confirm: boolean; note: string }) {
  return post<Decided>(`/api/officials/proposals/${encodeURIComponent(proposal)}/decide`, body);
}

const staff = (official: string) => `/api/officials/${encodeURIComponent(official)}`;
const ofPost = (official: string, id: string) => `${staff(official)}/posts/${encodeURIComponent(id)}`;

export function stopOfficial(official: string, stop: 'suspend' | 'leave', why: string, key: string) {
  return post<{ journal: string }>(`${staff(official)}/${stop}`, { why }, { key });
}

export function reportLost(official: string, key: string) {
  return post<AnswerOf<'/api/officials/{official}/devices/lost', 'post'>>(
    `${staff(official)}/devices/lost`,
    {},
    { key },
  );
}

export function endPost(official: string, id: string, why: string, key: string) {
  return post<{ journal: string }>(`${ofPost(official, id)}/end`, { why }, { key });
}

export function reviewPost(
  official: string,
  id: string,
  decision: BodyOf<'/api/officials/{official}/posts/{post}/review'>,
  key: string,
) {
  return post<{ journal: string }>(`${ofPost(official, id)}/review`, decision, { key });
}
