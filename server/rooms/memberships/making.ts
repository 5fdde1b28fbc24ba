import type { Origin, Prepared } from '#rooms/cards';
import type { Texts } from './artwork.ts';
import { signCode } from './codes.ts';
import { reasonOf } from './journal.ts';
import { askedOf, cardNumberOf, lastDayOf } from './model.ts';
import type { Parts } from './parts.ts';
import { type CardRow, findProgramme, type MemberRow, type ProgrammeRow, type Queries } from './store.ts';

type Ready = CardRow & Pick<MemberRow, 'unit' | 'joined_on'> & Record<'name' | 'birth_date' | 'member_number', string>;
type Lists = Awaited<ReturnType<Origin['prepare']>>;

const slashed = (day: string) => day.split('-').reverse().join('/');
const isWhole = (day: string) => day.length === 10;

/** What goes on plastic. Who took their consent back meanwhile gets none. */
export async function prepareCards(parts: Parts, items: readonly string[]): Promise<Lists> {
  const { database } = parts.kernel;
  const prepared: Prepared[] = [];
  const failed: { item: string; why: string }[] = [];
  await database.transact(async (transaction) => {
    const { rows } = await transaction.client.query<Ready>(
      `SELECT c.*, m.name, m.birth_date, m.number AS member_number, m.unit, m.joined_on
       FROM memberships.card c JOIN memberships.member m USING (programme, member)
       WHERE c.card = ANY($1::uuid[]) AND c.state = 'taken' AND m.verdict = 'matched' ORDER BY c.programme, c.card FOR UPDATE OF c`,
      [items],
    );
    for (const [id, cards] of Map.groupBy(rows, ({ programme }) => programme)) {
      const programme = (await findProgramme(transaction.client, id, 'FOR UPDATE'))!;
      const asked = { ...reasonOf(parts, programme), fields: askedOf(programme.rules) };
      const consented = await parts.exchange.holdConsented(
        transaction,
        { organisation: programme.organisation, ...asked },
        cards.map(({ person }) => person),
      );
      const allowed = cards.filter(({ person }) => !consented || consented.has(person));
      failed.push(
        ...cards
          .filter((one) => !allowed.includes(one))
          .map(({ card }) => ({ item: card, why: 'memberships/consent-missing' })),
      );
      await giveNumbers(parts, transaction.client, programme, allowed);
      for (const card of allowed) prepared.push(makeOne(parts, programme, card));
    }
  });
  const known = new Set([...prepared, ...failed].map(({ item }) => item));
  failed.push(...items.filter((item) => !known.has(item)).map((item) => ({ item, why: 'memberships/card-unready' })));
  return { prepared, failed };
}

/** Given once to a plastic; what is prepared again, after a machine died, is the same card. */
async function giveNumbers(
  { kernel }: Parts,
  client: Queries,
  { programme, prefix, rules }: ProgrammeRow,
  cards: readonly Ready[],
): Promise<void> {
  const bare = cards.filter(({ number }) => !number);
  if (bare.length === 0) return;
  const { rows } = await client.query<{ last_number: string }>(
    'UPDATE memberships.programme SET last_number = last_number + $2 WHERE programme = $1 RETURNING last_number::text',
    [programme, bare.length],
  );
  const first = BigInt(rows[0]!.last_number) - BigInt(bare.length) + 1n;
  const until = lastDayOf(kernel.clock.today(), rules.termYears);
  for (const [at, card] of bare.entries()) {
    card.number = cardNumberOf(prefix, first + BigInt(at));
    card.valid_until = until;
  }
  const given = [bare.map(({ card }) => card), bare.map(({ number }) => number)];
  await client.query(
    `UPDATE memberships.card c SET number = g.number, valid_until = $4
     FROM unnest($2::uuid[], $3::text[]) AS g (card, number) WHERE c.programme = $1 AND c.card = g.card`,
    [programme, ...given, until],
  );
  await client.query(
    'INSERT INTO memberships.number (number, programme, card) SELECT number, $1, card FROM unnest($2::uuid[], $3::text[]) AS g (card, number)',
    [programme, ...given],
  );
}

function makeOne(parts: Parts, programme: ProgrammeRow, card: Ready): Prepared {
  const { kernel, offices } = parts;
  const { facts } = offices.country;
  const number = card.number!;
  const texts = textsOf(card, number);
  const code = isWhole(card.birth_date)
    ? signCode(kernel.keys, {
        ...{ number, name: card.name, birthDate: card.birth_date },
        issuer: `${facts.iso.alpha2}:${programme.organisation}`,
        issued: kernel.clock.now(),
        expires: new Date(Date.parse(`${card.valid_until}T00:00:00Z`) + 86_400_000),
      })
    : undefined;
  const names = { organisation: offices.organisationName(programme.organisation, facts.languages[0]!) };
  return {
    ...{ item: card.card, template: `memberships/${programme.programme}`, documentNumber: number, images: {} },
    fields: { ...names, programme: programme.name, ...texts, ...(code ? { code } : {}) },
  };
}

/** What stands on a card, but for its signed code. */
export function textsOf(
  card: Pick<Ready, 'name' | 'birth_date' | 'member_number' | 'unit' | 'joined_on' | 'valid_until'>,
  number: string,
): Texts & Readonly<Record<string, string>> {
  return {
    ...{ name: card.name.toUpperCase(), birthDate: slashed(card.birth_date), memberNumber: card.member_number, number },
    ...(card.unit ? { unit: card.unit } : {}),
    ...(card.joined_on ? { joinedOn: slashed(card.joined_on) } : {}),
    ...(card.valid_until ? { expiresOn: slashed(card.valid_until) } : {}),
  };
}
