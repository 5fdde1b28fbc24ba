import { type Context, describeEntry, isId, newId, requireArea, requireScope, type Transaction } from '#kernel';
import type { Field } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { areaPath, checkGround, type Ground } from './acting.ts';
import { correctRecord } from './acts.ts';
import { caseScans } from './caseScans.ts';
import { addDays } from './model.ts';
import { problems } from './problems.ts';
import type { RecordChanges } from './record.ts';
import { readPerson, readPersons } from './store.ts';

export interface CorrectionRow {
  person: string;
  correction: string;
  field: Field;
  claim: string;
  note: string;
  state: 'open' | 'accepted' | 'refused';
  province: string;
  commune: string;
  opened_at: Date;
  due_on: string;
  decided_at: Date | null;
  reason: string | null;
  /** Who says so; '' the person. */
  organisation: string;
  /** A source's value, or `{ seen }`; null where the person says so in own words. */
  claimed: unknown;
}

/** "This is wrong": the person says what is right; the office of the residence answers by a date. */
export async function openCorrection(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  claim: { field: Field; claim: string; note: string },
): Promise<{ id: string; dueOn: string }> {
  requireScope(context.caller, 'self.correct');
  const person = context.caller.person;
  const stored = person ? await readPerson(transaction, person) : undefined;
  if (!stored || !person) throw problems['person-unknown']();
  const id = newId();
  const dueOn = addDays(context.clock.today(), offices.deadlineDays('data-correct'));
  const inserted = await transaction.client.query(
    `INSERT INTO people.correction (person, correction, field, claim, note, state, province, commune, opened_at, due_on)
     VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [person, id, claim.field, claim.claim, claim.note, stored.province, stored.commune, context.receivedAt, dueOn],
  );
  if (inserted.rowCount === 0) throw problems['correction-open']({ pointer: '/field' });
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'people',
      type: 'open-correction',
      subjects: [person],
      fields: [claim.field],
      data: { correction: id },
    }),
  );
  return { id, dueOn };
}

/** The person's own corrections, newest first. */
export async function readOwnCorrections(transaction: Transaction, person: string): Promise<CorrectionRow[]> {
  const { rows } = await transaction.client.query<CorrectionRow>(
    'SELECT * FROM people.correction WHERE person = $1 ORDER BY correction DESC LIMIT 100',
    [person],
  );
  return rows;
}

/** The queue of the officer's area, the nearest legal deadline first. */
export async function readQueue(transaction: Transaction, context: Context, state: string) {
  const { rows } = await transaction.client.query<CorrectionRow>(
    "SELECT * FROM people.correction WHERE state = $1 AND ($2 = '' OR province = $2 OR commune = $2) ORDER BY due_on, correction LIMIT 100",
    [state, context.caller.area ?? '-'],
  );
  const persons = await readPersons(
    transaction,
    rows.map((row) => row.person),
  );
  return rows.map((row) => ({ row, stored: persons.get(row.person) }));
}

/** Answers a correction; accepting one with a value corrects the record in the same transaction. */
export async function decideCorrection(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  id: string,
  decision: Ground & { accept: boolean; changes?: RecordChanges | undefined; reason: string },
): Promise<{ state: string }> {
  requireScope(context.caller, 'corrections.decide');
  if (!isId(id)) throw problems['correction-unknown']();
  const { rows } = await transaction.client.query<CorrectionRow>(
    'SELECT * FROM people.correction WHERE correction = $1 FOR UPDATE',
    [id],
  );
  const row = rows[0];
  if (!row) throw problems['correction-unknown']();
  if (row.state !== 'open') throw problems['correction-decided']();
  requireArea(context.caller, areaPath(row));
  checkGround(offices, decision);
  if (decision.accept && decision.changes)
    await correctRecord(transaction, context, offices, row.person, {
      changes: decision.changes,
      legalBasis: decision.legalBasis,
      evidence: decision.evidence,
    });
  const state = decision.accept ? 'accepted' : 'refused';
  const scans = await caseScans.cite(transaction.client, { matter: id }, context.receivedAt);
  await transaction.client.query(
    'UPDATE people.correction SET state = $3, decided_by = $4, decided_at = $5, reason = $6 WHERE person = $1 AND correction = $2',
    [row.person, id, state, context.caller.id, context.receivedAt, decision.reason],
  );
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'people',
      type: 'decide-correction',
      subjects: [row.person],
      fields: [row.field],
      legalBasis: decision.legalBasis,
      data: { correction: id, state, ...scans },
    }),
  );
  return { state };
}
