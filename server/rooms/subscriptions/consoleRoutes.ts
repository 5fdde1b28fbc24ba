import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract } from '#kernel';
import { type Parts, pause, retry, subscribe, unsubscribe, watch } from './acts.ts';
import { type Asker, actFor, requireEngineer } from './askers.ts';
import * as form from './contracts.ts';
import { viewConsole, viewOffers, viewOne } from './views.ts';

const PATH = '/api/agency/subscriptions';
const read = { tag: 'agency', scope: 'exchange.try', method: 'GET' } as const;
const manage = { tag: 'agency', scope: 'exchange.manage', method: 'POST' } as const;

/** What engineers see and do in the console. */
export function consoleRoutes(parts: Parts): Contract[] {
  const act = (name: string, summary: string, work: (context: Context, asker: Asker, id: string) => Promise<void>) =>
    contract({
      ...manage,
      path: `${PATH}/:id/${name}`,
      summary,
      params: form.OneSubscription,
      answers: { 200: form.Gone },
      handle: async (context, { params }) => {
        await work(context, requireEngineer(context), params.id);
        return {};
      },
    });
  return [
    contract({
      ...read,
      path: PATH,
      summary: 'The organisation’s subscriptions: whether events arrive, and since when they wait',
      answers: { 200: Type.Object({ subscriptions: Type.Array(form.ConsoleLine) }) },
      handle: (context) => viewConsole(parts, context, requireEngineer(context)),
    }),
    contract({
      ...read,
      path: `${PATH}/offers`,
      summary: 'What the organisation may be told of under its agreements, and which systems may be told',
      answers: { 200: form.Offers },
      handle: (context) => viewOffers(parts, context, requireEngineer(context)),
    }),
    contract({
      ...read,
      path: `${PATH}/:id`,
      summary: 'One subscription, with what was sent last and what the receiver answered',
      params: form.OneSubscription,
      answers: { 200: form.ConsoleView },
      handle: (context, { params }) => viewOne(parts, context, requireEngineer(context), params.id),
    }),
    contract({
      ...manage,
      path: PATH,
      purpose: 'stated',
      summary: 'Make a subscription for one of the organisation’s systems in production',
      body: form.NewForSystem,
      answers: { 201: form.Made },
      handle: async (context, { body: { system, ...given } }) => {
        const asker = await actFor(parts.kernel.database.pool, requireEngineer(context), system);
        return new Answer(201, { id: await subscribe(parts, context, asker, given) });
      },
    }),
    contract({
      ...manage,
      path: `${PATH}/:id/persons`,
      summary: 'Name persons by number; each can read that the organisation is told of them from now on',
      params: form.OneSubscription,
      body: form.WatchBody,
      answers: { 200: form.WatchAnswer },
      handle: (context, { params, body }) =>
        watch(parts, context, requireEngineer(context), params.id, body.identifiers),
    }),
    act('pause', 'Let nothing leave; what happens meanwhile waits', (context, asker, id) =>
      pause(parts, context, asker, id, 'paused'),
    ),
    act('resume', 'Send again, beginning with what has waited', (context, asker, id) =>
      pause(parts, context, asker, id, 'active'),
    ),
    act('retry', 'Try again at once what failed', (context, asker, id) => retry(parts, context, asker, id)),
    act('end', 'Be told no more; whom it named is forgotten', (context, asker, id) =>
      unsubscribe(parts, context, asker, id),
    ),
  ];
}
