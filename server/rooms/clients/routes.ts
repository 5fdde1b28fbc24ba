import { type Static, Type } from 'typebox';
import { Answer, type Context, type Contract, contract } from '#kernel';
import { requireOrganisation, type ServiceMade } from './acts.ts';
import { requireEither } from './callers.ts';
import type { Registry } from './index.ts';
import { ServiceGiven } from './model.ts';
import { problems } from './problems.ts';
import { readService, readServicesOf, readServicesToInspect, type ServiceRow } from './store.ts';
import { type ViewParts, viewLine, viewOffer, viewService, viewServiceFigures } from './views.ts';

const Text = Type.String();
const ClientParams = Type.Object({ client: Type.String({ pattern: '^[a-z0-9.-]{1,80}$' }) });
const Line = Type.Object({
  client: Text,
  organisation: Text,
  organisationName: Text,
  realm: Text,
  state: Text,
  version: Type.Integer(),
  name: Text,
  submitted: Type.Boolean(),
  submittedAt: Type.Optional(Text),
  changeWaits: Type.Boolean(),
  changedAt: Text,
});
const Given = Type.Object({
  ...ServiceGiven.properties,
  fields: Type.Array(Type.Object({ field: Text, name: Text, required: Type.Boolean() })),
  purposeSentence: Text,
  legalBasisTitle: Text,
});
const Key = Type.Object({ kid: Text, algorithm: Text });
const Check = Type.Object({
  item: Text,
  kind: Text,
  state: Text,
  evidence: Type.Optional(Text),
  answeredBy: Type.Optional(Text),
  answeredAt: Type.Optional(Text),
});
const Checks = Type.Object({ checks: Type.Array(Check) });
const Detail = Type.Object({
  ...Line.properties,
  issuer: Text,
  newestVersion: Type.Integer(),
  refusal: Type.Optional(Text),
  inForce: Given,
  proposed: Type.Optional(Type.Object({ version: Type.Integer(), ...Given.properties })),
  keys: Type.Array(Key),
  checks: Type.Array(Check),
  versions: Type.Array(
    Type.Object({ version: Type.Integer(), changedBy: Text, changedAt: Text, changed: Type.Array(Text) }),
  ),
});
const Named = Type.Object({ id: Text, name: Text });
const Offer = Type.Object({
  languages: Type.Array(Text),
  purposes: Type.Array(
    Type.Object({ id: Text, sentence: Text, legalBases: Type.Array(Named), fields: Type.Array(Named) }),
  ),
});
const Made = Type.Object({
  client: Text,
  version: Type.Integer(),
  state: Text,
  secret: Type.Optional(Type.String({ description: 'Told this once; of a simulation service only' })),
});
const Figures = Type.Object({
  signIns: Type.Integer(),
  refusals: Type.Integer(),
  signOuts: Type.Integer(),
  days: Type.Array(Type.Object({ day: Text, signIns: Type.Integer(), refusals: Type.Integer() })),
});
const Why = Type.String({ minLength: 5, maxLength: 1000 });
const closed = { additionalProperties: false };
const Jwk = Type.Record(Type.String({ maxLength: 20 }), Type.Unknown(), { description: 'RFC 7517, public' });

export interface RouteParts extends ViewParts {
  readonly services: Registry;
  readonly pool: Parameters<typeof readService>[0];
}

