import { type Database, type Entry, gather, type Transaction } from '#kernel';
import { type PersonRecord, readPersons } from '#rooms/people';

/** What leaves of a record, and the line that says so. */
export interface Seen {
  readonly filled: Record<string, unknown>;
  readonly line: Entry;
}

interface Look {
  /** Whose record; undefined: only a line is written. */
  readonly person: string | undefined;
  /** @param record undefined where the register has none */
  see(record: PersonRecord | undefined): Seen;
}

type Answer = { readonly filled: Record<string, unknown> } | { readonly error: unknown };

const known = new WeakMap<Pick<Database, 'transact'>, (look: Look) => Promise<Answer>>();

/**
 * Reads a record and writes the line about it, in one transaction with all that are asked for meanwhile: nothing leaves
 * before its line is durable.
 */
export async function lookAtRegister(
  database: Pick<Database, 'transact'>,
  look: Look,
): Promise<Record<string, unknown>> {
  const ask = known.get(database) ?? gatherLooks(database);
  known.set(database, ask);
  const answer = await ask(look);
  if ('error' in answer) throw answer.error;
  return answer.filled;
}

function gatherLooks(database: Pick<Database, 'transact'>): (look: Look) => Promise<Answer> {
  let number = 0;
  return gather<Look, Answer>(
    (looks) =>
      database.transact(async (transaction) => {
        const records = await readRecords(
          transaction,
          looks.flatMap(({ person }) => person ?? []),
        );
        return looks.map(({ person, see }): Answer => {
          try {
            const { filled, line } = see(person === undefined ? undefined : records.get(person));
            transaction.append(line);
            return { filled };
          } catch (error) {
            // One that cannot be answered is not the others' fault.
            return { error };
          }
        });
      }),
    { keyOf: () => String(number++) },
  );
}

/** A record that was joined to another goes on there. */
async function readRecords(transaction: Transaction, persons: readonly string[]): Promise<Map<string, PersonRecord>> {
  const stored = await readPersons(transaction, [...new Set(persons)]);
  const joined = await readPersons(
    transaction,
    [...stored.values()].flatMap(({ mergedInto }) => mergedInto ?? []),
  );
  return new Map(
    [...stored].flatMap(([person, { record, mergedInto }]) => {
      const found = mergedInto ? joined.get(mergedInto)?.record : record;
      return found ? [[person, found] as const] : [];
    }),
  );
}
