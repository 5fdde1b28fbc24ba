import type { Configuration } from 'oidc-provider';
import { GRANT_SECONDS } from './grants.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds. Short where a stolen value would work elsewhere; as long as a person's patience where a person answers. */
export const lifetimes = {
  AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? 10 * MINUTE,
  AuthorizationCode: MINUTE,
  ClientCredentials: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? 10 * MINUTE,
  IdToken: 10 * MINUTE,
  RefreshToken: 30 * DAY,
  Grant: GRANT_SECONDS,
  Interaction: 10 * MINUTE,
  // As a person's own session lives at most.
  Session: 12 * HOUR,
  DeviceCode: 10 * MINUTE,
  BackchannelAuthenticationRequest: (ctx) => {
    const asked = Number(ctx?.oidc.params?.requested_expiry ?? 2 * MINUTE);
    return Math.min(Math.max(asked, 30), 2 * MINUTE);
  },
} satisfies Configuration['ttl'];
