import type { Context } from '#kernel';
import { type Parts, requireAsker, requireKnown } from './acts.ts';
import { type BatchRow, listBatches, readBatch } from './store.ts';
import type { Summary } from './summary.ts';

/** A batch as its organisation sees it. */
export async function presentBatch(parts: Parts, row: BatchRow, language: string) {
  const { words, config } = parts.kernel;
  const received = row.state === 'draft' && row.files ? await parts.uploads.received(row.upload) : row.bytes;
  return {
    id: row.batch,
    stage: row.stage,
    state: row.state === 'draft' && received > 0 ? 'uploading' : row.state,
    purpose: row.purpose,
    purposeText: parts.offices.purposeSentence(row.purpose, language),
    legalBasis: row.legal_basis,
    legalBasisText: parts.offices.legalBasisTitle(row.legal_basis, language),
    fields: row.fields,
    format: row.format,
    bytes: row.bytes,
    received,
    columns: row.columns,
    ...(row.findings === null ? {} : { findings: { subscribersPerIdentity: row.findings } }),
    ...(row.state === 'draft' ? { upload: `${config.origin}${parts.uploads.path}/${row.upload}` } : {}),
    rows: row.rows_read,
    ...measureProgress(row),
    madeAt: row.made_at.toISOString(),
    ...(row.sha256 ? { sha256: row.sha256 } : {}),
    ...(row.started_line ? { journal: row.started_line } : {}),
    ...(row.started_at ? { startedAt: row.started_at.toISOString() } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.snapshot_at ? { registerAt: row.snapshot_at.toISOString() } : {}),
    filesUntil: row.expires_at.toISOString(),
    files: row.files,
    ...(row.failure
      ? {
          failure: {
            code: row.failure,
            detail: row.failure_detail ?? '',
            sentence: words.say(language, `batches.failure.${row.failure}`),
          },
        }
      : {}),
    ...(row.state === 'done' ? { verdicts: (row.summary as unknown as Summary).verdicts } : {}),
  };
}

/** Rows a second so far, and how long the rest takes at that pace. */
function measureProgress(row: BatchRow): { rate?: number; secondsLeft?: number; part?: number } {
  if (!row.started_at || row.rows_read === 0) return {};
  const seconds = Math.max(0.001, ((row.ended_at ?? new Date()).getTime() - row.started_at.getTime()) / 1000);
  const rate = Math.round(row.rows_read / seconds);
  // A Parquet file's place is counted in rows, and how many it has is known at its end.
  if (row.format === 'parquet' || row.state !== 'running') return { rate };
  const part = Math.min(1, row.bytes_read / row.bytes);
  return { rate, part, secondsLeft: Math.round((seconds / part) * (1 - part)) };
}

export async function viewBatch(parts: Parts, context: Context, batch: string) {
  const row = requireKnown(await readBatch(parts.kernel.database.pool, requireAsker(context), batch));
  return presentBatch(parts, row, context.language);
}

export async function viewBatches(parts: Parts, context: Context, query: { before?: string; limit: number }) {
  const rows = await listBatches(parts.kernel.database.pool, requireAsker(context), query.before, query.limit + 1);
  const page = rows.slice(0, query.limit);
  return {
    batches: await Promise.all(page.map((row) => presentBatch(parts, row, context.language))),
    ...(rows.length > query.limit ? { next: page.at(-1)!.batch } : {}),
  };
}
