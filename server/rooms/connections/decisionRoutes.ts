import { Type } from 'typebox';
import { type Contract, contract } from '#kernel';
import { requireOurs } from './callers.ts';
import { viewLists } from './catalogue.ts';
import { Systems } from './connectionContracts.ts';
import { listSystems } from './connectionViews.ts';
import * as shape from './contracts.ts';
import { acceptDraft, narrowDraft, refuseDraft, returnDraft } from './decisions.ts';
import { listAgreements, listDrafts, viewDraft, viewVersions } from './draftViews.ts';
import type { RouteParts } from './routeParts.ts';
import { signDraft } from './signing.ts';

/** The platform's officers decide by the deadline, one after the other signs. */
export function decisionRoutes({ pool, act, parts, viewFor, offices }: RouteParts): Contract[] {
  const scope = 'connections.decide';
  const tag = 'connections';
  const read = { tag, scope, method: 'GET' } as const;
  const decide = { tag, scope, method: 'POST', params: shape.DraftParams } as const;
  return [
    contract({
      ...read,
      path: '/api/connections/drafts',
      summary: 'Drafts that wait for a decision or a signature, the earliest deadline first; or those that are over',
      query: Type.Object({ state: Type.Enum(['waiting', 'decided'], { default: 'waiting' }) }),
      answers: { 200: shape.Drafts },
      handle: (context, { query }) => {
        requireOurs(context, scope);
        return listDrafts(pool, query.state, viewFor(context));
      },
    }),
    contract({
      ...read,
      path: '/api/connections/drafts/:draft',
      summary: 'A draft with everything that a decision rests on',
      params: shape.DraftParams,
      answers: { 200: shape.DraftView },
      handle: (context, { params }) => {
        requireOurs(context, scope);
        return viewDraft(pool, params.draft, context.caller, viewFor(context));
      },
    }),
    contract({
      ...decide,
      path: '/api/connections/drafts/:draft/accept',
      summary: 'Accepts a draft as it was sent; both sides sign it then',
      body: shape.Seen,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => acceptDraft(transaction, context, parts, params.draft, body)),
    }),
    contract({
      ...decide,
      path: '/api/connections/drafts/:draft/narrow',
      summary: 'Offers less than was asked for, with a reason for each thing that is taken away',
      body: shape.Narrowing,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => narrowDraft(transaction, context, parts, params.draft, body)),
    }),
    contract({
      ...decide,
      path: '/api/connections/drafts/:draft/refuse',
      summary: 'Refuses in writing, on a law in force',
      body: shape.Refusal,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => refuseDraft(transaction, context, parts, params.draft, body)),
    }),
    contract({
      ...decide,
      path: '/api/connections/drafts/:draft/return',
      summary: 'Does not sign what was accepted: it is decided anew',
      body: shape.SeenWhy,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => returnDraft(transaction, context, params.draft, body)),
    }),
    contract({
      ...decide,
      path: '/api/connections/drafts/:draft/sign',
      summary: 'Signs the text for the platform; whoever decided does not. Needs a fresh proof',
      body: shape.Signing,
      answers: { 200: shape.Signed },
      handle: (context, { params, body }) =>
        act(context, (transaction) => signDraft(transaction, context, params.draft, body)),
    }),
    contract({
      ...read,
      path: '/api/connections/lists',
      summary: 'Laws on which a refusal may rest, and hours that an offer may narrow to',
      answers: { 200: shape.Lists },
      handle: (context) => {
        requireOurs(context, scope);
        return viewLists(offices, context.language, context.clock.today());
      },
    }),
    contract({
      ...read,
      path: '/api/connections/agreements',
      summary: 'Every agreement by its newest version',
      answers: { 200: shape.Agreements },
      handle: (context) => {
        requireOurs(context, scope);
        return listAgreements(pool, undefined, viewFor(context));
      },
    }),
    contract({
      ...read,
      path: '/api/connections/systems',
      summary: 'Every system with its standing, by organisation; what is stopped first',
      answers: { 200: Systems },
      handle: (context) => {
        requireOurs(context, scope);
        return listSystems(pool, viewFor(context));
      },
    }),
    contract({
      ...read,
      path: '/api/connections/agreements/:agreement/versions',
      summary: 'Every version of an agreement, what it changed, and the text that was signed',
      params: shape.AgreementParams,
      answers: { 200: shape.Versions },
      handle: (context, { params }) => {
        requireOurs(context, scope);
        return viewVersions(pool, params.agreement, undefined, viewFor(context));
      },
    }),
  ];
}
