import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, type Purpose, post } from '../../../api.ts';

export type Row = AnswerOf<'/api/organisations'>['organisations'][number];
export type Organisation = AnswerOf<'/api/organisations/{id}'>;
export type Member = Organisation['members'][number];
export type Opening = BodyOf<'/api/organisations'>;
export type Succession = BodyOf<'/api/organisations/{id}/representative'>;
export type Change = BodyOf<'/api/organisations/{id}/state'>['change'];

/** What an officer does at this counter is done for electronic identity, whatever the officer was looking for before. */
export const PURPOSE = 'electronic-identity';

const path = (id: string) => `/api/organisations/${encodeURIComponent(id)}`;

export function organisationsQuery(state: string) {
  return queryOptions({
    queryKey: ['desk', 'organisations', state],
    queryFn: async ({ signal }) =>
      (await get<AnswerOf<'/api/organisations'>>('/api/organisations', { query: { state }, signal })).organisations,
  });
}

export function organisationQuery(id: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'organisation', id, purpose],
    queryFn: ({ signal }) => get<Organisation>(path(id), { purpose, signal }),
  });
}

interface Sending {
  purpose: Purpose;
  key: string;
}

export function sendOpening(body: Opening, sending: Sending) {
  return post<AnswerOf<'/api/organisations', 'post', 201>>('/api/organisations', body, sending);
}

export function sendChange(id: string, body: BodyOf<'/api/organisations/{id}/state'>, sending: Sending) {
  return post<AnswerOf<'/api/organisations/{id}/state', 'post'>>(`${path(id)}/state`, body, sending);
}

export function sendSuccession(id: string, body: Succession, sending: Sending) {
  return post<AnswerOf<'/api/organisations/{id}/representative', 'post'>>(`${path(id)}/representative`, body, sending);
}
