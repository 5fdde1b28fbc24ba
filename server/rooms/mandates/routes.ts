import { Answer, type Context, type Contract, contract, performAct, type Transaction } from '#kernel';
import { requireFreshProof } from '#rooms/accounts';
import { type ActingSource, chooseActing, findActings } from './actings.ts';
import * as form from './contracts.ts';
import { endOwnMandate } from './endings.ts';
import { acceptMandate, confirmMembership, offerAttorney, offerMembership } from './offers.ts';
import { askOrganisation } from './organisations.ts';
import { presentActing, presentScopes } from './present.ts';
import { changeActing } from './takingUp.ts';
import { readMembers, readOwnMandates, readOwnOrganisations, type ViewParts } from './views.ts';

/** Offers and requests an account can make in a day: enough for a company's first day, too few to find out numbers. */
const A_DAY = { offers: 40, organisations: 5, seconds: 86_400 };

/** The citizen's own: mandates given and held, organisations, as whom the session acts. */
export function mandateRoutes(parts: ViewParts, sources: readonly ActingSource[]): Contract[] {
  const { database } = parts.kernel;
  const { offices } = parts;
  const act = <R>(context: Context, work: (transaction: Transaction) => Promise<R>) =>
    performAct(database, context, work);
  const look = <R>(work: (transaction: Transaction) => Promise<R>) => database.transact(work);
  const own = { tag: 'mandates', scope: 'self.account' } as const;
  /** What gives power over somebody needs a fresh and strong proof, and has its measure. */
  const spend = async (context: Context, what: 'offers' | 'organisations') => {
    const { account } = requireFreshProof(context);
    await parts.accounts.spend(`mandates-${what}:${account}`, A_DAY[what], A_DAY.seconds);
  };
  return [
    contract({
      method: 'GET',
      path: '/api/mandate-scopes',
      tag: 'mandates',
      scope: null,
      summary: 'What can be given to act for another, and for how long',
      answers: { 200: form.Scopes },
      handle: ({ language }) => {
        const { scopes, attorneyDays, offerDays, confirmDays } = offices.country.mandates;
        const named = scopes.map((one) => ({ ...presentScopes(parts, language, [one.id])[0]!, for: one.for }));
        return { scopes: named, attorneyDays, offerDays, confirmDays };
      },
    }),
    contract({
      ...own,
      method: 'GET',
      path: '/api/me/mandates',
      summary: 'Whom I let act for me, and for whom I may act or am asked to',
      answers: { 200: form.OwnMandates },
      handle: (context) => look((transaction) => readOwnMandates(transaction, parts, context)),
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/me/mandates',
      summary:
        'Let a person act for me; the same answer whether or not somebody has that number, name and date of birth',
      body: form.Offer,
      answers: { 201: form.Made },
      handle: async (context, { body: { holder, ...terms } }) => {
        await spend(context, 'offers');
        return new Answer(
          201,
          await act(context, (transaction) => offerAttorney(parts, transaction, context, { holder, terms })),
        );
      },
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/me/mandates/:id/accept',
      summary: 'Accept to act for a person or an organisation',
      params: form.IdParams,
      answers: { 200: form.State },
      handle: (context, { params }) => {
        requireFreshProof(context);
        return act(context, (transaction) => acceptMandate(parts, transaction, context, params.id));
      },
    }),
    contract({
      ...own,
      method: 'DELETE',
      path: '/api/me/mandates/:principal/:id',
      summary: 'Withdraw, refuse or give back a mandate; sessions that act under it end at once',
      params: form.MandateParams,
      answers: { 200: form.State },
      // No fresh proof: taking power away must never be hard.
      handle: (context, { params: { principal, id } }) =>
        act(context, (transaction) => endOwnMandate(parts, transaction, context, { principal, mandate: id })),
    }),
    contract({
      method: 'GET',
      path: '/api/me/actings',
      tag: 'mandates',
      scope: null,
      summary: 'As whom this session may act today beside myself, and as whom it acts',
      answers: { 200: form.Actings },
      handle: async (context) => {
        const { session, actings } = await findActings(parts, sources, context);
        const present = (one: (typeof actings)[number]) => presentActing(parts, context.language, one);
        return {
          actings: actings.map(present),
          ...(session.acting ? { current: present(session.acting) } : {}),
        };
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/acting',
      tag: 'mandates',
      scope: null,
      summary: 'Act under one of my mandates or posts, or again as myself',
      body: form.ActingChoice,
      answers: { 200: form.ActingChosen },
      handle: async (context, { body }) => {
        const { session, actings } = await findActings(parts, sources, context);
        const acting = chooseActing(actings, body);
        await database.transact((transaction) => changeActing(parts, transaction, context, session, acting));
        return acting ? { acting: presentActing(parts, context.language, acting) } : {};
      },
    }),
    contract({
      ...own,
      method: 'GET',
      path: '/api/me/organisations',
      summary: 'Organisations that I represent or act for, and those whose account I asked for',
      answers: { 200: form.OwnOrganisations },
      handle: (context) => look((transaction) => readOwnOrganisations(transaction, parts, context)),
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/me/organisations',
      summary: 'Ask for the account of an organisation whose legal representative I am; an officer confirms it',
      body: form.Asking,
      answers: { 201: form.Made },
      handle: async (context, { body }) => {
        await spend(context, 'organisations');
        return new Answer(201, await act(context, (transaction) => askOrganisation(parts, transaction, context, body)));
      },
    }),
    contract({
      ...own,
      method: 'GET',
      path: '/api/me/organisations/:id/members',
      summary: 'Who may act for an organisation that I manage',
      params: form.IdParams,
      answers: { 200: form.Members },
      handle: (context, { params }) => look((transaction) => readMembers(transaction, parts, context, params.id)),
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/me/organisations/:id/members',
      summary: 'Let a person act for an organisation that I manage',
      params: form.IdParams,
      body: form.Offer,
      answers: { 201: form.Made },
      handle: async (context, { params, body: { holder, ...terms } }) => {
        await spend(context, 'offers');
        const given = { organisation: params.id, holder, terms };
        return new Answer(
          201,
          await act(context, (transaction) => offerMembership(parts, transaction, context, given)),
        );
      },
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/me/organisations/:id/members/:mandate/confirm',
      summary: 'As the new legal representative keep what a former one gave',
      params: form.MemberParams,
      answers: { 200: form.State },
      handle: (context, { params: { id, mandate } }) => {
        requireFreshProof(context);
        return act(context, (transaction) => confirmMembership(transaction, context, { organisation: id, mandate }));
      },
    }),
  ];
}
