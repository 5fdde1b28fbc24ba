import { Answer, type Contract, contract, SCAN_BODY_LIMIT, ScanBody, ScanGone, ScanMade } from '#kernel';
import { OneRow } from './contracts.ts';
import * as review from './reviewContracts.ts';
import { addScan, removeScan, type ScanParts, viewScan } from './scans.ts';

/** Scans beside a row in doubt. */
export function scanRoutes(parts: ScanParts): Contract[] {
  const reviewing = { tag: 'collection', scope: 'collection.review' } as const;
  const path = '/api/collection/proposals/:id/:row/scans';
  return [
    contract({
      ...reviewing,
      method: 'POST',
      path,
      summary: 'Put a scan of a paper beside a row that is not decided; it is kept sealed and its digest journalled',
      params: OneRow,
      body: ScanBody,
      bodyLimit: SCAN_BODY_LIMIT,
      answers: { 201: ScanMade },
      handle: async (context, { params: { id, row }, body }) =>
        new Answer(201, await addScan(parts, context, id, row, body.content)),
    }),
    contract({
      ...reviewing,
      method: 'GET',
      path: `${path}/:scan`,
      purpose: 'stated',
      summary: 'The image of a scan, for whoever may read its row',
      params: review.ScanParams,
      answers: {},
      handle: async (context, { params: { id, row, scan } }) => {
        const { bytes, media } = await parts.kernel.database.transact((transaction) =>
          viewScan(transaction, parts, context, id, row, scan),
        );
        return new Answer(200, bytes, { 'content-type': media, 'content-disposition': 'attachment' });
      },
    }),
    contract({
      ...reviewing,
      method: 'DELETE',
      path: `${path}/:scan`,
      summary: 'Take a scan away that no verdict names; its lines in the journal stay',
      params: review.ScanParams,
      answers: { 200: ScanGone },
      handle: async (context, { params: { id, row, scan } }) => {
        await removeScan(parts, context, id, row, scan);
        return { scan };
      },
    }),
  ];
}
