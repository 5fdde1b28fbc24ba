import { Type } from 'typebox';
import { Answer, type Contract, contract } from '#kernel';
import { cancelRun, makeRun, readRunFile, requireRun, startRun, undoRun } from './acts.ts';
import { readBoard, setExpectations } from './board.ts';
import * as form from './contracts.ts';
import { viewProposal, viewProposals } from './proposalViews.ts';
import { viewReasons } from './reasons.ts';
import { streamReport } from './report.ts';
import { decide, undoVerdict } from './review.ts';
import * as review from './reviewContracts.ts';
import { viewRows } from './rowViews.ts';
import { scanRoutes } from './scanRoutes.ts';
import type { ScanParts } from './scans.ts';
import type { RunRow } from './store.ts';
import { presentRun, viewFields, viewRuns } from './views.ts';

export interface RouteParts extends ScanParts {
  /** After a run was queued, cancelled or is to be undone. */
  changed(row: RunRow): Promise<void>;
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function collectionRoutes(parts: RouteParts): Contract[] {
  const sending = { tag: 'collection', scope: 'collection.send' } as const;
  const reviewing = { tag: 'collection', scope: 'collection.review' } as const;
  const { database } = parts.kernel;

  return [
    contract({
      ...sending,
      method: 'GET',
      path: '/api/collection/fields',
      summary: 'What the columns of a file may stand for, and under which laws files are collected',
      answers: { 200: form.FieldsAnswer },
      handle: (context) => viewFields(parts, context),
    }),
    contract({
      ...sending,
      method: 'POST',
      path: '/api/collection/runs',
      summary: 'Make a run: which file is coming, and where to send it',
      body: form.NewRun,
      answers: { 201: form.RunView },
      handle: async (context, { body }) =>
        new Answer(201, await presentRun(parts, context, await makeRun(parts, context, body, { channel: 'browser' }))),
    }),
    contract({
      ...sending,
      method: 'GET',
      path: '/api/collection/runs',
      summary: 'The sender’s runs, and those of the area for who reviews, newest first',
      query: form.RunsQuery,
      answers: { 200: form.RunList },
      handle: (context, { query }) => viewRuns(parts, context, query),
    }),
    contract({
      ...sending,
      method: 'GET',
      path: '/api/collection/runs/:id',
      summary: 'How far a run has come, and what its columns stand for',
      params: form.OneRun,
      answers: { 200: form.RunView },
      handle: async (context, { params }) => presentRun(parts, context, await requireRun(parts, context, params.id)),
    }),
    contract({
      ...sending,
      method: 'POST',
      path: '/api/collection/runs/:id/read',
      summary:
        'Read the file that has come and suggest what its columns stand for; begins by itself where a saved mapping fits',
      params: form.OneRun,
      body: form.ReadBody,
      answers: { 200: form.RunView },
      handle: async (context, { params, body }) => {
        const row = await requireRun(parts, context, params.id);
        const read = await readRunFile(parts, context, row, body as Parameters<typeof readRunFile>[3]);
        await parts.changed(read);
        return presentRun(parts, context, read);
      },
    }),
    contract({
      ...sending,
      method: 'POST',
      path: '/api/collection/runs/:id/start',
      summary: 'Say what the columns stand for, and start',
      params: form.OneRun,
      body: form.StartBody,
      answers: { 202: form.RunView },
      handle: async (context, { params, body }) => {
        const row = await startRun(parts, context, params.id, body);
        await parts.changed(row);
        return new Answer(202, await presentRun(parts, context, row));
      },
    }),
    ...(
      [
        ['cancel', 'Read no further row; what was accepted stays', cancelRun],
        ['undo', 'Take the whole run back; refused where later acts of others stand on it', undoRun],
      ] as const
    ).map(([verb, summary, act]) =>
      contract({
        ...sending,
        method: 'POST',
        path: `/api/collection/runs/:id/${verb}`,
        summary,
        params: form.OneRun,
        answers: { 202: form.RunView },
        handle: async (context, { params }) => {
          const row = await act(parts, context, params.id);
          await parts.changed(row);
          return new Answer(202, await presentRun(parts, context, row));
        },
      }),
    ),
    contract({
      ...sending,
      method: 'GET',
      path: '/api/collection/runs/:id/rows',
      summary: 'The rows of a run as they were sent, with what became of each',
      params: form.OneRun,
      query: form.RowsQuery,
      answers: { 200: form.RowsAnswer },
      handle: async (context, { params, query }) =>
        viewRows(parts, context, await requireRun(parts, context, params.id), query),
    }),
    contract({
      ...sending,
      method: 'GET',
      path: '/api/collection/runs/:id/reasons',
      summary: 'How many rows each rule refused, doubted or mended',
      params: form.OneRun,
      answers: { 200: form.ReasonsAnswer },
      handle: async (context, { params }) => viewReasons(parts, context, await requireRun(parts, context, params.id)),
    }),
    contract({
      ...sending,
      method: 'GET',
      path: '/api/collection/runs/:id/report',
      summary: 'The same file with a column of reasons: what to mend',
      params: form.OneRun,
      query: form.ReportQuery,
      answers: { 200: Type.Unknown() },
      handle: async (context, { params, query }, _request, reply) => {
        const row = await requireRun(parts, context, params.id);
        const name = `${row.file.replace(/\.[^.]*$/, '')}.report.${query.format}`;
        reply.headers({
          'content-type': types[query.format],
          'content-disposition': `attachment; filename="report.${query.format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
          'cache-control': 'private, no-store',
        });
        return reply.send(streamReport(parts, context.language, row, query));
      },
    }),
    contract({
      ...reviewing,
      method: 'GET',
      path: '/api/collection/proposals',
      summary: 'Rows of the area that a person has to look at, by deadline or by weight',
      query: review.ProposalsQuery,
      answers: { 200: review.ProposalList },
      handle: (context, { query }) => viewProposals(parts, context, query),
    }),
    contract({
      ...reviewing,
      method: 'GET',
      path: '/api/collection/proposals/:id/:row',
      purpose: 'stated',
      summary: 'A row beside those in the register whom it may be, with the differing fields and the explained score',
      params: form.OneRow,
      answers: { 200: review.ProposalView },
      handle: (context, { params }) =>
        database.transact((transaction) => viewProposal(transaction, parts, context, params.id, params.row)),
    }),
    contract({
      ...reviewing,
      method: 'POST',
      path: '/api/collection/proposals/:id/:row/verdict',
      summary: 'Decide: the same person, somebody new, back to the sender, or later',
      params: form.OneRow,
      body: review.VerdictBody,
      answers: { 200: review.VerdictAnswer },
      handle: (context, { params, body }) => decide(parts, context, params.id, params.row, body),
    }),
    contract({
      ...reviewing,
      method: 'POST',
      path: '/api/collection/proposals/:id/:row/undo',
      summary: 'Take a verdict back, within a day and where nothing of others stands on it',
      params: form.OneRow,
      answers: { 200: review.VerdictAnswer },
      handle: (context, { params }) => undoVerdict(parts, context, params.id, params.row),
    }),
    ...scanRoutes(parts),
    contract({
      ...reviewing,
      method: 'GET',
      path: '/api/collection/board',
      summary: 'What has come from each province or commune, beside what is expected',
      query: review.BoardQuery,
      answers: { 200: review.Board },
      handle: (context, { query }) => readBoard(parts, context, query.province),
    }),
    contract({
      ...reviewing,
      method: 'PUT',
      path: '/api/collection/expectations',
      summary: 'Say how many rows are expected from whom, and by when; 0 takes it back',
      body: review.Expectations,
      answers: { 200: review.Board },
      handle: async (context, { body }) => {
        await setExpectations(parts, context, body.expectations);
        return readBoard(parts, context, undefined);
      },
    }),
  ];
}
