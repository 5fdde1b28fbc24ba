import {
  type BackchannelAuthenticationRequest,
  type CIBAEnabledConfiguration,
  errors,
  type KoaContextWithOIDC,
  type Provider,
} from 'oidc-provider';
import { isProblem, type Kernel } from '#kernel';
import { type Accounts, type Approval, acrOf, amrOf, contextOf, isAtLeast } from '#rooms/accounts';
import { claimsOf, fieldsOf, namesIn } from '#rooms/clients';
import type { Offices } from '#rooms/offices';
import { findHolders } from '#rooms/people';
import { askedOf } from './asking.ts';
import { agreementOf } from './clients.ts';
import { giveConsent } from './consents.ts';
import { type AskedDetail, asksDetail, type Details } from './details.ts';
import { grantEnd, newGrantId, saveGrant } from './grants.ts';
import { authTimeOf } from './living.ts';
import type { Pings, Proof } from './ping.ts';

export interface CibaParts {
  readonly kernel: Pick<Kernel, 'database' | 'clock' | 'keys'>;
  readonly accounts: Accounts;
  readonly offices: Pick<Offices, 'findPurpose' | 'purposeSentence' | 'legalBasisTitle' | 'organisationName'>;
  readonly details: Pick<Details, 'read' | 'give'>;
}

/** The person chooses this number among three: whoever was talked into an approval by telephone does not see it. */
const NUMBERED = /^(?:(.{1,60}) )?([1-9][0-9])$/u;

/** What the key store is told of a waiting request's `auth_req_id`. */
const REQUEST = 'provider:auth_req_id';

/** Requests of services without a browser (CIBA): asked on a device of the person's. */
export function createCiba(parts: CibaParts): CIBAEnabledConfiguration {
  const { kernel, accounts } = parts;
  return {
    enabled: true,
    deliveryModes: ['poll', 'ping'],
    validateBindingMessage(_ctx, message) {
      if (message === undefined || !NUMBERED.test(message))
        throw new errors.InvalidBindingMessage(
          'binding_message must end with the number of two digits that the person sees at the service, e.g. "Counter 4 27"',
        );
    },
    validateRequestContext(ctx, context) {
      // FAPI-CIBA 5.2.2: what a person is shown was signed by the service, and nobody between has changed it.
      if (ctx.oidc.isFapi('2.0') && !ctx.oidc.body?.request)
        throw new errors.InvalidRequest('Request Object must be used by this client');
      if (context !== undefined) throw new errors.InvalidRequest('request_context is not used here');
    },
    async verifyUserCode(_ctx, _account, code) {
      if (code !== undefined)
        throw new errors.InvalidUserCode('user_code is not used here: the person approves on their device');
    },
    async processLoginHintToken() {
      throw new errors.InvalidRequest('login_hint_token is not used here');
    },
    async processLoginHint(ctx, hint) {
      await spend(accounts, `ciba:${ctx.oidc.client?.clientId}`, 300);
      if (!hint || !/^[A-Z0-9]{6,14}$/.test(hint)) return undefined;
      const client = await kernel.database.pool.connect();
      try {
        const holders = (await findHolders(client, [hint])).get(hint) ?? [];
        const [only] = holders.filter(({ status }) => status === 'active');
        return holders.length === 1 && only ? (await accounts.findAccountOf(only.person))?.account : undefined;
      } finally {
        client.release();
      }
    },
    triggerAuthenticationDevice: (ctx, request) => ask(parts, ctx, request as BackchannelAuthenticationRequest),
  };
}

async function spend(accounts: Pick<Accounts, 'spend'>, bucket: string, limit: number): Promise<void> {
  try {
    await accounts.spend(bucket, limit, 600);
  } catch (error) {
    if (isProblem(error)) throw new errors.SlowDown('too many requests');
    throw error;
  }
}

async function ask(
  { kernel, accounts, offices, details }: CibaParts,
  ctx: KoaContextWithOIDC,
  request: BackchannelAuthenticationRequest & { jti?: string },
): Promise<void> {
  const agreement = agreementOf(ctx.oidc.client)!;
  const account = await accounts.findAccount(request.accountId!);
  const context = contextOf(kernel, account);
  const detail = await details.read(agreement, ctx.oidc.params);
  const fields = askedOf(ctx).map(({ field }) => field);
  const [, message, number] = NUMBERED.exec(String(ctx.oidc.params?.binding_message)) ?? [];
  try {
    await kernel.database.transact((transaction) =>
      accounts.askApproval(transaction, context, {
        account: request.accountId!,
        kind: 'service',
        // The provider keeps a hash of it only, and a ping names it: it waits sealed.
        reference: kernel.keys.seal(REQUEST, Buffer.from(request.jti!)).toString('base64url'),
        matter: {
          service: agreement.names[context.language] ?? agreement.client,
          // Whoever asks for the other alone does not show the reasons of a sign-in.
          ...(detail && fields.length === 0
            ? {}
            : { purpose: offices.purposeSentence(agreement.purpose, context.language), fields }),
          ...(message ? { message } : {}),
          organisation: offices.organisationName(agreement.organisation, context.language),
          ...(detail ? { shared: describeShared(offices, detail, context.language) } : {}),
        },
        number: Number(number),
        seconds: Math.max(30, request.remainingTTL),
      }),
    );
  } catch (error) {
    // One question at a time, and none for an hour after three without an answer: fatigue is an attack.
    if (isProblem(error)) throw new errors.AccessDenied('this person is not asked now');
    throw error;
  }
}

