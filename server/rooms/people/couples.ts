import { type Context, isId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import {
  type ActResult,
  checkDay,
  checkGround,
  type Ground,
  type Held,
  holdPerson,
  holdTwo,
  linkTo,
  recordActs,
} from './acting.ts';
import { firstDay, yearsBetween } from './model.ts';
import { problems } from './problems.ts';
import { readPersons } from './store.ts';

/** Law 52/2014/QH13 on marriage and family, article 8: men from 20, women from 18. */
const age = { male: 20, female: 18, undetermined: 20 } as const;

export interface Marriage extends Ground {
  persons: readonly [string, string];
  on: string;
}

/** Registers a marriage on both records. The office of either suffices. */
export async function registerMarriage(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  marriage: Marriage,
): Promise<{ persons: ActResult[] }> {
  checkGround(offices, marriage);
  if (marriage.persons[0] === marriage.persons[1]) throw problems['marry-self']({ pointer: '/persons/1' });
  const [left, right] = await holdTwo(transaction, context, marriage.persons, 'people.act.marry');
  for (const [one, at] of [
    [left, '/persons/0'],
    [right, '/persons/1'],
  ] as const) {
    if (one.record.death) throw problems['person-dead']({ pointer: at });
    if (one.record.maritalStatus === 'married') throw problems['already-married']({ pointer: at });
    checkDay(context, marriage.on, one.record.birthDate, '/on');
    if (yearsBetween(firstDay(one.record.birthDate), marriage.on) < age[one.record.sex])
      throw problems['too-young-to-marry']({ pointer: at, values: { age: age[one.record.sex] } });
  }
  if (areCloseRelatives(left, right)) throw problems['close-relatives']();
  const persons: ActResult[] = [];
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const changes = { maritalStatus: 'married' as const, spouse: linkTo(other, marriage.on) };
    persons.push(
      await recordActs(
        transaction,
        context,
        offices,
        one,
        marriage,
        [{ kind: 'marry', validFrom: marriage.on, changes }],
        { others: [other.person] },
      ),
    );
  }
  return { persons };
}

/** Registers a divorce on both records. */
export async function registerDivorce(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  divorce: Ground & { on: string },
): Promise<ActResult> {
  checkGround(offices, divorce);
  if (!isId(person)) throw problems['person-unknown']();
  const stored = (await readPersons(transaction, [person])).get(person);
  const spouse = stored?.record.maritalStatus === 'married' ? stored.record.spouse?.person : undefined;
  if (stored && stored.record.maritalStatus !== 'married') throw problems['not-married']();
  const couple = spouse
    ? await holdTwo(transaction, context, [person, spouse], 'people.act.divorce')
    : [await holdPerson(transaction, context, person, 'people.act.divorce')];
  let result: ActResult | undefined;
  for (const one of couple) {
    // Read again under the lock: a parallel divorce, or a death, may have come first.
    if (
      one.record.maritalStatus !== 'married' ||
      (spouse && !couple.some((other) => other.person === one.record.spouse?.person))
    )
      throw problems['not-married']();
    checkDay(context, divorce.on, one.record.birthDate, '/on');
    const since = one.record.spouse?.since;
    if (since && divorce.on < since) throw problems['date-impossible']({ pointer: '/on' });
    const others = couple.filter((other) => other !== one).map((other) => other.person);
    const done = await recordActs(
      transaction,
      context,
      offices,
      one,
      divorce,
      [{ kind: 'divorce', validFrom: divorce.on, changes: { maritalStatus: 'divorced', spouse: null } }],
      { others },
    );
    if (one.person === person) result = done;
  }
  return result!;
}

/** Direct line and siblings, as far as the records tell (Law 52/2014/QH13, article 5). */
function areCloseRelatives(left: Held, right: Held): boolean {
  const parents = (one: Held) =>
    [one.record.father?.person, one.record.mother?.person].filter((person) => person !== undefined);
  if (parents(left).includes(right.person) || parents(right).includes(left.person)) return true;
  return parents(left).some((parent) => parents(right).includes(parent));
}
