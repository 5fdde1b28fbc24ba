import { randomBytes } from 'node:crypto';
import {
  type Context,
  describeEntry,
  isId,
  type Kernel,
  newId,
  performAct,
  type Transaction,
  type Uploads,
} from '#kernel';
import { SheetError, type SheetOptions } from '#libs/sheets';
import type { Offices } from '#rooms/offices';
import { PURPOSE } from './engine/job.ts';
import { applyTargets, checkTargets, keepMapping, missingTargets, readFile } from './mapping.ts';
import { DAY_MS, FILE_DAYS, MOST_BYTES, MOST_OPEN, mayCancel, mayRead, mayStart, mayUndo } from './model.ts';
import { problems } from './problems.ts';
import { maySee, type Sender, senderOf, sightOf } from './senders.ts';
import { countOpen, insertRun, markQueued, markRead, markState, markUndoing, type RunRow, readRun } from './store.ts';

export interface Parts {
  readonly kernel: Kernel;
  readonly offices: Offices;
  readonly uploads: Uploads;
}

/** Laws by which the register may be filled from files; the first where none is named. */
export function legalBasesOf({ offices }: Pick<Parts, 'offices'>): readonly string[] {
  return offices.findPurpose(PURPOSE)!.legalBases;
}

export interface NewRunGiven {
  file: string;
  bytes: number;
  legalBasis?: string;
  note?: string;
}

/** Makes a run and an address to send its file to. @throws Problem collection/… */
export function makeRun(
  parts: Parts,
  context: Context,
  given: NewRunGiven,
  how: { sender?: Sender; channel: RunRow['channel'] },
): Promise<RunRow> {
  const sender = how.sender ?? senderOf(parts.offices, context);
  const legalBasis = given.legalBasis ?? legalBasesOf(parts)[0]!;
  if (!legalBasesOf(parts).includes(legalBasis)) throw problems['legal-basis-unknown']({ pointer: '/legalBasis' });
  if (given.bytes > MOST_BYTES) throw problems['file-too-large']({ pointer: '/bytes', values: { most: MOST_BYTES } });
  const run = newId();
  // The address is the right to send: as hard to guess as a key.
  const upload = `${run}.${randomBytes(32).toString('base64url')}`;
  return actOnNew(parts, context, async (transaction) => {
    if ((await countOpen(transaction.client, sender.sender)) >= MOST_OPEN)
      throw problems['too-many-open']({ values: { most: MOST_OPEN } });
    await parts.uploads.open(upload, given.bytes);
    await insertRun(transaction.client, {
      run,
      ...sender,
      actor: context.caller.id,
      actor_name: context.caller.name ?? context.caller.id,
      language: context.language,
      channel: how.channel,
      file: given.file,
      bytes: given.bytes,
      upload,
      note: given.note ?? null,
      legal_basis: legalBasis,
      made_at: context.receivedAt,
      expires_at: new Date(Date.now() + FILE_DAYS * DAY_MS),
    });
    note(transaction, context, 'made', { run, sender: sender.sender, channel: how.channel, bytes: given.bytes });
    return run;
  });
}

async function actOnNew(
  parts: Parts,
  context: Context,
  work: (transaction: Transaction) => Promise<string>,
): Promise<RunRow> {
  const made = await performAct(parts.kernel.database, context, work);
  return (await readRun(parts.kernel.database.pool, made))!;
}

/** A run that the caller may see. @throws Problem collection/run-unknown */
export async function requireRun(
  parts: Parts,
  context: Context,
  run: string,
  client: Parameters<typeof readRun>[0] = parts.kernel.database.pool,
  lock = false,
): Promise<RunRow> {
  const row = isId(run) ? await readRun(client, run, lock) : undefined;
  if (!row || !maySee(sightOf(parts.offices, context), row)) throw problems['run-unknown']();
  return row;
}

/**
 * Reads the file that has come: how it is written, and what its columns stand for. Where this sender's earlier file had the same
 * columns the run begins by itself. @throws Problem collection/file-incomplete, file-unreadable
 */
