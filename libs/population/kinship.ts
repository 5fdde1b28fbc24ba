import { type Cell, has, is, isDead, mark, never, nobody } from './cell.ts';
import type { PopulationPlan } from './plan.ts';
import type { Random } from './random.ts';

const year = 365.2425;
const yearsOf = (years: number) => Math.ceil(years * year);
/** Nobody in the generated country has a child younger or older than this. */
const youngestMother = yearsOf(18);
const oldestMother = yearsOf(42) - 1;
const youngestFather = yearsOf(17);
const pregnancy = 280;
const betweenBirths = 330;
const searched = 10;

/** Finds spouses of near age, then mothers for the younger; the mother's husband is the father. */
export function relate(plan: PopulationPlan, cell: Cell, random: Random): void {
  const women: number[] = [];
  const men: number[] = [];
  for (let person = 0; person < cell.count; person++) {
    if (has(cell, person, is.foreign)) continue;
    (has(cell, person, is.male) ? men : women).push(person);
  }
  for (const woman of women) marry(plan, cell, random, woman, men);
  for (let person = 0; person < cell.count; person++) {
    if (!has(cell, person, is.foreign)) findMother(plan, cell, random, person, women);
  }
  for (const woman of women) settleMarriage(plan, cell, random, woman);
}

function marry(plan: PopulationPlan, cell: Cell, random: Random, woman: number, men: readonly number[]): void {
  const { female, legal } = plan.material.marriage;
  const age = Math.max(legal.female + 0.2, random.normal(female.mean, female.deviation));
  const wanted = cell.birth[woman]! + yearsOf(age);
  const last = Math.min(plan.today - 60, cell.death[woman]! - 60);
  if (wanted > last || !random.chance(0.94)) return;
  const target = cell.birth[woman]! - Math.floor(random.normal(2.8, 2.6) * year);
  const at = findBirth(cell, men, target);
  for (let step = 0; step < searched * 2; step++) {
    const man = men[at + ((step & 1) === 0 ? step >> 1 : -1 - (step >> 1))];
    if (man === undefined || cell.spouse[man] !== nobody) continue;
    const gap = cell.birth[woman]! - cell.birth[man]!;
    if (gap > yearsOf(14) || gap < -yearsOf(5)) continue;
    const day = Math.max(wanted, cell.birth[man]! + yearsOf(legal.male) + 7);
    if (day > last || day > cell.death[man]! - 60) continue;
    cell.spouse[woman] = man;
    cell.spouse[man] = woman;
    cell.marriage[woman] = day;
    cell.marriage[man] = day;
    return;
  }
  // Her husband died or left before the register began.
  if (random.chance(0.7)) mark(cell, woman, is.formerlyMarried);
}

/** First position in persons sorted by birth whose birth is not before the day. */
function findBirth(cell: Cell, sorted: readonly number[], day: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cell.birth[sorted[middle]!]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findMother(plan: PopulationPlan, cell: Cell, random: Random, child: number, women: readonly number[]): void {
  const birth = cell.birth[child]!;
  const age = (plan.today - birth) / year;
  if (!random.chance(age < 18 ? 0.99 : age < 40 ? 0.87 : age < 60 ? 0.65 : 0.35)) return;
  const at = findBirth(cell, women, birth - Math.floor(random.normal(27, 5) * year));
  for (let step = 0; step < searched * 4; step++) {
    const woman = women[at + ((step & 1) === 0 ? step >> 1 : -1 - (step >> 1))];
    if (woman === undefined || !mayBear(plan, cell, woman, birth)) continue;
    const husband = cell.spouse[woman]!;
    if (areClose(cell, child, woman, husband)) continue;
    cell.mother[child] = woman;
    cell.children[woman] = cell.children[woman]! + 1;
    cell.lastChild[woman] = birth;
    if (cell.firstChild[woman] === never) cell.firstChild[woman] = birth;
    if (
      husband !== nobody &&
      birth - cell.birth[husband]! >= youngestFather &&
      birth <= cell.death[husband]! + pregnancy
    ) {
      cell.father[child] = husband;
      cell.lastChild[husband] = birth;
    }
    return;
  }
}

function mayBear(plan: PopulationPlan, cell: Cell, woman: number, birth: number): boolean {
  const age = birth - cell.birth[woman]!;
  if (age < youngestMother || age > oldestMother || birth >= cell.death[woman]!) return false;
  if (birth - cell.lastChild[woman]! < betweenBirths) return false;
  const most = plan.today - cell.birth[woman]! < yearsOf(45) ? 3 : 5;
  if (cell.children[woman]! >= most) return false;
  if (cell.spouse[woman] !== nobody || has(cell, woman, is.formerlyMarried)) return true;
  // One woman in thirty has children and was never married.
  return (woman + cell.number) % 30 === 0;
}

/** Would these parents make the child too near a relative of its spouse (siblings, first cousins, uncle or aunt)? */
function areClose(cell: Cell, child: number, mother: number, father: number): boolean {
  const spouse = cell.spouse[child]!;
  if (spouse === nobody) return false;
  const theirs = cell.mother[spouse]!;
  if (theirs === nobody) return false;
  if (theirs === mother) return true;
  const grandmothers = [cell.mother[mother]!, father === nobody ? nobody : cell.mother[father]!];
  const theirFather = cell.father[spouse]!;
  const others = [theirs, cell.mother[theirs]!, theirFather === nobody ? nobody : cell.mother[theirFather]!];
  return grandmothers.some((one) => one !== nobody && others.includes(one)) || cell.mother[theirs] === mother;
}

/** Moves the wedding before the first child where the law allows, and lets some couples part. */
function settleMarriage(plan: PopulationPlan, cell: Cell, random: Random, woman: number): void {
  const man = cell.spouse[woman]!;
  if (man === nobody) return;
  const legal = plan.material.marriage.legal;
  const first = cell.firstChild[woman]!;
  if (first !== never && cell.marriage[woman]! > first - 180) {
    const earliest = Math.max(cell.birth[woman]! + yearsOf(legal.female), cell.birth[man]! + yearsOf(legal.male)) + 7;
    const day = Math.max(earliest, first - 180 - random.below(700));
    if (day < cell.marriage[woman]!) {
      cell.marriage[woman] = day;
      cell.marriage[man] = day;
    }
  }
  if (isDead(cell, woman) || isDead(cell, man) || !random.chance(0.04)) return;
  const from = Math.max(cell.marriage[woman]! + 400, cell.lastChild[woman]! + 200);
  if (from >= plan.today - 90) return;
  const day = random.between(from, plan.today - 90);
  cell.divorce[woman] = day;
  cell.divorce[man] = day;
}
