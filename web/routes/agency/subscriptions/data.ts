import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, type Purpose, post } from '../../../api.ts';

const PATH = '/api/agency/subscriptions';
type List = AnswerOf<'/api/agency/subscriptions'>;
export type SubscriptionLine = List['subscriptions'][number];
export type Subscription = AnswerOf<'/api/agency/subscriptions/{id}'>;
export type Offers = AnswerOf<'/api/agency/subscriptions/offers'>;
export type NewSubscription = BodyOf<'/api/agency/subscriptions'>;
export type Named = AnswerOf<'/api/agency/subscriptions/{id}/persons', 'post'>['persons'];

const pathOf = (subscription: string) => `${PATH}/${encodeURIComponent(subscription)}`;
const LOOK_MS = 3000;

/** Whether something leaves, or is to leave, without anybody doing anything here. */
const moves = ({ state, endpoint, newest, delivered }: SubscriptionLine) =>
  state === 'active' && endpoint !== undefined && delivered < newest;

export const subscriptionsQuery = queryOptions({
  queryKey: ['subscriptions', 'list'],
  queryFn: async ({ signal }) => (await get<List>(PATH, { signal })).subscriptions,
  staleTime: 0,
});

export const offersQuery = queryOptions({
  queryKey: ['subscriptions', 'offers'],
  queryFn: ({ signal }) => get<Offers>(`${PATH}/offers`, { signal }),
});

export function subscriptionQuery(subscription: string) {
  return queryOptions({
    queryKey: ['subscriptions', 'one', subscription],
    queryFn: ({ signal }) => get<Subscription>(pathOf(subscription), { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && moves(state.data) ? LOOK_MS : false),
  });
}

export async function makeSubscription(body: NewSubscription, purpose: Purpose, key: string): Promise<string> {
  return (await post<AnswerOf<'/api/agency/subscriptions', 'post', 201>>(PATH, body, { purpose, key })).id;
}

export async function namePersons(subscription: string, identifiers: string[], key: string): Promise<Named> {
  const body: BodyOf<'/api/agency/subscriptions/{id}/persons'> = { identifiers };
  return (
    await post<AnswerOf<'/api/agency/subscriptions/{id}/persons', 'post'>>(`${pathOf(subscription)}/persons`, body, {
      key,
    })
  ).persons;
}

export function change(subscription: string, to: 'pause' | 'resume' | 'retry' | 'end'): Promise<unknown> {
  return post(`${pathOf(subscription)}/${to}`, {});
}
