import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, getFile, type Purpose, post } from '../../../api.ts';

export type Rules = AnswerOf<'/api/enrolment/rules'>;
export type MissingReason = Rules['fingers']['missing'][number]['id'];
export type MeasureName = Rules['portrait']['measures'][number]['name'];
export type Candidate = AnswerOf<'/api/enrolment/persons/{person}'>;
export type EnrolmentBody = BodyOf<'/api/enrolment/enrolments'>;
export type Enrolled = AnswerOf<'/api/enrolment/enrolments', 'post', 201>;
export type Day = AnswerOf<'/api/enrolment/appointments'>;
export type Appointment = Day['appointments'][number];
export type AppointmentAct = BodyOf<'/api/enrolment/appointments/{appointment}/acts'>['act'];
export type Enrolments = AnswerOf<'/api/enrolment/enrolments'>;
export type HoursList = AnswerOf<'/api/enrolment/hours'>;
export type Hours = HoursList['hours'][number];
export type HoursBody = BodyOf<'/api/enrolment/hours/{office}'>;
export type Slots = AnswerOf<'/api/enrolment/slots'>;
export type OwnAppointments = AnswerOf<'/api/me/appointments'>;
export type OwnAppointment = OwnAppointments['appointments'][number];

/** Each look is a line in the log: what was read a moment ago is not read again. */
const LOOK_MS = 5 * 60_000;

export const rulesQuery = queryOptions({
  queryKey: ['enrolment', 'rules'],
  queryFn: ({ signal }) => get<Rules>('/api/enrolment/rules', { signal }),
  networkMode: 'always',
});

export const candidateQuery = (person: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['enrolment', 'person', person, purpose],
    queryFn: ({ signal }) =>
      get<Candidate>(`/api/enrolment/persons/${encodeURIComponent(person)}`, { purpose, signal }),
    networkMode: 'always',
    staleTime: LOOK_MS,
  });

export const ENROLMENTS = '/api/enrolment/enrolments';

export const dayQuery = (day: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['enrolment', 'day', day, purpose],
    queryFn: ({ signal }) => get<Day>('/api/enrolment/appointments', { query: { day }, purpose, signal }),
    staleTime: LOOK_MS,
  });

export const enrolmentsQuery = (day: string) =>
  queryOptions({
    queryKey: ['enrolment', 'done', day],
    queryFn: ({ signal }) => get<Enrolments>(ENROLMENTS, { query: { day }, signal }),
    staleTime: 0,
  });

export const actOnAppointment = (
  { appointment, version }: Pick<Appointment, 'appointment' | 'version'>,
  act: AppointmentAct,
  purpose: Purpose,
) => post(`/api/enrolment/appointments/${encodeURIComponent(appointment)}/acts`, { act, version }, { purpose });

export const bookAtDesk = (body: BodyOf<'/api/enrolment/appointments'>, sending: { key: string; purpose: Purpose }) =>
  post('/api/enrolment/appointments', body, sending);

export const hoursQuery = queryOptions({
  queryKey: ['enrolment', 'hours'],
  queryFn: ({ signal }) => get<HoursList>('/api/enrolment/hours', { signal }),
});

export const setHours = (office: string, body: HoursBody, key: string) =>
  post(`/api/enrolment/hours/${encodeURIComponent(office)}`, body, { key });

/** Places of an office. @param door of the desk, or of whoever comes */
export const slotsQuery = (door: '/api/enrolment/slots' | '/api/me/appointments/slots', office: string, day?: string) =>
  queryOptions({
    queryKey: ['slots', door, office, day],
    queryFn: ({ signal }) => get<Slots>(door, { query: { office, day }, signal }),
    staleTime: 0,
  });

export const ownAppointmentsQuery = queryOptions({
  queryKey: ['me', 'appointments'],
  queryFn: ({ signal }) => get<OwnAppointments>('/api/me/appointments', { signal }),
});
export const bookOwn = (body: BodyOf<'/api/me/appointments'>, key: string) =>
  post('/api/me/appointments', body, { key });
export const actOnOwn = (
  { appointment, version }: Pick<OwnAppointment, 'appointment' | 'version'>,
  body: { act: 'move'; at: string } | { act: 'cancel' },
  key?: string,
) => post(`/api/me/appointments/${encodeURIComponent(appointment)}/acts`, { version, ...body }, { key });

export const handsQuery = queryOptions({
  queryKey: ['enrolment', 'hands'],
  queryFn: async ({ signal }) =>
    (await get<AnswerOf<'/api/demonstration/hands'>>('/api/demonstration/hands', { signal })).hands,
});

/** A touch from the simulated device; only in a demonstration. @param hands of which record */
export const pressFinger = (place: number, hands: string): Promise<Blob> =>
  getFile(`/api/demonstration/captures/${place}?hands=${encodeURIComponent(hands)}`);

/** A touch from the scanner beside the officer’s paired agent; the server waits with its answer. @throws ApiProblem */
export async function scanFinger(place: number): Promise<Blob> {
  const asked = await post<AnswerOf<'/api/reader/captures', 'post', 201>>('/api/reader/captures', { place });
  for (;;) {
    const image = await getFile(`/api/reader/captures/${encodeURIComponent(asked.reading)}`);
    if (image.size > 0) return image;
  }
}
