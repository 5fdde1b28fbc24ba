import { type Context, describeEntry, requireArea, requirePurpose, requireScope, type Transaction } from '#kernel';
import type { Field, Indicator } from '#libs/country';
import type { Reason } from '#libs/linkage';
import { countPersons, findProposedMerges, readPersons, type StoredPerson } from '#rooms/people';
import { scoreRecords } from './pairScore.ts';
import {
  findUnmerged,
  listPairRows,
  orderPair,
  type PairKeys,
  readApart,
  suspectAgain,
  tellApart,
} from './pairStore.ts';
import { problems } from './problems.ts';
import { presentPerson } from './records.ts';
import { type Place, requirePlace } from './units.ts';
import { findIndicator, nameUnit, type Parts } from './views.ts';

/** `proposed`: a merge waits for a second officer. Only what is `open` is still to be judged. */
type PairState = 'open' | 'apart' | 'proposed' | 'merged';

interface Pair extends PairKeys {
  state: PairState;
}

/** What the score and its heading show of the two. */
const SHOWN: Field[] = [
  ...(['name', 'birthDate', 'sex', 'birthPlace', 'birthRegistrationPlace'] as const),
  ...(['pin', 'cmnd', 'father', 'mother', 'permanentResidence', 'phone'] as const),
];

const isSame = (a: PairKeys, b: PairKeys) => a.one === b.one && a.other === b.other;
const keyOf = ({ one, other }: PairKeys) => `${one} ${other}`;

/** @throws Problem quality/indicator-without-pairs */
function ruleOf({ count }: Indicator): string {
  if (count.measure !== 'rule' || !count.rule.startsWith('duplicate-')) throw problems['indicator-without-pairs']();
  return count.rule;
}

async function listPairs(transaction: Transaction, rule: string, place: Place): Promise<Pair[]> {
  const rows = await listPairRows(transaction.client, rule, place);
  const persons = [...new Set(rows.flatMap(({ one, other }) => [one, other]))];
  const unmerged = await findUnmerged(transaction.client, persons);
  const proposed = new Set(
    (await findProposedMerges(transaction, persons)).map(([target, source]) => keyOf(orderPair(target, source))),
  );
  const stateOf = (row: (typeof rows)[number]): PairState => {
    if (!unmerged.has(row.one) || !unmerged.has(row.other)) return 'merged';
    if (row.apart) return 'apart';
    return proposed.has(keyOf(row)) ? 'proposed' : 'open';
  };
  return rows.map((row) => ({ one: row.one, other: row.other, state: stateOf(row) }));
}

/** The pair that is asked for; one told apart before the last count stands in no list any more, and can still be taken back. */
async function findPair(transaction: Transaction, pairs: readonly Pair[], asked: PairKeys): Promise<Pair> {
  const listed = pairs.find((pair) => isSame(pair, asked));
  if (listed) return listed;
  if (!(await readApart(transaction.client, asked))) throw problems['pair-unknown']();
  return { ...asked, state: 'apart' };
}

const isIn = ({ province, commune }: Place, person: StoredPerson) =>
  person.province === province && person.commune === commune;

/**
 * One suspected pair of a commune with its explained score, how many of the list are judged, and which comes next. Without a pair
 * named, the first that is open. Both persons can read that they were looked at.
 * @throws Problem quality/pair-unknown, quality/indicator-without-pairs, kernel/out-of-area
 */
