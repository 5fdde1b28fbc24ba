import { createHash, randomBytes } from 'node:crypto';
import type { Grant, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Database } from '#kernel';
import type { Acting, Session } from '#rooms/accounts';
import { claimNames } from '#rooms/clients';
import type { MandateActing } from '#rooms/mandates';
import { askedOf } from './asking.ts';
import { type Agreement, agreementOf } from './clients.ts';
import type { DetailEntry } from './details.ts';
import { bindSession, type Living, type LivingParts } from './living.ts';
import { isCovered, permitByConsent, permitNothing } from './permissions.ts';
import { joinScopes, keysAsked, scopesAsked } from './resources.ts';

/** Seconds. Offline access is renewed with every use; what is bound to a session ends with it. */
export const GRANT_SECONDS = 180 * 86_400;

export const newGrantId = () => randomBytes(32).toString('base64url');
/** The grant of one answer on one consent page. */
export const grantIdFor = (interaction: string) =>
  createHash('sha256').update(`consent ${interaction}`).digest('base64url');
/** The library’s lifetimes run by the true clock, whatever the demonstration’s says. */
export const grantEnd = () => new Date(Date.now() + GRANT_SECONDS * 1000);

/** What stands in a grant is the frame; what is released is decided by its permission, each time. */
export async function saveGrant(
  provider: Provider,
  given: {
    grantId: string;
    account: string;
    client: string;
    scope: string;
    resources?: Readonly<Record<string, string>>;
    details?: readonly DetailEntry[];
  },
): Promise<Grant> {
  const grant = new provider.Grant({ jti: given.grantId, accountId: given.account, clientId: given.client } as {
    accountId: string;
    clientId: string;
  });
  grant.addOIDCScope(given.scope);
  grant.addOIDCClaims([...claimNames]);
  for (const [resource, scope] of Object.entries(given.resources ?? {}))
    if (scope !== '') grant.addResourceScope(resource, scope);
  for (const detail of given.details ?? []) grant.addRar(detail);
  await grant.save();
  return grant;
}

/** Scopes at the resource servers that a request names. */
function resourcesOf(ctx: KoaContextWithOIDC): Record<string, string> {
  return joinScopes(scopesAsked(ctx));
}

/** Whom a session may speak for before this service: as its agreement and the mandate's own limits say. */
export function actingFor(agreement: Agreement, acting: Acting | undefined): MandateActing | undefined {
  if (!acting || acting.kind === 'post') return undefined;
  const only = acting.limits?.organisations;
  if (only && !only.includes(agreement.organisation)) return undefined;
  return agreement.actsFor.includes(acting.kind === 'organisation' ? 'organisations' : 'persons') ? acting : undefined;
}

/**
 * The grant that a request can go on with: the one just agreed to, the one of this session, or one made out of remembered
 * consent. undefined: the person is asked.
 */
export function createGrantLoader(parts: LivingParts & { living: Living }) {
  const { database, clock, living } = parts;
  return async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
    const { oidc } = ctx;
    const session = await living(ctx);
    if (!session || session.account !== oidc.session?.accountId) return undefined;
    await bindSession(parts, ctx, session);
    const agreement = agreementOf(oidc.client);
    const { clientId } = oidc.client!;
    const known = oidc.session.grantIdFor(clientId);
    const make = (grantId: string) =>
      saveGrant(oidc.provider, {
        grantId,
        account: session.account,
        client: clientId,
        scope: oidc.client!.scope ?? 'openid',
        resources: resourcesOf(ctx),
      });
    if (!agreement) return (known && (await findGrant(oidc.provider, known))) || make(newGrantId());
    const asking = describe(ctx, agreement, session, clock.now());
    const agreed = oidc.result?.consent?.grantId;
    for (const grantId of [agreed, known]) {
      if (!grantId || !(await isCovered(database.pool, { ...asking, grantId }))) continue;
      const grant = await findGrant(oidc.provider, grantId);
      if (grant) return addResources(grant, resourcesOf(ctx));
    }
    const grantId = newGrantId();
    return (await permit(database.pool, { ...asking, grantId })) ? make(grantId) : undefined;
  };
}

function describe(ctx: KoaContextWithOIDC, agreement: Agreement, session: Session, now: Date) {
  const asked = askedOf(ctx).map(({ field }) => field);
  return {
    account: session.account,
    agreement,
    acting: actingFor(agreement, session.acting),
    asked,
    scopes: keysAsked(ctx),
    now,
  };
}

async function permit(pool: Database['pool'], asking: Parameters<typeof permitByConsent>[2]): Promise<boolean> {
  const until = grantEnd();
  if (asking.asked.length + asking.scopes.length > 0) return permitByConsent(pool, until, asking);
  await permitNothing(pool, until, asking);
  return true;
}

const findGrant = (provider: Provider, grantId: string) => provider.Grant.find(grantId) as Promise<Grant | undefined>;

async function addResources(grant: Grant, resources: Record<string, string>): Promise<Grant> {
  const missing = Object.entries(resources).filter(([name, scope]) =>
    scope.split(' ').some((one) => one !== '' && !grant.getResourceScope(name).split(' ').includes(one)),
  );
  for (const [name, scope] of missing) grant.addResourceScope(name, scope);
  if (missing.length > 0) await grant.save();
  return grant;
}
