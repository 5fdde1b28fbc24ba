import { nameKey, parseDate } from '#libs/names';
import type { Sought } from '#rooms/people';
import type { Outcome } from './piece.ts';

/** What a settled piece changed for whoever looked into the register before: whom it would find now, and whom as another. */
export interface Effects {
  readonly turn: number;
  /** Keys under which somebody new can be found. */
  readonly keys: ReadonlySet<string>;
  /** Persons whose records are not what they were. */
  readonly changed: ReadonlySet<string>;
}

/** The same person is looked for with birth dates so many years apart. */
const YEARS_APART = 3;
const SPAN = 4;

export function effectsOf(turn: number, outcomes: readonly Outcome[]): Effects {
  const keys = new Set<string>();
  const changed = new Set<string>();
  for (const { verdict, row, person, acts, allotted } of outcomes) {
    if (verdict === 'accepted-new') {
      for (const key of keysOf(row.sought, 0)) keys.add(key);
      if (allotted) keys.add(`n ${allotted}`);
    } else if (verdict === 'accepted-known' && acts && acts.length > 0) {
      changed.add(person!);
      for (const number of row.sought.numbers) keys.add(`n ${number}`);
    }
  }
  return { turn, keys, changed };
}

/** Whether a look into the register would end otherwise after the piece: never false where it would. */
export function touches({ keys, changed }: Effects, sought: Sought, likely: readonly string[]): boolean {
  return likely.some((person) => changed.has(person)) || keysOf(sought, YEARS_APART).some((key) => keys.has(key));
}

/** Each way in which `findLikely` finds, as keys that are equal on both sides at least where it does. */
function keysOf({ numbers, name, birthDate }: Sought, yearsApart: number): string[] {
  const keys = numbers.map((number) => `n ${number}`);
  if (!name || !birthDate) return keys;
  const { from } = parseDate(birthDate);
  const key = nameKey(name);
  const year = Number(from.slice(0, 4));
  for (let span = Math.floor((year - yearsApart) / SPAN); span <= Math.floor((year + yearsApart) / SPAN); span++)
    keys.push(`y ${span} ${key}`);
  keys.push(`g ${from} ${key.slice(key.lastIndexOf(' ') + 1)}`, `b ${from} ${key.slice(0, key.indexOf(' ') + 1)}`);
  return keys;
}
