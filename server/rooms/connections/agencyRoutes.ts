import { Answer, type Contract, contract } from '#kernel';
import { requireOrganisation } from './callers.ts';
import { viewCatalogue } from './catalogue.ts';
import * as shape from './contracts.ts';
import { agreeToOffer, editDraft, makeDraft, objectToOffer, sendDraft, withdrawDraft } from './drafts.ts';
import { listDrafts, viewDraft, viewVersions } from './draftViews.ts';
import type { RouteParts } from './routeParts.ts';
import { signDraft } from './signing.ts';

/** An organisation drafts what it wants to ask, answers our offer, and its signatory signs. */
export function agencyDraftRoutes({ pool, act, parts, viewFor, offices, words }: RouteParts): Contract[] {
  const tag = 'agency-agreements';
  const read = { tag, scope: 'exchange.try', method: 'GET' } as const;
  const manage = { tag, scope: 'exchange.manage', method: 'POST' } as const;
  return [
    contract({
      ...read,
      path: '/api/agency/catalogue',
      summary: 'What the organisation may put into an agreement',
      answers: { 200: shape.Catalogue },
      handle: (context) => viewCatalogue(requireOrganisation(context), { offices, words, language: context.language }),
    }),
    contract({
      ...read,
      path: '/api/agency/drafts',
      summary: 'Agreements on their way, newest first',
      answers: { 200: shape.Drafts },
      handle: (context) => listDrafts(pool, { organisation: requireOrganisation(context) }, viewFor(context)),
    }),
    contract({
      ...manage,
      path: '/api/agency/drafts',
      summary: 'Begins an agreement, or a change of one, from the catalogue',
      body: shape.NewDraft,
      answers: { 201: shape.DraftMade },
      handle: async (context, { body }) =>
        new Answer(201, await act(context, (transaction) => makeDraft(transaction, context, parts, body))),
    }),
    contract({
      ...read,
      path: '/api/agency/drafts/:draft',
      summary: 'A draft with our offer, the text to be signed, and the signatures',
      params: shape.DraftParams,
      answers: { 200: shape.DraftView },
      handle: (context, { params }) => {
        requireOrganisation(context);
        return viewDraft(pool, params.draft, context.caller, viewFor(context));
      },
    }),
    contract({
      ...manage,
      method: 'PUT',
      path: '/api/agency/drafts/:draft',
      summary: 'Changes a draft that was not sent yet',
      params: shape.DraftParams,
      body: shape.EditedDraft,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => editDraft(transaction, context, parts, params.draft, body)),
    }),
    contract({
      ...manage,
      path: '/api/agency/drafts/:draft/send',
      summary: 'Puts a draft before the platform: its deadline of working days begins',
      params: shape.DraftParams,
      body: shape.Seen,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => sendDraft(transaction, context, parts, params.draft, body.revision)),
    }),
    contract({
      ...manage,
      path: '/api/agency/drafts/:draft/agree',
      summary: 'Takes the narrower terms that the platform offered',
      params: shape.DraftParams,
      body: shape.Seen,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => agreeToOffer(transaction, context, parts, params.draft, body.revision)),
    }),
    contract({
      ...manage,
      path: '/api/agency/drafts/:draft/object',
      summary: 'Does not take the offer: the draft is the organisation’s again',
      params: shape.DraftParams,
      body: shape.SeenWhy,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => objectToOffer(transaction, context, params.draft, body)),
    }),
    contract({
      ...manage,
      path: '/api/agency/drafts/:draft/withdraw',
      summary: 'Takes a draft back for good',
      params: shape.DraftParams,
      body: shape.SeenWhy,
      answers: { 200: shape.DraftMade },
      handle: (context, { params, body }) =>
        act(context, (transaction) => withdrawDraft(transaction, context, params.draft, body)),
    }),
    contract({
      ...manage,
      scope: 'connections.sign',
      path: '/api/agency/drafts/:draft/sign',
      summary: 'Signs the text for the organisation; whoever drafted it does not. Needs a fresh proof',
      params: shape.DraftParams,
      body: shape.Signing,
      answers: { 200: shape.Signed },
      handle: (context, { params, body }) => {
        requireOrganisation(context);
        return act(context, (transaction) => signDraft(transaction, context, params.draft, body));
      },
    }),
    contract({
      ...read,
      path: '/api/agency/agreements/:agreement/versions',
      summary: 'Every version of an agreement, what it changed, and the text that was signed',
      params: shape.AgreementParams,
      answers: { 200: shape.Versions },
      handle: (context, { params }) =>
        viewVersions(pool, params.agreement, requireOrganisation(context), viewFor(context)),
    }),
  ];
}
