import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { Answer, type Contract, contract, type Kernel, requireScope } from '#kernel';
import type { FingerPress } from './fingerPress.ts';

/** Whose hands can be laid on the device beside those of who stands there: to try what happens when somebody comes twice. */
const HANDS = 20;

/** The simulated device of the counter: whose hands lie on it is for whoever plays with it to say. Only in a demonstration. */
export function captureRoutes({ database }: Pick<Kernel, 'database'>, { press }: FingerPress): Contract[] {
  const own = { method: 'GET', tag: 'demonstration', scope: 'enrolment.enrol' } as const;
  return [
    contract({
      ...own,
      path: '/api/demonstration/captures/:place',
      summary: 'Another touch of a synthetic finger, as a scanner would send it: PNG, 500 dpi',
      params: Type.Object({
        place: Type.Integer({ minimum: 1, maximum: 10, description: '1 to 5 right hand from the thumb, 6 to 10 left' }),
      }),
      query: Type.Object(
        { hands: Type.String({ format: 'uuid', description: 'Of which record: each has hands of its own' }) },
        { additionalProperties: false },
      ),
      answers: {},
      async handle({ caller }, { params, query }) {
        requireScope(caller, 'enrolment.enrol');
        const image = await press(query.hands, params.place, randomUUID());
        return new Answer(200, image, { 'content-type': 'image/png', 'cache-control': 'no-store' });
      },
    }),
    contract({
      ...own,
      path: '/api/demonstration/hands',
      summary: 'Synthetic persons who were enrolled lately: their hands can be laid on the device too',
      answers: { 200: Type.Object({ hands: Type.Array(Type.Object({ person: Type.String(), name: Type.String() })) }) },
      async handle({ caller }) {
        requireScope(caller, 'enrolment.enrol');
        const { rows } = await database.pool.query<{ person: string; name: string }>(
          `SELECT p.person, p.record->>'name' AS name FROM people.person p
           JOIN (SELECT b.person, max(f.sample::text) AS newest FROM biometrics.subject b JOIN biometrics.sample f ON f.reference = b.reference
                 WHERE f.modality = 'finger' GROUP BY b.person) s ON s.person = p.person
           WHERE p.merged_into IS NULL ORDER BY s.newest DESC LIMIT $1`,
          [HANDS],
        );
        return { hands: rows };
      },
    }),
  ];
}
