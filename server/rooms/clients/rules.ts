import type { Offices } from '#rooms/offices';
import { checkAddress } from './addresses.ts';
import { checkKeys } from './keys.ts';
import { CIBA, DEVICE, type Metadata, type Realm, type ServiceGiven } from './model.ts';
import { problems } from './problems.ts';
import { claimNames, fieldsOf } from './scopes.ts';

/** Fields that a claim shows. */
export const OFFERED_FIELDS: ReadonlySet<string> = new Set(fieldsOf(claimNames));

export interface ServiceLaw {
  readonly offices: Pick<Offices, 'findOrganisation' | 'findPurpose' | 'findLegalBasis'>;
  readonly languages: readonly string[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/**
 * Checks what an organisation says of its service, against the country's law and against what a realm allows.
 * @returns the same with its keys cleaned
 * @throws Problem clients/service-… with the pointer to what is wrong
 */
export function checkService(given: ServiceGiven, organisation: string, realm: Realm, law: ServiceLaw): ServiceGiven {
  checkNames(given, law);
  checkPurpose(given, organisation, law);
  checkAddresses(given.metadata, realm);
  checkGrants(given.metadata);
  checkAuthentication(given, realm);
  const { jwks } = given.metadata;
  if (!jwks) return given;
  const keys = checkKeys(jwks.keys, '/metadata/jwks/keys');
  return { ...given, metadata: { ...given.metadata, jwks: { keys } } };
}

function checkNames({ name }: ServiceGiven, { languages }: ServiceLaw): void {
  for (const language of languages)
    if (!name[language]?.trim())
      throw problems['service-name']({ pointer: `/name/${language}`, values: { languages: languages.join(', ') } });
  const extra = Object.keys(name).find((language) => !languages.includes(language));
  if (extra) throw problems['service-name']({ pointer: `/name/${extra}`, values: { languages: languages.join(', ') } });
}

function checkPurpose(given: ServiceGiven, organisation: string, { offices, today }: ServiceLaw): void {
  const known = offices.findOrganisation(organisation);
  if (!known) throw problems['service-organisation']();
  const purpose = offices.findPurpose(given.purpose);
  // A purpose that is only ever answered yes or no cannot give values to a service.
  if (!purpose || !known.purposes.includes(given.purpose) || purpose.mode !== 'attributes')
    throw problems['service-purpose']({ pointer: '/purpose', values: { purposes: known.purposes.join(', ') } });
  const basis = offices.findLegalBasis(given.legalBasis);
  const inForce = basis && basis.validFrom <= today && (basis.validTo === undefined || today < basis.validTo);
  if (!inForce || !purpose.legalBases.includes(given.legalBasis))
    throw problems['service-law']({ pointer: '/legalBasis', values: { laws: purpose.legalBases.join(', ') } });
  given.fields.forEach(({ field }, index) => {
    const double = given.fields.findIndex((other) => other.field === field) !== index;
    if (double || !purpose.fields.includes(field) || !OFFERED_FIELDS.has(field))
      throw problems['service-field']({
        pointer: `/fields/${index}/field`,
        values: { fields: purpose.fields.filter((one) => OFFERED_FIELDS.has(one)).join(', ') },
      });
  });
}

function checkAddresses(metadata: Metadata, realm: Realm): void {
  for (const name of ['redirect_uris', 'post_logout_redirect_uris'] as const)
    metadata[name]?.forEach((uri, index) => {
      checkAddress(uri, realm, `/metadata/${name}/${index}`);
    });
  for (const name of ['jwks_uri', 'backchannel_logout_uri', 'backchannel_client_notification_endpoint'] as const) {
    const uri = metadata[name];
    if (uri !== undefined) checkAddress(uri, realm, `/metadata/${name}`);
    // CIBA Core 4: a ping carries a token, on the loopback too; the library refuses every request of such a service.
    if (name === 'backchannel_client_notification_endpoint' && uri?.startsWith('http:'))
      throw problems['service-uri-insecure']({ pointer: `/metadata/${name}` });
  }
}

function checkGrants(metadata: Metadata): void {
  const grants = new Set<string>(metadata.grant_types);
  const code = grants.has('authorization_code');
  if (code !== metadata.redirect_uris.length > 0)
    throw problems['service-redirects']({ pointer: '/metadata/redirect_uris' });
  const alone = !code && !grants.has(CIBA) && !grants.has(DEVICE);
  // OpenID Connect Core 8.1: without a redirect to tell one service from another, its key must.
  const keyed = ['private_key_jwt', 'self_signed_tls_client_auth'].includes(metadata.token_endpoint_auth_method);
  if (alone || ((grants.has(CIBA) || grants.has(DEVICE)) && !keyed))
    throw problems['service-grant']({ pointer: '/metadata/grant_types' });
  const mode = metadata.backchannel_token_delivery_mode;
  const endpoint = metadata.backchannel_client_notification_endpoint;
  if (grants.has(CIBA) !== (mode !== undefined))
    throw problems['service-ciba']({ pointer: '/metadata/backchannel_token_delivery_mode' });
  if ((mode === 'ping') !== (endpoint !== undefined))
    throw problems['service-ciba']({ pointer: '/metadata/backchannel_client_notification_endpoint' });
}

function checkAuthentication({ metadata, profile }: ServiceGiven, realm: Realm): void {
  const { token_endpoint_auth_method: method, jwks, jwks_uri } = metadata;
  const pointer = '/metadata/token_endpoint_auth_method';
  if (method === 'client_secret_basic' && realm !== 'simulation') throw problems['service-auth']({ pointer });
  if (profile === 'fapi2' && (method === 'none' || method === 'client_secret_basic'))
    throw problems['service-profile']({ pointer });
  const needsKeys = method === 'private_key_jwt' || method === 'self_signed_tls_client_auth';
  const sources = [jwks, jwks_uri].filter((one) => one !== undefined).length;
  if (sources !== (needsKeys ? 1 : 0)) throw problems['service-keys']({ pointer: '/metadata/jwks' });
  if (method === 'self_signed_tls_client_auth' && jwks && !jwks.keys.some((key) => 'x5c' in key))
    throw problems['service-tls']({ pointer: '/metadata/jwks' });
  const subjects = [metadata.tls_client_auth_subject_dn, metadata.tls_client_auth_san_dns].filter(
    (one) => one !== undefined,
  ).length;
  if (subjects !== (method === 'tls_client_auth' ? 1 : 0))
    throw problems['service-tls']({ pointer: '/metadata/tls_client_auth_san_dns' });
}
