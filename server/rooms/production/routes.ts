import { Answer, type Contract, contract, requireScope } from '#kernel';
import { beginBatch, endBatch, resumeBatch } from './batches.ts';
import { endDestruction, proposeDestruction, receiveBox, spoilBlank } from './blanks.ts';
import * as body from './contracts.ts';
import { actOnParcel, packParcels } from './parcels.ts';
import type { Parts } from './parts.ts';
import { listBatches, listParcels, readBatch, readManifestOf, readStock } from './views.ts';

const tag = 'production';
const operate = { tag, scope: 'production.operate' } as const;

export const productionRoutes = (parts: Parts): Contract[] => [
  ...blankRoutes(parts),
  ...batchRoutes(parts),
  ...parcelRoutes(parts),
];

function blankRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      ...operate,
      method: 'GET',
      path: '/api/production/blanks',
      summary: 'Every blank by where it is, and whether the sum comes out',
      answers: { 200: body.Stock },
      handle: () => database.transact((transaction) => readStock(transaction, parts)),
    }),
    contract({
      ...operate,
      method: 'POST',
      path: '/api/production/boxes',
      summary: 'Take a box of blanks into stock',
      body: body.BoxBody,
      answers: { 201: body.BoxMade },
      handle: async (context, { body: given }) => new Answer(201, await receiveBox(parts, context, given)),
    }),
    contract({
      ...operate,
      method: 'POST',
      path: '/api/production/blanks/:serial/spoil',
      summary: 'A blank in stock that cannot be used',
      params: body.SerialParams,
      body: body.SpoilBody,
      answers: { 200: body.Nothing },
      handle: async (context, { params, body: { why } }) => {
        await spoilBlank(parts, context, params.serial, why);
        return {};
      },
    }),
    contract({
      tag,
      scope: 'production.destroy',
      method: 'POST',
      path: '/api/production/destructions',
      summary: 'Propose to destroy all spoiled blanks',
      body: body.NoBody,
      answers: { 201: body.DestructionMade },
      handle: async (context) => new Answer(201, await proposeDestruction(parts, context)),
    }),
    contract({
      tag,
      scope: 'production.destroy',
      method: 'POST',
      path: '/api/production/destructions/:destruction/end',
      summary: 'Another officer has seen them destroyed, or refuses',
      params: body.DestructionParams,
      body: body.EndDestructionBody,
      answers: { 200: body.Nothing },
      handle: async (context, { params, body: { done } }) => {
        await endDestruction(parts, context, params.destruction, done);
        return {};
      },
    }),
  ];
}

function batchRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const heldRoute = (path: string, summary: string, act: typeof resumeBatch) =>
    contract({
      ...operate,
      method: 'POST',
      path: `/api/production/batches/:batch/${path}`,
      summary,
      params: body.BatchParams,
      body: body.NoBody,
      answers: { 200: body.Nothing },
      handle: async (context, { params }) => {
        await act(parts, context, params.batch);
        return {};
      },
    });
  return [
    contract({
      ...operate,
      method: 'GET',
      path: '/api/production/batches',
      summary: 'Batches with how far they are, how fast they go and when they end',
      answers: { 200: body.Batches },
      handle: (context) => database.transact((transaction) => listBatches(transaction, parts, context)),
    }),
    contract({
      ...operate,
      method: 'POST',
      path: '/api/production/batches',
      summary: 'Take what is ready to be made, the nearest promise first',
      body: body.BatchBody,
      answers: { 201: body.BatchMade },
      handle: async (context, { body: given }) => new Answer(201, await beginBatch(parts, context, given)),
    }),
    contract({
      ...operate,
      method: 'GET',
      path: '/api/production/batches/:batch',
      summary: 'A batch with its items, its spoiled blanks and its jobs; no name stands in it',
      params: body.BatchParams,
      answers: { 200: body.BatchPage },
      handle: (context, { params }) =>
        database.transact((transaction) => readBatch(transaction, parts, context, params.batch)),
    }),
    heldRoute('resume', 'A batch that was held goes on', resumeBatch),
    heldRoute('end', 'A batch that is held ends; what was not begun goes back to who ordered it', endBatch),
    contract({
      ...operate,
      method: 'GET',
      path: '/api/production/jobs/:job',
      summary: 'What a machine was told to make: a signed list of hashes',
      params: body.JobParams,
      answers: { 200: body.ManifestAnswer },
      handle: (_context, { params }) => database.transact((transaction) => readManifestOf(transaction, params.job)),
    }),
  ];
}

function parcelRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      tag,
      // Whoever runs the line sees all, an office its own.
      scope: 'production.receive',
      method: 'GET',
      path: '/api/production/parcels',
      summary: 'Parcels of the area: on their way first, with the serials that must be in them',
      answers: { 200: body.Parcels },
      handle: async (context) => ({
        parcels: await database.transact((transaction) => listParcels(transaction, parts, context)),
      }),
    }),
    contract({
      ...operate,
      method: 'POST',
      path: '/api/production/parcels',
      summary: 'Pack everything that is checked, one parcel for each office',
      body: body.NoBody,
      answers: { 201: body.Packed },
      handle: async (context) => new Answer(201, await packParcels(parts, context)),
    }),
    contract({
      tag,
      // Sending, and saying that it is lost, want the line's own scope besides.
      scope: 'production.receive',
      method: 'POST',
      path: '/api/production/parcels/:parcel/acts',
      summary: 'Send a parcel, receive it at its office, or report it lost',
      params: body.ParcelParams,
      body: body.ParcelActBody,
      answers: { 200: body.ParcelAfter },
      handle: (context, { params, body: given }) => {
        if (given.act !== 'receive') requireScope(context.caller, 'production.operate');
        return actOnParcel(parts, context, params.parcel, given);
      },
    }),
  ];
}
