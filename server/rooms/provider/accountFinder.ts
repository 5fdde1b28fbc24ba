import { errors, type FindAccount, type KoaContextWithOIDC, type Account as ProviderAccount } from 'oidc-provider';
import type { Account, Accounts } from '#rooms/accounts';
import { claimsOf, namesIn } from '#rooms/clients';
import { identityAssuranceOf } from './acrNames.ts';
import { agreementOf } from './clients.ts';
import type { Living } from './living.ts';
import { readPermission } from './permissions.ts';
import { type ReleaseParts, releaseClaims } from './release.ts';
import { sectorOf } from './subjects.ts';
import { answerVerified } from './verifiedClaims.ts';

export interface AccountParts extends ReleaseParts {
  readonly accounts: Pick<Accounts, 'findAccount'>;
  readonly living: Living;
}

const ON_THE_WAY: ReadonlySet<string> = new Set(['authorization', 'resume']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Accounts as the provider sees them. One that is locked or closed is not there: its codes, tokens and sessions end with
 * their next use.
 */
export function createAccountFinder(parts: AccountParts): FindAccount {
  return async (ctx, sub, token): Promise<ProviderAccount | undefined> => {
    // While a browser is on its way nothing is released: who it is was read with its session.
    const living = ON_THE_WAY.has(ctx.oidc.route) ? await parts.living(ctx) : undefined;
    const account =
      living?.account === sub
        ? living
        : await parts.accounts.findAccount(UUID.test(sub) ? sub : (readSubject(parts, ctx, sub) ?? ''));
    if (account?.state !== 'active') return undefined;
    return {
      accountId: account.account,
      async claims(use, scope, asked) {
        const grantId = token?.grantId ?? (ctx.oidc.grant as { jti?: string } | undefined)?.jti;
        return { sub: account.account, ...(await claimsFor(parts, ctx, account, { use, scope, asked, grantId })) };
      },
    };
  };
}

/** A service names a person by the pseudonym it knows (`id_token_hint` of a request without a browser). */
function readSubject(parts: AccountParts, { oidc }: KoaContextWithOIDC, sub: string): string | undefined {
  const agreement = agreementOf(oidc.client);
  return agreement && parts.subjects().accountBehind(sectorOf(agreement), sub);
}

interface Asked {
  use: string;
  scope: string;
  asked: Readonly<Record<string, unknown>>;
  grantId: string | undefined;
}

async function claimsFor(
  parts: AccountParts,
  ctx: KoaContextWithOIDC,
  account: Account,
  { use, scope, asked, grantId }: Asked,
) {
  const agreement = agreementOf(ctx.oidc.client);
  if (!agreement) return {};
  const permission = grantId ? await readPermission(parts.kernel.database.keyed, grantId) : undefined;
  // Withdrawn while the token was on its way.
  if (permission?.account !== account.account || permission.client !== agreement.client)
    throw use === 'userinfo'
      ? new errors.InvalidToken('consent withdrawn')
      : new errors.InvalidGrant('consent withdrawn');
  // A token for another server opens no userinfo: then, and only then, what the scopes stand for is in the ID token.
  const byScope = use === 'userinfo' || ctx.oidc.entities.AccessToken?.aud !== undefined;
  const claims = [...(byScope ? claimsOf(scope) : []), ...namesIn(asked)];
  const released = await releaseClaims(parts, { account, agreement, permission, claims, use });
  if (!asked.verified_claims) return released;
  const verified = answerVerified(
    asked.verified_claims,
    {
      trust_framework: `${parts.kernel.config.country}_eid`,
      assurance_level: identityAssuranceOf(parts.offices.country.facts, account.level),
    },
    released,
  );
  return { ...released, ...(verified ? { verified_claims: verified } : {}) };
}