export async function readRunFile(
  parts: Parts,
  context: Context,
  row: RunRow,
  given: { reading?: SheetOptions; hold?: boolean },
): Promise<RunRow> {
  const { database } = parts.kernel;
  if (!mayRead(row.state)) throw problems['state-wrong']({ values: { state: row.state } });
  if (!row.files) throw problems['file-gone']();
  const received = await parts.uploads.received(row.upload);
  if (received < row.bytes)
    throw problems['file-incomplete']({ values: { received, bytes: row.bytes }, extra: { received } });
  const path = parts.uploads.fileOf(row.upload);
  const reading = given.reading ?? row.reading;
  const read = await readFile(database.pool, parts.offices.country, { sender: row.sender, path, reading }).catch(
    async (error: unknown) => {
      if (!(error instanceof SheetError)) throw error;
      // Kept with the run: whoever asks later learns why nothing came of the file.
      await database.pool.query('UPDATE collection.run SET failure = $2, reading = $3 WHERE run = $1', [
        row.run,
        error.code,
        JSON.stringify(reading),
      ]);
      throw problems['file-unreadable']({
        values: { reason: parts.kernel.words.say(context.language, `collection.failure.${error.code}`) },
        extra: { reason: error.code },
      });
    },
  );
  const begins = read.mapped_by === 'saved' && given.hold !== true && missingTargets(read.mapping!).length === 0;
  await performAct(database, context, async (transaction) => {
    const now = (await readRun(transaction.client, row.run, true))!;
    if (!mayRead(now.state)) throw problems['state-wrong']({ values: { state: now.state } });
    await markRead(transaction.client, row.run, read);
    if (!begins) return;
    await markQueued(transaction.client, row.run, {
      mapping: read.mapping!,
      mapped_by: 'saved',
      at: context.receivedAt,
    });
    note(transaction, context, 'started', { run: row.run, mappedBy: 'saved' });
  });
  return (await readRun(database.pool, row.run))!;
}

/** Says what the columns stand for, and starts. After a failure it goes on where it stopped. @throws Problem collection/targets-wrong */
export async function startRun(
  parts: Parts,
  context: Context,
  run: string,
  given: { targets: readonly string[]; save?: boolean },
): Promise<RunRow> {
  return change(parts, context, run, async (transaction, row) => {
    if (!mayStart(row.state) || !row.mapping || !row.columns)
      throw problems['state-wrong']({ values: { state: row.state } });
    if (!row.files) throw problems['file-gone']();
    const mapping = applyTargets(row.mapping, checkTargets(given.targets, row.columns), 'saved');
    if (missingTargets(mapping).length > 0) throw problems['targets-wrong']({ pointer: '/targets' });
    await markQueued(transaction.client, run, { mapping, mapped_by: 'said', at: context.receivedAt });
    if (given.save !== false)
      await keepMapping(transaction.client, row.sender, row.columns, mapping, context.caller.id);
    note(transaction, context, 'started', { run, mappedBy: 'said' });
  });
}

/** No further row is read. What was accepted stays, and can be undone. */
export async function cancelRun(parts: Parts, context: Context, run: string): Promise<RunRow> {
  return change(parts, context, run, async (transaction, row) => {
    if (row.state === 'cancelled') return;
    if (!mayCancel(row.state)) throw problems['state-wrong']({ values: { state: row.state } });
    await markState(transaction.client, run, 'cancelled', context.receivedAt);
    note(transaction, context, 'cancelled', { run, rows: row.rows_read });
  });
}

/** Takes the whole run back: every act of it is retracted. The engine does it; where later acts of others stand on it, nothing is done. */
export async function undoRun(parts: Parts, context: Context, run: string): Promise<RunRow> {
  // Who has opened an account up to now is heard of before anything is taken back.
  const heard = await parts.kernel.sealing.now();
  return change(parts, context, run, async (transaction, row) => {
    if (row.state === 'undoing') return;
    if (!mayUndo(row.state)) throw problems['state-wrong']({ values: { state: row.state } });
    const { caller } = context;
    const by = {
      actor: caller.id,
      area: caller.area ?? null,
      organisation: caller.organisation ?? null,
      state: row.state,
      heard,
    };
    await markUndoing(transaction.client, run, by, context.receivedAt);
    note(transaction, context, 'undo', { run });
  });
}

async function change(
  parts: Parts,
  context: Context,
  run: string,
  work: (transaction: Transaction, row: RunRow) => Promise<void>,
): Promise<RunRow> {
  const { database } = parts.kernel;
  await performAct(database, context, async (transaction) =>
    work(transaction, await requireRun(parts, context, run, transaction.client, true)),
  );
  return (await readRun(database.pool, run))!;
}

export function note(transaction: Transaction, context: Context, type: string, data: Record<string, unknown>): void {
  transaction.append(describeEntry(context, { kind: 'note', room: 'collection', type, subjects: [], data }));
}
