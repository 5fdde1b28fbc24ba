import { type Context, newId, performAct, requireArea, requirePurpose, requireScope, type Transaction } from '#kernel';
import { addDays } from '#libs/country';
import { findKind } from '#rooms/cards';
import { areaPath, readPerson } from '#rooms/people';
import {
  type AppointmentRow,
  changeAppointment,
  countLost,
  countTaken,
  findAppointment,
  findHours,
  type HoursRow,
  insertAppointment,
} from './appointmentStore.ts';
import { appendAct } from './journal.ts';
import { type AppointmentState, instantOf, localOf, mayFollow, type Slot, slotsOf } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

type Books = Pick<Parts, 'kernel' | 'offices'>;
const DAY_MS = 86_400_000;
/** Within which cancelled and missed times of a person are counted. */
const MONTH_DAYS = 30;

/** The instants at which a day begins and ends on the country's clocks. */
export function spanOf({ offices }: Pick<Books, 'offices'>, day: string): { from: Date; to: Date } {
  const { timeZone } = offices.country.facts;
  return { from: instantOf(day, '00:00', timeZone), to: instantOf(addDays(day, 1), '00:00', timeZone) };
}

/** Places of an office on a day. @param notice hours; 0 for who stands at the counter */
export async function readSlots(
  { client }: Transaction,
  parts: Books,
  hours: HoursRow,
  day: string,
  notice: number,
): Promise<Slot[]> {
  const { country } = parts.offices;
  const { from, to } = spanOf(parts, day);
  const taken = await countTaken(client, hours.office, from, to);
  const { minutes } = country.enrolment.appointments;
  return slotsOf(
    hours,
    day,
    { minutes, notice, now: parts.kernel.clock.now(), timeZone: country.facts.timeZone },
    taken,
  );
}

interface Wish {
  readonly person: string;
  readonly office: string;
  readonly at: string;
  readonly kind: string;
}

/** Takes a place that is free; the office's row is held until the transaction ends. @throws Problem enrolment/office-unknown, slot-unknown, slot-taken */
async function takePlace(parts: Books, transaction: Transaction, office: string, at: string, notice: number) {
  const hours = await findHours(transaction.client, office, true);
  if (!hours) throw problems['office-unknown']({ pointer: '/office' });
  const { country } = parts.offices;
  const day = localOf(new Date(at), country.facts.timeZone).slice(0, 10);
  const today = parts.kernel.clock.today();
  const within = day >= today && day <= addDays(today, country.enrolment.appointments.ahead);
  const slots = within ? await readSlots(transaction, parts, hours, day, notice) : [];
  const slot = slots.find((one) => Date.parse(one.at) === Date.parse(at));
  if (!slot) throw problems['slot-unknown']({ pointer: '/at' });
  if (slot.free === 0) throw problems['slot-taken']({ pointer: '/at' });
  return { hours, at: slot.at };
}

async function book(parts: Books, transaction: Transaction, context: Context, wish: Wish, notice: number) {
  const { hours, at } = await takePlace(parts, transaction, wish.office, wish.at, notice);
  const appointment = newId();
  const one = { ...wish, at, appointment, areas: hours.areas };
  if (!(await insertAppointment(transaction.client, one, context.receivedAt))) throw problems['already-booked']();
  appendAct(transaction, context, 'appointment-booked', [wish.person], {
    data: { appointment, office: wish.office, at },
  });
  return { appointment };
}

/** @throws Problem enrolment/person-unknown, already-booked, slot-taken, …, kernel/out-of-area */
export function bookAtDesk(parts: Books, context: Context, wish: Wish) {
  requireScope(context.caller, 'enrolment.enrol');
  parts.offices.checkReason(requirePurpose(context));
  return performAct(parts.kernel.database, context, async (transaction) => {
    const stored = await readPerson(transaction, wish.person);
    if (!stored) throw problems['person-unknown']({ pointer: '/person' });
    requireArea(context.caller, areaPath(stored));
    return book(parts, transaction, context, wish, 0);
  });
}

