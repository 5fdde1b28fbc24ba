import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, get, post, put, remove } from '../../../api.ts';

export type Listed = AnswerOf<'/api/apis'>;
export type ApiLine = Listed['open'][number];
export type Api = AnswerOf<'/api/apis/{api}'>;
export type Access = AnswerOf<'/api/apis/{api}/access'>['access'][number];
type Made = AnswerOf<'/api/apis', 'post', 201>;

const pathOf = (api: string) => `/api/apis/${encodeURIComponent(api)}`;
const heldPath = (client: string) => `/api/services/${encodeURIComponent(client)}/apis`;

export const apisKey = ['apis'] as const;

export const apisQuery = queryOptions({
  queryKey: apisKey,
  queryFn: ({ signal }) => get<Listed>('/api/apis', { signal }),
});

export const apiQuery = (api: string) =>
  queryOptions({
    queryKey: [...apisKey, api],
    queryFn: ({ signal }) => get<Api>(pathOf(api), { signal }),
  });

/** Services that hold or ask for scopes of an API. */
export const accessQuery = (api: string) =>
  queryOptions({
    queryKey: [...apisKey, api, 'access'],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/apis/{api}/access'>>(`${pathOf(api)}/access`, { signal })).access,
  });

/** What a service holds of APIs, and asks for. */
export const heldQuery = (client: string) =>
  queryOptions({
    queryKey: [...apisKey, 'of', client],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/services/{client}/apis'>>(heldPath(client), { signal })).access,
  });

export function registerApi(given: object, key: string) {
  return post<Made>('/api/apis', given, { key });
}

export function changeApi(api: string, version: number, given: object, key: string) {
  return put<Made>(pathOf(api), { version, api: given }, { key });
}

/** Submit, suspend, resume, close, approve, refuse. */
export function moveApi(api: string, step: string, body: object, key: string) {
  return post<unknown>(`${pathOf(api)}/${step}`, body, { key });
}

/** Give, refuse, end. */
export function decideAccess(api: string, client: string, decision: object, key: string) {
  return post<unknown>(`${pathOf(api)}/access/${encodeURIComponent(client)}`, decision, { key });
}

export function askForScopes(client: string, asking: { api: string; scopes: string[]; why: string }, key: string) {
  return post<unknown>(heldPath(client), asking, { key });
}

export function giveBack(client: string, api: string) {
  return remove<unknown>(`${heldPath(client)}/${encodeURIComponent(api)}`);
}