export async function readPair(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  id: string,
  query: { unit: string; left?: string | undefined; right?: string | undefined },
) {
  requireScope(context.caller, 'quality.read');
  requireScope(context.caller, 'people.read');
  parts.offices.checkReason(requirePurpose(context));
  const indicator = findIndicator(parts, id);
  const rule = ruleOf(indicator);
  const place = requirePlace(parts.offices, context, query.unit);
  const pairs = await listPairs(transaction, rule, place);
  const open = pairs.filter(({ state }) => state === 'open');
  const asked = query.left && query.right ? orderPair(query.left, query.right) : undefined;
  const pair = asked ? await findPair(transaction, pairs, asked) : open[0];
  const answer = {
    unitName: nameUnit(parts, context.language, place.unit),
    indicatorName: indicator.name[context.language] ?? indicator.name[parts.offices.country.facts.languages[0]!]!,
    total: pairs.length,
    done: pairs.length - open.length,
  };
  if (!pair) return answer;
  const others = open.filter((one) => !isSame(one, pair));
  const next = others.find((one) => keyOf(one) > keyOf(pair)) ?? others[0];
  const persons = await readPersons(transaction, [pair.one, pair.other]);
  const [one, other] = [persons.get(pair.one), persons.get(pair.other)];
  if (!one || !other || !(isIn(place, one) || isIn(place, other))) throw problems['pair-unknown']();
  const turned = query.left ? query.left.toLowerCase() === other.person : !isIn(place, one);
  const [left, right] = turned ? [other, one] : [one, other];
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'quality',
      type: 'quality-pair',
      subjects: [left.person, right.person],
      fields: [...SHOWN],
      data: { indicator: id, unit: place.unit },
    }),
  );
  const score = scoreRecords(parts.offices, left.record, right.record, await countPersons(transaction));
  return {
    ...answer,
    pair: {
      left: presentPerson(parts, context.language, left),
      right: presentPerson(parts, context.language, right),
      state: pair.state,
      score: { ...score, because: score.because.map((reason) => presentReason(parts, context.language, reason)) },
    },
    ...(next ? { next: { left: next.one, right: next.other } } : {}),
  };
}

/** Fields of the comparison, as columns of files are called. */
const NAMED: Readonly<Record<string, string>> = { residence: 'permanentResidence', oldNumber: 'cmnd' };

function presentReason({ kernel: { words } }: Parts, language: string, { field, level, bits }: Reason) {
  return {
    field,
    fieldName: words.say(language, `collection.field.${NAMED[field] ?? field}`),
    level,
    levelText: words.say(language, `collection.level.${level}`),
    bits,
  };
}

/**
 * Whoever may propose that two records be merged may say that they are two persons': it is one judgement on the same evidence, and
 * whoever could only say one of both would be led to it. It is no matter of `quality.manage`, which is about counting and campaigns
 * and belongs to administrators who see no records. One officer is enough where a merge needs two: nothing in the register changes,
 * and it can be taken back.
 */
export const JUDGING = 'people.act.merge';

/** One of the two must be of the officer's area. @throws Problem quality/pair-unknown, kernel/out-of-area */
async function requirePair(transaction: Transaction, context: Context, pair: PairKeys): Promise<void> {
  const { caller } = context;
  for (const scope of [JUDGING, 'quality.read', 'people.read']) requireScope(caller, scope);
  const persons = await readPersons(transaction, [pair.one, pair.other]);
  if (persons.size < 2) throw problems['pair-unknown']();
  const area = [...persons.values()].flatMap(({ province, commune }) => [province, commune]);
  requireArea(
    caller,
    area.filter((code) => code !== ''),
  );
}

/** @throws Problem quality/pair-unknown, quality/pair-proposed, kernel/out-of-area */
export async function judgeApart(
  transaction: Transaction,
  context: Context,
  pair: PairKeys,
  reason: string,
): Promise<void> {
  await requirePair(transaction, context, pair);
  const proposed = await findProposedMerges(transaction, [pair.one, pair.other]);
  if (proposed.some(([target, source]) => isSame(orderPair(target, source), pair))) throw problems['pair-proposed']();
  const said = { reason, by: context.caller.id, at: context.clock.now() };
  if (!(await tellApart(transaction, pair, said))) throw problems['pair-unknown']();
  note(transaction, context, 'tell-apart', pair);
}

/** By whoever may say it, not only by whoever said it: a suspicion raised again harms nobody. @throws Problem quality/pair-not-apart, kernel/out-of-area */
export async function takeApartBack(transaction: Transaction, context: Context, pair: PairKeys): Promise<void> {
  await requirePair(transaction, context, pair);
  if (!(await suspectAgain(transaction, pair))) throw problems['pair-not-apart']();
  note(transaction, context, 'tell-apart-undo', pair);
}

function note(transaction: Transaction, context: Context, type: string, { one, other }: PairKeys): void {
  transaction.append(describeEntry(context, { kind: 'act', room: 'quality', type, subjects: [one, other] }));
}
