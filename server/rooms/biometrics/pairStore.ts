import type { Client } from '#kernel';
import type { Part } from './engine/matcher.ts';
import type { PairState } from './model.ts';

type Queries = Pick<Client, 'query'>;

export interface PairRow {
  readonly one: string;
  readonly other: string;
  readonly version: number;
  readonly state: PairState;
  readonly score: number;
  readonly parts: readonly Part[];
  readonly areas: readonly string[];
  readonly found_at: Date;
  readonly due_on: string;
  readonly first_by: string | null;
  readonly first_by_name: string | null;
  readonly first_at: Date | null;
  readonly second_by: string | null;
  readonly second_by_name: string | null;
  readonly second_at: Date | null;
  readonly reason: string | null;
}

export type FoundPair = Pick<PairRow, 'one' | 'other' | 'score' | 'parts' | 'areas' | 'due_on'> & { found_at: string };

/** What officers have said of two persons stands; of a pair that still waits the newest comparison counts. @returns whether it is a new one */
export async function putPair(client: Queries, pair: FoundPair): Promise<boolean> {
  const { rows } = await client.query<{ version: number }>(
    `INSERT INTO biometrics.pair AS known (one, other, state, score, parts, areas, found_at, due_on) VALUES ($1, $2, 'open', $3, $4, $5, $6, $7)
     ON CONFLICT (one, other) DO UPDATE SET score = excluded.score, parts = excluded.parts, areas = excluded.areas, version = known.version + 1
     WHERE known.state = 'open' RETURNING version`,
    [pair.one, pair.other, pair.score, JSON.stringify(pair.parts), pair.areas, pair.found_at, pair.due_on],
  );
  return rows[0]?.version === 1;
}

/** @param area '' the country, otherwise a code of one of the two */
export async function listPairs(
  client: Queries,
  states: readonly PairState[],
  area: string,
  most: number,
): Promise<PairRow[]> {
  const { rows } = await client.query<PairRow>(
    `SELECT * FROM biometrics.pair WHERE state = ANY($1::text[]) AND ($2 = '' OR $2 = ANY(areas))
     ORDER BY due_on, found_at, one, other LIMIT $3`,
    [states, area, most],
  );
  return rows;
}

/** @param lock holds it until the transaction ends: of two officers the second sees what the first said */
export async function readPair(
  client: Queries,
  [one, other]: readonly [string, string],
  lock = false,
): Promise<PairRow | undefined> {
  const { rows } = await client.query<PairRow>(
    `SELECT * FROM biometrics.pair WHERE one = $1 AND other = $2 ${lock ? 'FOR UPDATE' : ''}`,
    [one, other],
  );
  return rows[0];
}

/** Who said what; a word taken back leaves nobody's name. */
export type Said = Pick<PairRow, 'state' | 'first_by' | 'first_by_name' | 'second_by' | 'second_by_name' | 'reason'> & {
  first_at: Date | string | null;
  second_at: string | null;
};

export async function writeVerdict(
  client: Queries,
  { one, other }: Pick<PairRow, 'one' | 'other'>,
  said: Said,
): Promise<void> {
  await client.query(
    `UPDATE biometrics.pair SET version = version + 1, state = $3, first_by = $4, first_by_name = $5, first_at = $6,
       second_by = $7, second_by_name = $8, second_at = $9, reason = $10 WHERE one = $1 AND other = $2`,
    [
      one,
      other,
      said.state,
      said.first_by,
      said.first_by_name,
      said.first_at,
      said.second_by,
      said.second_by_name,
      said.second_at,
      said.reason,
    ],
  );
}

/** Where one of the two has no samples any more there is nothing left to compare; what was decided stays. */
export async function dropWaitingPairs(client: Queries, person: string): Promise<void> {
  await client.query(
    "DELETE FROM biometrics.pair WHERE (one = $1 OR other = $1) AND state IN ('open', 'unsure', 'proposed')",
    [person],
  );
}

/** Of one person, those that say something about whether the person is another one too. */
export async function listPairsOf(client: Queries, person: string): Promise<PairRow[]> {
  const { rows } = await client.query<PairRow>('SELECT * FROM biometrics.pair WHERE one = $1 OR other = $1', [person]);
  return rows;
}
