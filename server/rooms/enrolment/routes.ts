import { Answer, type Contract, contract } from '#kernel';
import { actAtDesk, actOnOwn, bookAtDesk, bookOwn } from './appointments.ts';
import { viewCandidate, viewRules } from './candidates.ts';
import * as form from './contracts.ts';
import { enrol } from './enrolling.ts';
import { setHours } from './hours.ts';
import { reasonOf } from './journal.ts';
import type { Parts } from './parts.ts';
import { viewDay, viewEnrolments, viewHours, viewOwn, viewSlots } from './views.ts';

export const enrolmentRoutes = (parts: Parts): Contract[] => [
  ...counterRoutes(parts),
  ...timeRoutes(parts),
  ...ownRoutes(parts),
];

const desk = { tag: 'enrolment', scope: 'enrolment.enrol' } as const;

function counterRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  return [
    contract({
      ...desk,
      method: 'GET',
      path: '/api/enrolment/rules',
      summary: 'What is taken and how good it must be: all that a page needs, also without a line',
      answers: { 200: form.Rules },
      handle: (context) => viewRules(parts, context),
    }),
    contract({
      ...desk,
      purpose: 'stated',
      method: 'GET',
      path: '/api/enrolment/persons/:person',
      summary: 'Who stands at the counter, as the register knows them, and which card may be asked for; a look',
      params: form.PersonParams,
      answers: { 200: form.Candidate },
      handle: (context, { params }) =>
        database.transact((transaction) => viewCandidate(transaction, parts, context, params.person)),
    }),
    contract({
      ...desk,
      purpose: 'stated',
      method: 'POST',
      path: '/api/enrolment/enrolments',
      summary: 'Enrol a person for a card: portrait, fingers or why one is missing; all of it or nothing',
      body: form.EnrolmentBody,
      bodyLimit: form.ENROLMENT_LIMIT,
      answers: { 201: form.Enrolled },
      handle: async (context, { body }) => new Answer(201, await enrol(parts, context, body)),
    }),
    contract({
      ...desk,
      method: 'GET',
      path: '/api/enrolment/enrolments',
      summary: 'Who was enrolled in the area on a day; no name stands in it',
      query: form.DayQuery,
      answers: { 200: form.Enrolments },
      handle: (context, { query }) =>
        database.transact((transaction) => viewEnrolments(transaction, parts, context, query.day)),
    }),
  ];
}

function timeRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const schedule = { tag: 'enrolment', scope: 'enrolment.schedule' } as const;
  return [
    contract({
      ...schedule,
      method: 'GET',
      path: '/api/enrolment/hours',
      summary: 'When the offices of the area enrol, at how many counters',
      answers: { 200: form.HoursList },
      handle: (context) => database.transact((transaction) => viewHours(transaction, parts, context)),
    }),
    contract({
      ...schedule,
      method: 'POST',
      path: '/api/enrolment/hours/:office',
      summary: 'Set when an office enrols; whoever has a time already keeps it',
      params: form.OfficeParams,
      body: form.HoursBody,
      answers: { 200: form.HoursSet },
      handle: (context, { params, body }) => setHours(parts, context, params.office, body),
    }),
    contract({
      ...desk,
      purpose: 'stated',
      method: 'GET',
      path: '/api/enrolment/appointments',
      summary: 'Who comes on a day, by name; a look',
      query: form.DayQuery,
      answers: { 200: form.Day },
      handle: (context, { query }) =>
        database.transact((transaction) => viewDay(transaction, parts, context, query.day)),
    }),
    contract({
      ...desk,
      method: 'GET',
      path: '/api/enrolment/slots',
      summary: 'Days on which an office has places, and the places of one of them, until the last minute',
      query: form.SlotsQuery,
      answers: { 200: form.Slots },
      handle: (_context, { query }) => database.transact((transaction) => viewSlots(transaction, parts, query, 0)),
    }),
    contract({
      ...desk,
      purpose: 'stated',
      method: 'POST',
      path: '/api/enrolment/appointments',
      summary: 'Give a person of the area a time',
      body: form.DeskBooking,
      answers: { 201: form.Booked },
      handle: async (context, { body }) => new Answer(201, await bookAtDesk(parts, context, body)),
    }),
    contract({
      ...desk,
      purpose: 'stated',
      method: 'POST',
      path: '/api/enrolment/appointments/:appointment/acts',
      summary: 'Somebody came, did not come, or called it off',
      params: form.AppointmentParams,
      body: form.DeskAct,
      answers: { 200: form.Changed },
      handle: (context, { params, body }) => actAtDesk(parts, context, params.appointment, body),
    }),
  ];
}

function ownRoutes(parts: Parts): Contract[] {
  const { database } = parts.kernel;
  const own = { tag: 'citizen', scope: 'self.account' } as const;
  const { notice } = parts.offices.country.enrolment.appointments;
  return [
    contract({
      ...own,
      scope: 'self.read',
      method: 'GET',
      path: '/api/me/appointments',
      summary: 'My times at counters, and the offices that have some',
      answers: { 200: form.OwnAppointments },
      handle: (context) => database.transact((transaction) => viewOwn(transaction, parts, context)),
    }),
    contract({
      ...own,
      scope: 'self.read',
      method: 'GET',
      path: '/api/me/appointments/slots',
      summary: 'Days on which an office has places, and the places of one of them',
      query: form.SlotsQuery,
      answers: { 200: form.Slots },
      handle: (_context, { query }) => database.transact((transaction) => viewSlots(transaction, parts, query, notice)),
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/me/appointments',
      summary: 'Take a time at a counter',
      body: form.OwnBooking,
      answers: { 201: form.Booked },
      handle: async (context, { body }) =>
        new Answer(201, await bookOwn(parts, { ...context, ...reasonOf(parts) }, body)),
    }),
    contract({
      ...own,
      method: 'POST',
      path: '/api/me/appointments/:appointment/acts',
      summary: 'Move my time or give it up',
      params: form.AppointmentParams,
      body: form.OwnAct,
      answers: { 200: form.Changed },
      handle: (context, { params, body }) =>
        actOnOwn(parts, { ...context, ...reasonOf(parts) }, params.appointment, body),
    }),
  ];
}