/** The console of services that sign people in with us: an organisation sees and changes its own, an inspector signs. */
export function serviceRoutes(parts: RouteParts): Contract[] {
  const { services, pool } = parts;
  const manage = { tag: 'services', scope: 'services.manage' } as const;
  const inspect = { tag: 'services', scope: 'services.inspect', method: 'POST', params: ClientParams } as const;
  const both = { tag: 'services', scope: null } as const;
  const answer = async (status: number, made: ServiceMade) => {
    const { secretMade, ...told } = made;
    const secret = secretMade ? await services.tellSecret(made.client) : undefined;
    return new Answer(status, { ...told, ...(secret === undefined ? {} : { secret }) });
  };
  const move = (step: 'suspend' | 'resume' | 'close', summary: string) =>
    contract({
      ...both,
      method: 'POST',
      path: `/api/services/:client/${step}`,
      summary,
      params: ClientParams,
      body: Type.Object({ why: Why }, closed),
      answers: { 200: Made },
      handle: async (context, { params, body }) => {
        requireEither(context, step);
        return answer(200, await services.move(context, params.client, step, body.why));
      },
    });

  return [
    contract({
      ...both,
      method: 'GET',
      path: '/api/services',
      summary: "The organisation's services; for an inspector those that wait and those in production",
      answers: { 200: Type.Object({ services: Type.Array(Line), offer: Type.Optional(Offer) }) },
      handle: async (context) => {
        const view = (row: ServiceRow) => viewLine(row, context.language, parts);
        if (requireEither(context)) return { services: (await readServicesToInspect(pool)).map(view) };
        const organisation = requireOrganisation(context);
        const services = (await readServicesOf(pool, organisation)).map(view);
        return { services, offer: viewOffer(organisation, context.language, parts) };
      },
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/services',
      summary: 'Registers a service: it can be tried out in the simulation at once',
      body: ServiceGiven,
      answers: { 201: Made },
      handle: async (context, { body }) => answer(201, await services.register(context, body)),
    }),
    contract({
      ...both,
      method: 'GET',
      path: '/api/services/:client',
      summary: 'A service: what is in force, what waits, its check list and its versions',
      params: ClientParams,
      answers: { 200: Detail },
      handle: async (context, { params }) =>
        viewService(pool, await requireVisible(parts, context, params.client), context.language, parts),
    }),
    contract({
      ...manage,
      method: 'PUT',
      path: '/api/services/:client',
      summary: 'Writes the next version; in production the one before serves on until an inspector has signed',
      params: ClientParams,
      body: Type.Object(
        { version: Type.Integer({ description: 'The newest that the author saw' }), service: ServiceGiven },
        closed,
      ),
      answers: { 200: Made },
      handle: async (context, { params, body }) =>
        answer(200, await services.change(context, params.client, body.version, body.service)),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/services/:client/keys',
      summary: 'Adds a key, takes one away, or both; at once',
      params: ClientParams,
      body: Type.Object({ add: Type.Optional(Jwk), remove: Type.Optional(Type.String({ maxLength: 100 })) }, closed),
      answers: { 200: Type.Object({ client: Text, version: Type.Integer(), keys: Type.Array(Key) }) },
      handle: (context, { params, body }) => services.rotateKeys(context, params.client, body as KeyChange),
    }),
    contract({
      ...both,
      method: 'GET',
      path: '/api/services/:client/checks',
      summary: 'The check list, and what of it is still missing',
      params: ClientParams,
      answers: { 200: Checks },
      handle: async (context, { params }) => {
        const service = await requireVisible(parts, context, params.client);
        return { checks: (await viewService(pool, service, context.language, parts)).checks };
      },
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/services/:client/check',
      summary: 'Answers an item of the check list with evidence',
      params: ClientParams,
      body: Type.Object(
        { item: Type.String({ maxLength: 40 }), evidence: Type.String({ minLength: 10, maxLength: 4000 }) },
        closed,
      ),
      answers: { 204: Type.Null() },
      handle: async (context, { params, body }) => {
        await services.answerCheck(context, params.client, body);
        return new Answer(204);
      },
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/services/:client/submit',
      summary: 'Puts the service, or its change, before an inspector',
      params: ClientParams,
      answers: { 200: Made },
      handle: async (context, { params }) => answer(200, await services.submit(context, params.client)),
    }),
    contract({
      ...inspect,
      path: '/api/services/:client/approve',
      summary: 'The inspector signs: the version that waits is in force for real persons',
      body: Type.Object({ version: Type.Integer() }, closed),
      answers: { 200: Made },
      handle: async (context, { params, body }) =>
        answer(200, await services.decide(context, params.client, { kind: 'approve', ...body })),
    }),
    contract({
      ...inspect,
      path: '/api/services/:client/refuse',
      summary: 'The inspector sends it back and says why',
      body: Type.Object({ version: Type.Integer(), why: Why }, closed),
      answers: { 200: Made },
      handle: async (context, { params, body }) =>
        answer(200, await services.decide(context, params.client, { kind: 'refuse', ...body })),
    }),
    move('suspend', 'Stops a service at once'),
    move('resume', 'Lets a suspended service go on; an inspector does'),
    move('close', 'Ends a service for good; its own organisation does'),
    contract({
      ...both,
      method: 'GET',
      path: '/api/services/:client/figures',
      summary: 'Sign-ins and refusals by day',
      params: ClientParams,
      query: Type.Object({ days: Type.Integer({ minimum: 1, maximum: 92, default: 14 }) }),
      answers: { 200: Figures },
      handle: async (context, { params, query }): Promise<Static<typeof Figures>> => {
        const { client } = await requireVisible(parts, context, params.client);
        return viewServiceFigures(pool, client, query.days, context.clock.today());
      },
    }),
  ];
}

type KeyChange = { add?: Record<string, unknown>; remove?: string };

/** Another organisation's service does not exist for the caller. */
async function requireVisible({ pool }: RouteParts, context: Context, client: string): Promise<ServiceRow> {
  const inspects = requireEither(context);
  const service = await readService(pool, client);
  if (!service || (!inspects && service.organisation !== requireOrganisation(context)))
    throw problems['service-unknown']();
  return service;
}
