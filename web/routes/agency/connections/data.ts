import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, get, post, put } from '../../../api.ts';

export type Listed = AnswerOf<'/api/services'>;
export type ServiceLine = Listed['services'][number];
export type Offer = NonNullable<Listed['offer']>;
export type Service = AnswerOf<'/api/services/{client}'>;
export type Figures = AnswerOf<'/api/services/{client}/figures'>;
type Made = AnswerOf<'/api/services', 'post', 201>;

export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: ({ signal }) => get<Listed>('/api/services', { signal }),
});

const pathOf = (client: string) => `/api/services/${encodeURIComponent(client)}`;

export const serviceQuery = (client: string) =>
  queryOptions({
    queryKey: ['services', client],
    queryFn: ({ signal }) => get<Service>(pathOf(client), { signal }),
  });

export const serviceFiguresQuery = (client: string) =>
  queryOptions({
    queryKey: ['services', client, 'figures'],
    queryFn: ({ signal }) => get<Figures>(`${pathOf(client)}/figures`, { query: { days: 14 }, signal }),
  });

export function registerService(service: object, key: string) {
  return post<Made>('/api/services', service, { key });
}

export function changeService(client: string, version: number, service: object, key: string) {
  return put<Made>(pathOf(client), { version, service }, { key });
}

export function rotateKeys(client: string, change: { add?: object; remove?: string }, key: string) {
  return post<unknown>(`${pathOf(client)}/keys`, change, { key });
}

export function answerCheck(client: string, item: string, evidence: string, key: string) {
  return post<unknown>(`${pathOf(client)}/check`, { item, evidence }, { key });
}

/** Submit, suspend, resume, close, approve, refuse. */
export function moveService(client: string, step: string, body: object, key: string) {
  return post<unknown>(`${pathOf(client)}/${step}`, body, { key });
}
