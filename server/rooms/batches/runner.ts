import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createLeasedRunner, isId, type Kernel, type LeasedRunner, Problem, type Uploads } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import { requireAgreed } from './acts.ts';
import { groundsOf, writeGrounds } from './consents.ts';
import type { Vocabulary } from './engine/columns.ts';
import { groundsFileOf } from './engine/consented.ts';
import type { Reply } from './engine/engine.child.ts';
import { removeParts } from './engine/files.ts';
import type { Job, Outcome, Told } from './engine/job.ts';
import { listSnapshots } from './engine/snapshot.ts';
import { digestManifest, keepDoneLine } from './evidence.ts';
import { signManifest } from './manifest.ts';
import { DAY_MS, type Failure, FILE_DAYS } from './model.ts';
import {
  type BatchRow,
  countOnce,
  listPinned,
  markDone,
  markFailed,
  pinSnapshot,
  readChunks,
  readRegisterAct,
} from './store.ts';
import { sumUp } from './summary.ts';
import { writeSynthetic } from './synthetic.ts';

/** How the engine runs; tests make pieces small. */
export interface EngineOptions {
  readonly chunkRows: number;
  readonly memory: string;
}
/** A slice, its hash table and its answers fit into the memory below; a snapshot of 10 M persons is then read three times for 10 M rows. */
export const DEFAULT_ENGINE: EngineOptions = { chunkRows: 1 << 22, memory: '1200MB' };

export interface RunnerParts {
  kernel: Kernel;
  exchange: Exchange;
  uploads: Uploads;
  home: string;
  vocabulary: Vocabulary;
  engine: EngineOptions;
}

/** Runs one batch at a time, each in a process of its own. */
export function createRunner(parts: RunnerParts): LeasedRunner {
  const { kernel } = parts;
  const { pool } = kernel.database;

  /** The agreement may have been suspended, or its quota used up, since the last piece. */
  async function mayAnswer(row: BatchRow, lease: string, chunk: number, rows: number): Promise<boolean> {
    try {
      const agreement = await requireAgreed(parts, { ...row, legalBasis: row.legal_basis });
      await kernel.database.transact(async (transaction) => {
        if (!(await countOnce(transaction.client, row.batch, chunk))) return;
        const use = { system: systemOf(row), type: 'bulk', purpose: row.purpose, outcome: 'given' };
        await parts.exchange.takeQuota(transaction, agreement, use, rows);
      });
      const folder = folderOf(parts.home, row.batch);
      await writeGrounds(parts.exchange, row, groundsFileOf({ folder }, chunk));
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const failure = error.code === 'exchange/quota-exceeded' ? 'quota-exceeded' : 'not-agreed';
      await fail(row, lease, failure, error.code);
      return false;
    }
  }

  async function fail(row: BatchRow, lease: string, failure: Failure, detail: string): Promise<void> {
    await kernel.database.transact(async (transaction) => {
      const at = new Date().toISOString();
      if (await markFailed(transaction.client, row.batch, lease, { failure, detail, at }))
        transaction.append(describeNote(kernel, row, 'failed', { failure }));
    });
  }

  async function finish(row: BatchRow, lease: string, { rows, result, findings }: Outcome): Promise<void> {
    const { rows: now } = await pool.query<BatchRow>('SELECT * FROM batches.batch WHERE batch = $1', [row.batch]);
    const summary = sumUp(await readChunks(pool, row.batch));
    const bare = ({ sha256, bytes }: { sha256: string; bytes: number }) => ({ sha256, bytes });
    const manifest = await signManifest(kernel.keys, {
      batch: row.batch,
      organisation: row.organisation,
      stage: row.stage,
      agreement: row.agreement,
      purpose: row.purpose,
      legalBasis: row.legal_basis,
      fields: row.fields,
      asked: row.sha256!,
      result: { ...bare(result), format: row.format },
      ...(findings ? { findings: { ...bare(findings), rows: findings.rows, lockFrom: findings.lockFrom } } : {}),
      rows,
      verdicts: summary.verdicts,
      registerAt: now[0]!.snapshot_at!.toISOString(),
      journal: summary.journal,
      iat: Math.floor(Date.now() / 1000),
    });
    const at = new Date();
    const expiresAt = new Date(at.getTime() + FILE_DAYS * DAY_MS);
    await kernel.database.transact(async (transaction) => {
      const given = { summary, manifest, rows, at: at.toISOString(), expiresAt };
      if (!(await markDone(transaction.client, row.batch, lease, given))) return;
      const data = { rows, resultDigest: result.sha256, manifestDigest: digestManifest(manifest) };
      const line = transaction.append(describeNote(kernel, row, 'done', data));
      await keepDoneLine(transaction.client, row.batch, line);
    });
    await removeParts(folderOf(parts.home, row.batch));
    await removeSnapshots();
  }

  /** Old states of the register that no batch needs any more. */
  async function removeSnapshots(): Promise<void> {
    const pinned = await listPinned(pool);
    for (const one of (await listSnapshots(join(parts.home, 'snapshots'))).slice(1))
      if (!pinned.has(one.id)) await rm(one.folder, { recursive: true, force: true });
  }

  return createLeasedRunner<BatchRow, Told, Reply>(kernel, {
    room: 'batches',
    table: 'batches.batch',
    key: 'batch',
    waiting: 'waiting',
    working: ['running'],
    engine: new URL('./engine/engine.child.ts', import.meta.url),
    heapMegabytes: 512,
    async describeJob(row, lease) {
      const act = await readRegisterAct(pool);
      const synthetic =
        row.stage === 'simulation' ? await writeSynthetic(parts.home, parts.exchange.simulated()) : undefined;
      return describeJob(parts, row, { lease, act, synthetic });
    },
    async hear(row, told, lease) {
      if (told.kind === 'ask') return { kind: (await mayAnswer(row, lease, told.chunk, told.rows)) ? 'go' : 'stop' };
      if (told.kind === 'snapshot') await pinSnapshot(pool, row.batch, lease, told);
      else if (told.kind === 'failed') await fail(row, lease, told.failure, told.detail);
      else await finish(row, lease, told.outcome);
      return undefined;
    },
    giveUp: (row, lease) => fail(row, lease, 'engine-failed', ''),
  });
}

