import { createHash } from 'node:crypto';
import { type Adapter, type AdapterPayload, type AllClientMetadata, errors } from 'oidc-provider';
import type { Field } from '#libs/country';
import type { Assurance } from '#rooms/accounts';
import { scopesFor } from '#rooms/clients';
import { describeSystem, type FindSystem } from './systemTokens.ts';

/** Our own screens: a client like any other but for the consent, which nobody needs to give to whom they came to. */
export const SCREENS = 'dancu-screens';

/** One field of an agreement. */
export interface AgreedField {
  readonly field: Field;
  readonly required: boolean;
}

/** A service's agreement as the provider holds its claims to it. */
export interface Agreement {
  readonly client: string;
  readonly organisation: string;
  readonly realm: 'simulation' | 'production';
  readonly profile: 'fapi2' | 'plain';
  readonly names: Readonly<Record<string, string>>;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly fields: readonly AgreedField[];
  readonly assurance: Assurance;
  readonly actsFor: readonly ('organisations' | 'persons')[];
  readonly version: number;
}

/** Metadata of services that OpenID has no word for. */
export const ownMetadata = [
  'organisation',
  'realm',
  'profile',
  'purpose',
  'legal_basis',
  'fields',
  'assurance',
  'acts_for',
  'service_version',
  'service_names',
] as const;

type OwnMetadata = Record<(typeof ownMetadata)[number], never>;

/** @returns undefined for our own screens */
export function agreementOf(client: { [key: string]: unknown } | undefined): Agreement | undefined {
  if (!client?.organisation) return undefined;
  const own = client as OwnMetadata;
  return {
    client: client.clientId as string,
    organisation: own.organisation,
    realm: own.realm,
    profile: own.profile,
    names: own.service_names,
    purpose: own.purpose,
    legalBasis: own.legal_basis,
    fields: own.fields,
    assurance: own.assurance,
    actsFor: own.acts_for ?? [],
    version: own.service_version,
  };
}

/** Tells one agreement's terms from another's: consent to the one is none to the other. */
export function hashTerms({ organisation, realm, purpose, legalBasis, fields }: Agreement): Buffer {
  const sorted = fields.map(({ field, required }) => `${field}:${required}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([organisation, realm, purpose, legalBasis, sorted]))
    .digest();
}

/** Finds the metadata of a service that may serve now. */
export type FindMetadata = (client: string) => Promise<Record<string, unknown> | undefined>;

/** The address under which the provider's own `fetch` finds the keys that stand in a service's registration. */
export const keysAddress = (issuer: string, client: string) => `${issuer}/clients/${encodeURIComponent(client)}/jwks`;

/** Clients are the services that may serve now, agencies' systems, and our own screens. */
export function createClientAdapter(origin: string, findMetadata: FindMetadata, findSystem: FindSystem): Adapter {
  const never = async (): Promise<undefined> => {
    throw new errors.InvalidRequest('services are registered in their console');
  };
  return {
    async find(id): Promise<AdapterPayload | undefined> {
      if (id === SCREENS) return describeScreens(origin);
      if (id.length > 200 || id.includes('\0')) return undefined;
      const metadata = await findMetadata(id);
      if (metadata) return completeMetadata(metadata as AllClientMetadata & OwnMetadata, `${origin}/oidc`);
      const system = await findSystem(id);
      return system && describeSystem(system);
    },
    upsert: never,
    destroy: never,
    consume: never,
    revokeByGrantId: never,
    findByUid: never,
    findByUserCode: never,
  };
}

function describeScreens(origin: string): AdapterPayload {
  return {
    client_id: SCREENS,
    client_name: 'Dancu',
    application_type: 'web',
    redirect_uris: [`${origin}/signed-in`],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'none',
    subject_type: 'public',
    scope: 'openid',
  };
}

function completeMetadata(given: AllClientMetadata & OwnMetadata, issuer: string): AdapterPayload {
  const { jwks, ...rest } = given;
  const grants = given.grant_types ?? ['authorization_code'];
  const silent = grants.some((grant) => grant.endsWith(':ciba') || grant.endsWith(':device_code'));
  const fields = (given.fields as readonly AgreedField[]).map(({ field }) => field);
  const keys = silent ? { jwks_uri: keysAddress(issuer, given.client_id!) } : { jwks };
  return {
    ...rest,
    // Without a browser the library wants the keys behind an address.
    ...(jwks ? keys : {}),
    subject_type: 'pairwise',
    scope: scopesFor(fields, grants.includes('refresh_token')).join(' '),
  };
}
