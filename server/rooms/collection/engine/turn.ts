import type { Client } from '#kernel';

type Queries = Pick<Client, 'query'>;

/**
 * Two files with the same new person must not both find nobody: pieces of all runs, and officers' verdicts, are settled one after the
 * other. Held until the transaction ends.
 * @returns the turn's number: one more than that of whoever settled last
 */
export async function takeTurn(client: Queries): Promise<number> {
  const { rows } = await client.query<{ turn: number }>(
    'UPDATE collection.turn SET turn = turn + 1 WHERE one = 1 RETURNING turn',
  );
  return rows[0]!.turn;
}

/** The turn of whoever settled last. */
export async function readTurn(client: Queries): Promise<number> {
  const { rows } = await client.query<{ turn: number }>('SELECT turn FROM collection.turn WHERE one = 1');
  return rows[0]!.turn;
}
