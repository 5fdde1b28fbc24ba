import { Type } from 'typebox';
import {
  Answer,
  type Contract,
  contract,
  describeEntry,
  findNumber,
  type Kernel,
  problems as kernelProblems,
  performAct,
  proveLine,
  readLines,
  verifyJournal,
} from '#kernel';
import { parseCheckpoint, parseNote } from '#libs/translog';
import type { Batches } from '#rooms/batches';
import type { Offices } from '#rooms/offices';
import { isOwn, renderBulk } from './concerns.ts';
import { AuditLine, Line, maybe, Proof, text } from './contracts.ts';
import { countWitnesses, describeLog, logVerifierKeys } from './log.ts';
import { decideObjection, listObjections, openObjection } from './objections.ts';
import { problems } from './problems.ts';
import { presentLine, readJournal, readLooks } from './views.ts';

const LineNumber = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Before = Type.Optional(LineNumber);

/** Who looked, the proof of each line, objections, the auditor's journal. */
export function oversightRoutes(kernel: Kernel, offices: Offices, batches: Batches): Contract[] {
  const parts = { kernel, offices, batches };
  const { pool } = kernel.database;
  const fresh = createFreshness(kernel);
  return [
    contract({
      method: 'GET',
      path: '/api/me/looks',
      tag: 'citizen',
      scope: 'self.read',
      tokenScope: 'looks.read',
      summary: 'Who looked at my data, why, under which law',
      query: Type.Object(
        {
          year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2200 })),
          organisation: Type.Optional(Type.String({ maxLength: 80 })),
          before: Before,
          own: Type.Boolean({ default: false }),
          limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
        },
        { additionalProperties: false },
      ),
      answers: {
        200: Type.Object({
          lines: Type.Array(Line),
          years: Type.Array(Type.Integer()),
          organisations: Type.Array(Type.Object({ id: text, name: text })),
          next: Type.Optional(Type.Integer()),
        }),
      },
      handle: async (context, { query }) => {
        await fresh();
        return kernel.database.transact((transaction) => readLooks(transaction, parts, context, query));
      },
    }),
    contract({
      method: 'GET',
      path: '/api/log/proof/:number',
      tag: 'log',
      scope: null,
      summary: 'All that proves a line of mine, or for an auditor any line, against the signed log',
      params: Type.Object({ number: LineNumber }),
      answers: { 200: Proof },
      handle: async (context, { params }) => {
        const { scopes } = context.caller;
        if (!scopes.has('self.read') && !scopes.has('journal.audit'))
          throw context.caller.id === 'nobody' ? kernelProblems.unauthenticated() : problems['line-not-yours']();
        const proof = await proveLine(kernel.database.pool, params.number);
        if (!proof) throw problems['line-unknown']();
        const [entry] = await readLines(kernel.database.pool, [params.number]);
        const own = await isOwn(pool, batches, entry!, context);
        if (!own && !scopes.has('journal.audit')) throw problems['line-not-yours']();
        const { person } = context.caller;
        const bulk = own ? await batches.proveBulkLook(pool, entry!, person!) : undefined;
        const { root } = parseCheckpoint(parseNote(proof.checkpoint).text);
        return {
          ...proof,
          salt: proof.salt.toString('base64url'),
          commitment: proof.commitment.toString('hex'),
          leafHash: proof.leafHash.toString('hex'),
          path: proof.path.map((hash) => hash.toString('hex')),
          root: Buffer.from(root).toString('hex'),
          verifierKey: logVerifierKeys(kernel)[0]!,
          index: proof.number,
          witnessed: countWitnesses(proof.checkpoint),
          ...(bulk ? { bulk: renderBulk(bulk, person!) } : {}),
        };
      },
    }),
    contract({
      method: 'GET',
      path: '/api/log/lines/:reference',
      tag: 'log',
      scope: 'self.read',
      summary: 'The number of a line of mine, by the reference that was given when it was written',
      params: Type.Object({ reference: Type.String({ maxLength: 80 }) }),
      answers: { 200: Type.Object({ number: Type.Integer() }) },
      handle: async (context, { params }) => {
        await fresh();
        const number = await findNumber(kernel.database.pool, params.reference);
        if (number === undefined) throw problems['line-unknown']();
        const [line] = await readLines(kernel.database.pool, [number]);
        if (!line || !(await isOwn(pool, batches, line, context))) throw problems['line-not-yours']();
        return { number };
      },
    }),
    contract({
      method: 'GET',
      path: '/api/log/state',
      tag: 'log',
      scope: null,
      summary: 'Size and root of the log, and the key that signs it',
      answers: {
        200: Type.Object({ size: Type.Integer(), root: text, signedAt: text, origin: text, verifierKey: text }),
      },
      handle: () => describeLog(kernel),
    }),
    contract({
      method: 'POST',
      path: '/api/me/objections',
      tag: 'citizen',
      scope: 'self.read',
      summary: 'I do not recognise this look',
      body: Type.Object(
        { reference: Type.String({ maxLength: 80 }), note: Type.String({ maxLength: 1000, default: '' }) },
        { additionalProperties: false },
      ),
      answers: { 201: Type.Object({ id: text, dueOn: text }) },
      handle: async (context, { body }) =>
        new Answer(
          201,
          await performAct(kernel.database, context, (transaction) =>
            openObjection(transaction, batches, context, body),
          ),
        ),
    }),
    contract({
      method: 'GET',
      path: '/api/objections',
      tag: 'audit',
      scope: 'journal.audit',
      summary: 'Looks that persons do not recognise, the nearest deadline first',
      query: Type.Object(
        { state: Type.String({ pattern: '^(open|explained|upheld)$', default: 'open' }) },
        { additionalProperties: false },
      ),
      answers: {
        200: Type.Object({
          objections: Type.Array(
            Type.Object({
              id: text,
              number: Type.Integer(),
              note: text,
              state: text,
              openedAt: text,
              dueOn: text,
              finding: maybe,
              line: Type.Optional(Line),
            }),
          ),
        }),
      },
      handle: (context, { query }) =>
        kernel.database.transact(async (transaction) => {
          const rows = await listObjections(transaction, context, query.state);
          const lines = new Map(
            (
              await readLines(
                transaction.client,
                rows.map((row) => row.number),
              )
            ).map((one) => [one.number, presentLine(parts, context.language, one)]),
          );
          return {
            objections: rows.map((row) => ({
              id: row.objection,
              number: row.number,
              note: row.note,
              state: row.state,
              openedAt: row.opened_at.toISOString(),
              dueOn: row.due_on,
              ...(row.finding ? { finding: row.finding } : {}),
              ...(lines.has(row.number) ? { line: lines.get(row.number)! } : {}),
            })),
          };
        }),
    }),
    contract({
      method: 'POST',
      path: '/api/objections/:id/decide',
      tag: 'audit',
      scope: 'journal.audit',
      summary: 'Explain a look, or uphold the objection to it',
      params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
      body: Type.Object(
        {
          finding: Type.Union([Type.Literal('explained'), Type.Literal('upheld')]),
          reason: Type.String({ minLength: 1, maxLength: 1000 }),
        },
        { additionalProperties: false },
      ),
      answers: { 200: Type.Object({ state: text }) },
      handle: (context, { params, body }) =>
        performAct(kernel.database, context, (transaction) => decideObjection(transaction, context, params.id, body)),
    }),
    contract({
      method: 'GET',
      path: '/api/journal',
      tag: 'audit',
      scope: 'journal.audit',
      summary: 'The journal, newest first',
      query: Type.Object(
        {
          subject: Type.Optional(Type.String({ format: 'uuid' })),
          organisation: Type.Optional(Type.String({ maxLength: 80 })),
          before: Before,
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        },
        { additionalProperties: false },
      ),
      answers: { 200: Type.Object({ lines: Type.Array(AuditLine), next: Type.Optional(Type.Integer()) }) },
      handle: async (context, { query }) => {
        await fresh();
        return kernel.database.transact((transaction) => readJournal(transaction, parts, context, query));
      },
    }),
    contract({
      method: 'POST',
      path: '/api/log/verify',
      tag: 'audit',
      scope: 'journal.audit',
      summary: 'Prove the whole journal against the tiles and the signed checkpoint',
      answers: {
        200: Type.Object({
          ok: Type.Boolean(),
          size: Type.Integer(),
          unsealedBlocks: Type.Integer(),
          durationMs: Type.Integer(),
          first: Type.Optional(
            Type.Object({
              number: Type.Union([Type.Integer(), Type.Null()]),
              reference: Type.Union([text, Type.Null()]),
              code: text,
              why: text,
            }),
          ),
        }),
      },
      handle: async (context) => {
        await kernel.sealing.now();
        const begun = Date.now();
        const verdict = await verifyJournal(kernel.database.pool, logVerifierKeys(kernel));
        await kernel.database.transact(
          async (transaction) =>
            void transaction.append(
              describeEntry(context, {
                kind: 'note',
                room: 'oversight',
                type: 'verify-log',
                subjects: [],
                data: { ok: verdict.ok, size: verdict.size },
              }),
            ),
        );
        return { ...verdict, durationMs: Date.now() - begun };
      },
    }),
  ];
}

/** A person who has just been looked at sees it: what was written before the question is sealed and indexed first. */
function createFreshness(kernel: Kernel): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = () => {
    next = undefined;
    const own = kernel.sealing.now().then(() => kernel.events.deliver());
    running = own.finally(() => {
      if (!next) running = undefined;
    });
    return running;
  };
  // A round that has begun may have missed what was written since: who comes now waits for the next one, all together.
  return () => {
    if (!running) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
}
