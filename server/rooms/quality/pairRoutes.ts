import { type Contract, contract, performAct } from '#kernel';
import * as body from './contracts.ts';
import { orderPair } from './pairStore.ts';
import { JUDGING, judgeApart, readPair, takeApartBack } from './pairs.ts';
import type { Parts } from './views.ts';

/** Suspected pairs, judged one by one. */
export function pairRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const judge = { tag: 'quality', scope: JUDGING, method: 'POST', answers: { 204: body.Nothing } } as const;
  return [
    contract({
      tag: 'quality',
      scope: 'quality.read',
      method: 'GET',
      purpose: 'stated',
      path: '/api/quality/indicators/:id/pairs',
      summary:
        'A suspected pair with its explained score, and how many of the list are judged; both persons are looked at',
      params: body.IdParams,
      query: body.PairQuery,
      answers: { 200: body.Pairs },
      handle: (context, { params, query }) =>
        database.transact((transaction) => readPair(transaction, parts, context, params.id, query)),
    }),
    contract({
      ...judge,
      path: '/api/quality/pairs/apart',
      summary: 'Two records that look like one person’s are two persons’',
      body: body.ApartBody,
      handle: (context, { body: { person, other, reason = '' } }, _request, reply) =>
        performAct(database, context, async (transaction) => {
          await judgeApart(transaction, context, orderPair(person, other), reason);
          reply.code(204);
        }),
    }),
    contract({
      ...judge,
      path: '/api/quality/pairs/apart/undo',
      summary: 'Takes back that two records are two persons’',
      body: body.PairBody,
      handle: (context, { body: { person, other } }, _request, reply) =>
        performAct(database, context, async (transaction) => {
          await takeApartBack(transaction, context, orderPair(person, other));
          reply.code(204);
        }),
    }),
  ];
}
