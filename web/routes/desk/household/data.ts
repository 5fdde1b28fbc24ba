import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, type Purpose, post } from '../../../api.ts';

export type Household = AnswerOf<'/api/households/{household}'>;
export type Member = Household['members'][number];
export type Former = Household['former'][number];

const path = (id: string) => `/api/households/${encodeURIComponent(id)}`;

/** A look at everybody in it: what was read a moment ago is not read again. */
const LOOK_MS = 5 * 60_000;

export function householdQuery(id: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['desk', 'household', id, purpose],
    queryFn: ({ signal }) => get<Household>(path(id), { purpose, signal }),
    staleTime: LOOK_MS,
  });
}

export function moveHousehold(
  id: string,
  body: BodyOf<'/api/households/{household}/acts/move'>,
  { key, purpose }: { key: string; purpose: Purpose },
) {
  return post<AnswerOf<'/api/households/{household}/acts/move', 'post'>>(`${path(id)}/acts/move`, body, {
    key,
    purpose,
  });
}
