import {
  type Client,
  type Context,
  createScanShelf,
  describeEntry,
  isId,
  type Kernel,
  performAct,
  presentScan,
  requireArea,
  requirePurpose,
  requireScope,
  type SealedFiles,
  type Transaction,
} from '#kernel';
import type { Offices } from '#rooms/offices';
import { areaPath } from './acting.ts';
import { problems } from './problems.ts';

export interface ScanParts {
  readonly kernel: Pick<Kernel, 'database'>;
  readonly offices: Offices;
  readonly scans: SealedFiles;
}

/** What officers have papers of: "this is wrong", and what waits for a second officer. */
export type Matter = 'correction' | 'proposal';

export const caseScans = createScanShelf<{ matter: string }>({
  table: 'people.scan',
  folder: 'matter',
  problems,
  most: 5,
});

interface Case {
  persons: string[];
  province: string;
  commune: string;
  state: string;
  /** Who proposed it; null: a person or another source. */
  by: string | null;
}

const FIND: Readonly<Record<Matter, string>> = {
  correction:
    'SELECT ARRAY[person] AS persons, province, commune, state, NULL AS by FROM people.correction WHERE correction = $1',
  proposal: 'SELECT persons, province, commune, state, proposed_by AS by FROM people.proposal WHERE proposal = $1',
};

/** A case of the caller's area. @throws Problem people/correction-unknown, people/proposal-unknown, kernel/out-of-area */
async function requireCase(
  { client }: Transaction,
  { caller }: Context,
  matter: Matter,
  id: string,
  lock = '',
): Promise<Case> {
  requireScope(caller, 'people.read');
  const { rows } = isId(id) ? await client.query<Case>(`${FIND[matter]} ${lock}`, [id]) : { rows: [] };
  const found = rows[0];
  if (!found) throw problems[`${matter}-unknown`]();
  requireArea(caller, areaPath(found));
  return found;
}

/** The same, open, and held while its scans change: by who decides, and of a proposal by who proposed it. @throws Problem … */
async function holdOpen(transaction: Transaction, context: Context, matter: Matter, id: string): Promise<void> {
  const { caller } = context;
  const { state, by } = await requireCase(transaction, context, matter, id, 'FOR UPDATE');
  if (matter === 'correction') requireScope(caller, 'corrections.decide');
  else if (by !== caller.id) requireScope(caller, 'people.approve');
  if (state !== 'open') throw problems[`${matter}-decided`]();
}

/** Puts a scan beside an open case. @param content base64 @throws Problem people/scan-size, scan-kind, scan-known, scans-too-many, … */
export function addScan(
  { kernel, scans }: ScanParts,
  context: Context,
  matter: Matter,
  id: string,
  content: string,
): Promise<{ scan: string; digest: string }> {
  return performAct(kernel.database, context, async (transaction) => {
    await holdOpen(transaction, context, matter, id);
    const made = await caseScans.add(transaction.client, scans, context, { matter: id }, content);
    note(transaction, context, 'scan-added', { [matter]: id, ...made });
    return made;
  });
}

/** Takes a scan away that no verdict names. @throws Problem people/scan-unknown, scan-fixed, … */
export async function removeScan(
  { kernel, scans }: ScanParts,
  context: Context,
  matter: Matter,
  id: string,
  scan: string,
): Promise<void> {
  const place = await performAct(kernel.database, context, async (transaction) => {
    await holdOpen(transaction, context, matter, id);
    const { digest, place } = await caseScans.take(transaction.client, { matter: id }, scan);
    note(transaction, context, 'scan-removed', { [matter]: id, scan, digest });
    return place;
  });
  // After the commit: what is still named is still there.
  await scans.remove(place);
}

/** A scan, for whoever may see its case: a look at those whom the case is about. @throws Problem people/scan-unknown, scan-damaged, … */
export function viewScan(
  { kernel, offices, scans }: ScanParts,
  context: Context,
  matter: Matter,
  id: string,
  scan: string,
): Promise<{ bytes: Buffer; media: string }> {
  return kernel.database.transact(async (transaction) => {
    const { persons } = await requireCase(transaction, context, matter, id);
    offices.checkReason(requirePurpose(context));
    const { kept, bytes } = await caseScans.read(transaction.client, scans, { matter: id }, scan);
    const data = { [matter]: id, scan, digest: kept.digest };
    const look = { kind: 'look', room: 'people', type: 'case-scan', subjects: persons, data } as const;
    transaction.append(describeEntry(context, look));
    return { bytes, media: kept.media };
  });
}

/** The scans of cases as screens list them, by the case; of one that has none an empty list. */
export async function listCaseScans(
  client: Pick<Client, 'query'>,
  cases: readonly string[],
): Promise<(id: string) => { scans: ReturnType<typeof presentScan>[]; maxScans: number }> {
  const { rows } = await client.query<Parameters<typeof presentScan>[0] & { matter: string }>(
    'SELECT * FROM people.scan WHERE matter = ANY($1::uuid[]) ORDER BY added_at, scan',
    [cases],
  );
  const of = Map.groupBy(rows, ({ matter }) => matter);
  return (id) => ({ scans: (of.get(id) ?? []).map(presentScan), maxScans: caseScans.most });
}

function note(transaction: Transaction, context: Context, type: string, data: Record<string, unknown>): void {
  transaction.append(describeEntry(context, { kind: 'note', room: 'people', type, subjects: [], data }));
}
