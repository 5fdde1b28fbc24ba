import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answer, answerProvably, type Context, performAct } from '#kernel';
import { createSessionWitness } from '#rooms/exchange';
import { note, type Parts, requireAgreed, requireAsker, requireKnown } from './acts.ts';
import { digestFile } from './engine/files.ts';
import { type Columns, mayStart } from './model.ts';
import { problems } from './problems.ts';
import { markStarted, readBatch } from './store.ts';
import { presentBatch } from './views.ts';

export interface StartGiven {
  sha256: string;
  columns?: Columns;
}

/**
 * Starts a batch whose file is there. The signature of this request covers the digest, and with it the file: it is what the
 * evidence of the batch begins with. What an engineer starts in the console nobody has signed: there it is the line alone.
 * @throws Problem batches/file-incomplete, file-differs: nothing is lost, send the rest or name the right digest
 */
export async function startBatch(
  parts: Parts,
  context: Context,
  { id: batch, ...given }: StartGiven & { id: string },
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<unknown> {
  const asker = requireAsker(context);
  const { database, config } = parts.kernel;
  const { caller } = context;
  const row = requireKnown(await readBatch(database.pool, asker, batch));
  if (!mayStart(row.state)) throw problems['state-wrong']({ values: { state: row.state } });
  if (!row.files) throw problems['file-expired']();
  const agreement = await requireAgreed(parts, { ...row, legalBasis: row.legal_basis });
  const received = await parts.uploads.received(row.upload);
  if (received < row.bytes)
    throw problems['file-incomplete']({ values: { received, bytes: row.bytes }, extra: { received } });
  const digest = await digestFile(parts.uploads.fileOf(row.upload));
  if (digest !== given.sha256.toLowerCase()) throw problems['file-differs']({ pointer: '/sha256' });
  const witness = caller.witness ?? createSessionWitness(config, caller, request);
  return answerProvably({ witness }, reply, {
    run: (work) => performAct(database, context, work),
    async work(transaction) {
      const { client } = transaction;
      const now = requireKnown(await readBatch(client, asker, batch, true));
      if (!mayStart(now.state)) throw problems['state-wrong']({ values: { state: now.state } });
      // Rows that were answered stay answered: what has begun keeps its columns.
      const columns = now.rows_read > 0 ? now.columns : { ...now.columns, ...given.columns };
      const line = note(transaction, context, 'started', {
        batch,
        sha256: digest,
        bytes: now.bytes,
        agreement: agreement.id,
        version: agreement.version,
        ...(now.stage === 'simulation' ? { stage: now.stage } : {}),
      });
      await markStarted(client, batch, {
        sha256: digest,
        columns,
        at: context.receivedAt,
        actor: caller.id,
        line,
        body: String(request.rawBody),
      });
      return presentBatch(parts, requireKnown(await readBatch(client, asker, batch)), context.language);
    },
    present: (view) => new Answer(202, view),
  });
}
