import { type Contract, contract } from '#kernel';
import * as body from './contracts.ts';
import { orderPair } from './model.ts';
import { judgePair, listQueue, readPairPage, requirePairSample } from './pairs.ts';
import type { Parts } from './parts.ts';
import { asFile } from './routes.ts';
import { showSample } from './views.ts';

const pair = '/api/biometrics/pairs/:one/:other';

/** Two records that may be one person's, judged by officers. */
export function pairRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const shared = { tag: 'biometrics', scope: 'biometrics.adjudicate' } as const;
  return [
    contract({
      ...shared,
      method: 'GET',
      path: '/api/biometrics/pairs',
      summary: 'Pairs of the area that wait for an officer, or were decided; no names',
      query: body.QueueQuery,
      answers: { 200: body.Queue },
      handle: async (context, { query }) => ({
        pairs: await database.transact((transaction) => listQueue(transaction, context, query.view)),
      }),
    }),
    contract({
      ...shared,
      method: 'GET',
      purpose: 'stated',
      path: pair,
      summary: 'Two persons side by side with the explained score; a look at both',
      params: body.PairParams,
      answers: { 200: body.PairPage },
      handle: (context, { params }) =>
        database.transact((transaction) =>
          readPairPage(transaction, parts, context, orderPair(params.one, params.other)),
        ),
    }),
    contract({
      ...shared,
      method: 'GET',
      purpose: 'stated',
      path: `${pair}/samples/:sample`,
      summary: 'A sample of one of the two',
      params: body.PairSampleParams,
      answers: {},
      handle: (context, { params }) =>
        database
          .transact(async (transaction) => {
            const keys = orderPair(params.one, params.other);
            const person = await requirePairSample(transaction, context, keys, params.sample);
            return showSample(transaction, parts, context, person, params.sample);
          })
          .then(asFile),
    }),
    contract({
      ...shared,
      method: 'POST',
      purpose: 'stated',
      path: `${pair}/verdict`,
      summary: 'A verdict; the second officer’s decision on “same”; or a word taken back',
      params: body.PairParams,
      body: body.VerdictBody,
      answers: { 200: body.Judged },
      handle: (context, { params, body: asked }) => judgePair(parts, context, [params.one, params.other], asked),
    }),
  ];
}
