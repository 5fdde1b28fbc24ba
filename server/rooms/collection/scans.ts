import {
  type Context,
  describeEntry,
  performAct,
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
import { rowScans } from './scanStore.ts';
import { readRun } from './store.ts';

export interface ScanParts extends Parts {
  readonly scans: SealedFiles;
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
  { kernel, scans }: ScanParts,
  context: Context,
  id: string,
  number: number,
  content: string,
): Promise<{ scan: string; digest: string }> {
  return performAct(kernel.database, context, async (transaction) => {
    await holdUndecided(transaction, context, id, number);
    const key = { run: id, row: number };
    const made = await rowScans.add(transaction.client, scans, context, key, content);
    note(transaction, context, 'scan-added', { ...key, ...made });
    return made;
  });
}

/** Takes a scan away that no verdict names. @throws Problem collection/scan-unknown, scan-fixed, proposal-decided, … */
export async function removeScan(
  { kernel, scans }: ScanParts,
  context: Context,
  id: string,
  number: number,
  scan: string,
): Promise<void> {
  const place = await performAct(kernel.database, context, async (transaction) => {
    await holdUndecided(transaction, context, id, number);
    const key = { run: id, row: number };
    const { digest, place } = await rowScans.take(transaction.client, key, scan);
    note(transaction, context, 'scan-removed', { ...key, scan, digest });
    return place;
  });
  // After the commit: what is still named is still there.
  await scans.remove(place);
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
  const { client } = transaction;
  const { kept, bytes } = await rowScans.read(client, parts.scans, { run: id, row: number }, scan);
  const found = state === 'decided' ? (await readRow(client, id, number))?.person : undefined;
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'collection',
      type: 'scan',
      subjects: found ? [found] : state === 'decided' ? [] : candidates.map(({ person }) => person),
      data: { run: id, row: number, scan, digest: kept.digest },
    }),
  );
  return { bytes, media: kept.media };
}
