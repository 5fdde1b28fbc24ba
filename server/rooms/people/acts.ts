import { type Context, isId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { type ActResult, checkDay, checkGround, type Ground, holdPerson, recordActs } from './acting.ts';
import { checkChanges, checkCommune, checkCorrectable, checkPlace } from './check.ts';
import { addDays, firstDay, foldRecord, splitCorrection } from './model.ts';
import { problems } from './problems.ts';
import type { PersonRecord, Place, RecordChanges } from './record.ts';
import { lockPersons, readPerson } from './store.ts';
import { addRelation, removeMember, removeRelation } from './storeRelations.ts';

export interface Correction extends Ground {
  changes: RecordChanges;
  /** Since when the fields have been wrong; absent: since each took its present value. */
  since?: string | undefined;
}

/** Corrects fields of the record; the past is corrected from the day on which each became wrong. */
export async function correctRecord(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  correction: Correction,
): Promise<ActResult> {
  checkGround(offices, correction);
  checkCorrectable(correction.changes);
  const today = context.clock.today();
  const held = await holdPerson(transaction, context, person, 'people.act.correct');
  checkRepresentative(held.record, correction.changes);
  const changes = checkChanges(offices, today, correction.changes, '/changes');
  await checkLinks(transaction, changes);
  if (correction.since) checkDay(context, correction.since, held.record.birthDate, '/since');
  // "It was so from then on" is said of that day: the value may well be today's.
  const told: Partial<PersonRecord> = correction.since
    ? (foldRecord(held.acts, { on: correction.since }) ?? {})
    : held.record;
  const different = Object.entries(changes).filter(
    ([field, value]) => JSON.stringify(value ?? undefined) !== JSON.stringify(told[field as keyof PersonRecord]),
  );
  if (different.length === 0) throw problems['nothing-to-correct']({ pointer: '/changes' });
  const groups = splitCorrection(held.acts, Object.fromEntries(different) as RecordChanges, today, correction.since);
  const before = held.record;
  const result = await recordActs(
    transaction,
    context,
    offices,
    held,
    correction,
    groups.map((group) => ({ kind: 'correct' as const, ...group })),
  );
  await moveRelations(transaction, person, before, held.record);
  return result;
}

/**
 * A guardian in the register is appointed and released by acts that stand on both records; a correction names those whom the
 * register does not hold.
 * @throws Problem people/field-not-correctable
 */
function checkRepresentative(record: PersonRecord, { legalRepresentative: next }: RecordChanges): void {
  if (next === undefined || (!next?.person && !record.legalRepresentative?.person)) return;
  const field = 'legalRepresentative';
  throw problems['field-not-correctable']({ pointer: `/changes/${field}`, values: { field } });
}

/** A link leads to somebody. @throws Problem people/parent-unknown */
async function checkLinks(transaction: Transaction, changes: RecordChanges): Promise<void> {
  for (const field of ['father', 'mother'] as const) {
    const person = changes[field]?.person;
    if (person === undefined) continue;
    const known = isId(person) ? await readPerson(transaction, person) : undefined;
    if (!known || known.mergedInto) throw problems['parent-unknown']({ pointer: `/changes/${field}/person` });
  }
}

/** The way back from parents follows the record. */
async function moveRelations(
  transaction: Transaction,
  person: string,
  before: PersonRecord,
  after: PersonRecord,
): Promise<void> {
  for (const [field, kind] of [
    ['father', 'child'],
    ['mother', 'child'],
  ] as const) {
    const old = before[field]?.person;
    const next = after[field]?.person;
    if (old === next) continue;
    if (old) await removeRelation(transaction, old, kind, person);
    if (next) await addRelation(transaction, next, kind, person);
  }
}

export interface Move extends Ground {
  to: Place;
  kind: 'permanent' | 'temporary' | 'current';
  on: string;
}

const residenceOf = {
  permanent: 'permanentResidence',
  temporary: 'temporaryResidence',
  current: 'currentResidence',
} as const;

/** Registers a residence (Residence Law 2020). The office of the place moved to acts. */
export async function movePerson(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  move: Move,
): Promise<ActResult> {
  checkGround(offices, move);
  checkCommune(offices, move.to, move.on, '/to');
  checkPlace(offices, { ...move.to, on: move.on }, '/to');
  const held = await holdPerson(
    transaction,
    context,
    person,
    'people.act.move',
    offices.pathOf({ ...move.to, on: move.on }, context.clock.today()),
  );
  if (held.record.death) throw problems['person-dead']();
  checkDay(context, move.on, held.record.birthDate, '/on');
  const place: Place = { ...move.to, on: move.on };
  const leaves = move.kind === 'permanent' && held.record.household !== undefined;
  const changes: RecordChanges = { [residenceOf[move.kind]]: place, ...(leaves ? { household: null } : {}) };
  const household = held.record.household?.id;
  const result = await recordActs(transaction, context, offices, held, move, [
    { kind: 'move', validFrom: move.on, changes },
  ]);
  if (leaves && household) await removeMember(transaction, household, person);
  return result;
}

export interface Death extends Ground {
  date: string;
  place?: Place | undefined;
  certificate?: string | undefined;
}

/** Registers a death; a living spouse becomes widowed by the same act. */
export async function registerDeath(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  death: Death,
): Promise<ActResult> {
  checkGround(offices, death);
  await lockCouple(transaction, person);
  const held = await holdPerson(transaction, context, person, 'people.act.death');
  if (held.record.death) throw problems['already-dead']();
  checkDay(context, firstDay(death.date), held.record.birthDate, '/date');
  if (death.place) checkPlace(offices, death.place, '/place');
  const value = {
    date: death.date,
    ...(death.place ? { place: death.place } : {}),
    ...(death.certificate ? { certificate: death.certificate } : {}),
  };
  const spouse = held.record.maritalStatus === 'married' ? held.record.spouse?.person : undefined;
  const changes: RecordChanges = { death: value, ...(held.record.missing ? { missing: null } : {}) };
  const validFrom = firstDay(death.date);
  const result = await recordActs(
    transaction,
    context,
    offices,
    held,
    death,
    [{ kind: 'death', validFrom, changes }],
    spouse ? { others: [spouse] } : {},
  );
  if (spouse) {
    // The widow's own office need not act: the law lets the death register follow through (area of the dead person's office).
    const widowed = await holdPerson(transaction, context, spouse, 'people.act.death', [context.caller.area ?? '']);
    if (!widowed.record.death && widowed.record.spouse?.person === person) {
      await recordActs(transaction, context, offices, widowed, death, [
        { kind: 'widowed', validFrom, changes: { maritalStatus: 'widowed' } },
      ]);
    }
  }
  return result;
}

/** Two deaths of one accident, registered at once, must not wait for each other's widowed spouse. */
async function lockCouple(transaction: Transaction, person: string): Promise<void> {
  const stored = isId(person) ? await readPerson(transaction, person) : undefined;
  const spouse = stored?.record.maritalStatus === 'married' ? stored.record.spouse?.person : undefined;
  if (spouse) await lockPersons(transaction, [person, spouse]);
}

/** Declares a person missing by a court's decision (Civil Code 2015, article 68). */
export async function declareMissing(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  missing: Ground & { since: string; decision: string },
): Promise<ActResult> {
  checkGround(offices, missing);
  const held = await holdPerson(transaction, context, person, 'people.act.missing');
  if (held.record.death) throw problems['person-dead']();
  if (held.record.missing) throw problems['already-missing']();
  checkDay(context, firstDay(missing.since), held.record.birthDate, '/since');
  const changes: RecordChanges = { missing: { since: missing.since, decision: missing.decision } };
  return recordActs(transaction, context, offices, held, missing, [
    { kind: 'missing', validFrom: firstDay(missing.since), changes },
  ]);
}

/** Ends a declaration: the person is found (Civil Code 2015, article 70). */
export async function declareFound(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  found: Ground & { on: string },
): Promise<ActResult> {
  checkGround(offices, found);
  const held = await holdPerson(transaction, context, person, 'people.act.missing');
  if (!held.record.missing) throw problems['not-missing']();
  checkDay(context, found.on, held.record.birthDate, '/on');
  const since = firstDay(held.record.missing.since);
  const validFrom = found.on > since ? found.on : addDays(since, 1);
  return recordActs(transaction, context, offices, held, found, [
    { kind: 'found', validFrom, changes: { missing: null } },
  ]);
}