/** What is asked for beside the sign-in, in the person's words. */
function describeShared(offices: CibaParts['offices'], detail: AskedDetail, language: string) {
  const fields = detail.fields.map(({ field }) => field);
  const usual = offices.findPurpose(detail.purpose)?.fields ?? [];
  return {
    purpose: offices.purposeSentence(detail.purpose, language),
    law: offices.legalBasisTitle(detail.legalBasis, language),
    fields,
    beyond: fields.filter((field) => !usual.includes(field)),
    until: detail.until,
  };
}

/** @returns `auth_req_id` of what an approval keeps sealed */
export const openRequest = (keys: Pick<Kernel['keys'], 'open'>, reference: string): string | undefined =>
  keys.open(REQUEST, Buffer.from(reference, 'base64url'))?.toString();

/** Hands a person's answer on to the service that waits for it; told twice, it counts once. */
export async function answerRequest(
  parts: CibaParts,
  provider: Provider,
  pings: Pick<Pings, 'answer'>,
  approval: Approval,
): Promise<void> {
  if (approval.kind !== 'service' || approval.state === 'waiting') return;
  const { reference } = approval;
  const id = openRequest(parts.kernel.keys, reference);
  if (id === undefined) return;
  const request = (await provider.BackchannelAuthenticationRequest.find(id)) as
    | (BackchannelAuthenticationRequest & { grantId?: string; error?: string })
    | undefined;
  if (!request || request.grantId || request.error) return;
  const result = await decide(parts, provider, approval, request);
  if (typeof result === 'string')
    return pings.answer(provider, { request, reference, result: new errors.AccessDenied(result) });
  await pings.answer(provider, { request, reference, result: result.grantId, proof: result.proof });
}

async function decide(
  { kernel, accounts, details }: CibaParts,
  provider: Provider,
  approval: Approval,
  request: BackchannelAuthenticationRequest,
): Promise<string | { grantId: string; proof: Proof }> {
  const client = await provider.Client.find(request.clientId!);
  const agreement = agreementOf(client);
  const session = approval.session && (await accounts.readSession(approval.account, approval.session));
  if (approval.state !== 'approved' || !client || !agreement || !session) return 'the person has not approved';
  if (!isAtLeast(session.assurance, agreement.assurance)) return 'the person is not signed in strongly enough';
  const { clock, database } = kernel;
  const grantId = newGrantId();
  const asked = fieldsOf([
    ...claimsOf(request.scope ?? ''),
    ...namesIn(request.claims?.userinfo),
    ...namesIn(request.claims?.id_token),
  ]);
  const fields = agreement.fields.map(({ field }) => field).filter((field) => asked.includes(field));
  const given = { grantId, account: approval.account, agreement, acting: undefined, fields, refused: [], scopes: [] };
  // What was shown with the number is what was agreed to, this once.
  const context = contextOf(kernel, session);
  // As the agreement stands now: it may have ended while the person thought.
  const detail = await details.read(agreement, request.params).catch(() => undefined);
  if (asksDetail(request.params) && !(detail && session.person))
    return 'the authorization details cannot be agreed to now';
  const rar = await database.transact(async (transaction) => {
    await giveConsent(transaction, context, accounts, { ...given, remember: 'once', until: grantEnd() });
    if (!detail || !session.person) return undefined;
    const { person, language } = session;
    const agreed = detail.fields.map(({ field }) => field);
    const { organisation } = agreement;
    const yes = {
      asked: detail,
      fields: agreed,
      request: grantId,
      person,
      client: client.clientId,
      organisation,
      language,
    };
    return [await details.give(transaction, context, yes)];
  });
  await saveGrant(provider, {
    grantId,
    account: approval.account,
    client: client.clientId,
    scope: client.scope ?? 'openid',
    ...(rar ? { details: rar } : {}),
  });
  const { assurance, factors } = session;
  const proof = { acr: acrOf(assurance), amr: amrOf(factors), authTime: authTimeOf(session, clock) };
  return { grantId, proof: rar ? { ...proof, rar } : proof };
}
