import { type Context, type Contract, contract } from '#kernel';
import { requireOurs } from './callers.ts';
import * as shape from './connectionContracts.ts';
import { type DossierRouteParts, evidenceContract } from './connectionRoutes.ts';
import { listInspections, viewConnection } from './connectionViews.ts';
import { confirmContact, returnItems, signConnection } from './inspections.ts';

/** Inspectors read the check list, give items back, or sign it. */
export function inspectionRoutes(given: DossierRouteParts): Contract[] {
  const { pool, act, dossier, viewFor, probe } = given;
  const scope = 'connections.inspect';
  const tag = 'connections';
  const read = { tag, scope, method: 'GET' } as const;
  const inspect = { tag, scope, method: 'POST', params: shape.SystemParams } as const;
  const view = (context: Context, system: string) => {
    requireOurs(context, scope);
    return viewConnection(pool, context, system, undefined, viewFor(context));
  };
  return [
    contract({
      ...read,
      path: '/api/connections/inspections',
      summary: 'Systems before an inspector, longest first, then reviews that are due or overdue',
      answers: { 200: shape.Systems },
      handle: (context) => {
        requireOurs(context, scope);
        return listInspections(pool, viewFor(context));
      },
    }),
    contract({
      ...read,
      path: '/api/connections/inspections/:system',
      summary: 'A system with its check list, evidence, runs, and what was decided before',
      params: shape.SystemParams,
      answers: { 200: shape.SystemView },
      handle: (context, { params }) => view(context, params.system),
    }),
    evidenceContract(
      given,
      { ...read, path: '/api/connections/inspections/:system/evidence/:evidence' },
      (context) => void requireOurs(context, scope),
    ),
    contract({
      ...inspect,
      path: '/api/connections/inspections/:system/probe',
      summary: 'Looks at the TLS of the server that takes notices',
      answers: { 200: shape.SystemView },
      handle: async (context, { params }) => {
        requireOurs(context, scope);
        await probe(context, params.system);
        return view(context, params.system);
      },
    }),
    contract({
      ...inspect,
      path: '/api/connections/inspections/:system/contact-reached',
      summary: 'Says that the security contact answered',
      body: shape.ReachedBody,
      answers: { 200: shape.SystemView },
      handle: async (context, { params, body }) => {
        await act(context, (transaction) => confirmContact(transaction, context, params.system, body.how));
        return view(context, params.system);
      },
    }),
    contract({
      ...inspect,
      path: '/api/connections/inspections/:system/return',
      summary: 'Gives items back with what is to be mended',
      body: shape.ReturnBody,
      answers: { 200: shape.Moved },
      handle: (context, { params, body }) =>
        act(context, (transaction) => returnItems(transaction, context, dossier, params.system, body.items)),
    }),
    contract({
      ...inspect,
      path: '/api/connections/inspections/:system/sign',
      summary: 'Signs the list: into production, or for another year. Needs a fresh proof',
      body: shape.SignBody,
      answers: { 200: shape.SignedList },
      handle: (context, { params, body }) =>
        act(context, (transaction) => signConnection(transaction, context, dossier, params.system, body)),
    }),
  ];
}
