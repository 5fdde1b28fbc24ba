import { type ChildProcess, fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isId, type Kernel, newId, Problem, type Uploads } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import { requireAgreed } from './acts.ts';
import type { Vocabulary } from './engine/columns.ts';
import type { Reply } from './engine/engine.child.ts';
import { removeParts } from './engine/files.ts';
import type { Job, Outcome, Told } from './engine/job.ts';
import { listSnapshots } from './engine/snapshot.ts';
import { signManifest } from './manifest.ts';
import { DAY_MS, type Failure, FILE_DAYS } from './model.ts';
import {
  type BatchRow,
  claimNext,
  countOnce,
  holdOn,
  letGo,
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

const LEASE_SECONDS = 12;
const HEARTBEAT_MS = 3000;
const LOOK_MS = 1000;
/** A batch that ends its engine so often is at fault itself. */
const MOST_ATTEMPTS = 4;

export interface Runner {
  start(): void;
  stop(): Promise<void>;
  /** A hint that there is work; a look each second would find it too. */
  hint(): void;
  /** Ends the engine if it works on this batch. */
  abandon(batch: string): void;
}

/** Runs one batch at a time, each in a process of its own, under a lease that another server takes over when this one dies. */
export function createRunner(parts: RunnerParts): Runner {
  const { kernel } = parts;
  const { pool } = kernel.database;
  const lease = newId();
  let running: { row: BatchRow; child: ChildProcess; ended: Promise<void> } | undefined;
  let looking: Promise<void> | undefined;
  let timers: NodeJS.Timeout[] = [];
  let stopping = false;

  async function look(): Promise<void> {
    if (stopping || running) return;
    const row = await claimNext(pool, lease, LEASE_SECONDS);
    if (!row) return;
    if (row.attempts > MOST_ATTEMPTS) {
      await fail(row, 'engine-failed', '');
      return;
    }
    const act = await readRegisterAct(pool);
    const synthetic =
      row.stage === 'simulation' ? await writeSynthetic(parts.home, parts.exchange.simulated()) : undefined;
    const child = fork(fileURLToPath(new URL('./engine/engine.child.ts', import.meta.url)), {
      execArgv: ['--max-old-space-size=512'],
      // No secret of the server's environment is the engine's business.
      env: { NODE_ENV: process.env.NODE_ENV ?? '', PATH: process.env.PATH ?? '', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    running = { row, child, ended };
    child.on('message', (told: Told) => {
      void hear(row, child, told).catch((err: Error) => {
        kernel.log.error({ component: 'batches', err }, 'a batch was interrupted');
        child.kill('SIGKILL');
      });
    });
    void ended.then(async () => {
      running = undefined;
      if (!stopping) await letGo(pool, row.batch, lease).catch(() => {});
      hint();
    });
    child.on('error', (err) => kernel.log.error({ component: 'batches', err }, 'the engine did not start'));
    const job = describeJob(parts, row, { lease, act, synthetic });
    child.send({ job }, () => {});
  }

  async function hear(row: BatchRow, child: ChildProcess, told: Told): Promise<void> {
    if (told.kind === 'snapshot') return pinSnapshot(pool, row.batch, lease, told);
    if (told.kind === 'ask') {
      const kind = (await mayAnswer(row, told.chunk, told.rows)) ? 'go' : 'stop';
      child.send({ kind } satisfies Reply, () => {});
      return;
    }
    if (told.kind === 'failed') return fail(row, told.failure, told.detail);
    await finish(row, told.outcome);
  }

  /** The agreement may have been suspended, or its quota used up, since the last piece. */
  async function mayAnswer(row: BatchRow, chunk: number, rows: number): Promise<boolean> {
    try {
      const agreement = await requireAgreed(parts, { ...row, legalBasis: row.legal_basis });
      await kernel.database.transact(async (transaction) => {
        if (!(await countOnce(transaction.client, row.batch, chunk))) return;
        const use = { system: systemOf(row), type: 'bulk', purpose: row.purpose, outcome: 'given' };
        await parts.exchange.takeQuota(transaction, agreement, use, rows);
      });
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await fail(row, error.code === 'exchange/quota-exceeded' ? 'quota-exceeded' : 'not-agreed', error.code);
      return false;
    }
  }

  async function fail(row: BatchRow, failure: Failure, detail: string): Promise<void> {
    await kernel.database.transact(async (transaction) => {
      const at = new Date().toISOString();
      if (await markFailed(transaction.client, row.batch, lease, { failure, detail, at }))
        transaction.append(describeNote(kernel, row, 'failed', { failure }));
    });
  }

  async function finish(row: BatchRow, { rows, result, findings }: Outcome): Promise<void> {
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
      if (await markDone(transaction.client, row.batch, lease, given))
        transaction.append(describeNote(kernel, row, 'done', { rows, resultDigest: result.sha256 }));
    });
    await removeParts(folderOf(parts.home, row.batch));
    await removeSnapshots();
  }

  async function beat(): Promise<void> {
    if (!running) return;
    const { row, child } = running;
    // Cancelled, or taken by another: what this engine has not committed is nobody's.
    if (!(await holdOn(pool, row.batch, lease, LEASE_SECONDS))) child.kill('SIGKILL');
  }

  /** Old states of the register that no batch needs any more. */
  async function removeSnapshots(): Promise<void> {
    const pinned = await listPinned(pool);
    for (const one of (await listSnapshots(join(parts.home, 'snapshots'))).slice(1))
      if (!pinned.has(one.id)) await rm(one.folder, { recursive: true, force: true });
  }

  function hint(): void {
    looking ??= look()
      .catch((err: Error) => kernel.log.warn({ component: 'batches', err }, 'batches are looked for again'))
      .finally(() => {
        looking = undefined;
      });
  }

  return {
    start() {
      timers = [setInterval(hint, LOOK_MS), setInterval(() => void beat().catch(() => {}), HEARTBEAT_MS)];
      for (const timer of timers) timer.unref();
    },
    async stop() {
      stopping = true;
      for (const timer of timers) clearInterval(timer);
      await looking;
      if (!running) return;
      const { row, child, ended } = running;
      child.kill('SIGKILL');
      await ended;
      await letGo(pool, row.batch, lease).catch(() => {});
    },
    hint,
    abandon(batch) {
      if (running?.row.batch === batch) running.child.kill('SIGKILL');
    },
  };
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
