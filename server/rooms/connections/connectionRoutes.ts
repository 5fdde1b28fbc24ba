import { Answer, type Client, type Context, type Contract, contract, isId, type KeyStore } from '#kernel';
import type { Officials } from '#rooms/officials';
import { requireOrganisation } from './callers.ts';
import * as shape from './connectionContracts.ts';
import { readSealedEvidence } from './connectionStore.ts';
import { listConnections, viewConnection } from './connectionViews.ts';
import {
  addEvidence,
  answerItem,
  type DossierParts,
  matterOf,
  setContact,
  submitConnection,
  takeBack,
  takeEvidenceAway,
} from './dossiers.ts';
import { requireSystem } from './facts.ts';
import { problems } from './problems.ts';
import { readReminders } from './reminders.ts';
import type { RouteParts } from './routeParts.ts';

export interface DossierRouteParts extends RouteParts {
  readonly dossier: DossierParts;
  readonly staffOf: Officials['staffOf'];
  /** Looks at the server of a system and keeps what was found. */
  probe(context: Context, system: string): Promise<void>;
}

/** An organisation's systems on their way into production, and who of its staff holds which role. */
export function connectionRoutes(given: DossierRouteParts): Contract[] {
  const { pool, act, dossier, viewFor, probe, staffOf, offices } = given;
  const tag = 'agency-connections';
  const read = { tag, scope: 'exchange.try', method: 'GET' } as const;
  const manage = { tag, scope: 'exchange.manage', method: 'POST', params: shape.SystemParams } as const;
  const view = (context: Context, system: string) =>
    viewConnection(pool, context, system, requireOrganisation(context), viewFor(context));
  return [
    contract({
      ...read,
      path: '/api/agency/connections',
      summary: 'The organisation’s systems, how far each has come, what it does next, and what ends soon',
      answers: { 200: shape.Systems },
      handle: (context) => listConnections(pool, context, requireOrganisation(context), viewFor(context)),
    }),
    contract({
      ...read,
      path: '/api/agency/connections/:system',
      summary: 'A system with its security check list, conformance runs and inspections',
      params: shape.SystemParams,
      answers: { 200: shape.SystemView },
      handle: (context, { params }) => view(context, params.system),
    }),
    contract({
      ...manage,
      method: 'PUT',
      path: '/api/agency/connections/:system/contact',
      summary: 'Sets the security contact, and the server that takes notices',
      body: shape.ContactBody,
      answers: { 200: shape.SystemView },
      handle: async (context, { params, body }) => {
        await act(context, (transaction) => setContact(transaction, context, params.system, body));
        return view(context, params.system);
      },
    }),
    contract({
      ...manage,
      method: 'PUT',
      path: '/api/agency/connections/:system/answers/:item',
      summary: 'Answers a question of the check list',
      params: shape.ItemParams,
      body: shape.AnswerBody,
      answers: { 200: shape.SystemView },
      handle: async (context, { params: { system, item }, body }) => {
        await act(context, (transaction) => answerItem(transaction, context, dossier, system, item, body));
        return view(context, system);
      },
    }),
    contract({
      ...manage,
      path: '/api/agency/connections/:system/answers/:item/evidence',
      summary: 'Adds a file to an answer; it is kept sealed and its digest journalled',
      params: shape.ItemParams,
      body: shape.FileBody,
      bodyLimit: shape.FILE_LIMIT,
      answers: { 201: shape.FileMade },
      handle: async (context, { params: { system, item }, body }) =>
        new Answer(
          201,
          await act(context, (transaction) => addEvidence(transaction, context, dossier, system, item, body)),
        ),
    }),
    contract({
      ...manage,
      method: 'DELETE',
      path: '/api/agency/connections/:system/evidence/:evidence',
      summary: 'Takes a file away again; its line stays',
      params: shape.EvidenceParams,
      answers: { 200: shape.SystemView },
      handle: async (context, { params: { system, evidence } }) => {
        await act(context, (transaction) => takeEvidenceAway(transaction, context, system, evidence));
        return view(context, system);
      },
    }),
    evidenceContract(
      given,
      { ...read, path: '/api/agency/connections/:system/evidence/:evidence' },
      requireOrganisation,
    ),
    contract({
      ...manage,
      path: '/api/agency/connections/:system/probe',
      summary: 'Looks at the TLS of the server that takes notices',
      answers: { 200: shape.SystemView },
      handle: async (context, { params }) => {
        await requireSystem(pool, params.system, requireOrganisation(context));
        await probe(context, params.system);
        return view(context, params.system);
      },
    }),
    contract({
      ...manage,
      path: '/api/agency/connections/:system/submit',
      summary: 'Puts the check list before the inspectors: for production, or for the yearly review',
      answers: { 200: shape.Moved },
      handle: (context, { params }) =>
        act(context, (transaction) => submitConnection(transaction, context, dossier, params.system)),
    }),
    contract({
      ...manage,
      path: '/api/agency/connections/:system/take-back',
      summary: 'Takes the list back to mend it',
      answers: { 200: shape.Moved },
      handle: (context, { params }) => act(context, (transaction) => takeBack(transaction, context, params.system)),
    }),
    contract({
      ...read,
      path: '/api/agency/staff',
      summary: 'Who of the organisation holds which role',
      answers: { 200: shape.Staff },
      handle: async (context) => {
        const staff = await staffOf(requireOrganisation(context));
        const { language } = context;
        return {
          staff: staff.map(({ role, ...one }) => ({
            ...one,
            role,
            roleName: offices.roleName(role, language),
            scopes: [...offices.scopesOf(role)],
          })),
        };
      },
    }),
    contract({
      ...read,
      path: '/api/agency/reminders',
      summary: 'What the organisation was warned of: keys, decisions, reviews; newest first',
      answers: { 200: shape.Reminders },
      handle: (context) => readReminders(pool, requireOrganisation(context)),
    }),
  ];
}

/** A file as it was shown: to be saved, never opened in place. @param owner whose it must be */
export function evidenceContract(
  { pool, dossier }: { pool: Pick<Client, 'query'>; dossier: { keys: Pick<KeyStore, 'open'> } },
  where: Pick<Contract, 'tag' | 'scope' | 'method' | 'path'>,
  owner: (context: Context) => string | undefined,
): Contract {
  return contract({
    ...where,
    summary: 'An evidence file',
    params: shape.EvidenceParams,
    answers: {},
    handle: async (context, { params }) => {
      const { system } = await requireSystem(pool, params.system, owner(context));
      const file = isId(params.evidence) ? await readSealedEvidence(pool, system, params.evidence) : undefined;
      const bytes = file && dossier.keys.open(matterOf(file.evidence), file.sealed);
      if (!file || !bytes) throw problems['evidence-unknown']();
      return new Answer(200, bytes, {
        'content-type': file.media,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      });
    },
  });
}
