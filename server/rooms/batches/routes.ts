import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract } from '#kernel';
import { cancelBatch, makeBatch, type Parts, requireAsker, requireKnown } from './acts.ts';
import { sendFile } from './downloads.ts';
import { findColumns, type Vocabulary } from './engine/columns.ts';
import { FORMATS, ROLES } from './model.ts';
import { problems } from './problems.ts';
import { folderOf } from './runner.ts';
import { startBatch } from './starting.ts';
import { type BatchRow, readBatch, readChunks } from './store.ts';
import { countFindings } from './summary.ts';
import { presentBatch, viewBatch, viewBatches } from './views.ts';

const text = Type.String();
const maybe = Type.Optional(Type.String());
const Columns = Type.Object(
  Object.fromEntries(ROLES.map((role) => [role, Type.Optional(Type.String({ maxLength: 200 }))])),
  {
    additionalProperties: false,
    description: 'What stands for what, where the header does not tell: role -> column; empty: none',
  },
);
const NewBatch = Type.Object(
  {
    simulation: Type.Optional(
      Type.Boolean({ description: 'Answered about synthetic persons; what a system in simulation sends always is' }),
    ),
    fields: Type.Array(Type.String({ maxLength: 60 }), {
      minItems: 1,
      maxItems: 10,
      description: 'Compared beside the number: name, birthDate, sex, cmnd',
    }),
    format: Type.Union(FORMATS.map((one) => Type.Literal(one))),
    bytes: Type.Integer({ minimum: 1, description: 'Length of the file' }),
    columns: Type.Optional(Columns),
    findings: Type.Optional(
      Type.Object(
        { subscribersPerIdentity: Type.Integer({ minimum: 1, maximum: 1000 }) },
        {
          additionalProperties: false,
          description: 'Also list what is to be locked; more rows than this on one identity are too many',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
const Start = Type.Object(
  {
    sha256: Type.String({ pattern: '^[0-9a-fA-F]{64}$', description: 'Of the whole file' }),
    columns: Type.Optional(Columns),
  },
  { additionalProperties: false },
);
const Batch = Type.Object({
  id: text,
  stage: Type.String({ description: 'production, simulation' }),
  state: Type.String({ description: 'draft, uploading, waiting, running, done, cancelled, failed' }),
  purpose: text,
  purposeText: text,
  legalBasis: text,
  legalBasisText: text,
  fields: Type.Array(text),
  format: text,
  bytes: Type.Integer(),
  received: Type.Integer({ description: 'Bytes of the file that have come' }),
  columns: Type.Record(Type.String(), Type.String()),
  findings: Type.Optional(Type.Object({ subscribersPerIdentity: Type.Integer() })),
  upload: Type.Optional(
    Type.String({ description: 'Where the file is sent, resumable (tus 1.0). Whoever knows it may send' }),
  ),
  rows: Type.Integer({ description: 'Rows answered so far' }),
  rate: Type.Optional(Type.Integer({ description: 'Rows a second' })),
  part: Type.Optional(Type.Number({ description: '0 to 1' })),
  secondsLeft: Type.Optional(Type.Integer()),
  sha256: Type.Optional(Type.String({ description: 'Of the file, as the start named it' })),
  journal: Type.Optional(Type.String({ description: 'Line of the start: evidence of the batch is taken by it' })),
  madeAt: text,
  startedAt: maybe,
  endedAt: maybe,
  registerAt: Type.Optional(Type.String({ description: 'State of the register that every row is answered from' })),
  filesUntil: text,
  files: Type.Boolean(),
  failure: Type.Optional(Type.Object({ code: text, detail: text, sentence: text })),
  verdicts: Type.Optional(Type.Record(Type.String(), Type.Integer())),
});
const Report = Type.Object({
  rows: Type.Integer(),
  looks: Type.Integer(),
  verdicts: Type.Record(Type.String(), Type.Integer()),
  secondPass: Type.Integer(),
  fields: Type.Array(Type.Object({ field: text, said: text, rows: Type.Integer() })),
  findings: Type.Array(
    Type.Object({
      finding: text,
      persons: Type.Integer(),
      lockFrom: Type.Optional(Type.String({ description: 'First day on which what was found may be locked' })),
      objections: Type.Integer({ description: 'Persons who object' }),
      upheld: Type.Integer({ description: 'Objections that were found right' }),
    }),
  ),
  journal: Type.Array(text),
});
const One = Type.Object({ id: Type.String({ format: 'uuid' }) });
const List = Type.Object(
  {
    before: Type.Optional(Type.String({ format: 'uuid' })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  },
  { additionalProperties: false },
);

export interface RouteParts extends Parts {
  home: string;
  vocabulary: Vocabulary;
  started(): void;
  cancelled(row: BatchRow): Promise<void>;
}

/** The same for an agency's system (each request signed) and, under `/api/agency`, for its engineers in the console. */
export function batchRoutes(parts: RouteParts): Contract[] {
  return [
    ...routesUnder(parts, '/v1/batches', { tag: 'exchange', read: null, manage: null }),
    ...routesUnder(parts, '/api/agency/batches', { tag: 'agency', read: 'exchange.try', manage: 'exchange.manage' }),
    recognition(parts),
  ];
}

/** What a file's header is taken to mean, before the file is sent. Rows are not asked for. */
function recognition({ vocabulary }: RouteParts): Contract {
  return contract({
    tag: 'agency',
    scope: 'exchange.try',
    method: 'POST',
    path: '/api/agency/batches/columns',
    summary: 'Which columns of a file stand for what, by their names',
    body: Type.Object(
      { names: Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 200 }) },
      { additionalProperties: false },
    ),
    answers: { 200: Type.Object({ columns: Type.Record(Type.String(), Type.String()) }) },
    handle: async (_context, { body }) => ({
      columns: Object.fromEntries(findColumns(body.names, { columns: {}, required: [], vocabulary })),
    }),
  });
}

function routesUnder(
  parts: RouteParts,
  path: string,
  { tag, read, manage }: { tag: string; read: string | null; manage: string | null },
): Contract[] {
  const asked = { tag, scope: manage, method: 'POST' } as const;
  const seen = { tag, scope: read, method: 'GET', params: One } as const;
  return [
    contract({
      ...asked,
      path,
      purpose: 'stated',
      summary: 'Make a batch: what a file of many rows asks, and where to send it',
      body: NewBatch,
      answers: { 201: Batch },
      handle: async (context, { body }) =>
        new Answer(201, await presentBatch(parts, await makeBatch(parts, context, body), context.language)),
    }),
    contract({
      tag,
      scope: read,
      method: 'GET',
      path,
      summary: 'The organisation’s batches, newest first',
      query: List,
      answers: { 200: Type.Object({ batches: Type.Array(Batch), next: maybe }) },
      handle: (context, { query }) => viewBatches(parts, context, query),
    }),
    contract({
      ...seen,
      path: `${path}/:id`,
      summary: 'How far a batch has come',
      answers: { 200: Batch },
      handle: (context, { params }) => viewBatch(parts, context, params.id),
    }),
    contract({
      ...asked,
      path: `${path}/:id/start`,
      summary: 'Start a batch whose file is there; the digest binds the file to this request’s signature',
      params: One,
      body: Start,
      answers: { 202: Batch },
      handle: async (context, { params, body }, request, reply) => {
        const answer = await startBatch(parts, context, { ...params, ...body }, { request, reply });
        parts.started();
        return answer;
      },
    }),
    contract({
      ...asked,
      path: `${path}/:id/cancel`,
      summary: 'Stop a batch for good and remove its files',
      params: One,
      answers: { 200: Batch },
      handle: async (context, { params }) => {
        const row = await cancelBatch(parts, context, params.id);
        await parts.cancelled(row);
        return presentBatch(parts, row, context.language);
      },
    }),
    contract({
      ...seen,
      path: `${path}/:id/report`,
      summary: 'What a batch came to: rows by verdict and by what was said of each field',
      answers: { 200: Report },
      handle: async (context, { params }) => {
        const { summary } = await requireDone(parts, context, params.id);
        return { ...summary, findings: countFindings(await readChunks(parts.kernel.database.pool, params.id)) };
      },
    }),
    contract({
      ...seen,
      path: `${path}/:id/manifest`,
      summary: 'The signature of the result: a JWS over its digest and what it is',
      answers: { 200: Type.Object({ manifest: text }) },
      handle: async (context, { params }) => ({ manifest: (await requireDone(parts, context, params.id)).manifest }),
    }),
    contract({
      ...seen,
      path: `${path}/:id/result`,
      summary: 'The result, a row for each row of the file; ranges may be asked for',
      answers: { 200: Type.Unknown() },
      handle: async (context, { params }, request, reply) =>
        sendResult(parts, await requireDone(parts, context, params.id), request, reply),
    }),
    contract({
      ...seen,
      path: `${path}/:id/findings`,
      summary: 'Subscriptions to be locked, where findings were asked for',
      answers: { 200: Type.Unknown() },
      handle: async (context, { params }, request, reply) =>
        sendFindings(parts, await requireDone(parts, context, params.id), request, reply),
    }),
  ];
}

interface Done extends BatchRow {
  manifest: string;
}

async function requireDone(parts: Parts, context: Context, batch: string): Promise<Done> {
  const row = requireKnown(await readBatch(parts.kernel.database.pool, requireAsker(context), batch));
  if (row.state !== 'done') throw problems['not-done']({ values: { state: row.state } });
  return row as Done;
}

interface Signed {
  result: { sha256: string };
  findings?: { sha256: string };
}

const payloadOf = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as Signed;
const types = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

function sendResult(parts: RouteParts, row: Done, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!row.files) throw problems['file-expired']();
  const name = `result.${row.format}`;
  const { sha256 } = payloadOf(row.manifest).result;
  const file = join(folderOf(parts.home, row.batch), name);
  return sendFile(request, reply, { file, name, type: types[row.format], sha256 });
}

function sendFindings(
  parts: RouteParts,
  row: Done,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { findings } = payloadOf(row.manifest);
  if (!findings) throw problems['not-done']({ values: { state: row.state } });
  if (!row.files) throw problems['file-expired']();
  const file = join(folderOf(parts.home, row.batch), 'findings.csv');
  return sendFile(request, reply, { file, name: 'findings.csv', type: types.csv, sha256: findings.sha256 });
}
