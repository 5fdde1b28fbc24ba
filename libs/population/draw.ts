import { type Cell, is, never, nobody } from './cell.ts';
import { idOf, writeId } from './identity.ts';
import type { AgeTable, PopulationPlan } from './plan.ts';
import type { Random } from './random.ts';

/** Years over which the dead in the register died, and their share: a crude death rate of about 6.3 in 1,000. */
const yearsOfDeaths = 6.3;
const shareOfDead = 0.04;
const shareOfForeigners = 0.003;
const year = 365.2425;
const dayMilliseconds = 86_400_000;
/** A birth is in the register at the latest after so many days. */
export const birthsUntil = 35;

/** Draws who there is in a cell: sex, birth, death; sorted from the oldest to the youngest. */
export function drawPersons(plan: PopulationPlan, cell: Cell, random: Random): void {
  const count = cell.count;
  const keys = new Float64Array(count);
  const death = new Int32Array(count);
  const flags = new Uint8Array(count);
  const latest = plan.today - birthsUntil;
  for (let person = 0; person < count; person++) {
    const dead = random.chance(shareOfDead);
    const foreign = !dead && random.chance(shareOfForeigners);
    // One draw in each of `count` equal slices: the pyramid comes out even in a small country.
    const row = dead
      ? findRow(plan.deaths, random.real())
      : foreign
        ? drawAdult(plan.ages, random)
        : findRow(plan.ages, (person + random.real()) / count);
    const table = dead ? plan.deaths : plan.ages;
    const age = (table.from[row]! + random.real() * (table.to[row]! + 1 - table.from[row]!)) * year;
    death[person] = dead ? plan.today - 45 - random.below(Math.floor(yearsOfDeaths * year)) : never;
    flags[person] = (table.male[row] === 1 ? is.male : 0) | (foreign ? is.foreign : 0);
    const birth = dead ? death[person]! - Math.floor(age) : Math.min(latest, plan.today - Math.floor(age) - 1);
    // The slice in the low digits makes the order total and carries the person through the sort.
    keys[person] = birth * 4096 + person;
  }
  keys.sort();
  for (let person = 0; person < count; person++) {
    const birth = Math.floor(keys[person]! / 4096);
    const drawn = keys[person]! - birth * 4096;
    cell.birth[person] = birth;
    cell.birthYear[person] = yearOfDay(birth);
    cell.death[person] = death[drawn]!;
    cell.flags[person] = flags[drawn]!;
    clearPerson(cell, person);
  }
  writeIds(plan, cell);
}

function clearPerson(cell: Cell, person: number): void {
  cell.spouse[person] = nobody;
  cell.marriage[person] = never;
  cell.divorce[person] = never;
  cell.mother[person] = nobody;
  cell.father[person] = nobody;
  cell.lastChild[person] = -never;
  cell.firstChild[person] = never;
  cell.children[person] = 0;
  cell.guardian[person] = nobody;
  cell.home[person] = nobody;
  cell.formerHome[person] = nobody;
  cell.move[person] = never;
  cell.joined[person] = 0;
  cell.missing[person] = never;
  cell.corrected[person] = never;
  cell.card[person] = never;
  cell.cardAnew[person] = never;
  cell.fatherMiddle[person] = 0;
  cell.fatherGiven[person] = 0;
  cell.motherSurname[person] = 0;
  cell.motherMiddle[person] = 0;
  cell.motherGiven[person] = 0;
  cell.nationality[person] = 0;
  cell.oldNumber[person] = nobody;
}

/** Ids whose time runs through the days of collection in the order of the persons, so that primary keys load in order. */
function writeIds(plan: PopulationPlan, cell: Cell): void {
  const { ids } = cell;
  const begin = plan.opened * dayMilliseconds;
  const step = ((plan.collected - plan.opened) * dayMilliseconds) / plan.persons;
  for (let person = 0; person < cell.count; person++) {
    const index = cell.first + person;
    writeId(ids, person, Math.floor(begin + index * step), 0, idOf.person, plan.seed, index);
  }
}

function findRow(table: AgeTable, position: number): number {
  let low = 0;
  let high = table.upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table.upTo[middle]! > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

function drawAdult(table: AgeTable, random: Random): number {
  for (let attempt = 0; attempt < 64; attempt++) {
    const row = findRow(table, random.real());
    if (table.from[row]! >= 20 && table.to[row]! < 65) return row;
  }
  return table.from.length >>> 1;
}

/** The year of a day; exact, without a `Date`. */
export function yearOfDay(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  return yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0);
}
