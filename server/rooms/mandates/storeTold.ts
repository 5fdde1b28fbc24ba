import type { Client } from '#kernel';

/** Remembers that the represented person was told today that somebody acts for them. @returns false where they had been */
export async function markTold(client: Pick<Client, 'query'>, mandate: string, day: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'INSERT INTO mandates.told (mandate, day) VALUES ($1, $2) ON CONFLICT (mandate) DO UPDATE SET day = excluded.day WHERE told.day < excluded.day',
    [mandate, day],
  );
  return rowCount === 1;
}
