import { Answer, type Contract, contract } from '#kernel';
import { type Parts, subscribe, unsubscribe, unwatch, watch } from './acts.ts';
import { requireSystem } from './askers.ts';
import * as form from './contracts.ts';
import { fetchEvents, viewSubscriptions } from './views.ts';

const signed = { tag: 'exchange', scope: null } as const;

/** For agencies' systems, each request signed. */
export function subscriptionRoutes(parts: Parts): Contract[] {
  return [
    contract({
      ...signed,
      method: 'POST',
      path: '/v1/subscriptions',
      purpose: 'stated',
      summary: 'Be told that something happened to persons who are named: kinds, no values',
      body: form.NewSubscription,
      answers: { 201: form.Made },
      handle: async (context, { body }) =>
        new Answer(201, { id: await subscribe(parts, context, requireSystem(context), body) }),
    }),
    contract({
      ...signed,
      method: 'GET',
      path: '/v1/subscriptions',
      summary: 'The organisation’s subscriptions, and how far events have arrived',
      answers: { 200: form.SubscriptionList },
      handle: (context) => viewSubscriptions(parts, requireSystem(context)),
    }),
    contract({
      ...signed,
      method: 'DELETE',
      path: '/v1/subscriptions/:id',
      summary: 'Be told no more; whom it named is forgotten',
      params: form.OneSubscription,
      answers: { 200: form.Gone },
      handle: async (context, { params }) => {
        await unsubscribe(parts, context, requireSystem(context), params.id);
        return {};
      },
    }),
    contract({
      ...signed,
      method: 'POST',
      path: '/v1/subscriptions/:id/persons',
      summary: 'Name persons by number; each can read that the organisation is told of them from now on',
      params: form.OneSubscription,
      body: form.WatchBody,
      answers: { 200: form.WatchAnswer },
      handle: (context, { params, body }) => watch(parts, context, requireSystem(context), params.id, body.identifiers),
    }),
    contract({
      ...signed,
      method: 'DELETE',
      path: '/v1/subscriptions/:id/persons/:person',
      summary: 'Be told of a person no more',
      params: form.OnePerson,
      answers: { 200: form.Gone },
      handle: async (context, { params }) => {
        await unwatch(parts, context, requireSystem(context), params.id, params.person);
        return {};
      },
    }),
    contract({
      ...signed,
      method: 'GET',
      path: '/v1/subscriptions/:id/events',
      summary: 'Events after a number, to fetch or to catch up; all up to that number have arrived',
      params: form.OneSubscription,
      query: form.EventsQuery,
      answers: { 200: form.EventsAnswer },
      handle: (context, { params, query }) => fetchEvents(parts, requireSystem(context), params.id, query),
    }),
  ];
}
