import { type Contract, contract, describeEntry, performAct } from '#kernel';
import { closeCampaign, listCampaigns, openCampaign, readCampaign, readWorklist, writeReport } from './campaigns.ts';
import * as body from './contracts.ts';
import { pairRoutes } from './pairRoutes.ts';
import { listRecords } from './records.ts';
import { closeSample, drawSample, listSamples, readDrawn, verifyDrawn } from './sampling.ts';
import { readLastRun } from './store.ts';
import { type Parts, presentRun, readIndicator, readOverview } from './views.ts';

const read = { tag: 'quality', scope: 'quality.read', method: 'GET' } as const;
const manage = { tag: 'quality', scope: 'quality.manage', method: 'POST' } as const;
const work = { tag: 'quality', scope: 'people.read', method: 'GET' } as const;

/** Figures show nobody; lists of records need a purpose and are looks. */
export function qualityRoutes(parts: Parts, recount: () => Promise<void>): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      ...read,
      path: '/api/quality/overview',
      summary: 'A unit by the six criteria, with the trend of each',
      query: body.UnitQuery,
      answers: { 200: body.Overview },
      handle: (context, { query }) => readOverview(parts, context, query.unit),
    }),
    contract({
      ...read,
      path: '/api/quality/indicators/:id',
      summary: 'One indicator of a unit: trend, parts of the unit, sources',
      params: body.IdParams,
      query: body.UnitQuery,
      answers: { 200: body.IndicatorAnswer },
      handle: (context, { params, query }) => readIndicator(parts, context, params.id, query.unit),
    }),
    contract({
      ...read,
      purpose: 'stated',
      path: '/api/quality/indicators/:id/records',
      summary: 'The very records that an indicator counts against, of a commune; each person is looked at',
      params: body.IdParams,
      query: body.ListQuery,
      answers: { 200: body.Records },
      handle: (context, { params, query }) =>
        database.transact((transaction) => listRecords(transaction, parts, context, params.id, query)),
    }),
    contract({
      ...read,
      path: '/api/quality/map',
      summary: 'Outlines of the provinces',
      answers: { 200: body.Outlines },
      handle: () => parts.offices.country.map,
    }),
    contract({
      ...read,
      path: '/api/quality/count',
      summary: 'How far the count is, and when the last one ended',
      answers: { 200: body.Run },
      handle: async () => presentRun(await readLastRun(database.pool)),
    }),
    contract({
      ...manage,
      path: '/api/quality/count',
      summary: 'Count the register by the six criteria now',
      answers: { 202: body.Run },
      handle: async (context, _input, _request, reply) => {
        await database.transact(async (transaction) => {
          transaction.append(describeEntry(context, { kind: 'note', room: 'quality', type: 'count', subjects: [] }));
        });
        await recount();
        reply.code(202);
        return presentRun(await readLastRun(database.pool));
      },
    }),
    ...pairRoutes(parts),
    ...sampleRoutes(parts),
    ...campaignRoutes(parts),
  ];
}

function sampleRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      ...read,
      path: '/api/quality/samples',
      summary: 'Samples of the area, the newest first',
      answers: { 200: body.Samples },
      handle: (context) => database.transact((transaction) => listSamples(transaction, parts, context)),
    }),
    contract({
      ...manage,
      path: '/api/quality/samples',
      summary: 'Draw records of a commune at random, to be held against the papers',
      body: body.SampleBody,
      answers: { 201: body.Sample },
      handle: (context, input, _request, reply) => {
        reply.code(201);
        return performAct(database, context, (transaction) => drawSample(transaction, parts, context, input.body));
      },
    }),
    contract({
      ...read,
      purpose: 'stated',
      path: '/api/quality/samples/:id',
      summary: 'A sample with its records; each person is looked at',
      params: body.IdParams,
      answers: { 200: body.DrawnSample },
      handle: (context, { params }) =>
        database.transact((transaction) => readDrawn(transaction, parts, context, params.id)),
    }),
    contract({
      ...manage,
      path: '/api/quality/samples/:sample/records/:person',
      summary: 'What the papers say of a drawn record',
      params: body.VerdictParams,
      body: body.VerdictBody,
      answers: { 200: body.Sample },
      handle: (context, input) =>
        performAct(database, context, (transaction) =>
          verifyDrawn(transaction, parts, context, input.params, input.body),
        ),
    }),
    contract({
      ...manage,
      path: '/api/quality/samples/:id/close',
      summary: 'Every record has its verdict: the sample counts',
      params: body.IdParams,
      answers: { 200: body.Sample },
      handle: (context, { params }) =>
        performAct(database, context, (transaction) => closeSample(transaction, parts, context, params.id)),
    }),
  ];
}

function campaignRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      ...work,
      path: '/api/quality/campaigns',
      summary: 'Campaigns with records of the area, the open ones first',
      answers: { 200: body.Campaigns },
      handle: (context) => database.transact((transaction) => listCampaigns(transaction, parts, context)),
    }),
    contract({
      ...manage,
      path: '/api/quality/campaigns',
      summary: 'Open a campaign against a defect: worklists for communes',
      body: body.CampaignBody,
      answers: { 201: body.Campaign },
      handle: (context, input, _request, reply) => {
        reply.code(201);
        return performAct(database, context, (transaction) => openCampaign(transaction, parts, context, input.body));
      },
    }),
    contract({
      ...work,
      path: '/api/quality/campaigns/:id',
      summary: 'How far a campaign is, read off the register',
      params: body.IdParams,
      answers: { 200: body.Campaign },
      handle: (context, { params }) =>
        database.transact((transaction) => readCampaign(transaction, parts, context, params.id)),
    }),
    contract({
      ...work,
      purpose: 'stated',
      path: '/api/quality/campaigns/:id/records',
      summary: 'A commune’s records still to be mended; each person is looked at',
      params: body.IdParams,
      query: body.ListQuery,
      answers: { 200: body.Worklist },
      handle: (context, { params, query }) =>
        database.transact((transaction) => readWorklist(transaction, parts, context, params.id, query)),
    }),
    contract({
      ...work,
      path: '/api/quality/campaigns/:id/report',
      summary: 'The report of a campaign as a CSV text',
      params: body.IdParams,
      answers: { 200: body.Report },
      handle: (context, { params }) =>
        database.transact((transaction) => writeReport(transaction, parts, context, params.id)),
    }),
    contract({
      ...manage,
      path: '/api/quality/campaigns/:id/close',
      summary: 'Close a campaign with its report',
      params: body.IdParams,
      body: body.ClosingBody,
      answers: { 200: body.Campaign },
      handle: (context, input) =>
        performAct(database, context, (transaction) =>
          closeCampaign(transaction, parts, context, input.params.id, input.body.closing),
        ),
    }),
  ];
}
