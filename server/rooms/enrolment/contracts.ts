import { Type } from 'typebox';
import { MISSING_REASONS, PORTRAIT_MEASURES } from '#libs/country';
import { DESK_APPOINTMENT_ACTS } from './appointments.ts';
import { APPOINTMENT_STATES } from './model.ts';

const text = Type.String();
const maybe = Type.Optional(text);
const count = Type.Integer();
const id = Type.String({ format: 'uuid' });
const day = Type.String({ format: 'date' });
const moment = Type.String({ format: 'date-time' });
const closed = { additionalProperties: false };
const Place = Type.Integer({ minimum: 1, maximum: 10, description: '1 to 5 right hand from the thumb, 6 to 10 left' });
const Content = Type.String({ minLength: 16, pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'Base64' });
const version = Type.Integer({ minimum: 1 });

/** Ten fingers and a portrait; base64 is a third longer than what it carries. */
export const ENROLMENT_LIMIT = 20 * 1024 * 1024;

export const PersonParams = Type.Object({ person: id });
export const OfficeParams = Type.Object({ office: Type.String({ pattern: '^[0-9A-Z-]{1,20}$' }) });
export const AppointmentParams = Type.Object({ appointment: id });
export const DayQuery = Type.Object({ day }, closed);
export const SlotsQuery = Type.Object({ office: OfficeParams.properties.office, day: Type.Optional(day) }, closed);

export const Rules = Type.Object({
  fingers: Type.Object({
    ...{ places: Type.Array(count), needed: Type.Array(count), from: count, touches: count },
    missing: Type.Array(Type.Object({ id: Type.Enum([...MISSING_REASONS]), text })),
  }),
  portrait: Type.Object({
    ...{ width: count, height: count },
    measures: Type.Array(Type.Object({ name: Type.Enum([...PORTRAIT_MEASURES]), from: count })),
  }),
  ...{ notUnder: count, lateDays: count, officer: text },
  kinds: Type.Array(
    Type.Object({
      ...{ id: text, name: text, reasons: Type.Array(text) },
      takesFrom: Type.Optional(
        Type.Integer({ description: 'Age from which portrait and fingers are taken, where that is not from birth on' }),
      ),
    }),
  ),
});

const takes = Type.Boolean({ description: 'Whether portrait and fingers are taken' });
export const Candidate = Type.Object({
  ...{ person: text, name: text },
  known: Type.Array(Type.Object({ field: text, label: text, value: text })),
  kinds: Type.Array(
    Type.Object({
      ...{ id: text, name: text, takes },
      reasons: Type.Array(Type.Object({ id: text, legalBasisTitle: text })),
    }),
  ),
  underWay: Type.Optional(Type.Object({ card: text, kind: text, kindName: text, reason: text, state: text, takes })),
  held: Type.Object({
    portrait: Type.Boolean(),
    fingers: Type.Array(count),
    missing: Type.Array(Type.Object({ place: count, reason: text })),
  }),
});

export const EnrolmentBody = Type.Object(
  {
    person: Type.Optional(id),
    identifier: Type.Optional(
      Type.String({ pattern: '^[0-9]{9,12}$', description: 'Instead of person: typed without a line' }),
    ),
    kind: Type.String({ maxLength: 40 }),
    reason: Type.Optional(
      Type.String({ maxLength: 40, description: 'Why a card is asked for, where that was not done yet' }),
    ),
    confirmed: Type.Boolean(),
    portrait: Type.Optional(Content),
    fingers: Type.Array(Type.Object({ place: Place, content: Content }, closed), { maxItems: 10 }),
    missing: Type.Array(
      Type.Object({ modality: Type.Literal('finger'), place: Place, reason: Type.Enum([...MISSING_REASONS]) }, closed),
      { maxItems: 10 },
    ),
    appointment: Type.Optional(id),
    takenAt: Type.Optional(moment),
    officer: Type.Optional(Type.String({ maxLength: 100, description: 'Who took it, where it waited on a device' })),
  },
  closed,
);
export const Enrolled = Type.Object({
  ...{ enrolment: text, card: text, state: text },
  alike: Type.Optional(Type.Boolean({ description: 'Somebody else may be the same person: officers judge first' })),
});
export const Enrolments = Type.Object({
  enrolments: Type.Array(
    Type.Object({
      ...{ enrolment: text, card: text, fingers: count, portrait: Type.Boolean(), at: text, takenAt: text },
      ...{ officeName: text, officerName: maybe },
    }),
  ),
  count,
});

const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const hours = {
  counters: Type.Integer({ minimum: 1, maximum: 50 }),
  days: Type.Array(
    Type.Object(
      { day: Type.Integer({ minimum: 1, maximum: 7, description: '1 Monday' }), from: Time, to: Time },
      closed,
    ),
    { maxItems: 28 },
  ),
  closed: Type.Array(day, { maxItems: 400 }),
};
export const HoursBody = Type.Object(
  { version: Type.Integer({ minimum: 0, description: '0: there are none yet' }), ...hours },
  closed,
);
export const HoursSet = Type.Object({ version });
export const HoursList = Type.Object({
  hours: Type.Array(Type.Object({ office: text, officeName: text, version, ...hours })),
  own: text,
});

const Appointment = {
  ...{ appointment: text, at: text, kind: text, kindName: text, office: text, officeName: text, version },
  state: Type.Enum([...APPOINTMENT_STATES]),
};
export const Day = Type.Object({
  appointments: Type.Array(Type.Object({ ...Appointment, person: text, name: text })),
  capacity: count,
});
export const DeskBooking = Type.Object(
  { person: id, office: OfficeParams.properties.office, at: moment, kind: Type.String({ maxLength: 40 }) },
  closed,
);
export const OwnBooking = Type.Omit(DeskBooking, ['person'], closed);
export const Booked = Type.Object({ appointment: text });
export const DeskAct = Type.Object({ act: Type.Enum([...DESK_APPOINTMENT_ACTS]), version }, closed);
export const OwnAct = Type.Object({ act: Type.Enum(['move', 'cancel']), version, at: Type.Optional(moment) }, closed);
export const Changed = Type.Object({ state: Type.Enum([...APPOINTMENT_STATES]), version });
export const OwnAppointments = Type.Object({
  appointments: Type.Array(Type.Object({ ...Appointment, mayChange: Type.Boolean() })),
  kinds: Type.Array(Type.Object({ id: text, name: text })),
  offices: Type.Array(Type.Object({ id: text, name: text })),
  ...{ noticeHours: count, remindHours: count },
  /** How long one takes. */
  minutes: count,
});
export const Slots = Type.Object({ days: Type.Array(text), slots: Type.Array(Type.Object({ at: text, free: count })) });
