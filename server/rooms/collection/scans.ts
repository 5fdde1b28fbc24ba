import { createHash } from 'node:crypto';
import {
  type Context,
  describeEntry,
  isId,
  LARGEST_SCAN,
  newId,
  performAct,
  readScan,
  requireArea,
  requirePurpose,
  requireScope,
  type SealedFiles,
  type Transaction,
} from '#kernel';
import { note, type Parts } from './acts.ts';
import { problems } from './problems.ts';
import { type ProposalRow, readProposal, readRow } from './proposalStore.ts';
import { areaOf, SCOPE } from './review.ts';
import { deleteScan, insertScan, listScans, type ScanRow } from './scanStore.ts';
import { readRun } from './store.ts';

/** Papers beside a row in doubt: what an officer has of a person’s papers, or of the book that the row comes from. */
export interface ScanParts extends Parts {
  /** In a folder a run. */
  readonly scans: SealedFiles;
}

/** Of one row. */
export const MOST_SCANS = 3;

const placeOf = ({ run, scan }: Pick<ScanRow, 'run' | 'scan'>) => ({ folder: run, file: scan });

export function presentScan({ scan, media, size, digest, added_by_name: by, added_at: at, cited_at: cited }: ScanRow) {
  return { scan, media, size, digest, addedBy: by, addedAt: at.toISOString(), fixed: cited !== null };
}

/** A proposal of the caller's area. @throws Problem collection/proposal-unknown, kernel/out-of-area */
async function requireProposal(
  { client }: Transaction,
  { caller }: Context,
  id: string,
  number: number,
  lock = false,
): Promise<ProposalRow> {
  requireScope(caller, SCOPE);
  const proposal = await readProposal(client, id, number, lock);
  if (!proposal) throw problems['proposal-unknown']();
  requireArea(caller, areaOf(proposal));
  return proposal;
}

/** The same, held while its scans change: no verdict comes between. @throws Problem collection/proposal-decided, state-wrong */
async function holdUndecided(transaction: Transaction, context: Context, id: string, number: number): Promise<void> {
  const { state } = await requireProposal(transaction, context, id, number, true);
  if (state === 'decided') throw problems['proposal-decided']();
  const run = await readRun(transaction.client, id);
  if (run?.state === 'undoing' || run?.state === 'undone')
    throw problems['state-wrong']({ values: { state: run.state } });
}

/**
 * Puts a scan beside a row that is not decided. @param content base64
 * @throws Problem collection/scan-size, scan-kind, scan-known, scans-too-many, proposal-decided, …
 */
export function addScan(
  parts: ScanParts,
  context: Context,
  id: string,
  number: number,
  content: string,
): Promise<{ scan: string; digest: string }> {
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    await holdUndecided(transaction, context, id, number);
    const read = readScan(content);
    if (read === 'size')
      throw problems['scan-size']({ pointer: '/content', values: { megabytes: LARGEST_SCAN >> 20 } });
    if (read === 'kind') throw problems['scan-kind']({ pointer: '/content' });
    if ((await listScans(client, id, number)).length >= MOST_SCANS)
      throw problems['scans-too-many']({ values: { most: MOST_SCANS } });
    const { bytes, media } = read;
    const { caller, receivedAt } = context;
    const digest = createHash('sha256').update(bytes).digest('base64url');
    const scan = newId<'scan'>();
    const added = await insertScan(client, {
      ...{ run: id, row: number, scan, media, size: bytes.length, digest },
      ...{ added_by: caller.id, added_by_name: caller.name ?? caller.id, added_at: receivedAt },
    });
    if (!added) throw problems['scan-known']({ pointer: '/content' });
    note(transaction, context, 'scan-added', { run: id, row: number, scan, digest });
    // Last: a scan that could not be written down leaves no file; one whose commit fails leaves one that nothing names.
    await parts.scans.write(placeOf({ run: id, scan }), bytes);
    return { scan, digest };
  });
}

/** Takes a scan away that no verdict names. @throws Problem collection/scan-unknown, scan-fixed, proposal-decided, … */
export async function removeScan(
  parts: ScanParts,
  context: Context,
  id: string,
  number: number,
  scan: string,
): Promise<void> {
  await performAct(parts.kernel.database, context, async (transaction) => {
    await holdUndecided(transaction, context, id, number);
    const row = await requireScan(transaction, id, number, scan);
    if (row.cited_at) throw problems['scan-fixed']();
    await deleteScan(transaction.client, row);
    note(transaction, context, 'scan-removed', { run: id, row: number, scan, digest: row.digest });
  });
  // After the commit: what is still named is still there.
  await parts.scans.remove(placeOf({ run: id, scan }));
}

async function requireScan({ client }: Transaction, id: string, number: number, scan: string): Promise<ScanRow> {
  const found = isId(scan) ? (await listScans(client, id, number)).find((one) => one.scan === scan) : undefined;
  if (!found) throw problems['scan-unknown']();
  return found;
}

/**
 * A scan, for whoever may read its row. Each is a look: at whom the row was found to be, before that at all whom it may be.
 * @throws Problem collection/scan-unknown, scan-damaged, …
 */
export async function viewScan(
  transaction: Transaction,
  parts: ScanParts,
  context: Context,
  id: string,
  number: number,
  scan: string,
): Promise<{ bytes: Buffer; media: string }> {
  const { candidates, state } = await requireProposal(transaction, context, id, number);
  parts.offices.checkReason(requirePurpose(context));
  const row = await requireScan(transaction, id, number, scan);
  const bytes = await parts.scans.read(placeOf(row));
  if (!bytes) throw problems['scan-damaged']();
  const found = state === 'decided' ? (await readRow(transaction.client, id, number))?.person : undefined;
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'collection',
      type: 'scan',
      subjects: found ? [found] : state === 'decided' ? [] : candidates.map(({ person }) => person),
      data: { run: id, row: number, scan, digest: row.digest },
    }),
  );
  return { bytes, media: row.media };
}
