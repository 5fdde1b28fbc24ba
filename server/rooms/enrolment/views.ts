import { type Context, requireScope, type Transaction } from '#kernel';
import { addDays } from '#libs/country';
import { findKind } from '#rooms/cards';
import { readPersons } from '#rooms/people';
import { type AppointmentRow, findHours, type HoursRow, listBetween, listHours, listOwn } from './appointmentStore.ts';
import { readSlots, spanOf } from './appointments.ts';
import { appendLook } from './journal.ts';
import { timesOf } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { listEnrolments } from './store.ts';

type Reads = Pick<Parts, 'kernel' | 'offices'>;
const MOST = 100;

const kindName = ({ offices }: Reads, language: string, kind: string) =>
  findKind(offices.country.cards, kind)?.name[language] ?? kind;

function presentAppointment(parts: Reads, language: string, row: AppointmentRow) {
  return {
    ...{ appointment: row.appointment, at: row.at.toISOString(), kind: row.kind, state: row.state },
    ...{ kindName: kindName(parts, language, row.kind), version: row.version },
    ...{ office: row.office, officeName: parts.offices.areaName(row.office, language) },
  };
}

/** Who comes on a day, by name: a look at each of them. */
export async function viewDay(transaction: Transaction, parts: Reads, context: Context, day: string) {
  const { caller, language } = context;
  requireScope(caller, 'enrolment.enrol');
  const { from, to } = spanOf(parts, day);
  const rows = await listBetween(transaction.client, caller.area ?? '-', from, to);
  const persons = await readPersons(
    transaction,
    rows.map(({ person }) => person),
  );
  if (rows.length > 0) appendLook(transaction, context, 'appointments', [...persons.keys()], { fields: ['name'] });
  const { minutes } = parts.offices.country.enrolment.appointments;
  const hours = await listHours(transaction.client, caller.area ?? '-');
  return {
    appointments: rows.map((row) => ({
      ...presentAppointment(parts, language, row),
      ...{ person: row.person, name: persons.get(row.person)?.record.name ?? '' },
    })),
    capacity: hours.reduce((sum, one) => sum + timesOf(one, day, minutes).length * one.counters, 0),
  };
}

/** What was done on a day; no name stands in it. */
export async function viewEnrolments({ client }: Transaction, parts: Reads, context: Context, day: string) {
  requireScope(context.caller, 'enrolment.enrol');
  const { from, to } = spanOf(parts, day);
  const rows = await listEnrolments(client, context.caller.area ?? '-', from, to);
  return {
    enrolments: rows.slice(0, MOST).map((row) => ({
      ...{ enrolment: row.enrolment, card: row.card, fingers: row.fingers.length, portrait: row.portrait },
      ...{ at: row.received_at.toISOString(), takenAt: row.taken_at.toISOString() },
      officeName: parts.offices.areaName(row.office, context.language),
      ...(row.officer_name ? { officerName: row.officer_name } : {}),
    })),
    count: rows.length,
  };
}

const presentHours = (parts: Reads, language: string, { areas: _, ...row }: HoursRow) => ({
  ...row,
  officeName: parts.offices.areaName(row.office, language),
});

/** When the offices of the area enrol. */
export async function viewHours({ client }: Transaction, parts: Reads, { caller, language }: Context) {
  requireScope(caller, 'enrolment.schedule');
  const rows = await listHours(client, caller.area ?? '-');
  return { hours: rows.map((row) => presentHours(parts, language, row)), own: caller.area ?? '' };
}

/** The own times, and where others can be had. */
export async function viewOwn(transaction: Transaction, parts: Reads, context: Context) {
  const { caller, language } = context;
  if (!caller.person) throw problems['person-unknown']();
  const rows = await listOwn(transaction.client, caller.person);
  const { ownData, country } = parts.offices;
  appendLook(transaction, context, 'own-appointments', [caller.person], { ...ownData });
  const offices = await listHours(transaction.client, '');
  const { notice, remind, minutes } = country.enrolment.appointments;
  const last = Date.parse(context.receivedAt) + notice * 3_600_000;
  return {
    appointments: rows.map((row) => ({
      ...presentAppointment(parts, language, row),
      mayChange: row.state === 'booked' && row.at.getTime() >= last,
    })),
    kinds: country.cards.kinds.map(({ id, name }) => ({ id, name: name[language] ?? id })),
    offices: offices.map(({ office }) => ({ id: office, name: parts.offices.areaName(office, language) })),
    ...{ noticeHours: notice, remindHours: remind, minutes },
  };
}

/** Days on which an office has places, and the places of one of them. @throws Problem enrolment/office-unknown */
export async function viewSlots(
  transaction: Transaction,
  parts: Reads,
  { office, day }: { office: string; day?: string | undefined },
  notice: number,
) {
  const hours = await findHours(transaction.client, office);
  if (!hours) throw problems['office-unknown']({ pointer: '/office' });
  const today = parts.kernel.clock.today();
  const { ahead, minutes } = parts.offices.country.enrolment.appointments;
  const days = Array.from({ length: ahead + 1 }, (_, at) => addDays(today, at)).filter(
    (one) => timesOf(hours, one, minutes).length > 0,
  );
  const isWithin = day !== undefined && day >= today && day <= addDays(today, ahead);
  return { days, slots: isWithin ? await readSlots(transaction, parts, hours, day, notice) : [] };
}
