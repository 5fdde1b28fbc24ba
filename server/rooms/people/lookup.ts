import type { Client } from '#kernel';
import type { Life } from './model.ts';
import type { IdentifierKind, PersonRecord } from './record.ts';

/** One person that an identifier names. */
export interface Holder {
  person: string;
  kind: IdentifierKind;
  status: 'active' | 'cancelled' | 'void' | 'reserved';
  life: Life;
  record: PersonRecord;
}

const lives: Record<string, Life> = { a: 'alive', d: 'dead', m: 'missing' };

/**
 * The hot path's only read: whom do these identifiers name? Two statements whatever their number, each touching keys
 * only, so that the same SQL runs on one server and on a cluster.
 * @returns value -> holders; several where an old nine-digit number was given twice; none where nobody has it.
 */
export async function findHolders(client: Client, values: readonly string[]): Promise<Map<string, Holder[]>> {
  const found = new Map<string, Holder[]>();
  const named = await client.query<{ value: string; kind: IdentifierKind; status: Holder['status']; person: string }>({
    name: 'people-identifiers',
    text: "SELECT value, kind, status, person FROM people.identifier WHERE value = ANY($1::text[]) AND status <> 'reserved'",
    values: [values],
  });
  if (named.rows.length === 0) return found;
  const persons = await client.query<{ person: string; life: string; record: PersonRecord }>({
    name: 'people-persons',
    text: 'SELECT person, life, record FROM people.person WHERE person = ANY($1::uuid[])',
    values: [named.rows.map((row) => row.person)],
  });
  const byId = new Map(persons.rows.map((row) => [row.person, row]));
  for (const row of named.rows) {
    const person = byId.get(row.person);
    if (!person) continue;
    const holders = found.get(row.value) ?? [];
    holders.push({
      person: row.person,
      kind: row.kind,
      status: row.status,
      life: lives[person.life]!,
      record: person.record,
    });
    found.set(row.value, holders);
  }
  return found;
}
