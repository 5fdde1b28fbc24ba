import { type Context, isId, newId, requireArea, requireScope, type Transaction } from '#kernel';
import { pinAgrees } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { type ActResult, checkGround, type Ground, linkTo, openRecord } from './acting.ts';
import { checkChanges } from './check.ts';
import { firstDay } from './model.ts';
import { allotPin } from './pins.ts';
import { problems } from './problems.ts';
import type { PersonRecord } from './record.ts';
import { readPerson, type StoredPerson } from './store.ts';
import { claimPin } from './storeIdentifiers.ts';
import { addMember, addRelation } from './storeRelations.ts';

export interface Birth extends Ground {
  record: Pick<PersonRecord, 'name' | 'sex' | 'birthDate' | 'nationality'> & Partial<PersonRecord>;
  /** Person keys of the parents in the register. */
  father?: string | undefined;
  mother?: string | undefined;
  /** A PIN reserved before (OSIA UIN); absent: one is allotted now. */
  pin?: string | undefined;
}

/** A parent is at least this old, by the register's own figures. */
const PARENT_YEARS = 12;

/** Registers a birth (Law 60/2014 on civil status; PIN by Law 26/2023/QH15, article 12). The newborn joins the mother's household. */
export async function registerBirth(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  birth: Birth,
): Promise<ActResult & { pin: string }> {
  requireScope(context.caller, 'people.act.birth');
  checkGround(offices, birth);
  const today = context.clock.today();
  const given = checkChanges(offices, today, birth.record, '/record') as Birth['record'];
  requireArea(context.caller, offices.pathOf(given.birthRegistrationPlace, today));
  if (birth.father && birth.father === birth.mother) throw problems['parents-same']({ pointer: '/father' });
  const father = await readParent(transaction, birth.father, given.birthDate, '/father');
  const mother = await readParent(transaction, birth.mother, given.birthDate, '/mother');
  if (birth.pin) await claimFitting(transaction, offices, birth.pin, given);
  const person = newId();
  const pin = birth.pin ?? (await allotPin(transaction, offices, given, person, today));
  const household = mother?.record.household ?? father?.record.household;
  const home = given.permanentResidence ?? mother?.record.permanentResidence ?? father?.record.permanentResidence;
  const record: PersonRecord = {
    ...given,
    identifiers: [{ kind: 'pin', value: pin, status: 'active', from: today }],
    documents: given.documents ?? [],
    maritalStatus: 'single',
    ...(father ? { father: linkTo(father) } : {}),
    ...(mother ? { mother: linkTo(mother) } : {}),
    ...(home ? { permanentResidence: home } : {}),
    ...(household ? { household: { id: household.id, relationToHead: 'child' } } : {}),
  };
  const parents = [father, mother].filter((parent) => parent !== undefined);
  const result = await openRecord(transaction, context, offices, birth, record, {
    kind: 'birth',
    person,
    indexed: birth.pin ? [] : record.identifiers,
    validFrom: firstDay(record.birthDate),
    others: parents.map((parent) => parent.person),
  });
  for (const parent of parents) await addRelation(transaction, parent.person, 'child', result.person);
  if (household) await addMember(transaction, household.id, result.person);
  return { ...result, pin };
}

/** @throws Problem people/pin-not-reserved, also where the number says another sex or year than the record. */
async function claimFitting(
  transaction: Transaction,
  offices: Offices,
  pin: string,
  record: Birth['record'],
): Promise<void> {
  const { sex, birthDate } = record;
  const fits = pinAgrees(offices.country.pin, pin, { birthDate, ...(sex === 'undetermined' ? {} : { sex }) });
  if (!('agrees' in fits && fits.agrees) || !(await claimPin(transaction, pin))) {
    throw problems['pin-not-reserved']({ pointer: '/pin' });
  }
}

async function readParent(
  transaction: Transaction,
  person: string | undefined,
  birthDate: string,
  pointer: string,
): Promise<StoredPerson | undefined> {
  if (!person) return undefined;
  const parent = isId(person) ? await readPerson(transaction, person) : undefined;
  if (!parent || parent.mergedInto) throw problems['parent-unknown']({ pointer });
  if (Number(birthDate.slice(0, 4)) - Number(parent.record.birthDate.slice(0, 4)) < PARENT_YEARS)
    throw problems['parent-too-young']({ pointer });
  return parent;
}
