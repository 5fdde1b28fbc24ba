import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Fault, type Form, Problem, refuseCrossSite, trustHtml } from '#kernel';
import { type AttemptView, describeOrigin, isAtLeast, METHODS } from '#rooms/accounts';
import { asksForActing, isEnough, languageFor, mayAct, SSO_COOKIE } from '#rooms/provider';
import { openInBrowser } from './browserSession.ts';
import { sendConsent, takeConsent } from './consentStep.ts';
import {
  endingOf,
  faultsOf,
  renderAsWhom,
  renderChoose,
  renderEnd,
  renderIdentify,
  renderPhone,
  renderProve,
  renderWait,
  type SignInView,
} from './signInPages.ts';
import { describeService, type Round, type SignInParts } from './signInParts.ts';

/** What became of a phone's session between its yes and the sign-in that it is for. */
const unfit: ReadonlySet<string> = new Set([
  'accounts/approver-unfit',
  'accounts/recovery-only',
  'accounts/step-up-needed',
]);

/** This sign-in has shown a code for a phone: only then is there an answer to look for. */
const CROSSING_COOKIE = 'dancu-crossing';

type Query = Readonly<Record<string, string | undefined>>;

/** `/sign-in/<uid>`: every step of a sign-in and the consent behind it, by forms. */
export function addSignIn(scope: FastifyInstance, parts: SignInParts): void {
  const { accounts, interactions, crossings, pages, kernel } = parts;
  const { attempts } = accounts;

  async function begin(request: FastifyRequest, reply: FastifyReply): Promise<Round> {
    const interaction = await interactions.readInteraction(request, reply);
    const session = await accounts.findSession(request.cookies[SSO_COOKIE]);
    request.language = languageFor(kernel.words, request, interaction.locales);
    return {
      request,
      reply,
      interaction,
      action: `/sign-in/${interaction.uid}`,
      browser: pages.browserOf(request, reply),
      service: describeService(parts.offices, interaction.agreement, request.language),
      session,
    };
  }

  /** Where the attempt stands now, after looking whether another device has answered. */
  async function standing(round: Round): Promise<AttemptView> {
    const { interaction, browser, session, request } = round;
    const { uid, wanted } = interaction;
    // A weaker session goes on from who it is; a forgotten one begins with the number.
    const account = interaction.account ?? (isRaised(round) ? session?.account : undefined);
    const view = await attempts.open({
      attempt: uid,
      browser,
      wanted,
      origin: describeOrigin(request),
      ...(account ? { account } : {}),
    });
    const approver = request.cookies[CROSSING_COOKIE] ? await crossings.take(uid) : undefined;
    if (approver) return (await takeYes(round, approver)) ?? attempts.read(uid, browser);
    return view.step === 'wait' ? attempts.prove(uid, browser, '') : view;
  }
  /** @returns undefined where the phone's session may no longer say yes: this screen goes on as if nobody had answered */
  function takeYes({ interaction, browser }: Round, { account, session }: { account: string; session: string }) {
    return attempts
      .vouch(interaction.uid, browser, account, { method: 'approval', at: now() }, session)
      .catch((error: unknown) => {
        if (error instanceof Problem && unfit.has(error.code)) return undefined;
        throw error;
      });
  }
  const now = () => kernel.clock.now().toISOString();
  const isRaised = ({ session, interaction }: Round) =>
    session !== undefined && interaction.provedAfter === undefined && !isAtLeast(session.assurance, interaction.wanted);

  scope.get<{ Params: { uid: string }; Querystring: Query }>('/sign-in/:uid', async (request, reply) => {
    const round = await begin(request, reply);
    const { interaction, session } = round;
    if (interaction.prompt === 'consent') return sendConsent(parts, round);
    if (isEnough(interaction, session, isAtLeast)) return interactions.finishLogin(request, reply, session);
    return proceed(round, await standing(round), request.query.way);
  });

  scope.post<{ Params: { uid: string } }>('/sign-in/:uid', async (request, reply) => {
    const action = `/sign-in/${request.params.uid}`;
    const form = pages.readForm(request, reply, action);
    const round = await begin(request, reply);
    if (form.step === 'cancel') return interactions.abort(request, reply);
    if (round.interaction.prompt === 'consent') return takeConsent(parts, round, form);
    return take(round, form);
  });

  async function take(round: Round, form: Form): Promise<unknown> {
    const { reply, interaction, browser, action, request } = round;
    const { uid } = interaction;
    const say = pages.sayFor(request);
    // The form stood on a page of this attempt: it was opened then.
    switch (form.step) {
      case 'identify': {
        const identifier = (form.identifier ?? '').replace(/[\s.-]/g, '');
        const text = identifier === '' ? say('page.identify.missing') : say('page.identify.malformed');
        if (!/^[0-9A-Za-z]{6,14}$/.test(identifier))
          return sendIdentify(round, [{ field: 'identifier', text }], form.identifier);
        await attempts.identify(uid, browser, identifier.toUpperCase());
        return reply.redirect(action, 303);
      }
      case 'choose': {
        const method = METHODS.find((one) => one === form.method);
        if (method) await attempts.choose(uid, browser, method, request.language);
        return reply.redirect(action, 303);
      }
      case 'prove': {
        const code = (form.code ?? '').replace(/\s/g, '');
        const view = code === '' ? await attempts.read(uid, browser) : await attempts.prove(uid, browser, code);
        const missing = code === '' ? [{ field: 'code', text: say('page.prove.missing') }] : [];
        if (view.step === 'prove') return draw(round, view, undefined, missing);
        return goOn(round, view);
      }
      case 'passkey':
        return goOn(round, await attempts.provePasskey(uid, browser, readResponse(form.response)));
      case 'acting':
        return finish(round, form.acting);
      default:
        return reply.redirect(action, 303);
    }
  }

  /** Opens the session at once where nobody could act as somebody else; what is drawn stands behind a redirect. */
  async function goOn(round: Round, view: AttemptView): Promise<unknown> {
    const { reply, interaction, action } = round;
    return view.step === 'done' && !mayAct(interaction) ? finish(round, undefined) : reply.redirect(action, 303);
  }

  scope.post<{ Params: { uid: string } }>('/sign-in/:uid/passkey', async (request, reply) => {
    pages.readForm(request, reply, `/sign-in/${request.params.uid}`);
    const round = await begin(request, reply);
    return reply.send(await attempts.passkeyOptions(round.interaction.uid, round.browser));
  });

  scope.get<{ Params: { uid: string } }>('/sign-in/:uid/wait', async (request, reply) => {
    const round = await begin(request, reply);
    const { uid } = round.interaction;
    const crossing = await crossings.look(uid);
    if (crossing) return reply.send({ waiting: crossing.decision === undefined });
    return reply.send({ waiting: (await standing(round)).step === 'wait' });
  });

  scope.post<{ Params: { uid: string; entrance: string } }>('/sign-in/:uid/:entrance', async (request, reply) => {
    const round = await begin(request, reply);
    const { interaction, browser, action } = round;
    refuseCrossSite(request);
    const entrance = parts.entrances.find(({ id }) => id === request.params.entrance);
    const account = await entrance?.enter((request.body ?? {}) as Form);
    if (account) {
      await standing(round);
      await attempts.vouch(interaction.uid, browser, account, { method: 'persona', at: now() });
    }
    return reply.redirect(action, 303);
  });

  /** Draws where the attempt stands, or goes on where nothing is left to ask. */
  async function proceed(round: Round, view: AttemptView, way: string | undefined): Promise<unknown> {
    if (view.step === 'done') return finish(round, undefined);
    if (way === 'phone' && view.step === 'identify') return sendPhone(round);
    if (way === 'identify' && view.step !== 'over' && view.factors.length === 0) return sendIdentify(round);
    return draw(round, view, way);
  }

  function draw(round: Round, view: AttemptView, way?: string, more: readonly Fault[] = []): FastifyReply {
    const { request, reply, interaction } = round;
    const frame = pages.frameOf(request, round.action);
    const say = pages.sayFor(request);
    const faults = more.length > 0 ? more : faultsOf(say, view);
    const given: SignInView = { ...viewOf(round), faults };
    const send = (page: string) =>
      pages.send(reply, page, { status: statusOf(request, faults), target: interaction.redirectUri });
    const stepUp = isRaised(round);
    if (view.step === 'over') return send(renderEnd(frame, { ...given, ...endingOf(say, view) }));
    if (view.step === 'identify') return sendIdentify(round, faults);
    if (view.step === 'wait' && way !== 'stop')
      return send(
        renderWait(frame, {
          ...given,
          number: view.number!,
          device: describeOrigin(request).device,
          origin: new URL(kernel.config.origin).host,
        }),
      );
    if (view.step === 'prove' && way !== 'choose') return send(renderProve(frame, { ...given, method: view.method! }));
    const proved = view.factors.map(({ method }) => method);
    return send(renderChoose(frame, { ...given, methods: view.methods, proved, stepUp, locked: view.locked }));
  }

  function sendIdentify(round: Round, faults: readonly Fault[] = [], identifier?: string): FastifyReply {
    const { request, reply, interaction } = round;
    const page = renderIdentify(pages.frameOf(request, round.action), {
      ...viewOf(round),
      faults,
      ...(identifier === undefined ? {} : { identifier }),
      entrances: parts.entrances.map((one) => trustHtml(one.render(request.language, interaction.uid))),
    });
    return pages.send(reply, page, { status: statusOf(request, faults), target: interaction.redirectUri });
  }

  /** The code that a phone reads: at most sixty a network in ten minutes. */
  async function sendPhone(round: Round): Promise<FastifyReply> {
    const { request, reply, interaction } = round;
    const { uid: attempt, client, wanted, redirectUri } = interaction;
    const origin = describeOrigin(request);
    const last = await crossings.look(attempt);
    if (!last || last.decision) await accounts.spend(`crossing:${origin.network}`, 60, 600);
    const { crossing, number } = await crossings.open({ attempt, client, wanted, origin });
    reply.setCookie(CROSSING_COOKIE, '1', {
      path: round.action,
      httpOnly: true,
      sameSite: 'lax',
      secure: pages.secure,
    });
    const say = pages.sayFor(request);
    const page = renderPhone(pages.frameOf(request, `${round.action}?way=phone`), {
      ...viewOf(round),
      faults:
        last?.decision === 'refused'
          ? [{ text: say('page.refusal.refused') }]
          : last?.decision === 'failed'
            ? [{ text: say('page.refusal.wrong') }]
            : [],
      address: `${kernel.config.origin}/approve/${crossing}`,
      number,
      device: origin.device,
      origin: new URL(kernel.config.origin).host,
    });
    return pages.send(reply, page, { target: redirectUri });
  }

  /** Opens the session, after asking as whom where there is a choice. */
  async function finish(round: Round, chosen: string | undefined): Promise<unknown> {
    const { request, reply, interaction, browser } = round;
    const { uid, redirectUri: target } = interaction;
    const account = mayAct(interaction) ? await attempts.accountOf(uid, browser) : undefined;
    if (!account || !asksForActing(interaction, account))
      return interactions.finishLogin(request, reply, await openInBrowser(parts, round));
    const frame = pages.frameOf(request, round.action);
    const say = pages.sayFor(request);
    const choices = await parts.actings(interaction, account, request.language);
    if (account.kind === 'official' && choices.length === 0) {
      const text = say(`page.asWhom.rest.${(await parts.officials.restOf(account)) ?? 'none'}`);
      const end = renderEnd(frame, { ...viewOf(round), title: say('page.asWhom.noPostTitle'), text });
      return pages.send(reply, end, { status: 403, target });
    }
    const choice = choices.length === 1 ? choices[0] : choices.find(({ value }) => value === chosen);
    if (!choice) return pages.send(reply, renderAsWhom(frame, { ...viewOf(round), choices }), { target });
    return interactions.finishLogin(request, reply, await openInBrowser(parts, round, choice));
  }

  const statusOf = ({ method }: { method: string }, faults: readonly Fault[]) =>
    method === 'POST' && faults.length > 0 ? 422 : 200;
  const viewOf = ({ request, reply, action, service }: Round) => ({
    sending: pages.sendingOf(request, reply, action),
    service,
  });
}

/** What a script put into the form: an authenticator's answer, or whatever somebody else did. */
function readResponse(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
