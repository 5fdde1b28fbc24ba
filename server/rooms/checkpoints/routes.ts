import { Answer, type Contract, contract } from '#kernel';
import { viewAnswer } from './approvals.ts';
import { makeChallenge } from './challenges.ts';
import { checkLate, checkPresented } from './checks.ts';
import * as form from './contracts.ts';
import { openDesk, shutDesk, viewDesks, viewOwnDesks } from './desks.ts';
import { enterFlight, enterInsurance } from './entering.ts';
import { decideListing, proposeListing, viewListings } from './listings.ts';
import type { Parts } from './parts.ts';
import { prepareChallenges } from './prepared.ts';
import { callVisit, viewFigures, viewLists, viewQueue } from './views.ts';

const desk = { tag: 'checkpoints', scope: 'checkpoints.use' } as const;
const manage = { tag: 'checkpoints', scope: 'checkpoints.manage' } as const;
const list = { tag: 'checkpoints', scope: 'checkpoints.list' } as const;

/** For desks, and for what their questions read. */
export function checkpointRoutes(parts: Parts): Contract[] {
  return [...deskRoutes(parts), ...readRoutes(parts), ...enteringRoutes(parts)];
}

function deskRoutes(parts: Parts): Contract[] {
  return [
    contract({
      ...desk,
      method: 'GET',
      path: '/api/desks',
      summary: 'The desks of my organisation, and what each asks',
      answers: { 200: form.DeskList },
      handle: (context) => viewDesks(parts, context),
    }),
    contract({
      ...desk,
      method: 'POST',
      path: '/api/desks/:desk/challenge',
      summary:
        'A challenge for one check; with what opens a chip, my paired reader is asked to read it, with a number its holder, in their own account',
      params: form.OneDesk,
      body: form.ChallengeBody,
      answers: { 201: form.ChallengeMade },
      handle: async (context, { params, body }) =>
        new Answer(201, await makeChallenge(parts, context, params.desk, body)),
    }),
    contract({
      ...desk,
      method: 'GET',
      path: '/api/desks/:desk/challenge/:challenge',
      summary: 'Whether the holder who was asked has answered',
      params: form.OneChallenge,
      answers: { 200: form.ChallengeState },
      handle: (context, { params }) => viewAnswer(parts, context, params.desk, params.challenge),
    }),
    contract({
      ...desk,
      method: 'POST',
      path: '/api/desks/:desk/checks',
      summary:
        'Check who stands before the desk: document, holder, the desk’s own question; the person can read that it was done',
      bodyLimit: 2_200_000,
      params: form.OneDesk,
      body: form.CheckBody,
      answers: { 200: form.CheckAnswer },
      handle: (context, { params, body }) => checkPresented(parts, context, params.desk, body),
    }),
    contract({
      ...desk,
      method: 'POST',
      path: '/api/desks/:desk/checks/late',
      summary:
        'A check that was made without a line: judged anew as of when it was made; sent again it gets the first answer',
      bodyLimit: 3 * 1_048_576,
      params: form.OneDesk,
      body: form.LateBody,
      answers: { 200: form.CheckAnswer },
      handle: (context, { params, body }) => checkLate(parts, context, params.desk, body),
    }),
    contract({
      ...desk,
      method: 'POST',
      path: '/api/desks/:desk/challenges',
      summary: 'Challenges for chips that are read without a line, each for one check of mine at this desk',
      params: form.OneDesk,
      body: form.Nothing,
      answers: { 201: form.PreparedMade },
      handle: async (context, { params }) => new Answer(201, await prepareChallenges(parts, context, params.desk)),
    }),
    contract({
      ...desk,
      method: 'POST',
      path: '/api/desks/:desk/visits/:visit/call',
      summary: 'Call a ticket in',
      params: form.OneVisit,
      body: form.Nothing,
      answers: { 200: form.Nothing },
      handle: (context, { params }) => callVisit(parts, context, params.desk, params.visit),
    }),
  ];
}

function readRoutes(parts: Parts): Contract[] {
  return [
    contract({
      ...desk,
      method: 'GET',
      path: '/api/desks/:desk/figures',
      summary: 'What a desk decided on a day, in counts',
      params: form.OneDesk,
      query: form.FiguresQuery,
      answers: { 200: form.Figures },
      handle: (context, { params, query }) => viewFigures(parts, context, params.desk, query.day),
    }),
    contract({
      ...desk,
      method: 'GET',
      path: '/api/desks/:desk/queue',
      summary: 'Tickets that wait, and how far boarding is; no names',
      params: form.OneDesk,
      answers: { 200: form.Queue },
      handle: (context, { params }) => viewQueue(parts, context, params.desk),
    }),
    contract({
      ...desk,
      method: 'GET',
      path: '/api/desks/:desk/lists',
      summary: 'Refused documents after a version, and what proves the others: for the time without a line',
      params: form.OneDesk,
      query: form.ListsQuery,
      answers: { 200: form.Lists },
      handle: (context, { params, query }) => viewLists(parts, context, params.desk, query.after ?? 0),
    }),
  ];
}

function enteringRoutes(parts: Parts): Contract[] {
  return [
    contract({
      ...manage,
      method: 'GET',
      path: '/api/agency/desks',
      summary: 'The desks of my organisation, for who manages them',
      answers: { 200: form.OwnDesks },
      handle: (context) => viewOwnDesks(parts, context),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/agency/desks',
      summary: 'Open a desk of a kind that such organisations have',
      body: form.NewDesk,
      answers: { 201: form.DeskMade },
      handle: async (context, { body }) => new Answer(201, await openDesk(parts, context, body)),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/agency/desks/:desk/close',
      summary: 'Close a desk',
      params: form.OneDesk,
      body: form.Nothing,
      answers: { 200: form.Nothing },
      handle: (context, { params }) => shutDesk(parts, context, params.desk),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/agency/flights',
      summary: 'A flight with its passengers, by their numbers; erased by rule',
      bodyLimit: 262_144,
      body: form.FlightBody,
      answers: { 201: form.FlightMade },
      handle: async (context, { body }) => new Answer(201, await enterFlight(parts, context, body)),
    }),
    contract({
      ...manage,
      method: 'POST',
      path: '/api/agency/insurance',
      summary: 'Health insurance as its insurer says it is, by personal numbers',
      bodyLimit: 262_144,
      body: form.InsuranceBody,
      answers: { 200: form.InsuranceTaken },
      handle: (context, { body }) => enterInsurance(parts, context, body),
    }),
    contract({
      ...list,
      method: 'GET',
      path: '/api/agency/listings',
      summary: 'Decisions that my organisation has put onto lists, and the grounds that there are',
      answers: { 200: form.ListingList },
      handle: (context) => viewListings(parts, context),
    }),
    contract({
      ...list,
      method: 'POST',
      path: '/api/agency/listings',
      summary: 'Put a decision onto a list, before a second officer',
      body: form.ListingBody,
      answers: { 201: form.ListingMade },
      handle: async (context, { body }) => new Answer(201, await proposeListing(parts, context, body)),
    }),
    contract({
      ...list,
      method: 'POST',
      path: '/api/agency/listings/:listing/acts',
      summary: 'Put it in force, as a second officer, or end it',
      params: form.OneListing,
      body: form.ListingAct,
      answers: { 200: form.Nothing },
      handle: (context, { params, body }) => decideListing(parts, context, params.listing, body.act),
    }),
  ];
}
