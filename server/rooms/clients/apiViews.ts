import { Type } from 'typebox';
import type { Client } from '#kernel';
import type { Offices } from '#rooms/offices';
import { ApiGiven } from './apiModel.ts';
import { type Access, type Api, readApi } from './apiStore.ts';
import { readService } from './store.ts';

const Text = Type.String();

export const ApiLine = Type.Object({
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

export const ApiDetail = Type.Object({
  ...ApiLine.properties,
  refusal: Type.Optional(Text),
  inForce: ApiGiven,
  proposed: Type.Optional(ApiGiven),
});

export const AccessLine = Type.Object({
  client: Text,
  service: Text,
  organisationName: Type.String({ description: "The service's organisation" }),
  api: Text,
  apiName: Text,
  realm: Text,
  scopes: Type.Array(Text),
  asked: Type.Optional(Type.Array(Text)),
  names: Type.Record(Text, Text, { description: "The API's names of its scopes" }),
  why: Text,
  askedAt: Text,
  decidedAt: Type.Optional(Text),
  note: Type.Optional(Text),
});

export interface ApiViewParts {
  readonly pool: Pick<Client, 'query'>;
  readonly offices: Pick<Offices, 'organisationName'>;
}

/** An API in the reader's language. */
export function viewApi(row: Api, language: string, { offices }: Pick<ApiViewParts, 'offices'>) {
  return {
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
  };
}

/** What a service holds of an API and asks for, for the owner of either. */
export async function viewAccess(row: Access, language: string, { pool, offices }: ApiViewParts) {
  const service = await readService(pool, row.client);
  const api = await readApi(pool, row.api);
  const names = api?.given.scopes.map(({ scope, name }) => [scope, name[language] ?? scope]) ?? [];
  return {
    ...{ client: row.client, api: row.api, realm: row.realm, scopes: row.scopes, why: row.why },
    service: service?.name[language] ?? row.client,
    organisationName: service ? offices.organisationName(service.organisation, language) : '',
    apiName: api?.given.name[language] ?? row.api,
    names: Object.fromEntries(names) as Record<string, string>,
    askedAt: row.askedAt.toISOString(),
    ...(row.asked ? { asked: row.asked } : {}),
    ...(row.decidedAt ? { decidedAt: row.decidedAt.toISOString() } : {}),
    ...(row.note ? { note: row.note } : {}),
  };
}
