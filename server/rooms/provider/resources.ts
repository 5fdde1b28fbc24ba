import {
  type AccessToken,
  type Client,
  type ClientCredentials,
  errors,
  type KoaContextWithOIDC,
  type ResourceServer,
} from 'oidc-provider';
import type { Kernel } from '#kernel';
import type { Apis } from '#rooms/clients';
import { agreementOf } from './clients.ts';
import { describeSystemResource, systemAudience } from './systemTokens.ts';

/** What a person is asked for at an API, in the words of its owner. */
export interface AskedApi {
  readonly indicator: string;
  readonly name: Readonly<Record<string, string>>;
  readonly organisation: string | undefined;
  readonly scopes: readonly {
    readonly scope: string;
    readonly name: Readonly<Record<string, string>>;
    readonly description: Readonly<Record<string, string>>;
  }[];
}

/**
 * Scopes of our own API: whether the sign-in still lives, which says nothing of the register and is not asked for, and who
 * looked at the person's data, which is.
 */
export const OWN = { open: 'session.read', asked: ['looks.read'] } as const;
/** Seconds. Others check our tokens by themselves, and then ask nobody whether they still hold. */
const OWN_SECONDS = 300;
const SIGN_IN = 'provider:token-sign-in';

export const ownAudience = (origin: string) => `${origin}/api`;
/** One scope at one API, as a consent and a permission hold it: neither part has a blank. */
const keyOf = (indicator: string, scope: string) => `${indicator} ${scope}`;
export const ownKeys = (origin: string, scopes: readonly string[]): string[] =>
  scopes.filter((scope) => scope !== OWN.open).map((scope) => keyOf(ownAudience(origin), scope));

export interface ResourceParts {
  readonly origin: string;
  readonly apis: Pick<Apis, 'find' | 'findReader'>;
}

/**
 * Resource servers that tokens are made for (RFC 8707): our own API, and those of which the owner has given this service scopes.
 * @throws InvalidTarget for any other
 */
export function createResourceServers(parts: ResourceParts) {
  return async function getResourceServerInfo(
    _ctx: KoaContextWithOIDC,
    indicator: string,
    client: Client,
  ): Promise<ResourceServer> {
    const found = await findResource(parts, indicator, client);
    if (!found) throw new errors.InvalidTarget();
    return found;
  };
}

async function findResource(
  { origin, apis }: ResourceParts,
  indicator: string,
  client: Client,
): Promise<(ResourceServer & { scope: string }) | undefined> {
  const system = indicator === systemAudience(origin) ? describeSystemResource(origin, client) : undefined;
  if (system) return { ...system, ...signed };
  const agreement = agreementOf(client);
  if (agreement && indicator === ownAudience(origin)) {
    // Who looked is told to whoever proves a key with each use, and to nobody who found a token.
    const scope = agreement.profile === 'fapi2' ? [OWN.open, ...OWN.asked].join(' ') : OWN.open;
    return { scope, audience: indicator, ...signed, accessTokenTTL: OWN_SECONDS };
  }
  const api = agreement && (await apis.find(indicator, agreement));
  return (
    api && {
      scope: api.scopes.map(({ scope }) => scope).join(' '),
      audience: indicator,
      ...(api.tokenFormat === 'jwt' ? signed : { accessTokenFormat: 'opaque' }),
      accessTokenTTL: api.tokenSeconds,
    }
  );
}

const signed = { accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } } as const;

/** What a request asks for at APIs, within what the service holds there. @returns scopes by indicator */
export function scopesAsked({ oidc }: KoaContextWithOIDC): Record<string, string[]> {
  const asked = oidc.requestParamScopes;
  const servers = Object.entries(oidc.resourceServers ?? {});
  return Object.fromEntries(
    servers.map(([indicator, server]) => [indicator, [...server.scopes].filter((scope) => asked.has(scope))]),
  );
}

/** The same as a grant holds it. */
export const joinScopes = (scopes: Readonly<Record<string, readonly string[]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(scopes).map(([indicator, held]) => [indicator, held.join(' ')]));

/** The same as a consent holds it; what nobody is asked for is not among them. */
export function keysAsked(ctx: KoaContextWithOIDC): string[] {
  return toKeys(new URL(ctx.oidc.issuer).origin, scopesAsked(ctx));
}

/** Scopes by indicator, as a consent holds them. */
export function toKeys(origin: string, scopes: Readonly<Record<string, readonly string[]>>): string[] {
  const own = ownAudience(origin);
  return Object.entries(scopes).flatMap(([indicator, held]) =>
    held.filter((scope) => indicator !== own || scope !== OWN.open).map((scope) => keyOf(indicator, scope)),
  );
}

/**
 * What a request that waited for its answer asks for at APIs: of what its person was shown that which the service still holds, and
 * what nobody is asked for. @param shown as a consent holds it @returns scopes by indicator
 */
