import { type Cell, has, is, isDead, never, nobody } from './cell.ts';
import { drawSettlement, isAway, openHome } from './homes.ts';
import type { PopulationPlan } from './plan.ts';
import type { Random } from './random.ts';

const year = 365.2425;
/** Events end so many days before today: their registration takes up to `longestDelay` days. */
const settled = 45;
const longestDelay = 20;
/** Share of the people who were collected while the old units were in force. */
const beforeReform = 0.7;

/** When each person came into the register, and what happened afterwards. */
export function live(plan: PopulationPlan, cell: Cell, random: Random): void {
  registerHomes(plan, cell, random);
  for (let person = 0; person < cell.count; person++) register(plan, cell, random, person);
  const restless = findRestless(cell);
  const homes = cell.homes.count;
  for (let home = 0; home < homes; home++) {
    if (cell.homes.size[home]! > 0 && restless[home] === 0 && random.chance(0.08)) moveHome(plan, cell, random, home);
  }
  for (let person = 0; person < cell.count; person++) {
    if (isDead(cell, person)) continue;
    moveAlone(plan, cell, random, person);
    const age = (plan.today - cell.birth[person]!) / year;
    if (has(cell, person, is.foreign)) continue;
    if (age > 18 && age < 45 && random.chance(0.05)) {
      const side = !isAway(plan, cell, cell.homes.settlement[cell.home[person]!]!);
      cell.stay[person] = openHome(plan, cell, random, drawSettlement(plan, cell, random, side));
    }
    issueCards(plan, cell, random, person);
    if (age > 12 && cell.precision[person] === 0 && random.chance(0.02)) {
      cell.corrected[person] = random.between(cell.registered[person]! + 20, plan.today - settled);
    }
    if (age > 15 && random.chance(0.0004)) {
      const after = cell.move[person] === never ? cell.registered[person]! : cell.move[person]!;
      cell.missing[person] = random.between(after + 10, plan.today - settled);
    }
  }
}

/** A day of collection that falls before or after the settlement's change of units in the wanted proportion. */
function drawCollection(plan: PopulationPlan, random: Random, settlement: number): number {
  const last = plan.material.settlements.lastDay[settlement]!;
  if (last <= plan.opened || last >= plan.collected) return random.between(plan.opened, plan.collected - 4);
  return random.chance(beforeReform)
    ? random.between(plan.opened, last - 4)
    : random.between(last + 1, plan.collected - 4);
}

function registerHomes(plan: PopulationPlan, cell: Cell, random: Random): void {
  for (let home = 0; home < cell.homes.count; home++) {
    cell.homes.registered[home] = drawCollection(plan, random, cell.homes.settlement[home]!);
  }
}

function register(plan: PopulationPlan, cell: Cell, random: Random, person: number): void {
  const birth = cell.birth[person]!;
  const death = cell.death[person]!;
  const age = (plan.today - birth) / year;
  cell.precision[person] = age > 68 && random.chance(0.06) ? 1 + random.below(2) : 0;
  cell.delay[person] = 1 + random.below(longestDelay);
  cell.stay[person] = nobody;
  if (birth >= plan.opened) {
    const day = birth + 3 + random.below(28);
    cell.registered[person] = death > birth + 1 ? Math.min(day, death - 1) : day;
  } else if (death !== never && death > plan.opened + 90) {
    cell.registered[person] = random.between(plan.opened, Math.min(plan.collected, death - 30));
  } else cell.registered[person] = cell.homes.registered[cell.home[person]!]! + random.below(4);
}

/** Homes that somebody marries into or leaves do not move as a whole. */
function findRestless(cell: Cell): Uint8Array {
  const found = new Uint8Array(cell.homes.count);
  for (let person = 0; person < cell.count; person++) {
    if (isDead(cell, person)) continue;
    const registered = cell.registered[person]!;
    const marries = cell.marriage[person] !== never && cell.marriage[person]! > registered;
    const parts = cell.divorce[person] !== never && cell.divorce[person]! > registered;
    if (marries || parts || has(cell, person, is.foreign)) found[cell.home[person]!] = 1;
  }
  return found;
}

function moveHome(plan: PopulationPlan, cell: Cell, random: Random, home: number): void {
  const { homes } = cell;
  const day = random.between(homes.registered[home]! + 40, plan.today - settled);
  const settlement = homes.settlement[home]!;
  const near = random.chance(0.6);
  const side = isAway(plan, cell, settlement) === near;
  const former = openHome(plan, cell, random, drawSettlement(plan, cell, random, side));
  homes.registered[former] = homes.registered[home]!;
  homes.move[home] = day;
  for (let person = 0; person < cell.count; person++) {
    if (cell.home[person] !== home || isDead(cell, person) || cell.registered[person]! >= day - 1) continue;
    cell.formerHome[person] = former;
    cell.move[person] = day;
  }
}

/** After the wedding she moves to him; after the divorce, away. */
function moveAlone(plan: PopulationPlan, cell: Cell, random: Random, person: number): void {
  if (has(cell, person, is.male) || cell.spouse[person] === nobody) return;
  const registered = cell.registered[person]!;
  const spouse = cell.spouse[person]!;
  const parted = cell.divorce[person]!;
  if (parted !== never) {
    if (parted <= registered) return;
    cell.formerHome[person] = cell.home[spouse]!;
    cell.move[person] = parted + 5 + random.below(30);
  } else if (cell.marriage[person]! > registered && !isDead(cell, spouse)) {
    const mother = cell.mother[person]!;
    const hers = mother === nobody ? nobody : cell.home[mother]!;
    cell.formerHome[person] =
      hers !== nobody && hers !== cell.home[person] ? hers : openHome(plan, cell, random, cell.birthPlace[person]!);
    cell.move[person] = cell.marriage[person]! + 3 + random.below(10);
  } else return;
  cell.joined[person] = 1;
}

/** The card held when the record was collected, and the one issued since: the first at 14, then at the ages of renewal. */
function issueCards(plan: PopulationPlan, cell: Cell, random: Random, person: number): void {
  const { card } = plan.material;
  const birth = cell.birth[person]!;
  const registered = cell.registered[person]!;
  const at = (age: number) => birth + Math.ceil(age * year) + 1;
  const duty = at(card.dutyAge);
  const from = Math.max(card.from, duty);
  const last = plan.today - settled;
  const held = from < registered - 1 && random.chance(0.93);
  if (held) cell.card[person] = random.between(from, registered - 1);
  if (!held) {
    const first = Math.max(registered, duty) + 10 + random.below(90);
    if (first <= last && random.chance(0.7)) cell.cardAnew[person] = first;
    return;
  }
  for (const age of card.renewAt) {
    const due = at(age);
    // A card made in the two years before an age of renewal holds until the next.
    if (due <= registered + 30 || due > last || cell.card[person]! > due - 2 * year || !random.chance(0.8)) continue;
    cell.cardAnew[person] = Math.min(last, due + random.below(40));
    return;
  }
  // Lost or damaged.
  if (random.chance(0.05)) cell.cardAnew[person] = random.between(registered + 20, last);
}
