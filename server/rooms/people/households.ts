import type { Static } from 'typebox';
import { type Context, isId, newId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import {
  type ActResult,
  checkDay,
  checkGround,
  checkSince,
  type Ground,
  type Held,
  holdPerson,
  recordActs,
  recordingTime,
} from './acting.ts';
import type { HouseholdBody } from './contracts.ts';
import { ADULT, ageOn } from './model.ts';
import { problems } from './problems.ts';
import type { ActKind } from './record.ts';
import { lockPersons, readPerson, readPersons } from './store.ts';
import { addMember, insertHousehold, lockHouseholds, readMembers, removeMember } from './storeRelations.ts';

const scope = 'people.act.move';

export type HouseholdChange = Ground & Static<typeof HouseholdBody>;
type Change<Kind extends HouseholdChange['change']> = Extract<HouseholdChange, { change: Kind }>;

/** One act under way: what it stands on, and in whose name. */
interface Act {
  transaction: Transaction;
  context: Context;
  offices: Offices;
  ground: Ground & { on: string };
  kind: ActKind;
}

/**
 * Registers who belongs to a household, apart from birth and move (Law 68/2020/QH14 on residence, articles 20, 25 and 26): a
 * person joins one, leaves one, opens one of their own, or becomes its head. Every member whose record changes has the act.
 * @returns the acts, the person's own first
 * @throws Problem people/household-missing, people/household-same, people/household-elsewhere, people/household-members,
 * people/head-stays, people/head-incapable, people/already-head, people/person-dead, people/date-impossible
 */
export async function changeHousehold(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  body: HouseholdChange,
): Promise<{ persons: ActResult[] }> {
  checkGround(offices, body);
  const kind = `household-${body.change}` as const;
  const act: Act = { transaction, context, offices, ground: body, kind };
  const before = isId(person) ? await readPerson(transaction, person) : undefined;
  if (!before) throw problems['person-unknown']();
  const own = before.record.household?.id;
  const next = body.change === 'join' ? await findHousehold(transaction, body.with) : undefined;
  // Who belongs to a household changes under its row, so that none is left without the head whom two acts took to be there.
  await lockHouseholds(
    transaction,
    [own, next].filter((one) => one !== undefined),
  );
  const members = own ? await readOthers(transaction, own, person) : [];
  const others = body.change === 'head' ? members : 'members' in body ? body.members.map((one) => one.person) : [];
  if (others.some((one) => !isId(one))) throw problems['person-unknown']({ pointer: '/members' });
  const [held, ...along] = await holdMembers(act, person, others);
  if (held!.record.household?.id !== own) throw problems['version-conflict']();
  switch (body.change) {
    case 'join':
      return joinHousehold(act, held!, members, body, next!);
    case 'leave':
      return leaveHousehold(act, held!, members);
    case 'split':
      return splitHousehold(act, held!, along, body);
    case 'head':
      return changeHead(act, held!, along, body);
  }
}

async function joinHousehold(
  act: Act,
  held: Held,
  members: readonly string[],
  body: Change<'join'>,
  household: string,
): Promise<{ persons: ActResult[] }> {
  const own = held.record.household;
  if (own?.id === household) throw problems['household-same']({ pointer: '/with' });
  if (own?.relationToHead === 'head' && members.length > 0) throw problems['head-stays']();
  const host = (await readPerson(act.transaction, body.with))!;
  if (host.record.household?.id !== household) throw problems['version-conflict']();
  checkHome(held, host, '/with');
  return { persons: [await enter(act, held, { id: household, relationToHead: body.relationToHead })] };
}

async function leaveHousehold(act: Act, held: Held, members: readonly string[]): Promise<{ persons: ActResult[] }> {
  if (!held.record.household) throw problems['household-missing']();
  if (held.record.household.relationToHead === 'head' && members.length > 0) throw problems['head-stays']();
  return { persons: [await enter(act, held, undefined)] };
}

/** Article 25: whoever opens a household of their own is of full civil capacity; others of the household may come along. */
async function splitHousehold(
  act: Act,
  held: Held,
  along: readonly Held[],
  body: Change<'split'>,
): Promise<{ persons: ActResult[] }> {
  if (held.record.household?.relationToHead === 'head') throw problems['already-head']();
  if (!isCapable(held, body.on)) throw problems['head-incapable']({ values: { age: ADULT } });
  const names = new Set([held.person, ...along.map((one) => one.person)]);
  const own = held.record.household?.id;
  if (names.size !== along.length + 1 || along.some((one) => one.record.household?.id !== own))
    throw problems['household-members']({ pointer: '/members' });
  if (along.some((one) => one.record.household?.relationToHead === 'head'))
    throw problems['head-stays']({ pointer: '/members' });
  for (const one of [held, ...along]) checkHome(one, held, '/members');
  const household = newId();
  const address = held.record.permanentResidence?.text ?? '';
  await insertHousehold(act.transaction, { household, commune: held.commune, address, file: '' });
  const persons = [await enter(act, held, { id: household, relationToHead: 'head' }, names)];
  for (const one of along) {
    const { relationToHead } = body.members.find((member) => member.person === one.person)!;
    persons.push(await enter(act, one, { id: household, relationToHead }, names));
  }
  return { persons };
}

/** Article 26. What each member is to the new head cannot be worked out from what they were to the old one: it is said. */
async function changeHead(
  act: Act,
  held: Held,
  others: readonly Held[],
  body: Change<'head'>,
): Promise<{ persons: ActResult[] }> {
  const household = held.record.household;
  if (!household) throw problems['household-missing']();
  if (household.relationToHead === 'head') throw problems['already-head']();
  const said = new Map(body.members.map((one) => [one.person, one.relationToHead]));
  const all = said.size === body.members.length && said.size === others.length;
  if (!all || others.some((one) => !said.has(one.person))) throw problems['household-members']({ pointer: '/members' });
  // Where nobody is of full capacity, orphans by themselves, one of them is the head all the same (article 10).
  if (!isCapable(held, body.on) && others.some((one) => isCapable(one, body.on)))
    throw problems['head-incapable']({ values: { age: ADULT } });
  const names = new Set([held.person, ...others.map((one) => one.person)]);
  const persons = [await enter(act, held, { id: household.id, relationToHead: 'head' }, names)];
  for (const one of others) {
    const relationToHead = said.get(one.person)!;
    if (one.record.household?.relationToHead !== relationToHead)
      persons.push(await enter(act, one, { id: household.id, relationToHead }, names));
  }
  return { persons };
}

/** Writes a member's place, in the record and in the list of the household; undefined: in none. */
async function enter(
  { transaction, context, offices, ground, kind }: Act,
  held: Held,
  place: { id: string; relationToHead: string } | undefined,
  names: ReadonlySet<string> = new Set(),
): Promise<ActResult> {
  if (held.record.death) throw problems['person-dead']();
  checkDay(context, ground.on, held.record.birthDate, '/on');
  checkSince(context, held, 'household', ground.on);
  const left = held.record.household?.id;
  const changes = { household: place ?? null };
  const others = [...names].filter((one) => one !== held.person);
  const result = await recordActs(
    transaction,
    context,
    offices,
    held,
    ground,
    [{ kind, validFrom: ground.on, changes }],
    { others },
  );
  if (left && left !== place?.id) await removeMember(transaction, left, held.person);
  if (place) await addMember(transaction, place.id, held.person);
  return result;
}

async function findHousehold(transaction: Transaction, person: string): Promise<string> {
  const host = isId(person) ? await readPerson(transaction, person) : undefined;
  if (!host || host.mergedInto) throw problems['person-unknown']({ pointer: '/with' });
  if (!host.record.household) throw problems['household-missing']({ pointer: '/with' });
  return host.record.household.id;
}

/** The living members beside one. */
async function readOthers(transaction: Transaction, household: string, person: string): Promise<string[]> {
  return (await readLiving(transaction, household)).filter((one) => one !== person);
}

/** Members who can have acts: a dead member and a record joined to another have none. */
export async function readLiving(transaction: Transaction, household: string): Promise<string[]> {
  const members = await readPersons(transaction, await readMembers(transaction, household));
  return [...members.values()].filter((one) => !one.record.death && !one.mergedInto).map((one) => one.person);
}

/** The person by the person's own office; what becomes of the other members follows from it. */
async function holdMembers(act: Act, person: string, others: readonly string[]): Promise<Held[]> {
  const { transaction, context } = act;
  await lockPersons(transaction, [person, ...others]);
  const held = [await holdPerson(transaction, context, person, scope)];
  for (const other of others)
    held.push(await holdPerson(transaction, context, other, scope, [context.caller.area ?? '']));
  const heldAt = recordingTime(held.flatMap((one) => one.acts));
  for (const one of held) one.heldAt = heldAt;
  return held;
}

/** A household is at one permanent residence (article 20): who lives in another commune moves first. */
function checkHome(one: { commune: string }, other: { commune: string }, pointer: string): void {
  if (one.commune === '' || one.commune !== other.commune) throw problems['household-elsewhere']({ pointer });
}

function isCapable({ record }: Held, on: string): boolean {
  return ageOn(record, on) >= ADULT && !record.legalRepresentative && !record.missing;
}