/** Counters are kept by system; what engineers ask in the console is counted under none. */
const systemOf = ({ actor }: BatchRow) => (isId(actor) ? actor : '00000000-0000-0000-0000-000000000000');

export const folderOf = (home: string, batch: string) => join(home, 'files', batch);

interface Given {
  lease: string;
  act: number;
  synthetic: string | undefined;
}

function describeJob(parts: RunnerParts, row: BatchRow, { lease, act, synthetic }: Given): Job {
  return {
    batch: row.batch,
    organisation: row.organisation,
    stage: row.stage,
    actor: row.actor,
    purpose: row.purpose,
    legalBasis: row.legal_basis,
    caseNumber: row.case_number ?? undefined,
    hiddenUntil: row.hidden_until ?? undefined,
    fields: row.fields,
    consented: groundsOf(parts.exchange, row) !== undefined,
    format: row.format,
    columns: row.columns,
    findings: row.findings ?? undefined,
    salt: row.salt.toString('hex'),
    vocabulary: parts.vocabulary,
    file: parts.uploads.fileOf(row.upload),
    folder: folderOf(parts.home, row.batch),
    snapshots: join(synthetic ?? parts.home, 'snapshots'),
    snapshot: row.snapshot ?? undefined,
    // Nobody of the synthetic country is ever changed.
    act: synthetic ? -1 : act,
    synthetic,
    databaseUrl: parts.kernel.urls.app,
    lease,
    clockOffset: parts.kernel.clock.now().getTime() - Date.now(),
    ...parts.engine,
  };
}

function describeNote(kernel: Kernel, row: BatchRow, type: string, data: Record<string, unknown>) {
  return {
    kind: 'note' as const,
    room: 'batches',
    type,
    subjects: [],
    actor: row.actor,
    organisation: row.organisation,
    purpose: row.purpose,
    legalBasis: row.legal_basis,
    data: { batch: row.batch, ...data },
    actedAt: kernel.clock.now().toISOString(),
    receivedAt: new Date().toISOString(),
  };
}
