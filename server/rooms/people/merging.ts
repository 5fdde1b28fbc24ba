import { type Context, describeEntry, requireArea, requireScope, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import {
  type ActResult,
  areaPath,
  checkGround,
  type Ground,
  type Held,
  holdPerson,
  holdTwo,
  recordActs,
  recordingTime,
} from './acting.ts';
import { activePin } from './model.ts';
import { allotPin, reservePin } from './pins.ts';
import { problems } from './problems.ts';
import type { Identifier, RecordChanges } from './record.ts';
import { lockPersons, readActs, readPerson, readPersons } from './store.ts';
import { addRelation, readRelations, removeRelation } from './storeRelations.ts';

/**
 * Merges two records of one person: the target goes on and takes the source's numbers, whose PIN is cancelled; the source
 * stays readable and points to the target. Called when a second officer has approved.
 */
export async function mergePersons(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  target: string,
  source: string,
  ground: Ground,
): Promise<ActResult> {
  checkGround(offices, ground);
  if (target === source) throw problems['merge-self']({ pointer: '/source' });
  const [into, from] = await holdTwo(transaction, context, [target, source], 'people.act.merge');
  const today = context.clock.today();
  // A person keeps one PIN: the source's own goes on only where the target has none.
  const ends = activePin(into.record) !== undefined;
  const taken = from.record.identifiers.map((one) => endIdentifier(one, today, ends && one.kind === 'pin'));
  const own = new Set(into.record.identifiers.map((one) => `${one.kind} ${one.value}`));
  const identifiers = [...into.record.identifiers, ...taken.filter((one) => !own.has(`${one.kind} ${one.value}`))];
  // The source lets its numbers go before the target takes them: a PIN names one record at any instant.
  await recordActs(
    transaction,
    context,
    offices,
    from,
    ground,
    [{ kind: 'merge', validFrom: today, changes: { mergedInto: target, identifiers: [] } }],
    { others: [target] },
  );
  const result = await recordActs(
    transaction,
    context,
    offices,
    into,
    ground,
    [{ kind: 'merged-from', validFrom: today, changes: { identifiers } }],
    { others: [source], data: { source } },
  );
  for (const { kind, other } of await readRelations(transaction, source))
    await addRelation(transaction, target, kind as 'child', other);
  return result;
}

/** Takes a merge back: both merge acts are retracted, each record is again what its own acts add up to. */
export async function unmergePersons(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  target: string,
  source: string,
  ground: Ground,
): Promise<ActResult> {
  checkGround(offices, ground);
  await lockPersons(transaction, [target, source]);
  const stored = await readPerson(transaction, source, true);
  if (!stored || stored.mergedInto !== target) throw problems['not-merged']();
  const into = await holdPerson(transaction, context, target, 'people.act.merge', [context.caller.area ?? '']);
  requireArea(context.caller, [...areaPath(into), ...areaPath(stored)]);
  const acts = await readActs(transaction, source);
  const from: Held = { ...stored, acts, heldAt: recordingTime([...acts, ...into.acts]) };
  into.heldAt = from.heldAt;
  const today = context.clock.today();
  const merge = from.acts.findLast((act) => act.kind === 'merge')!;
  const mergedFrom = into.acts.findLast((act) => act.kind === 'merged-from' && act.recordedAt === merge.recordedAt)!;
  const result = await recordActs(
    transaction,
    context,
    offices,
    into,
    ground,
    [{ kind: 'unmerged-from', validFrom: today, changes: {}, retracts: mergedFrom.act }],
    { others: [source] },
  );
  await recordActs(
    transaction,
    context,
    offices,
    from,
    ground,
    [{ kind: 'unmerge', validFrom: today, changes: {}, retracts: merge.act }],
    { others: [target] },
  );
  await returnRelations(transaction, target, source);
  return result;
}

/** Children and wards that name the source go back to it; those that name the target stay. */
async function returnRelations(transaction: Transaction, target: string, source: string): Promise<void> {
  const relations = await readRelations(transaction, source);
  const others = await readPersons(
    transaction,
    relations.map((relation) => relation.other),
  );
  for (const { kind, other } of relations) {
    const record = others.get(other)?.record;
    const named = [record?.father?.person, record?.mother?.person, record?.legalRepresentative?.person];
    if (!named.includes(target)) await removeRelation(transaction, target, kind as 'child', other);
  }
}

function endIdentifier(identifier: Identifier, today: string, cancel: boolean): Identifier {
  return cancel && identifier.status === 'active' ? { ...identifier, status: 'cancelled', to: today } : identifier;
}

/** Cancels the person's PIN and allots a new one (sex re-determined, year corrected, forged papers). The old one is never reissued. */
export async function remakePin(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  ground: Ground,
): Promise<ActResult & { pin: string }> {
  checkGround(offices, ground);
  const held = await holdPerson(transaction, context, person, 'people.act.pin');
  if (held.record.death) throw problems['person-dead']();
  const today = context.clock.today();
  const pin = await allotPin(transaction, offices, held.record, person, today);
  const identifiers = [
    ...held.record.identifiers.map((one) => (one.kind === 'pin' ? endIdentifier(one, today, true) : one)),
    { kind: 'pin' as const, value: pin, status: 'active' as const, from: today },
  ];
  const changes: RecordChanges = { identifiers };
  const result = await recordActs(transaction, context, offices, held, ground, [
    { kind: 'remake-pin', validFrom: today, changes },
  ]);
  return { ...result, pin };
}

/** Sets a PIN aside before the birth is registered (OSIA UIN). */
export async function generateUin(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  given: { sex: 'male' | 'female'; birthDate: string; unit?: string | undefined; country?: string | undefined },
): Promise<string> {
  requireScope(context.caller, 'uin.generate');
  const place = { ...(given.unit ? { unit: given.unit } : {}), ...(given.country ? { country: given.country } : {}) };
  const pin = await reservePin(
    transaction,
    offices,
    { sex: given.sex, birthDate: given.birthDate, birthRegistrationPlace: place },
    context.clock.today(),
  );
  transaction.append(describeEntry(context, { kind: 'act', room: 'people', type: 'reserve-pin', subjects: [] }));
  return pin;
}
