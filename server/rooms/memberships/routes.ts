import { Answer, type Contract, contract } from '#kernel';
import { drawSide } from './artwork.ts';
import { endMembership, handOver, orderCards } from './cards.ts';
import { checkCode } from './checking.ts';
import * as body from './contracts.ts';
import { collectMembers } from './members.ts';
import { actOnOwn, drawOwn, readOwn } from './own.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { changeProgramme, closeProgramme, decideProgramme, makeProgramme, proposeProgramme } from './programmes.ts';
import { findProgramme, requireProgramme } from './store.ts';
import { listMembers, listOwnProgrammes, listProposed, readOwnProgramme } from './views.ts';

const PATH = '/api/agency/memberships';
const SVG = { 'cache-control': 'no-store', 'content-type': 'image/svg+xml' } as const;

export const membershipRoutes = (parts: Parts): Contract[] => [
  ...programmeRoutes(parts),
  ...memberRoutes(parts),
  ...platformRoutes(parts),
  ...ownRoutes(parts),
];

const manage = { tag: 'memberships', scope: 'memberships.manage' } as const;

function programmeRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      ...manage,
      method: 'GET',
      path: PATH,
      summary: 'The organisation’s card programmes, how many members and cards each has',
      answers: { 200: body.OwnProgrammes },
      handle: (context) => database.transact((transaction) => listOwnProgrammes(transaction, parts, context)),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: PATH,
      summary: 'Begin a programme: rules of who is a member, and how the card looks',
      body: body.ProgrammeBody,
      bodyLimit: body.ARTWORK_LIMIT,
      answers: { 201: body.ProgrammeMade },
      handle: async (context, { body: given }) => new Answer(201, await makeProgramme(parts, context, given)),
    }),
    contract({
      ...manage,
      method: 'GET',
      path: `${PATH}/:programme`,
      summary: 'A programme with what it waits for',
      params: body.ProgrammeParams,
      answers: { 200: body.OwnProgramme },
      handle: (context, { params }) =>
        database.transact((transaction) => readOwnProgramme(transaction, parts, context, params.programme)),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: `${PATH}/:programme`,
      summary: 'Change a programme that nobody has proposed, or that was sent back',
      params: body.ProgrammeParams,
      body: body.ChangeBody,
      bodyLimit: body.ARTWORK_LIMIT,
      answers: { 200: body.Stepped },
      handle: (context, { params, body: given }) => changeProgramme(parts, context, params.programme, given),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: `${PATH}/:programme/acts`,
      summary: 'Lay a programme before the platform, or close it',
      params: body.ProgrammeParams,
      body: body.ProgrammeActBody,
      answers: { 200: body.Stepped },
      handle: (context, { params, body: { act, version } }) =>
        (act === 'propose' ? proposeProgramme : closeProgramme)(parts, context, params.programme, { version }),
    }),
    contract({
      ...manage,
      method: 'GET',
      path: `${PATH}/:programme/artwork/:side`,
      summary: 'A side of the programme’s card as a picture (SVG), with nobody on it',
      params: body.ProgrammeSideParams,
      answers: {},
      handle: async (context, { params: { programme, side } }) => {
        const row = await requireProgramme(database.pool, context, programme);
        return new Answer(200, drawSide(parts, row, exampleOf(parts, row.prefix), side), SVG);
      },
    }),
  ];
}

/** What stands where a member's data will. */
function exampleOf({ kernel }: Parts, prefix: string) {
  const say = (id: string) => kernel.words.say(kernel.words.languages[0]!, `memberships.example.${id}`);
  return {
    ...{ name: say('name'), memberNumber: '000000', unit: say('unit'), number: `${prefix}00000000` },
    ...{ birthDate: '01/01/2000', joinedOn: '01/01/2020', expiresOn: '31/12/2030' },
  };
}

function memberRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      ...manage,
      method: 'POST',
      path: `${PATH}/:programme/members`,
      summary: `Send a piece of the list of members, at most ${body.PIECE}; the register is asked about each`,
      params: body.ProgrammeParams,
      body: body.MembersBody,
      bodyLimit: body.ARTWORK_LIMIT,
      answers: { 200: body.Collected },
      handle: (context, { params, body: { members } }) => collectMembers(parts, context, params.programme, members),
    }),
    contract({
      ...manage,
      method: 'GET',
      path: `${PATH}/:programme/members`,
      summary: 'The list as it was sent, what the register says to each row, and the newest card',
      params: body.ProgrammeParams,
      query: body.MembersQuery,
      answers: { 200: body.Members },
      handle: (context, { params, query }) =>
        database.transact((transaction) => listMembers(transaction, context, params.programme, query)),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: `${PATH}/:programme/members/:number/end`,
      summary: 'Somebody is no member any more: the card counts no longer',
      params: body.MemberParams,
      answers: { 200: body.CardsMoved },
      handle: (context, { params: { programme, number } }) => endMembership(parts, context, programme, number),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: `${PATH}/:programme/cards`,
      summary: 'Order cards for members who matched and have none',
      params: body.ProgrammeParams,
      body: body.OrderBody,
      answers: { 201: body.CardsMoved },
      handle: async (context, { params, body: { limit } }) =>
        new Answer(201, await orderCards(parts, context, params.programme, limit)),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: `${PATH}/:programme/hand-over`,
      summary: 'The cards that came have been given to their members: all, or those of a unit',
      params: body.ProgrammeParams,
      body: body.HandOverBody,
      answers: { 200: body.CardsMoved },
      handle: (context, { params, body: { unit } }) => handOver(parts, context, params.programme, unit),
    }),
    contract({
      tag: 'memberships',
      scope: 'memberships.check',
      method: 'POST',
      path: `${PATH}/checks`,
      summary: 'What the code on one of the organisation’s cards says, and how the card stands now; a look',
      body: body.CheckBody,
      answers: { 200: body.Checked },
      handle: (context, { body: { code } }) => checkCode(parts, context, code),
    }),
  ];
}

function platformRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const approve = { tag: 'memberships', scope: 'memberships.approve' } as const;
  return [
    contract({
      ...approve,
      method: 'GET',
      path: '/api/memberships/programmes',
      summary: 'Programmes of all organisations, those that wait for a decision first',
      answers: { 200: body.Proposed },
      handle: (context) => database.transact((transaction) => listProposed(transaction, parts, context)),
    }),
    contract({
      ...approve,
      method: 'POST',
      path: '/api/memberships/programmes/:programme/decisions',
      summary: 'Let a programme begin, or send it back with a reason',
      params: body.ProgrammeParams,
      body: body.DecisionBody,
      answers: { 200: body.Stepped },
      handle: (context, { params, body: given }) => decideProgramme(parts, context, params.programme, given),
    }),
    contract({
      ...approve,
      method: 'GET',
      path: '/api/memberships/programmes/:programme/artwork/:side',
      summary: 'A side of a programme’s card as a picture (SVG), with nobody on it',
      params: body.ProgrammeSideParams,
      answers: {},
      handle: async (_context, { params: { programme, side } }) => {
        const row = await findProgramme(database.pool, programme);
        if (!row || row.state === 'draft') throw problems['programme-unknown']();
        return new Answer(200, drawSide(parts, row, exampleOf(parts, row.prefix), side), SVG);
      },
    }),
  ];
}

function ownRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      tag: 'citizen',
      scope: 'self.read',
      method: 'GET',
      path: '/api/me/memberships',
      summary: 'On which organisations’ lists I am a member, and the card of each',
      answers: { 200: body.OwnMemberships },
      handle: async (context) => ({
        memberships: await database.transact((transaction) => readOwn(transaction, parts, context)),
      }),
    }),
    contract({
      tag: 'citizen',
      scope: 'self.read',
      method: 'GET',
      path: '/api/me/memberships/cards/:card/artwork/:side',
      summary: 'A side of my member card as a picture (SVG), without its signed code',
      params: body.CardSideParams,
      answers: {},
      handle: async (context, { params }) =>
        new Answer(200, await database.transact((transaction) => drawOwn(transaction, parts, context, params)), SVG),
    }),
    contract({
      tag: 'citizen',
      scope: 'self.account',
      method: 'POST',
      path: '/api/me/memberships/:programme/acts',
      summary: 'Report my member card lost; or have no card, and what the organisation sent of me erased',
      params: body.ProgrammeParams,
      body: body.OwnActBody,
      answers: { 200: body.CardsMoved },
      handle: (context, { params, body: { act } }) => actOnOwn(parts, context, params.programme, act),
    }),
  ];
}
