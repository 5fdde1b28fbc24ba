import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Clock, Database, MovableClock } from '#kernel';
import { type Accounts, type Assurance, amrOf, isAtLeast, type Session } from '#rooms/accounts';
import type { AcrNames } from './acrNames.ts';
import { agreementOf } from './clients.ts';
import { asksDetail } from './details.ts';

/** The cookie by which every service of the country finds the same signed-in person. */
export const SSO_COOKIE = 'dancu-sso';

export interface LivingParts {
  readonly accounts: Pick<Accounts, 'findSession'>;
  readonly database: Pick<Database, 'pool'>;
  readonly clock: MovableClock;
  readonly acrs: AcrNames;
}

/** The person's session behind the browser, looked up once a request. */
export type Living = (ctx: KoaContextWithOIDC) => Promise<Session | undefined>;

export function createLiving({ accounts }: Pick<LivingParts, 'accounts'>): Living {
  const known = new WeakMap<object, Promise<Session | undefined>>();
  return (ctx) => {
    const found = known.get(ctx.req) ?? accounts.findSession(ctx.cookies.get(SSO_COOKIE, { signed: false }));
    known.set(ctx.req, found);
    return found;
  };
}

/** When the newest proof was given, in the seconds since 1970 that tokens speak: the demonstration's clock may be moved. */
export function authTimeOf({ provedAt }: Pick<Session, 'provedAt'>, clock: Clock): number {
  const moved = clock.now().getTime() - Date.now();
  return Math.floor((Date.parse(provedAt) - moved) / 1000);
}

interface AcrRequest {
  readonly essential: boolean;
  readonly values: readonly string[];
}

/** What the request says of assurance: `acr_values`, or the claim `acr` (OpenID Connect Core 5.5.1.1). */
export function acrRequestOf({ oidc }: KoaContextWithOIDC): AcrRequest {
  const claim = oidc.claims.id_token?.acr;
  const claimed = claim?.values ?? (claim?.value ? [claim.value] : undefined);
  if (Array.isArray(claimed) && claimed.every((value) => typeof value === 'string'))
    return { essential: claim?.essential === true, values: claimed };
  const given = oidc.params?.acr_values;
  return { essential: false, values: typeof given === 'string' ? given.split(' ') : [] };
}

/** The weakest assurance that satisfies both the service's agreement and its request. */
export function wantedBy(ctx: KoaContextWithOIDC, acrs: AcrNames): Assurance {
  const agreed = agreementOf(ctx.oidc.client)?.assurance ?? 'low';
  // What a person agrees to for longer than this sign-in wants what a yes by CIBA does.
  const least = asksDetail(ctx.oidc.params) && !isAtLeast(agreed, 'substantial') ? 'substantial' : agreed;
  const named = acrRequestOf(ctx).values.flatMap((value) => acrs.assuranceNamed(value) ?? []);
  const asked = named.reduce<Assurance | undefined>(
    (weakest, one) => (weakest === undefined || isAtLeast(weakest, one) ? one : weakest),
    undefined,
  );
  return asked && isAtLeast(asked, least) ? asked : least;
}

/**
 * Brings the provider's session to what the person's session now is, and writes down that the one hangs on the other.
 * A proof given elsewhere since then counts here too.
 */
export async function bindSession(
  { database, clock, acrs }: LivingParts,
  ctx: KoaContextWithOIDC,
  living: Session,
): Promise<void> {
  const session = ctx.oidc.session!;
  const { essential, values } = acrRequestOf(ctx);
  const acr = acrs.tell(values, essential, living.assurance);
  const [amr, loginTs] = [amrOf(living.factors), authTimeOf(living, clock)];
  // Written only where it differs: the library saves a session that was touched.
  if (session.acr !== acr) session.acr = acr;
  if (session.amr?.join(' ') !== amr.join(' ')) session.amr = amr;
  if (session.loginTs !== loginTs) session.loginTs = loginTs;
  await database.pool.query({
    name: 'provider-sign-in',
    text: `INSERT INTO provider.sign_in AS held (uid, account, session, expires_at) VALUES ($1, $2, $3, now() + interval '13 hours')
      ON CONFLICT (uid) DO UPDATE SET account = excluded.account, session = excluded.session, expires_at = excluded.expires_at
      WHERE (held.account, held.session) IS DISTINCT FROM (excluded.account, excluded.session)`,
    values: [session.uid, living.account, living.session],
  });
}
