import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract } from '#kernel';
import { requireOrganisation } from './acts.ts';
import { ApiGiven, ScopeName } from './apiModel.ts';
import { type Api, countAsking, readAccessOf, readApi, readApisOf, readOpenApis } from './apiStore.ts';
import type { Apis } from './apis.ts';
import { AccessLine, ApiDetail, ApiLine, type ApiViewParts, viewAccess, viewApi } from './apiViews.ts';
import { requireEither } from './callers.ts';
import { problems } from './problems.ts';
import { readService } from './store.ts';

const Text = Type.String();
const ApiParams = Type.Object({ api: Type.String({ pattern: '^[a-z0-9.-]{1,80}$' }) });
const Service = Type.String({ pattern: '^[a-z0-9.-]{1,80}$' });
const AccessParams = Type.Object({ ...ApiParams.properties, client: Service });
const Scopes = Type.Array(ScopeName, { minItems: 1, maxItems: 30, uniqueItems: true });
/** With how many services wait for an answer. */
const OwnLine = Type.Object({ ...ApiLine.properties, asking: Type.Integer() });
const AccessLines = Type.Object({ access: Type.Array(AccessLine) });
const Made = Type.Object({ api: Text, version: Type.Integer(), state: Text });
const Why = Type.String({ minLength: 5, maxLength: 1000 });
const closed = { additionalProperties: false };

export interface ApiRouteParts extends ApiViewParts {
  readonly apis: Apis;
}

/** APIs that tokens are made for: an organisation registers its own, an inspector signs, its owner lets services in. */
export function apiRoutes({ apis, ...parts }: ApiRouteParts): Contract[] {
  const { pool } = parts;
  const manage = { tag: 'services', scope: 'services.manage' } as const;
  const inspect = { tag: 'services', scope: 'services.inspect', method: 'POST', params: ApiParams } as const;
  const both = { tag: 'services', scope: null } as const;

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
      answers: { 200: Type.Object({ own: Type.Array(OwnLine), open: Type.Array(ApiLine) }) },
      handle: async (context) => {
        const inspects = requireEither(context);
        const organisation = inspects ? undefined : requireOrganisation(context);
        const own = organisation ? await readApisOf(pool, organisation) : [];
        const asking = await countAsking(pool, own);
        const show = (row: Api) => viewApi(row, context.language, parts);
        return {
          own: own.map((row) => ({ ...show(row), asking: asking.get(row.api) ?? 0 })),
          open: (await readOpenApis(pool, inspects)).map(show),
        };
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
      answers: { 200: ApiDetail },
      handle: async (context, { params }) => {
        const row = await find(context, params.api);
        return {
          ...viewApi(row, context.language, parts),
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
        return { access: await Promise.all(rows.map((row) => viewAccess(row, context.language, parts))) };
      },
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/apis/:api/access/:client',
      summary: 'The owner gives what was asked for, refuses it, or ends what stands: all of it, or these scopes',
      params: AccessParams,
      body: Type.Union([
        Type.Object({ decision: Type.Literal('give'), scopes: Scopes }, closed),
        Type.Object({ decision: Type.Literal('refuse'), note: Why }, closed),
        Type.Object({ decision: Type.Literal('end'), note: Why, scopes: Type.Optional(Scopes) }, closed),
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
        return { access: await Promise.all(rows.map((row) => viewAccess(row, context.language, parts))) };
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
