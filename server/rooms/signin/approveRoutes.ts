import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '#kernel';
import { contextOf, describeOrigin, judgeApprover, type Session } from '#rooms/accounts';
import type { Clients } from '#rooms/clients';
import type { Offices } from '#rooms/offices';
import { SSO_COOKIE } from '#rooms/provider';
import { renderApprove, renderApproveEnd, renderApproveSignIn, renderApproveStepUp } from './approvePages.ts';
import type { Crossing } from './crossings.ts';
import { describeService, type SignInParts } from './signInParts.ts';

interface Parts extends Pick<SignInParts, 'accounts' | 'crossings' | 'pages' | 'kernel'> {
  readonly offices: Pick<Offices, 'country' | 'organisationName'>;
  readonly clients: Pick<Clients, 'find'>;
}

/** `/approve/<code>`: opened on the phone that read the code of another screen. */
export function addApprove(scope: FastifyInstance, parts: Parts): void {
  const { accounts, crossings, pages, kernel, offices, clients } = parts;

  scope.get<{ Params: { crossing: string } }>('/approve/:crossing', async (request, reply) => {
    const action = actionOf(request.params.crossing);
    const session = await accounts.findSession(request.cookies[SSO_COOKIE]);
    if (!session) return pages.send(reply, renderApproveSignIn(pages.frameOf(request, action), action));
    const crossing = await crossings.find(request.params.crossing);
    return crossing ? sendApprove(request, reply, crossing, session) : sendEnd(request, reply, 'unknown', 404);
  });

  scope.post<{ Params: { crossing: string } }>('/approve/:crossing', async (request, reply) => {
    const action = actionOf(request.params.crossing);
    const form = pages.readForm(request, reply, action);
    const session = await accounts.findSession(request.cookies[SSO_COOKIE]);
    if (!session) return pages.send(reply, renderApproveSignIn(pages.frameOf(request, action), action));
    const crossing = await crossings.find(request.params.crossing);
    if (!crossing) return sendEnd(request, reply, 'unknown', 404);
    const decision = form.decision === 'approve' ? 'approve' : 'refuse';
    const number = (form.number ?? '').trim();
    const say = pages.sayFor(request);
    // Whoever may not say yes may still say no.
    const unfit = decision === 'approve' ? sendUnfit(request, reply, action, session) : undefined;
    if (unfit) return unfit;
    if (decision === 'approve' && !isNear(request, crossing)) return sendEnd(request, reply, 'network', 403);
    if (decision === 'approve' && !/^\d{1,4}$/.test(number))
      return sendApprove(request, reply, crossing, session, [
        { field: 'number', text: say('page.approve.numberMissing') },
      ]);
    const decided = await decide(request, crossing, session, decision, number);
    if (decided === 'again')
      return sendApprove(request, reply, crossing, session, [
        { field: 'number', text: say('page.approve.numberWrong') },
      ]);
    return sendEnd(request, reply, decided ?? 'unknown', decided ? 200 : 404);
  });

  /** The answer and the line in the person's own list are one transaction. */
  function decide(
    request: FastifyRequest,
    { crossing, device, network, client }: Crossing,
    session: Session,
    decision: 'approve' | 'refuse',
    number: string,
  ) {
    const { account, session: approver } = session;
    return kernel.database.transact(async (transaction) => {
      const decided = await crossings.decide(transaction.client, crossing, {
        account,
        session: approver,
        decision,
        number,
      });
      if (decided !== undefined && decided !== 'again') {
        const context = contextOf(kernel, session, request.language);
        await accounts.recordEvent(transaction, context, account, 'approval-decided', {
          kind: 'sign-in',
          state: decided,
          service: client,
          device,
          network,
        });
      }
      return decided;
    });
  }

  async function sendApprove(
    request: FastifyRequest,
    reply: FastifyReply,
    crossing: Crossing,
    session: Session,
    faults: readonly Fault[] = [],
  ): Promise<FastifyReply> {
    const action = actionOf(crossing.crossing);
    const unfit = sendUnfit(request, reply, action, session);
    if (unfit) return unfit;
    if (!isNear(request, crossing)) return sendEnd(request, reply, 'network', 403);
    const page = renderApprove(pages.frameOf(request, action), {
      sending: pages.sendingOf(request, reply, action),
      origin: new URL(kernel.config.origin).host,
      service: await nameOf(crossing.client, request.language),
      device: crossing.device,
      network: crossing.network,
      sameNetwork: isSameNetwork(request, crossing),
      name: session.name,
      faults,
    });
    return pages.send(reply, page, { status: faults.length > 0 ? 422 : 200 });
  }

  /** What to do where this session may not say yes. @returns undefined where it may */
  function sendUnfit(request: FastifyRequest, reply: FastifyReply, action: string, session: Session) {
    const unfit = judgeApprover(session, kernel.clock.now());
    if (!unfit) return undefined;
    if (unfit === 'official') return sendEnd(request, reply, 'official', 403);
    // No sign-in is worth more than how the identity was proved once.
    if (session.level < 2) return sendEnd(request, reply, 'level', 403);
    return pages.send(reply, renderApproveStepUp(pages.frameOf(request, action), action), { status: 403 });
  }

  async function nameOf(client: string, language: string): Promise<string> {
    const service = await clients.find(client);
    return describeService(offices, service && { ...service, names: service.name }, language).name;
  }

  function sendEnd(
    request: FastifyRequest,
    reply: FastifyReply,
    end: Parameters<typeof renderApproveEnd>[1],
    status: number,
  ): FastifyReply {
    return pages.send(reply, renderApproveEnd(pages.frameOf(request, ''), end), { status });
  }
}

const actionOf = (crossing: string) => `/approve/${encodeURIComponent(crossing)}`;

const isSameNetwork = (request: FastifyRequest, { network }: Crossing) => {
  const own = describeOrigin(request).network;
  return own !== '' && own === network;
};

/** Whoever passes a code on to somebody far away sits in another network: that much a web page can tell. */
const isNear = (request: FastifyRequest, crossing: Crossing) =>
  crossing.wanted !== 'high' || isSameNetwork(request, crossing);
