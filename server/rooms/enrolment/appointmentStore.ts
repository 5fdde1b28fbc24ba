import type { Client } from '#kernel';
import type { AppointmentState, Hours, Opening } from './model.ts';

type Queries = Pick<Client, 'query'>;

export interface HoursRow extends Hours {
  readonly office: string;
  readonly areas: string[];
  readonly version: number;
}

/** @param lock who books holds it: places of an office are given one after the other */
export async function findHours(client: Queries, office: string, lock = false): Promise<HoursRow | undefined> {
  const { rows } = await client.query<Omit<HoursRow, 'days'> & { days: Opening[] }>(
    `SELECT office, areas, version, counters, days, closed::text[] AS closed FROM enrolment.hours WHERE office = $1${lock ? ' FOR UPDATE' : ''}`,
    [office],
  );
  return rows[0];
}

/** @param area '' the country */
export async function listHours(client: Queries, area: string): Promise<HoursRow[]> {
  const { rows } = await client.query<HoursRow>(
    `SELECT office, areas, version, counters, days, closed::text[] AS closed FROM enrolment.hours
     WHERE $1 = '' OR $1 = ANY(areas) ORDER BY office`,
    [area],
  );
  return rows;
}

/** @param version of what is changed; 0 where there was none. @returns whether it was so still */
export async function putHours(
  client: Queries,
  { office, areas, counters, days, closed }: Omit<HoursRow, 'version'>,
  version: number,
): Promise<boolean> {
  const values = [office, areas, counters, JSON.stringify(days), closed, version];
  const { rowCount } = await client.query(
    version === 0
      ? `INSERT INTO enrolment.hours (office, areas, version, counters, days, closed) SELECT $1, $2, $6 + 1, $3, $4, $5 ON CONFLICT DO NOTHING`
      : 'UPDATE enrolment.hours SET areas = $2, version = version + 1, counters = $3, days = $4, closed = $5 WHERE office = $1 AND version = $6',
    values,
  );
  return rowCount === 1;
}

export interface AppointmentRow {
  person: string;
  appointment: string;
  office: string;
  areas: string[];
  at: Date;
  kind: string;
  state: AppointmentState;
  version: number;
}

/** Places that are given between two instants. */
export async function countTaken(client: Queries, office: string, from: Date, to: Date): Promise<Map<number, number>> {
  const { rows } = await client.query<{ at: Date; count: number }>(
    `SELECT at, count(*)::int AS count FROM enrolment.appointment
     WHERE office = $1 AND at >= $2 AND at < $3 AND state IN ('booked', 'arrived', 'done') GROUP BY at`,
    [office, from, to],
  );
  return new Map(rows.map(({ at, count }) => [at.getTime(), count]));
}

/** @returns false where the person has one already */
export async function insertAppointment(
  client: Queries,
  one: Omit<AppointmentRow, 'state' | 'version' | 'at'> & { at: string },
  receivedAt: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO enrolment.appointment (person, appointment, office, areas, at, kind, state, made_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'booked', $7, $7) ON CONFLICT DO NOTHING`,
    [one.person, one.appointment, one.office, one.areas, one.at, one.kind, receivedAt],
  );
  return rowCount === 1;
}

export async function findAppointment(
  client: Queries,
  appointment: string,
  lock = false,
): Promise<AppointmentRow | undefined> {
  const { rows } = await client.query<AppointmentRow>(
    `SELECT * FROM enrolment.appointment WHERE appointment = $1${lock ? ' FOR UPDATE' : ''}`,
    [appointment],
  );
  return rows[0];
}

/** Of a person, the newest first. */
export async function listOwn(client: Queries, person: string): Promise<AppointmentRow[]> {
  const { rows } = await client.query<AppointmentRow>(
    'SELECT * FROM enrolment.appointment WHERE person = $1 ORDER BY at DESC LIMIT 20',
    [person],
  );
  return rows;
}

/** @param area '' the country */
export async function listBetween(client: Queries, area: string, from: Date, to: Date): Promise<AppointmentRow[]> {
  const { rows } = await client.query<AppointmentRow>(
    `SELECT * FROM enrolment.appointment WHERE at >= $2 AND at < $3 AND ($1 = '' OR $1 = ANY(areas)) AND state <> 'cancelled'
     ORDER BY at, appointment LIMIT 500`,
    [area, from, to],
  );
  return rows;
}

/** Times that a person cancelled or missed since an instant. */
export async function countLost(client: Queries, person: string, since: Date): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM enrolment.appointment
     WHERE person = $1 AND changed_at >= $2 AND state IN ('missed', 'cancelled')`,
    [person, since],
  );
  return rows[0]!.count;
}

export async function changeAppointment(
  client: Queries,
  { person, appointment }: Pick<AppointmentRow, 'person' | 'appointment'>,
  change: { state: AppointmentState; at?: string },
  receivedAt: string,
): Promise<void> {
  await client.query(
    `UPDATE enrolment.appointment SET state = $3, version = version + 1, changed_at = $4, at = coalesce($5, at),
       reminded_at = CASE WHEN $5 IS NULL THEN reminded_at END WHERE person = $1 AND appointment = $2`,
    [person, appointment, change.state, receivedAt, change.at ?? null],
  );
}

/** Who was enrolled came to it. */
export async function endWith(client: Queries, appointment: string, person: string, receivedAt: string): Promise<void> {
  await client.query(
    `UPDATE enrolment.appointment SET state = 'done', version = version + 1, changed_at = $3
     WHERE person = $1 AND appointment = $2 AND state IN ('booked', 'arrived')`,
    [person, appointment, receivedAt],
  );
}

/** Those who are to be reminded now, marked as reminded. */
export async function takeDue(client: Queries, now: string, until: Date, most: number): Promise<AppointmentRow[]> {
  const { rows } = await client.query<AppointmentRow>(
    `UPDATE enrolment.appointment a SET reminded_at = $1 FROM (
       SELECT person, appointment FROM enrolment.appointment
       WHERE state = 'booked' AND reminded_at IS NULL AND at > $1 AND at <= $2 ORDER BY at LIMIT $3 FOR UPDATE SKIP LOCKED) due
     WHERE a.person = due.person AND a.appointment = due.appointment RETURNING a.*`,
    [now, until, most],
  );
  return rows;
}
