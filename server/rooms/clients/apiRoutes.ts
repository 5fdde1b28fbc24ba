import { Type } from 'typebox';
import { Answer, type Client, type Context, type Contract, contract } from '#kernel';
import type { Offices } from '#rooms/offices';
import { requireOrganisation } from './acts.ts';
import { ApiGiven, ScopeName } from './apiModel.ts';
import { type Access, type Api, readAccessOf, readApi, readApisOf, readOpenApis } from './apiStore.ts';
import type { Apis } from './apis.ts';
import { requireEither } from './callers.ts';
import { problems } from './problems.ts';
import { readService } from './store.ts';

const Text = Type.String();
const ApiParams = Type.Object({ api: Type.String({ pattern: '^[a-z0-9.-]{1,80}$' }) });
const Service = Type.String({ pattern: '^[a-z0-9.-]{1,80}$' });
const AccessParams = Type.Object({ ...ApiParams.properties, client: Service });
const Line = Type.Object({
  api: Text,
  organisation: Text,
  organisationName: Text,
  indicator: Text,
  name: Text,
  realm: Text,
  state: Text,
  version: Type.Integer(),
  submitted: Type.Boolean(),
  scopes: Type.Array(Type.Object({ scope: Text, name: Text, description: Text })),
});
const Detail = Type.Object({
  ...Line.properties,
  refusal: Type.Optional(Text),
  inForce: ApiGiven,
  proposed: Type.Optional(ApiGiven),
});
const Scopes = Type.Array(ScopeName, { minItems: 1, maxItems: 30, uniqueItems: true });
const AccessLine = Type.Object({
  client: Text,
  service: Text,
  api: Text,
  realm: Text,
  scopes: Type.Array(Text),
  asked: Type.Optional(Type.Array(Text)),
  why: Text,
  askedAt: Text,
  decidedAt: Type.Optional(Text),
  note: Type.Optional(Text),
});
const AccessLines = Type.Object({ access: Type.Array(AccessLine) });
const Made = Type.Object({ api: Text, version: Type.Integer(), state: Text });
const Why = Type.String({ minLength: 5, maxLength: 1000 });
const closed = { additionalProperties: false };

export interface ApiRouteParts {
  readonly apis: Apis;
  readonly pool: Pick<Client, 'query'>;
  readonly offices: Pick<Offices, 'organisationName'>;
}

