import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract, performAct, type Transaction } from '#kernel';
import * as form from './contracts.ts';
import { changeOrganisation, changeRepresentative, openOrganisation } from './organisations.ts';
import { listOrganisations, readOrganisationView, type ViewParts } from './views.ts';

/** The counter where organisations get their accounts. */
export function officerRoutes(parts: ViewParts): Contract[] {
  const { database } = parts.kernel;
  const act = <R>(context: Context, work: (transaction: Transaction) => Promise<R>) =>
    performAct(database, context, work);
  const look = <R>(work: (transaction: Transaction) => Promise<R>) => database.transact(work);
  const own = { tag: 'organisations', scope: 'mandates.register' } as const;
  return [
    contract({
      ...own,
      method: 'GET',
      path: '/api/organisations',
      summary: 'Organisations of my area in a state, the longest waiting first; or the one with a tax code',
      query: Type.Object(
        {
          state: Type.Enum(['asked', 'active', 'suspended', 'closed', 'refused'], { default: 'asked' }),
          taxCode: Type.Optional(Type.String({ pattern: '^[0-9]{10}(-[0-9]{3})?$' })),
        },
        { additionalProperties: false },
      ),
      answers: { 200: form.Queue },
      handle: (context, { query }) => look((transaction) => listOrganisations(transaction, parts, context, query)),
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/organisations',
      summary: 'Open an organisation’s account: its certificate and its legal representative are at the counter',
      body: form.Opening,
      answers: { 201: form.Made },
      handle: async (context, { body }) =>
        new Answer(201, await act(context, (transaction) => openOrganisation(parts, transaction, context, body))),
    }),
    contract({
      ...own,
      method: 'GET',
      path: '/api/organisations/:id',
      summary: 'An organisation, its legal representative and whoever acts for it',
      purpose: 'stated',
      params: form.IdParams,
      answers: { 200: form.OrganisationView },
      handle: (context, { params }) =>
        look((transaction) => readOrganisationView(transaction, parts, context, params.id)),
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/organisations/:id/state',
      summary: 'Confirm, refuse, suspend, resume or close an organisation’s account',
      params: form.IdParams,
      body: form.Change,
      answers: { 200: form.State },
      handle: (context, { params, body }) =>
        act(context, (transaction) => changeOrganisation(parts, transaction, context, params.id, body)),
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/organisations/:id/representative',
      summary:
        'Another legal representative; what members were given goes on until the day in the answer unless it is confirmed',
      params: form.IdParams,
      body: form.Succession,
      answers: { 200: Type.Object({ confirmBy: Type.String() }) },
      handle: (context, { params, body }) =>
        act(context, (transaction) => changeRepresentative(parts, transaction, context, params.id, body)),
    }),
  ];
}
