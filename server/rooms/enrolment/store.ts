import type { Client, Context } from '#kernel';
import type { Enrolment } from './enrolling.ts';

type Queries = Pick<Client, 'query'>;

export interface EnrolmentRow {
  enrolment: string;
  card: string;
  office: string;
  taken_at: Date;
  received_at: Date;
  portrait: boolean;
  fingers: number[];
  officer_name: string | null;
}

interface NewEnrolment {
  enrolment: string;
  person: string;
  card: string;
  office: string;
  areas: readonly string[];
  given: Enrolment;
}

export async function insertEnrolment(client: Queries, context: Context, one: NewEnrolment): Promise<void> {
  const { caller, receivedAt } = context;
  const { portrait, fingers, takenAt } = one.given;
  await client.query(
    `INSERT INTO enrolment.enrolment (enrolment, person, card, office, areas, taken_at, received_at, portrait, fingers, officer, officer_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[one.enrolment, one.person, one.card, one.office, one.areas, takenAt ?? receivedAt, receivedAt],
      ...[portrait !== undefined, fingers.map(({ place }) => place), caller.id, caller.name ?? null],
    ],
  );
}

/** What came between two instants, the newest first. @param area '' the country */
export async function listEnrolments(client: Queries, area: string, from: Date, to: Date): Promise<EnrolmentRow[]> {
  const { rows } = await client.query<EnrolmentRow>(
    `SELECT enrolment, card, office, taken_at, received_at, portrait, fingers, officer_name FROM enrolment.enrolment
     WHERE received_at >= $2 AND received_at < $3 AND ($1 = '' OR $1 = ANY(areas)) ORDER BY received_at DESC LIMIT 500`,
    [area, from, to],
  );
  return rows;
}
