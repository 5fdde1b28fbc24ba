import { Value } from 'typebox/value';
import { type Context, Problem, requireArea, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { areaPath, checkDay, openRecord } from './acting.ts';
import { checkChanges } from './check.ts';
import { firstDay, yearsBetween } from './model.ts';
import { type Footing, findKnown, type IdentityRow, pickPlaced, readPlaced } from './osiaIdentities.ts';
import { readBiographic } from './osiaMapping.ts';
import { reservePin } from './pins.ts';
import { problems } from './problems.ts';
import { type Identifier, PartialDate, PersonRecord } from './record.ts';
import { readPerson } from './store.ts';
import { claimPin } from './storeIdentifiers.ts';
import { addRelation } from './storeRelations.ts';

/** Without these there is no record. */
const least = ['name', 'sex', 'birthDate', 'nationality'] as const;
/** Below this age nobody is married; above it the register does not guess. */
const ADULT = 18;

/**
 * OSIA defineReference. For an announced person a valid identity with enough biographic data becomes the reference, which
 * opens the civil record. Of a person with a record that record is the reference, and stays it.
 * @throws Problem people/osia-not-valid, people/osia-incomplete, people/osia-reference-fixed and what the fields' checks refuse
 */
export async function defineReference(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  footing: Footing,
  person: string,
  id: string,
): Promise<void> {
  const known = await findKnown(transaction, person, true);
  requireArea(context.caller, known.record ? areaPath(known.record) : []);
  const placed = pickPlaced(await readPlaced(transaction, known), id);
  if (known.record) {
    if (placed.civil?.person !== person) throw problems['osia-reference-fixed']();
    return;
  }
  const row = placed.row!;
  if (row.status !== 'VALID') throw problems['osia-not-valid']({ pointer: '/status' });
  const record = await readRecord(transaction, context, offices, row, known.dead);
  await openRecord(transaction, context, offices, footing.ground, record, {
    kind: 'identity',
    validFrom: firstDay(record.birthDate),
    person,
  });
  for (const [field, kind] of [
    ['father', 'child'],
    ['mother', 'child'],
    ['legalRepresentative', 'ward'],
  ] as const) {
    const relative = record[field]?.person;
    if (relative) await addRelation(transaction, relative, kind, person);
  }
  await transaction.client.query('UPDATE people.identity SET is_reference = true WHERE person = $1 AND identity = $2', [
    person,
    id,
  ]);
  await transaction.client.query('DELETE FROM people.announced WHERE person = $1', [person]);
}

/** The record that an identity's biographic data make. A PIN is the reserved one that they name, or is allotted where they suffice for one. */
async function readRecord(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  row: IdentityRow,
  dead: boolean,
): Promise<PersonRecord> {
  const { pin, maritalStatus, deathDate, ...data } = row.body.biographicData ?? {};
  const today = context.clock.today();
  const given = checkChanges(offices, today, readBiographic(data), '/biographicData');
  for (const field of least) if (given[field] === undefined || given[field] === null) throw incomplete(field);
  const known = given as PersonRecord;
  if (maritalStatus === undefined && yearsBetween(firstDay(known.birthDate), today) >= ADULT)
    throw incomplete('maritalStatus');
  if (dead && deathDate === undefined) throw incomplete('deathDate');
  for (const field of ['father', 'mother', 'legalRepresentative'] as const) {
    const relative = known[field]?.person;
    if (relative && !(await readPerson(transaction, relative)))
      throw problems['parent-unknown']({ pointer: `/biographicData/${field}` });
  }
  const identifiers = await readPin(transaction, offices, known, pin, today);
  const record = {
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)),
    identifiers,
    documents: known.documents ?? [],
    maritalStatus: maritalStatus ?? 'single',
    ...(deathDate === undefined ? {} : { death: { date: readDeath(context, deathDate, known.birthDate) } }),
  };
  const [fault] = Value.Errors(PersonRecord, record);
  if (fault) throw problems['identity-malformed']({ pointer: `/biographicData${fault.instancePath}` });
  return record as PersonRecord;
}

async function readPin(
  transaction: Transaction,
  offices: Offices,
  record: PersonRecord,
  pin: unknown,
  today: string,
): Promise<Identifier[]> {
  if (pin === undefined && (record.sex === 'undetermined' || !offices.pinPlaceOf(record.birthRegistrationPlace)))
    return [];
  const value = pin === undefined ? await reservePin(transaction, offices, record, today) : String(pin);
  // OSIA declares no 409 for defining the reference.
  if (!(await claimPin(transaction, value)))
    throw new Problem('people/pin-not-reserved', 400, { pointer: '/biographicData/pin' });
  return [{ kind: 'pin', value, status: 'active', from: today }];
}

function readDeath(context: Context, date: unknown, birthDate: string): string {
  if (!Value.Check(PartialDate, date)) throw problems['identity-malformed']({ pointer: '/biographicData/deathDate' });
  checkDay(context, firstDay(date), birthDate, '/biographicData/deathDate');
  return date;
}

function incomplete(field: string) {
  return problems['osia-incomplete']({ pointer: `/biographicData/${field}`, values: { field } });
}
