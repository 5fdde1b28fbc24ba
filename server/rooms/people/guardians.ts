import { type Context, isId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import {
  type ActResult,
  checkDay,
  checkGround,
  checkSince,
  type Ground,
  type Held,
  holdPerson,
  holdTwo,
  linkTo,
  type NewAct,
  recordActs,
} from './acting.ts';
import { ADULT, addDays, ageOn, foldRecord, orderActs } from './model.ts';
import { problems } from './problems.ts';
import type { ActKind, Relative } from './record.ts';
import { readPerson, type StoredPerson } from './store.ts';
import { addRelation, removeRelation } from './storeRelations.ts';

/** The representative of a record is the register's own field: whoever may correct it may register whose it is. */
const scope = 'people.act.correct';

export interface Guardianship extends Ground {
  ward: string;
  guardian: string;
  /** Since when. */
  on: string;
  /** The day on which it ended, where it is registered afterwards. */
  until?: string | undefined;
}

/**
 * Registers a guardian on both records (Civil Code 2015, articles 46 to 54; Law 60/2014/QH13, articles 19 to 21). The office
 * of either suffices.
 * @throws Problem people/guard-self, people/already-guarded, people/court-decision-missing, people/guardian-too-young,
 * people/guardian-unfit, people/person-dead, people/date-impossible
 */
export async function appointGuardian(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  appointment: Guardianship,
): Promise<{ persons: ActResult[] }> {
  checkGround(offices, appointment);
  const { on, until } = appointment;
  if (appointment.ward === appointment.guardian) throw problems['guard-self']({ pointer: '/guardian' });
  const [ward, guardian] = await holdTwo(transaction, context, [appointment.ward, appointment.guardian], scope);
  checkTerm(context, ward, appointment);
  checkWard(context, ward, appointment);
  checkGuardian(guardian, on);
  const link = linkTo(ward, on);
  const persons = [
    await recordActs(
      transaction,
      context,
      offices,
      ward,
      appointment,
      [
        { kind: 'guardian', validFrom: on, changes: { legalRepresentative: linkTo(guardian, on) } },
        ...(until ? [release(until)] : []),
      ],
      { others: [guardian.person] },
    ),
    await recordActs(
      transaction,
      context,
      offices,
      guardian,
      appointment,
      [
        ...changeWards(guardian, 'guardian-of', on, until, (wards) => [...wards, link]),
        ...(until ? changeWards(guardian, 'guardian-end', until, addDays(until, 1), (wards) => wards) : []),
      ],
      { others: [ward.person] },
    ),
  ];
  if (!until) await addRelation(transaction, guardian.person, 'ward', ward.person);
  return { persons };
}

/**
 * Ends the guardianship of a ward on both records (Civil Code 2015, articles 60 and 62; Law 60/2014/QH13, articles 22 and
 * 23). Another guardian may be appointed from the same day on.
 * @throws Problem people/not-guarded, people/date-impossible
 */
export async function endGuardianship(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  end: Ground & { on: string },
): Promise<ActResult> {
  checkGround(offices, end);
  const stored = isId(person) ? await readPerson(transaction, person) : undefined;
  if (!stored) throw problems['person-unknown']();
  const guardian = await findGuardian(transaction, stored);
  const [ward, other] = guardian
    ? await holdTwo(transaction, context, [person, guardian], scope)
    : [await holdPerson(transaction, context, person, scope)];
  const link = ward.record.legalRepresentative;
  // Read again under the lock: a parallel end may have come first, and another guardian after it.
  if (!link || link.person !== stored.record.legalRepresentative?.person) throw problems['not-guarded']();
  checkDay(context, end.on, ward.record.birthDate, '/on');
  checkSince(context, ward, 'legalRepresentative', end.on);
  const result = await recordActs(transaction, context, offices, ward, end, [release(end.on)], {
    others: other ? [other.person] : [],
  });
  if (other) {
    const others = (wards: Relative[]) => wards.filter((one) => one.person !== person);
    const acts = changeWards(other, 'guardian-end', end.on, undefined, others);
    await recordActs(transaction, context, offices, other, end, acts, { others: [person] });
  }
  for (const one of new Set([link.person, other?.person]))
    if (one) await removeRelation(transaction, one, 'ward', person);
  return result;
}

/** The guardian's record, or the one that goes on where it was merged; undefined for a name without a link. */
async function findGuardian(transaction: Transaction, ward: StoredPerson): Promise<string | undefined> {
  const named = ward.record.legalRepresentative?.person;
  let guardian = named ? await readPerson(transaction, named) : undefined;
  while (guardian?.mergedInto) guardian = await readPerson(transaction, guardian.mergedInto);
  return guardian?.person;
}

function checkTerm(context: Context, ward: Held, { on, until }: Guardianship): void {
  checkDay(context, on, ward.record.birthDate, '/on');
  if (ward.record.legalRepresentative) throw problems['already-guarded']({ pointer: '/ward' });
  checkSince(context, ward, 'legalRepresentative', on);
  if (!until) return;
  checkDay(context, until, ward.record.birthDate, '/until');
  if (until <= on) throw problems['date-impossible']({ pointer: '/until' });
}

/** Whoever is of age has a guardian by a court's decision alone (Civil Code 2015, article 47), from that birthday on too. */
function checkWard(context: Context, ward: Held, appointment: Guardianship): void {
  if (ward.record.death) throw problems['person-dead']({ pointer: '/ward' });
  const last = appointment.until ? addDays(appointment.until, -1) : context.clock.today();
  const decided = appointment.evidence.some((one) => one.kind === 'court-decision' && one.number?.trim());
  if (ageOn(ward.record, last) >= ADULT && !decided)
    throw problems['court-decision-missing']({ pointer: '/evidence', values: { age: ADULT } });
}

/** Civil Code 2015, article 49: of full civil capacity, and there to act. */
function checkGuardian({ record }: Held, on: string): void {
  const pointer = '/guardian';
  if (record.death) throw problems['person-dead']({ pointer });
  if (ageOn(record, on) < ADULT) throw problems['guardian-too-young']({ pointer, values: { age: ADULT } });
  if (record.missing || record.legalRepresentative) throw problems['guardian-unfit']({ pointer });
}

function release(on: string): NewAct {
  return { kind: 'guardian-end', validFrom: on, changes: { legalRepresentative: null } };
}

/**
 * Acts that change a guardian's wards from a day on. An act writes the list whole, so one that takes effect before others
 * is carried into each of them up to its end: else the later lists would have forgotten it.
 */
function changeWards(
  { acts }: Held,
  kind: ActKind,
  from: string,
  until: string | undefined,
  change: (wards: Relative[]) => Relative[],
): NewAct[] {
  const later = orderActs(acts)
    .filter((act) => 'represented' in act.changes && act.validFrom > from && (!until || act.validFrom < until))
    .map((act) => act.validFrom);
  return [...new Set([from, ...later])].map((validFrom) => {
    const wards = change(foldRecord(acts, { on: validFrom })?.represented ?? []);
    return { kind, validFrom, changes: { represented: wards.length > 0 ? wards : null } };
  });
}
