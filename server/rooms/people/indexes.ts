import type pg from 'pg';

/** Statements that make again, in order, what was dropped. */
export type IndexDefinitions = readonly string[];

/**
 * Drops the primary keys, unique constraints and indexes of tables: filling a table first and indexing it once is
 * several times faster than the other way round.
 * @returns how to make them again, as the catalogue describes them, whatever migrations added since
 */
export async function dropIndexes(
  client: pg.ClientBase,
  schema: string,
  tables: readonly string[],
): Promise<IndexDefinitions> {
  const constraints = await client.query<{ name: string; drop: string; make: string }>(
    `SELECT conname AS name,
       format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint
     WHERE contype IN ('p', 'u') AND conrelid = ANY (SELECT format('%I.%I', $1::text, name)::regclass FROM unnest($2::text[]) AS name)
     ORDER BY conrelid, conname`,
    [schema, tables],
  );
  const indexes = await client.query<{ drop: string; make: string }>(
    `SELECT format('DROP INDEX %I.%I', schemaname, indexname) AS drop, indexdef AS make
     FROM pg_indexes
     WHERE schemaname = $1 AND tablename = ANY ($2) AND NOT indexname = ANY ($3)
     ORDER BY tablename, indexname`,
    [schema, tables, constraints.rows.map((row) => row.name)],
  );
  const all = [...constraints.rows, ...indexes.rows];
  for (const { drop } of all) await client.query(drop);
  return all.map((row) => row.make);
}

export async function makeIndexes(client: pg.ClientBase, definitions: IndexDefinitions): Promise<void> {
  for (const make of definitions) await client.query(make);
}
