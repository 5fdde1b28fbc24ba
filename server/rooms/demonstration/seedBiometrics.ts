import type { FastifyInstance } from 'fastify';
import type { Kernel } from '#kernel';
import { openActs } from './actAs.ts';
import { openFingerPress } from './fingerPress.ts';

/** Of the personas' province, the personas among them. */
const PERSONS = 24;
/** So many of them are enrolled with fingers that another one has too: the officers' queue has something to judge. */
const ALIKE = 3;
const PLACES = [1, 2] as const;
const forCard = { 'dancu-purpose': 'card-issue', 'dancu-legal-basis': 'identification-law-19' };

/**
 * Synthetic fingers for some persons, three of whom are enrolled under two names. No faces: none may be made up of real ones, and no
 * face model comes with the house. What a close breaks off the next start goes on with. Fingers grow in a thread of their own.
 */
export async function seedBiometrics(
  kernel: Kernel,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
  persons = PERSONS,
): Promise<void> {
  const { pool } = kernel.database;
  const { rows } = await pool.query<{ person: string; held: boolean }>(
    `SELECT p.person, EXISTS (SELECT FROM biometrics.subject s WHERE s.person = p.person) AS held FROM people.person p JOIN demonstration.persona d ON d.persona = 'province-officer' AND d.area = p.province
     LEFT JOIN demonstration.persona own ON own.person = p.person
     WHERE p.life = 'a' AND p.merged_into IS NULL AND p.birth_from < '2008-01-01'
     ORDER BY own.person IS NULL, p.person LIMIT $1`,
    [persons],
  );
  if (rows.at(-1)?.held ?? true) return;
  const act = openActs(app, signIn);
  const fingers = openFingerPress();
  try {
    for (const [at, { person, held }] of rows.entries()) {
      if (held) continue;
      // The last ones have the fingers of the ones before the last.
      const alike = at >= rows.length - ALIKE;
      const hands = alike ? rows[at - ALIKE]!.person : person;
      const samples: { modality: string; place: number; content: string }[] = [];
      for (const place of PLACES) {
        const image = await fingers.press(hands, place, alike ? 2 : 1);
        samples.push({ modality: 'finger', place, content: image.toString('base64') });
      }
      await act('province-officer', 'POST', `/api/biometrics/persons/${person}`, { samples }, forCard);
    }
  } finally {
    await fingers.close();
  }
}