/** @throws Problem enrolment/too-often, already-booked, slot-taken, … */
export function bookOwn(parts: Books, context: Context, given: Omit<Wish, 'person'>) {
  const { person } = context.caller;
  if (!person) throw problems['person-unknown']();
  const { appointments } = parts.offices.country.enrolment;
  if (!findKind(parts.offices.country.cards, given.kind)) throw problems['slot-unknown']({ pointer: '/kind' });
  return performAct(parts.kernel.database, context, async (transaction) => {
    const since = new Date(Date.parse(context.receivedAt) - MONTH_DAYS * DAY_MS);
    if ((await countLost(transaction.client, person, since)) >= appointments.most) throw problems['too-often']();
    return book(parts, transaction, context, { ...given, person }, appointments.notice);
  });
}

/** @throws Problem enrolment/appointment-unknown, appointment-changed */
async function requireAppointment(
  { client }: Transaction,
  id: string,
  version: number,
  mayBe: (row: AppointmentRow) => boolean,
): Promise<AppointmentRow> {
  const row = await findAppointment(client, id, true);
  if (!row || !mayBe(row)) throw problems['appointment-unknown']();
  if (row.version !== version) throw problems['appointment-changed']();
  return row;
}

const LEADS_TO = { arrive: 'arrived', miss: 'missed', cancel: 'cancelled', back: 'booked' } as const satisfies Record<
  string,
  AppointmentState
>;
export const DESK_APPOINTMENT_ACTS = ['arrive', 'miss', 'cancel', 'back'] as const;

async function move(
  transaction: Transaction,
  context: Context,
  row: AppointmentRow,
  change: { state: AppointmentState; at?: string },
) {
  if (change.state !== row.state && !mayFollow(row.state, change.state))
    throw problems['step-wrong']({ extra: { state: row.state } });
  await changeAppointment(transaction.client, row, change, context.receivedAt);
  const type = change.at ? 'moved' : change.state === 'booked' ? 'waits' : change.state;
  appendAct(transaction, context, `appointment-${type}`, [row.person], { data: { appointment: row.appointment } });
  return { state: change.state, version: row.version + 1 };
}

/** Who came, who did not. @throws Problem enrolment/appointment-unknown, appointment-changed, step-wrong, kernel/out-of-area */
export function actAtDesk(
  parts: Books,
  context: Context,
  id: string,
  { act, version }: { act: (typeof DESK_APPOINTMENT_ACTS)[number]; version: number },
) {
  requireScope(context.caller, 'enrolment.enrol');
  parts.offices.checkReason(requirePurpose(context));
  return performAct(parts.kernel.database, context, async (transaction) => {
    const row = await requireAppointment(transaction, id, version, () => true);
    requireArea(context.caller, row.areas);
    return move(transaction, context, row, { state: LEADS_TO[act] });
  });
}

/** The own time is moved, or given up; until a few hours before. @throws Problem enrolment/slot-taken, step-wrong, … */
export function actOnOwn(
  parts: Books,
  context: Context,
  id: string,
  { act, version, at }: { act: 'move' | 'cancel'; version: number; at?: string | undefined },
) {
  const { notice } = parts.offices.country.enrolment.appointments;
  return performAct(parts.kernel.database, context, async (transaction) => {
    const row = await requireAppointment(transaction, id, version, ({ person }) => person === context.caller.person);
    const last = Date.parse(context.receivedAt) + notice * 3_600_000;
    if (row.state !== 'booked' || row.at.getTime() < last)
      throw problems['step-wrong']({ extra: { state: row.state } });
    if (act === 'cancel') return move(transaction, context, row, { state: 'cancelled' });
    if (!at) throw problems['slot-unknown']({ pointer: '/at' });
    const place = await takePlace(parts, transaction, row.office, at, notice);
    return move(transaction, context, row, { state: 'booked', at: place.at });
  });
}
