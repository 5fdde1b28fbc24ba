import {
  type BackchannelAuthenticationRequest,
  type CIBAEnabledConfiguration,
  errors,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { isProblem, type Kernel } from '#kernel';
import { type Accounts, contextOf } from '#rooms/accounts';
import type { Mandates } from '#rooms/mandates';
import type { Offices } from '#rooms/offices';
import { askedOf } from './asking.ts';
import { sealRequest } from './cibaAnswers.ts';
import { agreementOf } from './clients.ts';
import { findDataSubject, findNamed } from './dataSubjects.ts';
import type { AskedDetail, Beside, Details } from './details.ts';
import { type AskedApi, createApiDescriber, type ResourceParts } from './resources.ts';

export interface CibaParts {
  readonly kernel: Pick<Kernel, 'database' | 'clock' | 'keys' | 'words'>;
  readonly accounts: Accounts;
  readonly mandates: Pick<Mandates, 'consentsFor'>;
  readonly resources: ResourceParts;
  readonly offices: Pick<Offices, 'findPurpose' | 'purposeSentence' | 'legalBasisTitle' | 'organisationName'>;
  readonly details: Pick<Details, 'read' | 'give' | 'findBeside'>;
}

/** The person chooses this number among three: whoever was talked into an approval by telephone does not see it. */
const NUMBERED = /^(?:(.{1,60}) )?([1-9][0-9])$/u;

/** Requests of services without a browser (CIBA): asked on a device of the person's. */
export function createCiba(parts: CibaParts): CIBAEnabledConfiguration {
  const { kernel, accounts } = parts;
  const describeApis = createApiDescriber(parts.resources, kernel.words);
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
      const named = await findNamed(kernel, hint);
      return named && (await accounts.findAccountOf(named.person))?.account;
    },
    triggerAuthenticationDevice: async (ctx, request) =>
      ask(parts, ctx, request as BackchannelAuthenticationRequest, await describeApis(ctx)),
  };
}

const NOT_ASKED = 'this person is not asked now';

async function spend(accounts: Pick<Accounts, 'spend'>, bucket: string, limit: number): Promise<void> {
  try {
    await accounts.spend(bucket, limit, 600);
  } catch (error) {
    if (isProblem(error)) throw new errors.SlowDown('too many requests');
    throw error;
  }
}

async function ask(
  parts: CibaParts,
  ctx: KoaContextWithOIDC,
  request: BackchannelAuthenticationRequest & { jti?: string },
  apis: readonly AskedApi[],
): Promise<void> {
  const { kernel, accounts, offices, details } = parts;
  const agreement = agreementOf(ctx.oidc.client)!;
  const account = await accounts.findAccount(request.accountId!);
  const context = contextOf(kernel, account);
  const detail = await details.read(agreement, ctx.oidc.params);
  const subject = detail && account && (await findDataSubject(parts, account, agreement, detail.onBehalfOf));
  // Who is whose child is nothing that a service may find out by trying.
  if (detail && !subject) throw new errors.AccessDenied(NOT_ASKED);
  const beside = detail && subject && (await details.findBeside(detail, subject));
  const fields = askedOf(ctx).map(({ field }) => field);
  const [, message, number] = NUMBERED.exec(String(ctx.oidc.params?.binding_message)) ?? [];
  try {
    await kernel.database.transact((transaction) =>
      accounts.askApproval(transaction, context, {
        account: request.accountId!,
        kind: 'service',
        reference: sealRequest(kernel.keys, request.jti!),
        matter: {
          service: agreement.names[context.language] ?? agreement.client,
          // Whoever asks for the other alone does not show the reasons of a sign-in.
          ...(detail && fields.length + apis.length === 0
            ? {}
            : { purpose: offices.purposeSentence(agreement.purpose, context.language), fields }),
          ...(message ? { message } : {}),
          organisation: offices.organisationName(agreement.organisation, context.language),
          ...(apis.length > 0 ? { apis: apis.map((api) => describeApi(offices, api, context.language)) } : {}),
          ...(detail
            ? { shared: describeShared(offices, detail, { name: subject?.name, beside }, context.language) }
            : {}),
        },
        number: Number(number),
        seconds: Math.max(30, request.remainingTTL),
      }),
    );
  } catch (error) {
    // One question at a time, and none for an hour after three without an answer: fatigue is an attack.
    if (isProblem(error)) throw new errors.AccessDenied(NOT_ASKED);
    throw error;
  }
}

/** What is asked for beside the sign-in, in the person's words. */
function describeShared(
  offices: CibaParts['offices'],
  detail: AskedDetail,
  { name, beside }: { name: string | undefined; beside: Beside | undefined },
  language: string,
) {
  const fields = detail.fields.map(({ field }) => field);
  const usual = offices.findPurpose(detail.purpose)?.fields ?? [];
  return {
    purpose: offices.purposeSentence(detail.purpose, language),
    law: offices.legalBasisTitle(detail.legalBasis, language),
    fields,
    beyond: fields.filter((field) => !usual.includes(field)),
    until: detail.until,
    ...(name ? { about: name } : {}),
    ...(beside ? { beside } : {}),
  };
}

/** What is asked for at an API, in the person's words; the names of the scopes are what the answer is taken by. */
function describeApi(
  offices: CibaParts['offices'],
  { indicator, name, organisation, scopes }: AskedApi,
  language: string,
) {
  return {
    ...{ indicator, name: name[language] ?? indicator },
    ...(organisation ? { organisation: offices.organisationName(organisation, language) } : {}),
    scopes: scopes.map((one) => ({
      ...{ scope: one.scope, name: one.name[language] ?? one.scope, description: one.description[language] ?? '' },
    })),
  };
}
