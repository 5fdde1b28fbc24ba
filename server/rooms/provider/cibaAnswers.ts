import type { BackchannelAuthenticationRequest, Client, Provider } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { Kernel } from '#kernel';
import { type Approval, acrOf, amrOf, contextOf, isAtLeast, type Session } from '#rooms/accounts';
import { claimsOf, fieldsOf, namesIn } from '#rooms/clients';
import type { CibaParts } from './ciba.ts';
import { type Agreement, agreementOf } from './clients.ts';
import { giveConsent } from './consents.ts';
import { findDataSubject } from './dataSubjects.ts';
import { asksDetail, type GivenDetail } from './details.ts';
import { grantEnd, newGrantId, saveGrant } from './grants.ts';
import { authTimeOf } from './living.ts';
import type { Pings, Proof } from './ping.ts';
import { joinScopes, scopesHeld, toKeys } from './resources.ts';

/** What the key store is told of a waiting request's `auth_req_id`. */
const REQUEST = 'provider:auth_req_id';

/** The provider keeps a hash of it only, and a ping names it: with the approval it waits sealed. */
export const sealRequest = (keys: Pick<Kernel['keys'], 'seal'>, id: string): string =>
  keys.seal(REQUEST, Buffer.from(id)).toString('base64url');

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
  parts: CibaParts,
  provider: Provider,
  approval: Approval,
  request: BackchannelAuthenticationRequest,
): Promise<string | { grantId: string; proof: Proof }> {
  const { kernel, accounts, details } = parts;
  const client = await provider.Client.find(request.clientId!);
  const agreement = agreementOf(client);
  const session = approval.session && (await accounts.readSession(approval.account, approval.session));
  if (approval.state !== 'approved' || !client || !agreement || !session) return 'the person has not approved';
  if (!isAtLeast(session.assurance, agreement.assurance)) return 'the person is not signed in strongly enough';
  const { account } = approval;
  const grantId = newGrantId();
  const given = await findGiven(parts, session, agreement, request, grantId);
  if (asksDetail(request.params) && !given) return 'the authorization details cannot be agreed to now';
  const held = await findScopes(parts, client, request, approval);
  const rar = await kernel.database.transact(async (transaction) => {
    // What was shown with the number is what was agreed to, this once.
    const context = contextOf(kernel, session);
    await giveConsent(transaction, context, accounts, {
      ...{ grantId, account, agreement, acting: undefined, fields: fieldsIn(request, agreement), refused: [] },
      ...{ scopes: toKeys(parts.resources.origin, held), remember: 'once', until: grantEnd() },
    });
    return given && [await details.give(transaction, context, given)];
  });
  await saveGrant(provider, {
    ...{ grantId, account, client: client.clientId, scope: client.scope ?? 'openid', resources: joinScopes(held) },
    ...(rar ? { details: rar } : {}),
  });
  const { assurance, factors } = session;
  const proof = { acr: acrOf(assurance), amr: amrOf(factors), authTime: authTimeOf(session, kernel.clock) };
  return { grantId, proof: rar ? { ...proof, rar } : proof };
}

/** Fields of the register that a request asks for, as far as the agreement holds them. */
function fieldsIn(request: BackchannelAuthenticationRequest, agreement: Agreement) {
  const asked = fieldsOf([
    ...claimsOf(request.scope ?? ''),
    ...namesIn(request.claims?.userinfo),
    ...namesIn(request.claims?.id_token),
  ]);
  return agreement.fields.map(({ field }) => field).filter((field) => asked.includes(field));
}

/** What is agreed to beside the sign-in, as agreement and register stand now: both may have ended while the person thought. */
async function findGiven(
  parts: CibaParts,
  session: Session,
  agreement: Agreement,
  request: BackchannelAuthenticationRequest,
  grantId: string,
): Promise<GivenDetail | undefined> {
  const asked = await parts.details.read(agreement, request.params).catch(() => undefined);
  const subject = asked && (await findDataSubject(parts, session, agreement, asked.onBehalfOf));
  if (!asked || !subject) return undefined;
  const { client, organisation } = agreement;
  return {
    ...{ asked, fields: asked.fields.map(({ field }) => field), request: grantId },
    ...{ person: subject.person, giver: subject.giver, client, organisation, language: session.language },
  };
}

function findScopes(parts: CibaParts, client: Client, request: BackchannelAuthenticationRequest, approval: Approval) {
  const { resource = [], scope = '' } = request as { resource?: string | string[]; scope?: string };
  const asked = { resources: [resource].flat(), scopes: new Set(scope.split(' ')) };
  return scopesHeld(parts.resources, client, asked, readShown(parts.resources.origin, approval));
}

/** What a person was shown of APIs, as a consent holds it. */
function readShown(origin: string, { matter }: Pick<Approval, 'matter'>): string[] {
  const shown = (matter.apis ?? []).map(({ indicator, scopes }) => [indicator, scopes.map(({ scope }) => scope)]);
  return toKeys(origin, Object.fromEntries(shown));
}
