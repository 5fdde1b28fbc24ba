import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post } from '../../api.ts';
import type { PublicJwk } from './sign.ts';

export type AgencySystem = AnswerOf<'/api/agency/systems'>['systems'][number];
/** `validTo` is the first day no longer in force. */
export type Agreement = AnswerOf<'/api/agency/agreements'>['agreements'][number];
export type Figures = AnswerOf<'/api/agency/figures'>;

export const systemsQuery = queryOptions({
  queryKey: ['agency', 'systems'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/agency/systems'>>('/api/agency/systems', { signal })).systems,
});

export const agreementsQuery = queryOptions({
  queryKey: ['agreements', 'used'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/agency/agreements'>>('/api/agency/agreements', { signal })).agreements,
});

export const figuresQuery = queryOptions({
  queryKey: ['agency', 'figures'],
  queryFn: ({ signal }) => get<Figures>('/api/agency/figures', { query: { days: 14 }, signal }),
});

export function registerSystem({ name, publicJwk }: { name: string; publicJwk: PublicJwk }, key: string) {
  const body: BodyOf<'/api/agency/systems'> = { name, publicJwk: { ...publicJwk } };
  return post<AnswerOf<'/api/agency/systems', 'post', 201>>('/api/agency/systems', body, { key });
}

export function addKey(system: string, publicJwk: PublicJwk, key: string) {
  const path = `/api/agency/systems/${encodeURIComponent(system)}/keys`;
  const body: BodyOf<'/api/agency/systems/{id}/keys'> = { publicJwk: { ...publicJwk } };
  return post<AnswerOf<'/api/agency/systems/{id}/keys', 'post', 201>>(path, body, { key });
}

export function revokeKey(system: string, kid: string) {
  const path = `/api/agency/systems/${encodeURIComponent(system)}/keys/${encodeURIComponent(kid)}/revoke`;
  return post<AnswerOf<'/api/agency/systems/{id}/keys/{kid}/revoke', 'post'>>(path, {});
}
