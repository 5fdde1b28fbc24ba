import { Type } from 'typebox';
import {
  Answer,
  type Context,
  type Contract,
  contract,
  type Kernel,
  problems as kernelProblems,
  performAct,
  type Transaction,
} from '#kernel';
import * as form from './contracts.ts';
import { beginEnrolment, finishEnrolment } from './enrolments.ts';
import { reportLost } from './lostDevices.ts';
import { endPost, type Parts, reviewPost } from './posts.ts';
import { decide, type Proposed, propose } from './proposals.ts';
import { stopOfficial } from './staff.ts';
import { readNames } from './store.ts';
import { listOfficials, listProposals, listReview } from './views.ts';

/** Staff: enrolment, devices, posts, their review. */
export function officialRoutes(kernel: Kernel, parts: Parts): Contract[] {
  const tag = 'officials';
  const scope = 'officials.manage';
  const { database } = kernel;
  const act = <R>(context: Context, work: (transaction: Transaction) => Promise<R>) =>
    performAct(database, context, work);
  const asked = <P extends Record<string, ReturnType<typeof Type.Optional>>>(properties: P) =>
    Type.Object(properties, { additionalProperties: false });

  return [
    contract({
      method: 'GET',
      path: '/api/officials',
      tag,
      scope,
      summary: 'Officials and what they may do now, by number or name',
      query: asked({
        text: Type.Optional(Type.String({ maxLength: 80 })),
        after: Type.Optional(Type.String({ maxLength: 40 })),
      }),
      answers: { 200: form.OfficialsAnswer },
      handle: (context, { query }) =>
        database.transact((transaction) => listOfficials(transaction, context, parts, query as never)),
    }),
    contract({
      method: 'GET',
      path: '/api/officials/names',
      tag,
      scope: null,
      summary: 'Names of colleagues by their staff numbers; for officials',
      query: Type.Object({ ids: Type.String({ minLength: 1, maxLength: 3000 }) }, { additionalProperties: false }),
      answers: { 200: Type.Object({ names: Type.Record(Type.String(), Type.String()) }) },
      handle: async ({ caller }, { query }) => {
        if (caller.id === 'nobody') throw kernelProblems.unauthenticated();
        if (caller.kind !== 'official') throw kernelProblems.forbidden({ values: { scope: 'official' } });
        const ids = query.ids.split(',').slice(0, 100);
        return { names: Object.fromEntries(await readNames(database.pool, ids)) };
      },
    }),
    contract({
      method: 'GET',
      path: '/api/officials/roles',
      tag,
      scope,
      summary: 'Roles that a post can be of, with the kind of area and the hours',
      answers: { 200: form.RolesAnswer },
      handle: ({ language }) => ({
        roles: [...parts.offices.country.roles.values()]
          .filter(({ area }) => area !== 'self')
          .map(({ id, area, hours }) => ({ id, name: parts.offices.roleName(id, language), area, hours })),
      }),
    }),
    contract({
      method: 'GET',
      path: '/api/officials/proposals',
      tag,
      scope,
      summary: 'Enrolments, devices and posts that wait for a second person',
      query: Type.Object(
        { state: Type.Union([Type.Literal('open'), Type.Literal('decided')], { default: 'open' }) },
        { additionalProperties: false },
      ),
      answers: { 200: form.ProposalsAnswer },
      handle: async (context, { query }) => ({
        proposals: await database.transact((transaction) => listProposals(transaction, context, parts, query.state)),
      }),
    }),
    contract({
      method: 'POST',
      path: '/api/officials/proposals',
      tag,
      scope,
      summary: 'Propose an official, a further device, a post, or to wake an account that rests',
      body: form.ProposalBody,
      answers: { 201: form.ProposalAnswer },
      handle: async (context, { body }) =>
        new Answer(201, await act(context, (transaction) => propose(transaction, context, parts, body as Proposed))),
    }),
    contract({
      method: 'POST',
      path: '/api/officials/proposals/:proposal/decide',
      tag,
      scope,
      summary: 'Confirm or refuse as the second person; a confirmed device gives a one-time enrolment code',
      params: Type.Object({ proposal: Type.String({ maxLength: 40 }) }),
      body: form.DecisionBody,
      answers: { 200: form.DecisionAnswer },
      // No answer is kept for repetition: it would keep the code.
      handle: (context, { params, body }) =>
        database.transact((transaction) => decide(transaction, context, parts, params.proposal, body)),
    }),
    ...(['suspend', 'leave'] as const).map((stop) =>
      contract({
        method: 'POST',
        path: `/api/officials/:official/${stop}`,
        tag,
        scope,
        summary:
          stop === 'suspend'
            ? 'Stop an official at once, until two wake them'
            : 'End an official’s posts and account for good',
        params: form.Official,
        body: form.Why,
        answers: { 200: form.Journalled },
        handle: (context, { params, body }) =>
          act(context, (transaction) =>
            stopOfficial(transaction, context, parts, params.official, {
              state: stop === 'suspend' ? 'suspended' : 'left',
              why: body.why,
            }),
          ),
      }),
    ),
    contract({
      method: 'POST',
      path: '/api/officials/:official/devices/lost',
      tag,
      scope,
      summary: 'An official’s device is lost: every session ends and every key of theirs goes, at once',
      params: form.Official,
      answers: { 200: form.LostAnswer },
      handle: (context, { params }) =>
        act(context, (transaction) => reportLost(transaction, context, parts, params.official)),
    }),
    contract({
      method: 'POST',
      path: '/api/officials/:official/posts/:post/end',
      tag,
      scope,
      summary: 'End a post at once, with every session that acts in it',
      params: form.PostOf,
      body: form.Why,
      answers: { 200: form.Journalled },
      handle: (context, { params, body }) =>
        act(context, (transaction) => endPost(transaction, context, parts, params.official, params.post, body.why)),
    }),
    contract({
      method: 'GET',
      path: '/api/officials/review',
      tag,
      scope: 'officials.review',
      summary: 'The access review: posts and the date by which somebody must say that they are still needed',
      query: Type.Object(
        { due: Type.Union([Type.Literal('due'), Type.Literal('all')], { default: 'due' }) },
        { additionalProperties: false },
      ),
      answers: { 200: form.ReviewAnswer },
      handle: async (context, { query }) => ({
        posts: await database.transact((transaction) => listReview(transaction, context, parts, query.due)),
      }),
    }),
    contract({
      method: 'POST',
      path: '/api/officials/:official/posts/:post/review',
      tag,
      scope: 'officials.review',
      summary: 'Say that a post is still needed, or end it',
      params: form.PostOf,
      body: form.ReviewBody,
      answers: { 200: form.Journalled },
      handle: (context, { params, body }) =>
        act(context, (transaction) =>
          reviewPost(transaction, context, parts, params.official, params.post, {
            keep: body.keep,
            why: 'why' in body ? body.why : '',
          }),
        ),
    }),
    contract({
      method: 'POST',
      path: '/api/enrolments/options',
      tag,
      scope: null,
      summary: 'Begin to register an official’s device with the code that was handed over',
      body: form.EnrolmentBegin,
      answers: { 200: form.EnrolmentOptions },
      handle: (context, { body }, request) => beginEnrolment(database, context, parts, body, request.ip),
    }),
    contract({
      method: 'POST',
      path: '/api/enrolments',
      tag,
      scope: null,
      summary: 'Register the device: a passkey that stays on it, and no other',
      body: form.EnrolmentFinish,
      answers: { 201: form.Journalled },
      handle: async (context, { body }) =>
        new Answer(201, await database.transact((transaction) => finishEnrolment(transaction, context, parts, body))),
    }),
  ];
}