export async function scopesHeld(
  parts: ResourceParts,
  client: Client,
  asked: { resources: readonly string[]; scopes: ReadonlySet<string> },
  shown: readonly string[],
): Promise<Record<string, string[]>> {
  const held: Record<string, string[]> = {};
  for (const indicator of asked.resources) {
    const scopes = (await findResource(parts, indicator, client))?.scope.split(' ') ?? [];
    const isAgreed = (scope: string) =>
      toKeys(parts.origin, { [indicator]: [scope] }).every((key) => shown.includes(key));
    held[indicator] = scopes.filter((scope) => asked.scopes.has(scope) && isAgreed(scope));
  }
  return held;
}

/** What scopes of one API stand for: in our own words, or its owner's; of what a service does not hold now, nothing. */
export function createScopeDescriber(
  { origin, apis }: ResourceParts,
  words: Pick<Kernel['words'], 'languages' | 'say'>,
) {
  const inAll = (key: string) =>
    Object.fromEntries(words.languages.map((language) => [language, words.say(language, key)]));
  return async function describeScopes(
    service: Parameters<Apis['find']>[1],
    indicator: string,
    scopes: readonly string[],
  ): Promise<AskedApi | undefined> {
    if (indicator === ownAudience(origin)) {
      const described = OWN.asked
        .filter((scope) => scopes.includes(scope))
        .map((scope) => ({
          scope,
          name: inAll(`provider.scope.${scope}.name`),
          description: inAll(`provider.scope.${scope}.description`),
        }));
      if (described.length === 0) return undefined;
      return { indicator, name: inAll('provider.scope.own'), organisation: undefined, scopes: described };
    }
    const api = await apis.find(indicator, service);
    const held = api?.scopes.filter(({ scope }) => scopes.includes(scope)) ?? [];
    if (!api || held.length === 0) return undefined;
    return { indicator, name: api.name, organisation: api.organisation, scopes: held };
  };
}

/** What the consent page shows of a request. */
export function createApiDescriber(parts: ResourceParts, words: Kernel['words']) {
  const describeScopes = createScopeDescriber(parts, words);
  return async function describeApis(ctx: KoaContextWithOIDC): Promise<AskedApi[]> {
    const agreement = agreementOf(ctx.oidc.client);
    if (!agreement) return [];
    const asked = Object.entries(scopesAsked(ctx));
    const shown = await Promise.all(asked.map(([indicator, scopes]) => describeScopes(agreement, indicator, scopes)));
    return shown.filter((api) => api !== undefined);
  };
}

/** A consent's keys by their API. */
export function groupKeys(keys: readonly string[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const key of keys) {
    const at = key.lastIndexOf(' ');
    const indicator = key.slice(0, at);
    grouped.set(indicator, [...(grouped.get(indicator) ?? []), key.slice(at + 1)]);
  }
  return grouped;
}

/** Adds to a token for ourselves what it hangs on: a withdrawn consent or an ended session is then seen at its next use. */
export function createTokenCustomizer({ config, keys }: Pick<Kernel, 'config' | 'keys'>) {
  const own = ownAudience(config.origin);
  return function customizeToken(
    _ctx: unknown,
    token: AccessToken | ClientCredentials,
    { payload }: { payload: Record<string, unknown> },
  ): void {
    if (token.aud !== own || token.kind !== 'AccessToken') return;
    payload.grant_id = token.grantId;
    // The sign-in's name opens nothing; still nobody outside can put two services' tokens of one browser together.
    if (token.expiresWithSession && token.sessionUid)
      payload.sign_in = keys.seal(SIGN_IN, Buffer.from(token.sessionUid)).toString('base64url');
  };
}

/** The person's own session behind a sealed sign-in. */
export async function openSignIn(
  { keys, database }: Pick<Kernel, 'keys' | 'database'>,
  account: string,
  sealed: string,
): Promise<string | undefined> {
  const uid = keys.open(SIGN_IN, Buffer.from(sealed, 'base64url'))?.toString();
  if (uid === undefined) return undefined;
  const { rows } = await database.pool.query<{ session: string }>({
    name: 'provider-signed-in',
    text: 'SELECT session FROM provider.sign_in WHERE uid = $1 AND account = $2',
    values: [uid, account],
  });
  return rows[0]?.session;
}

/** Who looks into a token: its own service, or whom the API that it is for names. */
export function createIntrospectionPolicy({ apis }: Pick<ResourceParts, 'apis'>) {
  return async function mayIntrospect(
    _ctx: unknown,
    client: { clientId: string },
    token: { clientId?: string | undefined; aud?: unknown; kind?: string },
  ): Promise<boolean> {
    if (token.clientId === client.clientId) return true;
    if (token.kind !== 'AccessToken' || typeof token.aud !== 'string') return false;
    return (await apis.findReader(token.aud))?.client === client.clientId;
  };
}
