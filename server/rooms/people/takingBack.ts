import { type Client, type Context, describeEntry, newId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { foldRecord } from './model.ts';
import type { Act, Evidence, PersonRecord } from './record.ts';
import { lockPersons, readPersons } from './store.ts';
import { NOBODY, syncIdentifiers } from './storeIdentifiers.ts';
import { insertActs, readActsOf, rewritePersons } from './storeInBulk.ts';

/** Acts of one person that are to count no more. */
export interface Kept {
  readonly person: string;
  readonly acts: readonly string[];
}

/** `closed`: no act is left, the person is found no more · `restored`: what the others add up to · `stands`: acts of others rest on it */
export type TakenBack = 'closed' | 'restored' | 'stands';

/**
 * What of the given acts cannot be taken back, because others rest on it: on a record that they opened every later act and every
 * child or ward; on a record that they changed the later acts about the same fields.
 */
export async function findStanding(client: Client, given: readonly Kept[]): Promise<Map<string, string>> {
  const persons = given.map(({ person }) => person);
  const histories = await readActsOf(client, persons);
  const { rows } = await client.query<{ person: string }>(
    'SELECT DISTINCT person FROM people.relation WHERE person = ANY($1::uuid[])',
    [persons],
  );
  const related = new Set(rows.map((row) => row.person));
  const standing = new Map<string, string>();
  for (const { person, acts } of given) {
    const why = whyItStands(histories.get(person) ?? [], new Set(acts), related.has(person));
    if (why) standing.set(person, why);
  }
  return standing;
}

function whyItStands(history: readonly Act[], own: ReadonlySet<string>, related: boolean): string | undefined {
  const retracted = new Set(history.map(({ retracts }) => retracts).filter((one) => one !== undefined));
  const mine = history.filter(({ act }) => own.has(act) && !retracted.has(act));
  const [first] = mine;
  if (!first) return undefined;
  const opens = history[0] === first;
  const fields = new Set(mine.flatMap(({ changes }) => Object.keys(changes)));
  const later = history.find(
    (act) =>
      act.act > first.act &&
      !own.has(act.act) &&
      !retracted.has(act.act) &&
      act.kind !== 'taken-back' &&
      (opens || Object.keys(act.changes).some((field) => fields.has(field))),
  );
  return later?.kind ?? (opens && related ? 'relation' : undefined);
}

/**
 * Takes acts back, each by an act that retracts it, with a line in the journal. A record of which nothing is left is closed: its row
 * goes, its history stays, a number that was allotted to it is never given again, and one that a document named waits, set aside,
 * for whoever that document is of.
 * @param allotted numbers that the register itself gave, by person
 */
export async function takeBack(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  legalBasis: string,
  evidence: readonly Evidence[],
  given: readonly (Kept & { readonly allotted?: string | undefined })[],
): Promise<Map<string, TakenBack>> {
  const { client } = transaction;
  const results = new Map<string, TakenBack>();
  if (given.length === 0) return results;
  const persons = given.map(({ person }) => person);
  if (new Set(persons).size < persons.length) throw new Error('a person is taken back once at a time');
  await lockPersons(transaction, persons);
  const standing = await findStanding(client, given);
  const held = await readPersons(transaction, persons);
  const histories = await readActsOf(client, persons);
  const today = context.clock.today();
  const recordedAt = [...histories.values()]
    .flat()
    .reduce((latest, act) => (act.recordedAt > latest ? act.recordedAt : latest), new Date().toISOString());
  const retractions: Act[] = [];
  const restored: { person: string; record: PersonRecord; before: PersonRecord }[] = [];
  const closed: { person: string; allotted: string | undefined }[] = [];
  for (const { person, acts, allotted } of given) {
    if (standing.has(person)) {
      results.set(person, 'stands');
      continue;
    }
    const history = histories.get(person) ?? [];
    const retracted = new Set(history.map(({ retracts }) => retracts));
    const mine = history.filter(({ act }) => acts.includes(act) && !retracted.has(act));
    const taking = mine.map(
      (act): Act => ({
        person,
        act: newId(),
        kind: 'taken-back',
        validFrom: act.validFrom,
        recordedAt,
        changes: {},
        retracts: act.act,
        evidence: [...evidence],
        legalBasis,
        office: context.caller.area ?? context.caller.organisation ?? '',
        officer: context.caller.id,
      }),
    );
    retractions.push(...taking);
    const record = foldRecord([...history, ...taking], { on: today });
    const before = held.get(person)?.record;
    // Retractions alone add up to a record without a name: there is nobody.
    if (record?.name !== undefined && before) {
      if (taking.length > 0) restored.push({ person, record, before });
      results.set(person, 'restored');
    } else {
      if (before) closed.push({ person, allotted });
      results.set(person, 'closed');
    }
  }
  await insertActs(client, retractions);
  await rewritePersons(client, offices, restored, recordedAt);
  for (const { person, record, before } of restored)
    if (JSON.stringify(record.identifiers) !== JSON.stringify(before.identifiers))
      await syncIdentifiers(transaction, person, before.identifiers, record.identifiers);
  await closeRecords(client, closed, today);
  for (const act of retractions)
    transaction.append(
      describeEntry(context, {
        kind: 'act',
        room: 'people',
        type: 'taken-back',
        subjects: [act.person],
        legalBasis,
        data: { act: act.act, retracts: act.retracts },
      }),
    );
  return results;
}

async function closeRecords(
  client: Client,
  closed: readonly { person: string; allotted: string | undefined }[],
  today: string,
): Promise<void> {
  if (closed.length === 0) return;
  const persons = closed.map(({ person }) => person);
  const allotted = closed.flatMap((one) => one.allotted ?? []);
  await client.query('SELECT people.drop_taken_back($1::uuid[])', [persons]);
  await client.query("DELETE FROM people.identifier WHERE person = ANY($1::uuid[]) AND kind <> 'pin'", [persons]);
  await client.query(
    `UPDATE people.identifier SET status = 'cancelled', valid_to = $3 WHERE person = ANY($1::uuid[]) AND kind = 'pin' AND value = ANY($2::text[])`,
    [persons, allotted, today],
  );
  await client.query(
    `UPDATE people.identifier SET status = 'reserved', person = $3 WHERE person = ANY($1::uuid[]) AND kind = 'pin' AND NOT value = ANY($2::text[])`,
    [persons, allotted, NOBODY],
  );
}
