import * as oidc from 'openid-client';
import type { PortalKey } from './key.ts';
import { createLogoutVerifier } from './logoutToken.ts';
import type { ActingFor, Assurance, Attempt, Session } from './sessions.ts';

const ACR = 'urn:dancu:acr:';
const SCOPE = 'openid profile birthdate organisation';
const HOURS_8 = 8 * 3_600_000;

export interface Login {
  /** Where the browser goes to sign in, and what has to be remembered until it is back. */
  begin(wish: {
    wanted?: Assurance;
    to: string;
    language: string;
    again: boolean;
  }): Promise<{ url: URL; attempt: Attempt }>;
  /** Redeems what the browser brought back. @throws SignInRefused, or what `openid-client` throws */
  finish(url: URL, attempt: Attempt): Promise<Session>;
  endUrl(session: Session, language: string): URL;
  readonly verifyLogout: ReturnType<typeof createLogoutVerifier>;
}

/** The login says no; `code` is OAuth's. */
export class SignInRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface LoginOptions {
  readonly issuer: string;
  readonly client: string;
  readonly origin: string;
  readonly key: PortalKey;
}

/** The portal's side of the login: FAPI 2.0 (PAR, PKCE, private_key_jwt, DPoP, `iss` in the answer). */
export async function connectLogin({ issuer, client, origin, key }: LoginOptions): Promise<Login> {
  const { hostname } = new URL(issuer);
  const loopback = hostname === 'localhost' || hostname === '127.0.0.1';
  const config = await oidc.discovery(
    new URL(issuer),
    client,
    { id_token_signed_response_alg: 'ES256' },
    oidc.PrivateKeyJwt({ key: key.privateKey, kid: key.kid }),
    loopback ? { execute: [oidc.allowInsecureRequests] } : {},
  );
  const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'));
  const server = config.serverMetadata();

  return {
    verifyLogout: createLogoutVerifier({ issuer: server.issuer, client, jwksUri: server.jwks_uri ?? '' }),

    async begin({ wanted, to, language, again }) {
      const verifier = oidc.randomPKCECodeVerifier();
      const attempt: Attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier,
        wanted,
        to,
        endsAt: Date.now() + 600_000,
      };
      const asked: Record<string, string> = {
        redirect_uri: `${origin}/signed-in`,
        scope: SCOPE,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ui_locales: language,
        ...(wanted ? { acr_values: `${ACR}${wanted}` } : {}),
        ...(again ? { prompt: 'login' } : {}),
      };
      return { url: await oidc.buildAuthorizationUrlWithPAR(config, asked, { DPoP }), attempt };
    },

    async finish(url, attempt) {
      const refused = url.searchParams.get('error');
      // The answer to somebody else's request is not listened to, not even its refusal.
      if (refused && url.searchParams.get('state') === attempt.state) throw new SignInRefused(refused);
      const tokens = await oidc.authorizationCodeGrant(
        config,
        url,
        { pkceCodeVerifier: attempt.verifier, expectedState: attempt.state, expectedNonce: attempt.nonce },
        undefined,
        { DPoP },
      );
      const claims = tokens.claims();
      if (!claims || !tokens.id_token) throw new SignInRefused('no_id_token');
      const assurance = readAssurance(claims.acr);
      if (attempt.wanted && rank(assurance) < rank(attempt.wanted))
        throw new SignInRefused('unmet_authentication_requirements');
      const person = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub, { DPoP });
      return {
        sub: claims.sub,
        sid: typeof claims.sid === 'string' ? claims.sid : undefined,
        idToken: tokens.id_token,
        name: typeof person.name === 'string' ? person.name : '',
        birthDate: person.birthdate,
        assurance,
        actingFor: (person.acting_for ?? claims.acting_for) as ActingFor | undefined,
        endsAt: Date.now() + HOURS_8,
      };
    },

    endUrl: (session, language) =>
      oidc.buildEndSessionUrl(config, {
        id_token_hint: session.idToken,
        post_logout_redirect_uri: `${origin}/signed-out`,
        ui_locales: language,
      }),
  };
}

export const rank = (assurance: Assurance) => ['low', 'substantial', 'high'].indexOf(assurance);

function readAssurance(acr: unknown): Assurance {
  return acr === `${ACR}high` ? 'high' : acr === `${ACR}substantial` ? 'substantial' : 'low';
}
