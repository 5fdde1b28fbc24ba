import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Client, errors, type Interaction as Held, type Provider } from 'oidc-provider';
import type { Kernel } from '#kernel';
import { type Accounts, type Assurance, acrOf, amrOf, contextOf } from '#rooms/accounts';
import { type AgreedField, agreementOf } from './clients.ts';
import { giveConsent } from './consents.ts';
import { type DataSubjectParts, findDataSubject } from './dataSubjects.ts';
import type { AskedDetail, Details } from './details.ts';
import { actingFor, grantEnd, grantIdFor, saveGrant } from './grants.ts';
import type { Interaction, Interactions } from './interaction.ts';
import { authTimeOf } from './living.ts';
import { wantsNewProof } from './policy.ts';
import { problems } from './problems.ts';
import type { AskedApi } from './resources.ts';
import type { SessionEnds } from './sessionEnds.ts';

export interface ResumeParts {
  readonly kernel: Pick<Kernel, 'database' | 'clock'>;
  readonly accounts: Accounts;
  readonly mandates: DataSubjectParts['mandates'];
  readonly provider: () => Provider;
  readonly ends: Pick<SessionEnds, 'endProviderSession'>;
  readonly details: Pick<Details, 'give' | 'findBeside'>;
}

/** Hands what a person did on our pages back to the provider; every ending is a redirect to where it waits. */
export function createInteractions(parts: ResumeParts): Interactions {
  const { kernel, accounts, provider, details } = parts;
  const { clock, database } = kernel;

  type Found = Held & { client: Client };
  const found = new WeakMap<object, Promise<Found>>();

  /** Looked up once a request: what changes it meanwhile is noticed when its result is written. */
  function find(request: FastifyRequest, reply: FastifyReply): Promise<Found> {
    const known = found.get(request.raw) ?? read(request, reply);
    found.set(request.raw, known);
    return known;
  }

  async function read(request: FastifyRequest, reply: FastifyReply): Promise<Found> {
    try {
      const held = await provider().interactionDetails(request.raw, reply.raw);
      const uid = (request.params as { uid?: string }).uid;
      const client = await provider().Client.find(String(held.params.client_id));
      if (!client || (uid !== undefined && held.uid !== uid)) throw new errors.SessionNotFound('another interaction');
      return Object.assign(held, { client });
    } catch (error) {
      if (error instanceof errors.SessionNotFound) throw problems['interaction-unknown']();
      throw error;
    }
  }

  /** @throws Problem provider/interaction-unknown where another tab, or another press, was first */
  async function submit(
    request: FastifyRequest,
    reply: FastifyReply,
    result: Parameters<Provider['interactionResult']>[2],
  ) {
    try {
      // What the library's own `interactionResult` does after it has read the interaction once more.
      const held = await find(request, reply);
      held.result = 'error' in result ? result : { ...held.lastSubmission, ...result };
      await held.persist();
      await reply.redirect(held.returnTo, 303);
    } catch (error) {
      if (error instanceof errors.SessionNotFound) throw problems['interaction-unknown']();
      throw error;
    }
  }

  return {
    async readInteraction(request, reply) {
      return describe(await find(request, reply), clock.now().getTime() - Date.now());
    },

    async findBeside({ agreement, detail }, session) {
      if (!agreement || !detail) return undefined;
      const subject = await findDataSubject(parts, session, agreement, actingFor(agreement, session.acting));
      return subject && details.findBeside(detail, subject);
    },

    async finishLogin(request, reply, session) {
      const held = await find(request, reply);
      if (held.prompt.name !== 'login') throw problems['interaction-unknown']();
      const before = held.session;
      if (before && before.accountId !== session.account) {
        // Somebody else was signed in here: that ends, services told, before this one comes in.
        await parts.ends.endProviderSession(provider(), before.uid);
        delete held.session;
        await held.persist();
      }
      await submit(request, reply, {
        login: {
          accountId: session.account,
          acr: acrOf(session.assurance),
          amr: amrOf(session.factors),
          ts: authTimeOf(session, clock),
          remember: true,
        },
      });
    },

    async finishConsent(request, reply, { session, fields: given, shared, remember }) {
      const held = await find(request, reply);
      const agreement = agreementOf(held.client);
      if (held.prompt.name !== 'consent' || !agreement || held.session?.accountId !== session.account)
        throw problems['interaction-unknown']();
      const asked = askedBy(held);
      if (asked.some(({ field, required }) => required && !given.includes(field)))
        return submit(request, reply, denied('the person does not let the service read what it needs'));
      const fields = asked.map(({ field }) => field).filter((field) => given.includes(field));
      const refused = asked.map(({ field }) => field).filter((field) => !given.includes(field));
      // One a page that was answered, however often it is sent: the second time finds the grant of the first.
      const grantId = grantIdFor(held.uid);
      const acting = actingFor(agreement, session.acting);
      const scopes = scopesBy(held);
      const detail = detailBy(held);
      const { account, language } = session;
      const subject = detail && (await findDataSubject(parts, session, agreement, acting));
      if (detail && (!subject || detail.fields.some((one) => one.required && !shared.includes(one.field))))
        return submit(request, reply, denied('the person does not agree to the authorization details'));
      const context = contextOf(kernel, session);
      // A sheet without anything of the sign-in's takes nothing back of what was agreed to there.
      const alone = detail !== undefined && asked.length + scopes.length === 0;
      const entries = await database.transact(async (transaction) => {
        await giveConsent(transaction, context, accounts, {
          ...{ grantId, account, agreement, acting, fields, refused, scopes },
          remember: alone ? 'once' : remember ? 'yes' : 'no',
          until: grantEnd(),
        });
        if (!detail || !subject) return [];
        const { client, organisation } = agreement;
        const agreed = detail.fields.map(({ field }) => field).filter((field) => shared.includes(field));
        const { person, giver } = subject;
        const yes = { asked: detail, fields: agreed, request: grantId, person, giver, client, organisation, language };
        return [await details.give(transaction, context, yes)];
      });
      await saveGrant(provider(), {
        grantId,
        account,
        client: agreement.client,
        scope: held.client.scope ?? 'openid',
        details: entries,
      });
      await submit(request, reply, { consent: { grantId } });
    },

    async abort(request, reply) {
      await find(request, reply);
      await submit(request, reply, denied('the person went back'));
    },
  };
}

