import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { Clock } from '#kernel';
import { isAtLeast, isRecoveryOnly } from '#rooms/accounts';
import type { AcrNames } from './acrNames.ts';
import { askedOf } from './asking.ts';
import { agreementOf, SCREENS } from './clients.ts';
import { asksDetail, type Details } from './details.ts';
import { acrRequestOf, authTimeOf, type Living, wantedBy } from './living.ts';
import { type AskedApi, keysAsked } from './resources.ts';
import { type Subjects, sectorOf } from './subjects.ts';

const { Check, Prompt, base } = interactionPolicy;

/** Seconds by which a proof may be older than `max_age` allows: it was young enough when the sign-in began. */
const SLACK = 5;

export interface PolicyParts {
  readonly living: Living;
  readonly clock: Clock;
  readonly subjects: () => Subjects;
  readonly acrs: AcrNames;
  readonly describeApis: (ctx: KoaContextWithOIDC) => Promise<AskedApi[]>;
  readonly details: Pick<Details, 'read'>;
}

/**
 * When a page is shown: to sign in where the person's own session is missing, another's, too weak or too old for what was
 * asked; to agree where a field is asked that the person has not answered for.
 */
export function createPolicy({
  living,
  clock,
  subjects,
  acrs,
  describeApis,
  details,
}: PolicyParts): interactionPolicy.DefaultPolicy {
  const policy = base();
  const login = policy.get('login')!;
  // What our pages need to know, whatever the reason was.
  login.details = (ctx) => ({
    wanted: wantedBy(ctx, acrs),
    account: namedAccount(ctx, subjects()),
    askedAt: clock.now().toISOString(),
  });
  // The library wants the very name in `acr`; ours are steps, and a stronger one satisfies a weaker.
  login.checks.remove('essential_acr');
  login.checks.remove('essential_acrs');
  login.checks.add(
    new Check('session_over', 'the person’s session has ended or is another’s', 'login_required', async (ctx) => {
      const session = await living(ctx);
      return session === undefined || session.account !== ctx.oidc.session?.accountId || ctx.oidc.account === undefined;
    }),
  );
  login.checks.add(
    new Check('recovery_only', 'the way back opens one’s own account and no service', 'login_required', async (ctx) => {
      const session = await living(ctx);
      return session !== undefined && ctx.oidc.client?.clientId !== SCREENS && isRecoveryOnly(session.factors);
    }),
  );
  login.checks.add(
    new Check('assurance_too_low', 'the session is weaker than what was asked for', 'login_required', async (ctx) => {
      const { essential, values } = acrRequestOf(ctx);
      if (essential && !values.some((value) => acrs.assuranceNamed(value)))
        throw new errors.UnmetAuthenticationRequirements('none of the requested acr values is known here');
      const session = await living(ctx);
      return session !== undefined && !isAtLeast(session.assurance, wantedBy(ctx, acrs));
    }),
  );
  login.checks.add(
    new Check('proof_too_old', 'a new proof was asked for', 'login_required', async (ctx) => {
      const session = await living(ctx);
      const { Interaction: came } = ctx.oidc.entities;
      if (!session) return false;
      const { max_age: most } = ctx.oidc.params ?? {};
      const given = ctx.oidc.result?.login !== undefined && came !== undefined;
      // To the millisecond, which the library's own seconds are not: a proof of just before is none of now.
      if (wantsNewProof(ctx.oidc.params)) return !given || session.provedAt < String(came.prompt.details.askedAt);
      return given && most !== undefined && came.iat - authTimeOf(session, clock) > Number(most) + SLACK;
    }),
  );
  const consent = new Prompt(
    { name: 'consent', requestable: true },
    // Whatever the reason: a sheet without fields, asked for by `prompt`, would take back what was agreed to.
    async (ctx) => ({
      asked: askedOf(ctx),
      scopes: keysAsked(ctx),
      apis: await describeApis(ctx),
      detail: await details.read(agreementOf(ctx.oidc.client), ctx.oidc.params),
      askedAt: ctx.oidc.entities.Interaction?.prompt.details.askedAt,
    }),
    new Check(
      'fields_not_answered',
      'the person has not answered for what is asked',
      (ctx) => agreementOf(ctx.oidc.client) !== undefined && grantIdOf(ctx) === undefined,
    ),
    // What lasts beyond the sign-in is never taken from an answer of before.
    new Check(
      'detail_not_answered',
      'the person has not answered for the authorization details',
      ({ oidc }) => asksDetail(oidc.params) && oidc.result?.consent === undefined,
    ),
    base().get('consent')!.checks.get('native_client_prompt')!,
  );
  policy.remove('consent');
  policy.add(consent);
  // Nobody gives consent to the state's own screens.
  for (const check of consent.checks) {
    const asks = check.check;
    check.check = (ctx) => ctx.oidc.client?.clientId !== SCREENS && asks(ctx);
  }
  return policy;
}

/** `max_age=0` says the same as `prompt=login` (OpenID Connect Core 3.1.2.1). */
export function wantsNewProof(params: Readonly<Record<string, unknown>> | undefined): boolean {
  const { prompt, max_age: most } = params ?? {};
  return (
    (typeof prompt === 'string' && prompt.split(' ').includes('login')) || (most !== undefined && Number(most) === 0)
  );
}

/** Whom the service named with an ID token of before. */
function namedAccount({ oidc }: KoaContextWithOIDC, subjects: Subjects): string | undefined {
  const sub = oidc.entities.IdTokenHint?.payload.sub;
  if (typeof sub !== 'string') return undefined;
  const agreement = agreementOf(oidc.client);
  return agreement ? subjects.accountBehind(sectorOf(agreement), sub) : sub;
}

/** A grant that was found or made has an id; the library's empty one has none. */
function grantIdOf(ctx: KoaContextWithOIDC): string | undefined {
  return (ctx.oidc.grant as { jti?: string } | undefined)?.jti;
}
