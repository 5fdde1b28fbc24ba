import type { FastifyInstance } from 'fastify';
import type { Kernel } from '#kernel';
import { openActs } from './actAs.ts';

/** Communes of the personas' province that enrol, theirs the first; who comes to the first. */
const OFFICES = 3;
const COME = 12;
const PLACES_A_DAY = 8;
const WEEK = [1, 2, 3, 4, 5].flatMap((day) => [
  { day, from: '07:30', to: '11:30' },
  { day, from: '13:30', to: '17:00' },
]);
const SATURDAY = { day: 6, from: '07:30', to: '11:30' };
const forCard = { 'dancu-purpose': 'card-issue', 'dancu-legal-basis': 'identification-law-19' };

interface Places {
  readonly days: readonly string[];
  readonly slots: readonly { readonly at: string; readonly free: number }[];
}

/** Hours of some offices, and persons who come to one of them in the next days. Does nothing where an office has hours already. */
export async function seedAppointments(
  kernel: Kernel,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
): Promise<void> {
  const { pool } = kernel.database;
  const { rowCount: known } = await pool.query('SELECT FROM enrolment.hours LIMIT 1');
  if (known) return;
  const { rows: offices } = await pool.query<{ commune: string }>(
    `SELECT p.commune FROM people.person p JOIN demonstration.persona d ON d.persona = 'province-officer' AND d.area = p.province
     LEFT JOIN demonstration.persona own ON own.persona = 'commune-officer' WHERE p.commune <> ''
     GROUP BY p.commune, own.area ORDER BY p.commune IS DISTINCT FROM own.area, count(*) DESC, p.commune LIMIT $1`,
    [OFFICES],
  );
  const act = openActs(app, signIn);
  for (const [at, { commune }] of offices.entries())
    await act('province-officer', 'POST', `/api/enrolment/hours/${commune}`, {
      ...{ version: 0, counters: at === 0 ? 2 : 1, days: [...WEEK, ...(at === 0 ? [SATURDAY] : [])], closed: [] },
    });
  const office = offices[0]?.commune;
  const { rows: persons } = await pool.query<{ person: string }>(
    `SELECT p.person FROM people.person p LEFT JOIN biometrics.subject s ON s.person = p.person
     LEFT JOIN demonstration.persona own ON own.person = p.person
     WHERE p.commune = $1 AND p.life = 'a' AND p.merged_into IS NULL AND s.person IS NULL AND own.person IS NULL
       AND p.birth_from < '2008-01-01' AND p.record->'nationality'->>0 = 'VNM' ORDER BY p.person LIMIT $2`,
    [office, COME],
  );
  const places = (day?: string) =>
    act<Places>('province-officer', 'GET', `/api/enrolment/slots?office=${office}${day ? `&day=${day}` : ''}`);
  const waiting = [...persons];
  for (const day of (await places()).days.slice(0, 3)) {
    const { slots } = await places(day);
    for (const { at } of slots.slice(0, PLACES_A_DAY)) {
      const person = waiting.shift()?.person;
      if (!person) return;
      const wish = { person, office, at, kind: 'identity-card' };
      await act('province-officer', 'POST', '/api/enrolment/appointments', wish, forCard);
    }
  }
}
