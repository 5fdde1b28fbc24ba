import type { ClaimsParameter, Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Kernel } from '#kernel';
import type { Accounts } from '#rooms/accounts';
import { claimNames, claimsByScope, fieldOf, scopes } from '#rooms/clients';
import type { Mandates } from '#rooms/mandates';
import { createAccountFinder } from './accountFinder.ts';
import { createAcrNames } from './acrNames.ts';
import { ArtifactAdapter } from './adapter.ts';
import { checkClientAssertion, createRequestObjectCheck } from './assertions.ts';
import { createCertificates } from './certificate.ts';
import { createCiba } from './ciba.ts';
import { agreementOf, createClientAdapter, type FindMetadata, ownMetadata } from './clients.ts';
import { asksDetail, type Details } from './details.ts';
import { createGrantLoader } from './grants.ts';
import type { Handles } from './handles.ts';
import { tokenKeys } from './keys.ts';
import { lifetimes } from './lifetimes.ts';
import type { Living } from './living.ts';
import { createPolicy } from './policy.ts';
import type { ProviderPages } from './providerPages.ts';
import type { ReleaseParts } from './release.ts';
import {
  createApiDescriber,
  createIntrospectionPolicy,
  createResourceServers,
  createTokenCustomizer,
  ownAudience,
  type ResourceParts,
} from './resources.ts';
import { cookieKeys, type Secrets } from './secrets.ts';
import { sectorOf } from './subjects.ts';
import { describeSystemResource, type FindSystem } from './systemTokens.ts';
import { checkVerifiedRequest } from './verifiedClaims.ts';

export interface ConfigurationParts extends ReleaseParts {
  readonly kernel: Pick<Kernel, 'config' | 'clock' | 'database' | 'keys' | 'words' | 'log'>;
  readonly accounts: Accounts;
  readonly mandates: Mandates;
  readonly secrets: Secrets;
  readonly handles: Handles;
  readonly living: Living;
  readonly pages: ProviderPages;
  readonly findMetadata: FindMetadata;
  readonly findSystem: FindSystem;
  readonly apis: ResourceParts['apis'];
  readonly details: Details;
  readonly fetch: NonNullable<Configuration['fetch']>;
}

