import { randomInt } from 'node:crypto';
import type { CardRules } from '#libs/country';
import type { Queries } from './door.ts';

/** A number that follows from nothing, so that nobody guesses one from another. */
export const drawNumber = ({ length, characters }: CardRules['number']): string =>
  Array.from({ length }, () => characters[randomInt(characters.length)]).join('');

/** Gives each card a number that none ever had. @returns by card */
export async function giveNumbers(
  client: Queries,
  rules: CardRules['number'],
  cards: readonly string[],
  at: string,
): Promise<Map<string, string>> {
  const given = new Map<string, string>();
  for (let left = [...cards]; left.length > 0; left = left.filter((card) => !given.has(card))) {
    const { rows } = await client.query<{ card: string; document_number: string }>(
      `INSERT INTO cards.number (document_number, card, made_at) SELECT number, card, $3 FROM unnest($1::text[], $2::uuid[]) AS drawn (number, card)
       ON CONFLICT DO NOTHING RETURNING card, document_number`,
      [left.map(() => drawNumber(rules)), left, at],
    );
    for (const row of rows) given.set(row.card, row.document_number);
  }
  return given;
}