/** APIs that tokens are made for: an organisation registers its own, an inspector signs, its owner lets services in. */
export function apiRoutes({ apis, pool, offices }: ApiRouteParts): Contract[] {
  const manage = { tag: 'services', scope: 'services.manage' } as const;
  const inspect = { tag: 'services', scope: 'services.inspect', method: 'POST', params: ApiParams } as const;
  const both = { tag: 'services', scope: null } as const;

  const view = (row: Api, language: string) => ({
    ...{ api: row.api, organisation: row.organisation, indicator: row.indicator, realm: row.realm, state: row.state },
    organisationName: offices.organisationName(row.organisation, language),
    name: row.given.name[language] ?? row.indicator,
    version: row.version,
    submitted: row.submittedBy !== null,
    scopes: row.given.scopes.map(({ scope, name, description }) => ({
      scope,
      name: name[language] ?? scope,
      description: description[language] ?? '',
    })),
  });
  async function viewAccess(row: Access, language: string) {
    const service = await readService(pool, row.client);
    return {
      ...{ client: row.client, api: row.api, realm: row.realm, scopes: row.scopes, why: row.why },
      service: service?.name[language] ?? row.client,
      askedAt: row.askedAt.toISOString(),
      ...(row.asked ? { asked: row.asked } : {}),
      ...(row.decidedAt ? { decidedAt: row.decidedAt.toISOString() } : {}),
      ...(row.note ? { note: row.note } : {}),
    };
  }
  /** Another organisation's API shows what serves, and no more. */
  async function find(context: Context, id: string): Promise<Api> {
    const inspects = requireEither(context);
    const api = await readApi(pool, id);
    if (!api || (!inspects && api.organisation !== requireOrganisation(context))) throw problems['api-unknown']();
    return api;
  }

  return [
    contract({
      ...both,
      method: 'GET',
      path: '/api/apis',
      summary: "The organisation's APIs, and those of others that a service may ask for",
      answers: { 200: Type.Object({ own: Type.Array(Line), open: Type.Array(Line) }) },
      handle: async (context) => {
        const inspects = requireEither(context);
        const organisation = inspects ? undefined : requireOrganisation(context);
        const own = organisation ? await readApisOf(pool, organisation) : [];
        const show = (row: Api) => view(row, context.language);
        return { own: own.map(show), open: (await readOpenApis(pool)).map(show) };
      },
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/apis',
      summary: 'Registers an API that tokens are made for; it can be tried out in the simulation at once',
      body: ApiGiven,
      answers: { 201: Made },
      handle: async (context, { body }) => new Answer(201, await apis.register(context, body)),
    }),
    contract({
      ...both,
      method: 'GET',
      path: '/api/apis/:api',
      summary: 'An API: what is in force, and what waits',
      params: ApiParams,
      answers: { 200: Detail },
      handle: async (context, { params }) => {
        const row = await find(context, params.api);
        return {
          ...view(row, context.language),
          inForce: row.given,
          ...(row.proposed ? { proposed: row.proposed } : {}),
          ...(row.refusal ? { refusal: row.refusal } : {}),
        };
      },
    }),
    contract({
      ...manage,
      method: 'PUT',
      path: '/api/apis/:api',
      summary: 'Writes the next version; in production the one before serves on until an inspector has signed',
      params: ApiParams,
      body: Type.Object({ version: Type.Integer(), api: ApiGiven }, closed),
      answers: { 200: Made },
      handle: (context, { params, body }) => apis.change(context, params.api, body.version, body.api),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/apis/:api/submit',
      summary: 'Puts the API, or its change, before an inspector',
      params: ApiParams,
      answers: { 200: Made },
      handle: (context, { params }) => apis.step(context, params.api, { kind: 'submit' }),
    }),
    contract({
      ...inspect,
      path: '/api/apis/:api/approve',
      summary: 'The inspector signs: production services may ask for it',
      body: Type.Object({ version: Type.Integer() }, closed),
      answers: { 200: Made },
      handle: (context, { params, body }) => apis.step(context, params.api, { kind: 'approve', ...body }),
    }),
    contract({
      ...inspect,
      path: '/api/apis/:api/refuse',
      summary: 'The inspector sends it back and says why',
      body: Type.Object({ version: Type.Integer(), why: Why }, closed),
      answers: { 200: Made },
      handle: (context, { params, body }) => apis.step(context, params.api, { kind: 'refuse', ...body }),
    }),
    ...(['suspend', 'resume', 'close'] as const).map((kind) =>
      contract({
        ...both,
        method: 'POST',
        path: `/api/apis/:api/${kind}`,
        summary: { suspend: 'Stops an API: no token is made for it', resume: 'Lets it go on; an inspector does', close: 'Ends it for good; its own organisation does' }[kind], // biome-ignore format: one list
        params: ApiParams,
        body: Type.Object({ why: Why }, closed),
        answers: { 200: Made },
        handle: (context, { params, body }) => {
          requireEither(context, kind);
          return apis.step(context, params.api, { kind, why: body.why });
        },
      }),
    ),
    contract({
      ...both,
      method: 'GET',
      path: '/api/apis/:api/access',
      summary: 'Services that hold or ask for scopes of this API, those that wait first',
      params: ApiParams,
      answers: { 200: AccessLines },
      handle: async (context, { params }) => {
        const { api } = await find(context, params.api);
        const rows = await readAccessOf(pool, { api });
        return { access: await Promise.all(rows.map((row) => viewAccess(row, context.language))) };
      },
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/apis/:api/access/:client',
      summary: 'The owner gives what was asked for, refuses it, or ends what stands',
      params: AccessParams,
      body: Type.Union([
        Type.Object({ decision: Type.Literal('give'), scopes: Scopes }, closed),
        Type.Object({ decision: Type.Enum(['refuse', 'end']), note: Why }, closed),
      ]),
      answers: { 204: Type.Null() },
      handle: async (context, { params, body }) => {
        await apis.decide(context, params.api, params.client, body);
        return new Answer(204);
      },
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/services/:client/apis',
      summary: "Asks an API's owner for scopes, for a service of one's own",
      params: Type.Object({ client: Service }),
      body: Type.Object({ api: ApiParams.properties.api, scopes: Scopes, why: Why }, closed),
      answers: { 204: Type.Null() },
      handle: async (context, { params, body }) => {
        await apis.ask(context, { client: params.client, ...body });
        return new Answer(204);
      },
    }),
    contract({
      ...manage,
      method: 'GET',
      path: '/api/services/:client/apis',
      summary: 'What a service holds of APIs, and asks for',
      params: Type.Object({ client: Service }),
      answers: { 200: AccessLines },
      handle: async (context, { params }) => {
        const service = await readService(pool, params.client);
        if (service?.organisation !== requireOrganisation(context)) throw problems['service-unknown']();
        const rows = await readAccessOf(pool, params);
        return { access: await Promise.all(rows.map((row) => viewAccess(row, context.language))) };
      },
    }),
    contract({
      ...manage,
      method: 'DELETE',
      path: '/api/services/:client/apis/:api',
      summary: 'Gives back what a service holds of an API',
      params: AccessParams,
      answers: { 204: Type.Null() },
      handle: async (context, { params }) => {
        await apis.leave(context, params.client, params.api);
        return new Answer(204);
      },
    }),
  ];
}