/** Everything that the library leaves open, decided. What it would do by itself is written down only where we want it so. */
export function configureProvider(parts: ConfigurationParts): Configuration {
  const { kernel, secrets, handles, living } = parts;
  const { config, database, clock, words } = kernel;
  const acrs = createAcrNames(parts.offices.country.facts);
  const resources: ResourceParts = { origin: config.origin, apis: parts.apis };
  const clients = createClientAdapter(config.origin, parts.findMetadata, parts.findSystem);
  return {
    adapter: (model) => (model === 'Client' ? clients : new ArtifactAdapter(model, database.keyed, handles)),
    jwks: { keys: tokenKeys(kernel.keys) },
    ...cookies(parts),
    features: { ...features(parts), ...certificates(parts) },
    findAccount: createAccountFinder(parts),
    loadExistingGrant: createGrantLoader({ accounts: parts.accounts, database, clock: clock as never, living, acrs }),
    interactions: {
      policy: createPolicy({
        living,
        clock,
        subjects: parts.subjects,
        acrs,
        describeApis: createApiDescriber(resources, words),
        details: parts.details,
      }),
      url: (_ctx, interaction) => `/sign-in/${interaction.uid}`,
    },
    fetch: parts.fetch,
    fetchResponseBodyLimits: { jwks_uri: 65_536 },

    // Who a person is, and how strongly they proved it.
    scopes: [...scopes],
    claims: claimsByScope as Configuration['claims'] & {},
    acrValues: [...acrs.supported],
    subjectTypes: ['public', 'pairwise'],
    // Whoever looks into a token that was made for it is told its own name of the person, and not the service's.
    // (A notice of a logout comes from no request: it has no context.)
    pairwiseIdentifier: (ctx: KoaContextWithOIDC | undefined, account, client) => {
      const named = ctx?.oidc.route === 'introspection' && ctx.oidc.client ? ctx.oidc.client : client;
      return parts.subjects().nameFor(sectorOf(agreementOf(named)!), account);
    },
    formats: { customizers: { jwt: createTokenCustomizer(kernel) } },
    sectorIdentifierUriValidate: () => false,
    conformIdTokenClaims: true,

    // How clients prove who they are, and what they may ask.
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: [
      'private_key_jwt',
      'client_secret_basic',
      'none',
      ...(config.clientCertificateHeader ? (['tls_client_auth', 'self_signed_tls_client_auth'] as const) : []),
    ],
    clientDefaults: {
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: 'ES256',
      authorization_signed_response_alg: 'ES256',
      introspection_signed_response_alg: 'ES256',
      // What each may ask for is its organisation's agreement to say.
      authorization_details_types: parts.details.types(),
    },
    enabledJWA: algorithms,
    extraClientMetadata: { properties: [...ownMetadata], validator: () => undefined },
    assertJwtClientAuthClaimsAndHeader: checkClientAssertion,
    clockTolerance: 15,
    clientBasedCORS: (ctx, origin, client) =>
      (ctx.oidc.route === 'userinfo' || client.clientAuthMethod === 'none') &&
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    allowOmittingSingleRegisteredRedirectUri: false,
    acceptQueryParamAccessTokens: false,

    // How long things live, and what ends them.
    ttl: lifetimes,
    rotateRefreshToken: ({ oidc }) => {
      const { Client: client, RefreshToken: token } = oidc.entities;
      // Whoever proves its key with every use gains nothing from rotation (FAPI 2.0, 5.3.2.1), until the token ages.
      return (
        (client?.clientAuthMethod === 'none' && !token?.isSenderConstrained()) || token!.ttlPercentagePassed() >= 70
      );
    },
    issueRefreshToken: (_ctx, client, source) =>
      client.grantTypeAllowed('refresh_token') && source.scopes.has('offline_access'),
    expiresWithSession: (_ctx, source) => !source.scopes.has('offline_access'),
    revokeGrantPolicy: ({ oidc }) => !(oidc.route === 'revocation' && oidc.entities.AccessToken),

    discovery: {
      claim_types_supported: ['normal'],
      claims_locales_supported: words.languages,
      ui_locales_supported: words.languages,
      verified_claims_supported: true,
      trust_frameworks_supported: [`${config.country}_eid`],
      claims_in_verified_claims_supported: claimNames.filter((name) => fieldOf(name) !== undefined),
    },
    renderError: parts.pages.renderError,
  };

  function cookies({ kernel: { keys } }: ConfigurationParts): Pick<Configuration, 'cookies'> {
    const options = {
      httpOnly: true,
      sameSite: 'lax',
      signed: true,
      secure: config.origin.startsWith('https:'),
    } as const;
    return {
      cookies: {
        names: { session: 'dancu-provider', interaction: 'dancu-interaction', resume: 'dancu-resume' },
        long: options,
        short: options,
        keys: cookieKeys(keys),
      },
    };
  }

  function features({ pages }: ConfigurationParts) {
    return {
      devInteractions: { enabled: false },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      fapi: { enabled: true, profile: profileOf },
      pushedAuthorizationRequests: { enabled: true },
      dPoP: { enabled: true, nonceSecret: secrets.dpopNonce },
      requestObjects: { enabled: true, assertJwtClaimsAndHeader: createRequestObjectCheck(database) },
      jwtResponseModes: { enabled: true },
      claimsParameter: {
        enabled: true,
        assertClaimsParameter: (_ctx: KoaContextWithOIDC, claims: ClaimsParameter) => {
          for (const section of [claims.userinfo, claims.id_token])
            if (section?.verified_claims !== undefined) checkVerifiedRequest(section.verified_claims);
        },
      },
      resourceIndicators: {
        enabled: true,
        // The library wants one beside authorization_details. It is ours, without any scope there: what is agreed to is no token's.
        defaultResource: ({ oidc }: KoaContextWithOIDC, client: Client, oneOf?: readonly string[]) =>
          oneOf ??
          describeSystemResource(config.origin, client)?.audience ??
          (asksDetail(oidc.params) ? ownAudience(config.origin) : undefined),
        useGrantedResource: () => false,
        getResourceServerInfo: createResourceServers(resources),
      },
      richAuthorizationRequests: parts.details.configure(),
      introspection: {
        enabled: true,
        // The library would let any client look into another's tokens.
        allowedPolicy: createIntrospectionPolicy(resources),
      },
      revocation: {
        enabled: true,
        // RFC 7009, 2.2: a token that is not the client's is to it like one that is not.
        allowedPolicy: (
          _ctx: KoaContextWithOIDC,
          client: { clientId: string },
          token: { clientId?: string | undefined },
        ) => token.clientId === client.clientId,
      },
      // For agencies' systems: no service is registered with this grant.
      clientCredentials: { enabled: true },
      userinfo: { enabled: true },
      jwtUserinfo: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: pages.renderLogout,
        postLogoutSuccessSource: pages.renderLogoutDone,
      },
      deviceFlow: {
        enabled: true,
        charset: 'base-20',
        mask: '****-****',
        deviceInfo: pages.describeDevice,
        userCodeInputSource: pages.renderDeviceCode,
        userCodeConfirmSource: pages.renderDeviceConfirm,
        successSource: pages.renderDeviceDone,
      },
      ciba: createCiba({ ...parts, resources }),
    } as const;
  }
}

const profileOf = (_ctx: unknown, client?: { [key: string]: unknown }) =>
  agreementOf(client)?.profile === 'fapi2' ? ('2.0' as const) : undefined;

/** Without a certificate's header from a front that we know nobody can say to have one. */
function certificates({ kernel: { config } }: ConfigurationParts): Pick<Configuration['features'] & {}, 'mTLS'> {
  if (!config.clientCertificateHeader) return {};
  const given = { header: config.clientCertificateHeader, authorities: config.clientAuthorities };
  return {
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      selfSignedTlsClientAuth: true,
      tlsClientAuth: true,
      ...createCertificates(given),
    },
  };
}

/** ES256 is signed; of clients the FAPI 2.0 list is taken (5.4.1). */
const algorithms: Configuration['enabledJWA'] = {
  clientAuthSigningAlgValues: ['ES256', 'PS256', 'EdDSA', 'Ed25519'],
  requestObjectSigningAlgValues: ['ES256', 'PS256', 'EdDSA', 'Ed25519'],
  dPoPSigningAlgValues: ['ES256', 'EdDSA', 'Ed25519'],
  idTokenSigningAlgValues: ['ES256'],
  userinfoSigningAlgValues: ['ES256'],
  introspectionSigningAlgValues: ['ES256'],
  authorizationSigningAlgValues: ['ES256'],
};
