import { Type } from 'typebox';
import { Answer, type Contract, contract } from '#kernel';
import * as form from './contracts.ts';
import type { Activation, ContactKind, Recovery } from './door.ts';
import type { Life } from './life.ts';
import { describeOrigin } from './origin.ts';
import type { Outbox } from './outbox.ts';

/** What somebody without an account, or locked out of it, can ask for. The answers are the same for every number. */
export function openRoutes(activation: Activation, recovery: Recovery): Contract[] {
  const open = { tag: 'account', scope: null } as const;
  return [
    contract({
      method: 'POST',
      path: '/api/accounts/activate',
      ...open,
      summary: 'Ask for an account of level 1; where everything fits the register, a code is sent to the contact',
      body: form.ActivateBody,
      answers: { 202: Type.Object({ activation: form.Key }) },
      handle: async (_context, { body }, request) => {
        const contact = { ...body.contact, kind: body.contact.kind as ContactKind };
        return new Answer(202, await activation.begin({ ...body, contact }, describeOrigin(request)));
      },
    }),
    contract({
      method: 'POST',
      path: '/api/accounts/activate/:activation',
      ...open,
      summary: 'Prove the contact by the code, and have the account',
      params: Type.Object({ activation: form.Key }),
      body: form.Code,
      answers: { 200: Type.Object({ ok: Type.Boolean() }) },
      handle: async (_context, { params, body }, request) => {
        await activation.confirm(params.activation, body.code, describeOrigin(request));
        return { ok: true };
      },
    }),
    contract({
      method: 'POST',
      path: '/api/accounts/recover',
      ...open,
      summary: 'Ask two trusted persons to help back into an account',
      body: form.RecoverBody,
      answers: { 202: form.RecoverAnswer },
      handle: async (_context, { body }, request) =>
        new Answer(202, await recovery.begin(body.identifier, describeOrigin(request))),
    }),
  ];
}

/** What a demonstration would have sent; its visitors are the recipients. Not there in an installation. */
export function outboxRoutes(life: Life, outbox: Pick<Outbox, 'recentMessages'>): Contract[] {
  if (!life.kernel.config.demonstration) return [];
  return [
    contract({
      method: 'GET',
      path: '/api/demonstration/outbox',
      tag: 'session',
      scope: null,
      summary: 'The newest messages that the demonstration would have sent',
      query: Type.Object(
        { limit: Type.Integer({ minimum: 1, maximum: 50, default: 10 }) },
        { additionalProperties: false },
      ),
      answers: {
        200: Type.Object({
          messages: Type.Array(
            Type.Object({
              id: form.Key,
              channel: Type.String(),
              recipient: Type.String(),
              subject: Type.String(),
              text: Type.String(),
              madeAt: form.Time,
            }),
          ),
        }),
      },
      handle: async (_context, { query }) => ({ messages: await outbox.recentMessages(query.limit) }),
    }),
  ];
}
