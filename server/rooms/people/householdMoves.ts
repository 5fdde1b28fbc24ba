import type { Static } from 'typebox';
import { type Context, isId, Problem, requireScope, type Transaction } from '#kernel';
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
import { checkCommune, checkPlace } from './check.ts';
import type { HouseholdMoveBody } from './householdContracts.ts';
import { readLiving } from './households.ts';
import { problems } from './problems.ts';
import { lockPersons } from './store.ts';
import { lockHouseholds, moveHouseholdRow } from './storeRelations.ts';

const scope = 'people.act.move';

export type HouseholdMove = Ground & Static<typeof HouseholdMoveBody>;

/**
 * Registers the permanent residence of everybody in a household at once (Law 68/2020/QH14, article 20): they stay a household,
 * where a move of one person leaves it. The office of the place moved to acts. One act a member, all of them or none.
 * @returns the acts, one a member
 * @throws Problem people/household-unknown, people/version-conflict where others belong to it than those named, and what a
 * move of one person is refused for, with that person's key
 */
export async function moveHousehold(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  household: string,
  move: HouseholdMove,
): Promise<{ persons: ActResult[] }> {
  requireScope(context.caller, scope);
  checkGround(offices, move);
  const place = { ...move.to, on: move.on };
  checkCommune(offices, move.to, move.on, '/to');
  checkPlace(offices, place, '/to');
  if (!isId(household)) throw problems['household-unknown']();
  await lockHouseholds(transaction, [household]);
  const members = await readLiving(transaction, household);
  if (members.length === 0) throw problems['household-unknown']();
  // Nobody is moved whom the officer did not see among the members, and nobody is left behind.
  const seen = new Set(move.members);
  if (seen.size !== members.length || members.some((one) => !seen.has(one)))
    throw problems['version-conflict']({ pointer: '/members' });
  await lockPersons(transaction, members);
  const held: Held[] = [];
  const within = offices.pathOf(place, context.clock.today());
  for (const member of members) held.push(await holdPerson(transaction, context, member, scope, within));
  const heldAt = recordingTime(held.flatMap((one) => one.acts));
  const persons: ActResult[] = [];
  for (const one of held) {
    one.heldAt = heldAt;
    if (one.record.death || one.record.household?.id !== household) throw problems['version-conflict']();
    checkMember(context, one, move.on);
    const change = { kind: 'move' as const, validFrom: move.on, changes: { permanentResidence: place } };
    persons.push(await recordActs(transaction, context, offices, one, move, [change]));
  }
  await moveHouseholdRow(transaction, household, { commune: held[0]!.commune, address: place.text ?? '' });
  return { persons };
}

/** Back then the member was born, belonged to the household, and lived nowhere that is known since. */
function checkMember(context: Context, held: Held, on: string): void {
  try {
    checkDay(context, on, held.record.birthDate, '/on');
    checkSince(context, held, 'household', on);
    checkSince(context, held, 'permanentResidence', on);
  } catch (error) {
    // Of several members the officer is told which.
    if (!(error instanceof Problem)) throw error;
    const { code, status, pointer, values } = error;
    throw new Problem(code, status, { pointer, values, extra: { person: held.person } });
  }
}
