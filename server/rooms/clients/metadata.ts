import type { Service } from './model.ts';

/** Services of one organisation know a person under one name, and no other organisation's do (OpenID Connect Core 8.1). */
export function sectorHost(organisation: string): string {
  return `${organisation}.sector.invalid`;
}

/**
 * A service in the words of OpenID's client metadata, with what OpenID has no word for flat beside it.
 * @param secret only of a simulation service that authenticates with one
 */
export function toClientMetadata(service: Service, secret?: string): Record<string, unknown> {
  const { metadata, profile } = service;
  const method = metadata.token_endpoint_auth_method;
  const tls = method === 'tls_client_auth' || method === 'self_signed_tls_client_auth';
  const fapi = profile === 'fapi2';
  const code = metadata.grant_types.includes('authorization_code');
  return {
    ...metadata,
    client_id: service.client,
    client_name: service.name.en ?? Object.values(service.name)[0],
    ...(secret === undefined ? {} : { client_secret: secret }),
    application_type: 'web',
    response_types: code ? ['code'] : [],
    id_token_signed_response_alg: 'ES256',
    sector_identifier_uri: `https://${sectorHost(service.organisation)}/`,
    ...(metadata.backchannel_logout_uri ? { backchannel_logout_session_required: true } : {}),
    require_pushed_authorization_requests: fapi && code,
    // Sender-constrained by the certificate where there is one, by DPoP elsewhere (FAPI 2.0, 5.3.2.1).
    tls_client_certificate_bound_access_tokens: tls,
    dpop_bound_access_tokens: fapi && !tls,
    organisation: service.organisation,
    realm: service.realm,
    profile,
    purpose: service.purpose,
    legal_basis: service.legalBasis,
    fields: service.fields,
    assurance: service.assurance,
    acts_for: service.actsFor,
    service_version: service.version,
    service_names: service.name,
  };
}
