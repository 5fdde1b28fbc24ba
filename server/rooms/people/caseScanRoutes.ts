import { Type } from 'typebox';
import { Answer, type Contract, contract, SCAN_BODY_LIMIT, ScanBody, ScanGone, ScanMade } from '#kernel';
import { addScan, type Matter, removeScan, type ScanParts, viewScan } from './caseScans.ts';

const id = Type.String({ format: 'uuid' });
const PATHS: Readonly<Record<Matter, string>> = {
  correction: '/api/corrections/:id/scans',
  proposal: '/api/people/proposals/:id/scans',
};

/** Scans beside corrections and proposals. */
export function caseScanRoutes(parts: ScanParts): Contract[] {
  return (Object.keys(PATHS) as Matter[]).flatMap((matter) => {
    const shared = { tag: 'people', scope: 'people.read' } as const;
    const path = PATHS[matter];
    return [
      contract({
        ...shared,
        method: 'POST',
        path,
        summary: `Put a scan of a paper beside an open ${matter}; it is kept sealed and its digest journalled`,
        params: Type.Object({ id }),
        body: ScanBody,
        bodyLimit: SCAN_BODY_LIMIT,
        answers: { 201: ScanMade },
        handle: async (context, { params, body }) =>
          new Answer(201, await addScan(parts, context, matter, params.id, body.content)),
      }),
      contract({
        ...shared,
        method: 'GET',
        path: `${path}/:scan`,
        purpose: 'stated',
        summary: `The image of a scan, for whoever may see the ${matter}`,
        params: Type.Object({ id, scan: id }),
        answers: {},
        handle: async (context, { params }) => {
          const { bytes, media } = await viewScan(parts, context, matter, params.id, params.scan);
          return new Answer(200, bytes, { 'content-type': media, 'content-disposition': 'attachment' });
        },
      }),
      contract({
        ...shared,
        method: 'DELETE',
        path: `${path}/:scan`,
        summary: `Take a scan away that no verdict on the ${matter} names; its lines in the journal stay`,
        params: Type.Object({ id, scan: id }),
        answers: { 200: ScanGone },
        handle: async (context, { params: { id: of, scan } }) => {
          await removeScan(parts, context, matter, of, scan);
          return { scan };
        },
      }),
    ];
  });
}
