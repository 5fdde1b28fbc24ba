import type { Static } from 'typebox';
import { type Context, describeEntry, isId, requirePurpose, requireScope, type Transaction } from '#kernel';
import type { HouseholdAnswer } from './householdContracts.ts';
import { activePin, findSources, lifeOf } from './model.ts';
import type { Presenter } from './present.ts';
import { problems } from './problems.ts';
import type { Act, RecordField } from './record.ts';
import { findStays, type Stay } from './stays.ts';
import { readActs, readPersons, type StoredPerson } from './store.ts';
import { findHousehold, readFormer, readMembers } from './storeRelations.ts';

type View = Static<typeof HouseholdAnswer>;

interface Known {
  stored: StoredPerson;
  acts: Act[];
  stay: Stay;
}

/** What is shown of everybody, as far as the record has it. */
const SHOWN: readonly RecordField[] = ['name', 'identifiers', 'birthDate', 'household', 'death', 'missing'];

/**
 * A household: who belongs to it, who did, and where it is. Each person who is shown finds a look of their own in the journal.
 * @throws Problem people/household-unknown
 */
export async function readHousehold(
  transaction: Transaction,
  parts: Presenter,
  context: Context,
  household: string,
): Promise<View> {
  requireScope(context.caller, 'people.read');
  parts.offices.checkReason(requirePurpose(context));
  const row = isId(household) ? await findHousehold(transaction, household) : undefined;
  if (!row) throw problems['household-unknown']();
  const listed = [...(await readMembers(transaction, household)), ...(await readFormer(transaction, household))];
  const persons = await readPersons(transaction, [...new Set(listed)]);
  const known: Known[] = [];
  for (const stored of persons.values()) {
    if (stored.mergedInto) continue;
    const acts = await readActs(transaction, stored.person);
    const stay = findStays(acts, household).at(-1);
    if (stay) known.push({ stored, acts, stay });
  }
  known.sort(compareMembers);
  const members = known.filter(({ stored, stay }) => !stay.until && !stored.record.death);
  const former = known.filter((one) => !members.includes(one));
  const [first] = members;
  for (const one of known) journalLook(transaction, context, one.stored, one === first ? ['permanentResidence'] : []);
  const address = first && presentAddress(parts, context, first);
  return {
    household,
    ...(row.file ? { file: row.file } : {}),
    ...(address ? { address } : {}),
    members: members.map(presentMember),
    former: former.map((one) => ({
      ...presentMember(one),
      until: one.stay.until ?? one.stored.record.death?.date ?? '',
    })),
  };
}

/** The head first, then by age. */
function compareMembers(one: Known, other: Known): number {
  const rank = ({ stay }: Known) => (stay.relationToHead === 'head' ? 0 : 1);
  return rank(one) - rank(other) || one.stored.record.birthDate.localeCompare(other.stored.record.birthDate);
}

function journalLook(
  transaction: Transaction,
  context: Context,
  { person, record }: StoredPerson,
  more: readonly RecordField[],
): void {
  const fields = [...SHOWN, ...more].filter((field) => record[field] !== undefined);
  transaction.append(
    describeEntry(context, { kind: 'look', room: 'people', type: 'household', subjects: [person], fields }),
  );
}

/** All members live where the head does (article 20). */
function presentAddress(
  { offices }: Presenter,
  { language, clock }: Context,
  { stored, acts }: Known,
): View['address'] {
  const place = stored.record.permanentResidence;
  if (!place) return undefined;
  const resolved = offices.resolvedText(place, language);
  return {
    text: offices.placeText(place, language),
    ...(resolved ? { resolved } : {}),
    since: findSources(acts, { on: clock.today() }).get('permanentResidence')!.validFrom,
  };
}

function presentMember({ stored: { person, record }, stay }: Known): View['members'][number] {
  const pin = activePin(record);
  return {
    person,
    name: record.name,
    ...(pin ? { pin } : {}),
    birthDate: record.birthDate,
    life: lifeOf(record),
    relationToHead: stay.relationToHead,
    since: stay.since,
  };
}
