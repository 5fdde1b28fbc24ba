import { randomBytes } from 'node:crypto';
import {
  type Context,
  describeEntry,
  type Kernel,
  newId,
  performAct,
  requirePurpose,
  type Transaction,
  type Uploads,
} from '#kernel';
import { SALT_BYTES } from '#libs/blindset';
import type { Field } from '#libs/country';
import type { Agreement, Exchange, Stage, SystemCredentials } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import {
  type Columns,
  type Compared,
  DAY_MS,
  FILE_DAYS,
  type Format,
  isCompared,
  MOST_BYTES,
  MOST_OPEN,
  mayCancel,
} from './model.ts';
import { problems } from './problems.ts';
import { type BatchRow, countOpen, insertBatch, markCancelled, readBatch } from './store.ts';

export interface Parts {
  kernel: Kernel;
  offices: Offices;
  exchange: Exchange;
  uploads: Uploads;
}

/** Who asks for a batch. */
export interface Asker {
  readonly organisation: string;
  /** A system in simulation has synthetic batches only, and does not see the others. */
  readonly simulated: boolean;
}

/** @throws Problem batches/organisation-missing */
export function requireAsker({ caller }: Context): Asker {
  if (!caller.organisation) throw problems['organisation-missing']();
  const credentials = caller.kind === 'system' ? (caller.credentials as SystemCredentials | undefined) : undefined;
  return { organisation: caller.organisation, simulated: credentials?.stage === 'simulation' };
}

/** What a batch asks must be agreed when it is made, when it starts, and with every piece. */
export function requireAgreed(
  { exchange }: Pick<Parts, 'exchange'>,
  one: { organisation: string; stage: Stage; purpose: string; legalBasis: string; fields: readonly Compared[] },
): Promise<Agreement> {
  const fields: Field[] = ['pin', ...(one.fields as readonly (Compared & Field)[])];
  return exchange.requireAgreement(one.organisation, one.stage, {
    type: 'bulk',
    purpose: one.purpose,
    legalBasis: one.legalBasis,
    fields,
  });
}

export interface NewBatchGiven {
  fields: readonly string[];
  format: Format;
  bytes: number;
  columns?: Columns;
  findings?: { subscribersPerIdentity: number };
  simulation?: boolean;
}

/** Makes a batch and an address to send its file to. @throws Problem of the agreement, batches/… */
export async function makeBatch(parts: Parts, context: Context, given: NewBatchGiven): Promise<BatchRow> {
  const asker = requireAsker(context);
  const { organisation } = asker;
  const stage = asker.simulated || given.simulation ? 'simulation' : 'production';
  const { purpose, legalBasis } = requirePurpose(context);
  const fields = [...new Set(given.fields)].filter((field) => field !== 'pin');
  for (const [index, field] of fields.entries())
    if (!isCompared(field as Field))
      throw problems['field-not-offered']({ pointer: `/fields/${index}`, values: { field } });
  const compared = fields as Compared[];
  const agreement = await requireAgreed(parts, { organisation, stage, purpose, legalBasis, fields: compared });
  if (given.bytes > MOST_BYTES) throw problems['file-too-large']({ pointer: '/bytes', values: { most: MOST_BYTES } });
  const now = new Date();
  const batch = newId();
  // The address is the right to send: as hard to guess as a key.
  const upload = `${batch}.${randomBytes(32).toString('base64url')}`;
  const made = await performAct(parts.kernel.database, context, async (transaction) => {
    if ((await countOpen(transaction.client, organisation)) >= MOST_OPEN)
      throw problems['too-many-open']({ values: { most: MOST_OPEN } });
    await parts.uploads.open(upload, given.bytes);
    await insertBatch(transaction.client, {
      batch,
      organisation,
      stage,
      actor: context.caller.id,
      agreement: agreement.id,
      purpose,
      legal_basis: legalBasis,
      case_number: context.caseNumber ?? null,
      fields: compared,
      format: given.format,
      columns: given.columns ?? {},
      findings: given.findings?.subscribersPerIdentity ?? null,
      bytes: given.bytes,
      upload,
      salt: randomBytes(SALT_BYTES),
      hidden_until: stage === 'production' ? hiddenUntil(parts.offices, purpose, legalBasis, context) : null,
      made_at: context.receivedAt,
      expires_at: new Date(now.getTime() + FILE_DAYS * DAY_MS),
    });
    const { id } = agreement;
    note(transaction, context, 'made', { batch, agreement: id, stage, fields: compared, bytes: given.bytes });
    return { id: batch };
  });
  return requireKnown(await readBatch(parts.kernel.database.pool, asker, made.id));
}

/** Only a law that allows a later notice defers it, to a date. */
function hiddenUntil(offices: Offices, purpose: string, legalBasis: string, context: Context): string | null {
  const rule = offices.findPurpose(purpose)?.hiddenFor;
  if (!rule || rule.legalBasis !== legalBasis) return null;
  const until = context.clock.now();
  until.setUTCMonth(until.getUTCMonth() + rule.months);
  return until.toISOString().slice(0, 10);
}

/** Stops a batch for good and removes its files; what was looked at stays in the journal. */
export async function cancelBatch(parts: Parts, context: Context, batch: string): Promise<BatchRow> {
  const asker = requireAsker(context);
  const { database } = parts.kernel;
  await performAct(database, context, async (transaction) => {
    const { client } = transaction;
    const row = requireKnown(await readBatch(client, asker, batch, true));
    if (row.state === 'cancelled') return;
    if (!mayCancel(row.state)) throw problems['state-wrong']({ values: { state: row.state } });
    await markCancelled(client, batch, context.receivedAt);
    note(transaction, context, 'cancelled', { batch, rows: row.rows_read });
  });
  return requireKnown(await readBatch(database.pool, asker, batch));
}

/** Another organisation's batch does not exist for the caller. */
export function requireKnown(row: BatchRow | undefined): BatchRow {
  if (!row) throw problems['batch-unknown']();
  return row;
}

/** @returns the line's reference */
export function note(transaction: Transaction, context: Context, type: string, data: Record<string, unknown>): string {
  return transaction.append(describeEntry(context, { kind: 'note', room: 'batches', type, subjects: [], data }));
}
