import { type Static, Type } from 'typebox';
import { FIELDS } from '#libs/country';
import { ASSURANCES } from '#rooms/accounts';

export const REALMS = ['simulation', 'production'] as const;
export type Realm = (typeof REALMS)[number];

/** draft: where nothing can be tried out · simulation: synthetic persons only · checking: before the inspector · then real persons */
export const STATES = ['draft', 'simulation', 'checking', 'production', 'suspended', 'closed'] as const;
export type ServiceState = (typeof STATES)[number];

export const GRANTS = [
  'authorization_code',
  'refresh_token',
  'urn:openid:params:grant-type:ciba',
  'urn:ietf:params:oauth:grant-type:device_code',
] as const;
export const CIBA = GRANTS[2];
export const DEVICE = GRANTS[3];

export const AUTH_METHODS = [
  'private_key_jwt',
  'self_signed_tls_client_auth',
  'tls_client_auth',
  'none',
  'client_secret_basic',
] as const;

const Uri = Type.String({ minLength: 8, maxLength: 1000 });
const Uris = Type.Array(Uri, { maxItems: 20, uniqueItems: true });
const Jwk = Type.Record(Type.String({ maxLength: 20 }), Type.Unknown());

/** OpenID client metadata by the names of RFC 7591 and of the extensions that we speak. */
export const Metadata = Type.Object(
  {
    redirect_uris: Uris,
    post_logout_redirect_uris: Type.Optional(Uris),
    grant_types: Type.Array(Type.Enum(GRANTS), { minItems: 1, uniqueItems: true }),
    token_endpoint_auth_method: Type.Enum(AUTH_METHODS),
    jwks: Type.Optional(Type.Object({ keys: Type.Array(Jwk, { minItems: 1, maxItems: 10 }) })),
    jwks_uri: Type.Optional(Uri),
    tls_client_auth_subject_dn: Type.Optional(Type.String({ minLength: 4, maxLength: 500 })),
    tls_client_auth_san_dns: Type.Optional(Type.String({ minLength: 4, maxLength: 253 })),
    backchannel_logout_uri: Type.Optional(Uri),
    backchannel_token_delivery_mode: Type.Optional(Type.Enum(['poll', 'ping'])),
    backchannel_client_notification_endpoint: Type.Optional(Uri),
  },
  { additionalProperties: false },
);
export type Metadata = Static<typeof Metadata>;

/** What an organisation says of its service. */
export const ServiceGiven = Type.Object(
  {
    name: Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Type.String({ minLength: 1, maxLength: 120 })),
    purpose: Type.String({ maxLength: 80 }),
    legalBasis: Type.String({ maxLength: 80 }),
    fields: Type.Array(
      Type.Object({ field: Type.Enum(FIELDS), required: Type.Boolean() }, { additionalProperties: false }),
      { maxItems: FIELDS.length },
    ),
    assurance: Type.Enum(ASSURANCES),
    profile: Type.Enum(['fapi2', 'plain']),
    actsFor: Type.Array(Type.Enum(['organisations', 'persons']), { uniqueItems: true }),
    metadata: Metadata,
  },
  { additionalProperties: false },
);
export type ServiceGiven = Static<typeof ServiceGiven>;

/** A service as it is in force. */
export interface Service extends ServiceGiven {
  readonly client: string;
  readonly organisation: string;
  readonly realm: Realm;
  readonly state: ServiceState;
  readonly version: number;
}

/**
 * May it sign anybody in? A simulation service never comes near a real person: where the register holds real ones it serves
 * nobody at all, and tries itself out on an installation whose register is synthetic.
 * @param synthetic whether every person of this installation's register is made up
 */
export function mayServe(service: Pick<Service, 'realm' | 'state'>, { synthetic }: { synthetic: boolean }): boolean {
  if (service.realm === 'production') return service.state === 'production';
  return synthetic && (service.state === 'simulation' || service.state === 'checking');
}

export type ServiceStep = 'submit' | 'approve' | 'refuse' | 'suspend' | 'resume' | 'close' | 'change';

/** What a step makes of a state; undefined: not from here. */
export function nextState(
  service: Pick<Service, 'realm' | 'state'> & { submitted: boolean },
  step: ServiceStep,
  { synthetic }: { synthetic: boolean },
): ServiceState | undefined {
  const { realm, state, submitted } = service;
  const trying = synthetic ? 'simulation' : 'draft';
  switch (step) {
    case 'submit':
      if (submitted) return undefined;
      if (state === 'production') return 'production';
      return state === 'draft' || state === 'simulation' ? 'checking' : undefined;
    case 'approve':
      return submitted && (state === 'checking' || state === 'production') ? 'production' : undefined;
    case 'refuse':
      if (!submitted) return undefined;
      return state === 'checking' ? trying : state === 'production' ? 'production' : undefined;
    case 'change':
      // What the inspector has before the eyes must not change under them: it comes back to the organisation first.
      if (state === 'checking') return trying;
      return state === 'suspended' || state === 'closed' ? undefined : state;
    case 'suspend':
      return state === 'suspended' || state === 'closed' ? undefined : 'suspended';
    case 'resume':
      if (state !== 'suspended') return undefined;
      return realm === 'production' ? 'production' : trying;
    case 'close':
      return state === 'closed' ? undefined : 'closed';
  }
}
