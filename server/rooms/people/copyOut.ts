import type { Readable } from 'node:stream';
import { to as copyTo } from 'pg-copy-streams';
import type { Client } from '#kernel';

const queries = {
  /** person, life, merged_into, sex, name_key, name, birth date */
  persons: `SELECT person, life, merged_into, sex, name_key, record->>'name', record->>'birthDate' FROM people.person`,
  /** value, kind, status, person */
  identifiers: "SELECT value, kind, status, person FROM people.identifier WHERE status <> 'reserved'",
};

/**
 * The register as far as comparing needs it, for everybody, as CSV without header. Whoever takes it looks at the whole country:
 * each answer made from it has to be journalled by its taker. Both parts of one state of the register need one transaction at
 * `REPEATABLE READ`.
 */
export function copyRegister(client: Client, part: keyof typeof queries): Readable {
  return client.query(copyTo(`COPY (${queries[part]}) TO STDOUT (FORMAT csv)`));
}