const denied = (description: string) => ({ error: 'access_denied', error_description: description });

function askedBy(held: Held): AgreedField[] {
  return (held.prompt.details.asked ?? []) as unknown as AgreedField[];
}

function detailBy(held: Held): AskedDetail | undefined {
  return held.prompt.details.detail as AskedDetail | undefined;
}

/** Scopes at APIs are agreed to together: the service asked for what it needs there. */
function scopesBy(held: Held): string[] {
  return (held.prompt.details.scopes ?? []) as string[];
}

/** @param moved milliseconds by which the clock of sessions is moved from the true one */
function describe(held: Held & { client: Client }, moved: number): Interaction {
  const { prompt, params, client } = held;
  const agreement = agreementOf(client);
  const begun = held.iat * 1000 + moved;
  const fresh = prompt.reasons.some((reason) => ['login_prompt', 'max_age', 'proof_too_old'].includes(reason));
  const least = typeof params.max_age === 'string' ? Number(params.max_age) * 1000 : 0;
  // `max_age` is compared in whole seconds, and has been: a proof that was too old then must not count here.
  const after = wantsNewProof(params) ? String(prompt.details.askedAt) : new Date(begun - least).toISOString();
  return {
    uid: held.uid,
    prompt: prompt.name === 'consent' ? 'consent' : 'login',
    client: client.clientId,
    agreement,
    asked: askedBy(held),
    apis: (prompt.details.apis ?? []) as AskedApi[],
    detail: detailBy(held),
    redirectUri: typeof params.redirect_uri === 'string' ? params.redirect_uri : undefined,
    wanted: (prompt.details.wanted as Assurance | undefined) ?? 'low',
    provedAfter: fresh ? after : undefined,
    locales: typeof params.ui_locales === 'string' ? params.ui_locales.split(' ') : [],
    account: prompt.name === 'consent' ? held.session?.accountId : (prompt.details.account as string | undefined),
  };
}
