import { type Cell, has, is, isDead, mark, never, nobody, relation } from './cell.ts';
import { idOf, writeId } from './identity.ts';
import type { PopulationPlan } from './plan.ts';
import { choose, type Random } from './random.ts';

const year = 365.2425;
const largest = 8;

/** Gives everyone a birthplace and an address, and the living a household; parents come before their children. */
export function settle(plan: PopulationPlan, cell: Cell, random: Random): void {
  cell.homes.count = 0;
  for (let person = 0; person < cell.count; person++) {
    placeBirth(plan, cell, random, person);
    if (!isDead(cell, person) && cell.home[person] === nobody) house(plan, cell, random, person);
  }
  const child = findChildren(cell);
  for (let person = 0; person < cell.count; person++) {
    if (isDead(cell, person)) houseDead(plan, cell, random, person, child[person]!);
    else takeIn(plan, cell, random, person, child[person]!);
  }
  if (random.chance(0.35)) {
    const person = random.below(cell.count);
    if (!has(cell, person, is.foreign) && plan.material.overseas.length > 0) mark(cell, person, is.overseas);
  }
}

/** Whether a settlement belongs to the cell's second group. */
export function isAway(plan: PopulationPlan, cell: Cell, settlement: number): boolean {
  const { begin } = plan.material.groups;
  const group = plan.home[cell.number]!;
  return settlement < begin[group]! || settlement >= (begin[group + 1] ?? plan.material.settlements.code.length);
}

export function drawSettlement(plan: PopulationPlan, cell: Cell, random: Random, away: boolean): number {
  const group = (away ? plan.away : plan.home)[cell.number]!;
  return plan.material.groups.begin[group]! + choose(plan.material.groups.choice[group]!, random);
}

/** An address nobody lives at yet. */
export function openHome(plan: PopulationPlan, cell: Cell, random: Random, settlement: number): number {
  const { homes } = cell;
  const { settlements, streets, villages } = plan.material;
  const home = homes.count++;
  const town = settlements.town[settlement] === 1;
  homes.settlement[home] = settlement;
  homes.pick[home] = random.below(settlements.now[settlement]!.length);
  homes.number[home] = 1 + random.below(town ? 400 : 14);
  homes.street[home] = random.below(town ? streets.length : villages[settlements.region[settlement]!]!.length);
  homes.size[home] = 0;
  homes.head[home] = nobody;
  homes.stem[home] = 0;
  homes.move[home] = never;
  return home;
}

/** The ids of all homes, whose time runs with the persons'. */
export function writeHomeIds(plan: PopulationPlan, cell: Cell): void {
  const begin = plan.opened * 86_400_000;
  const step = ((plan.collected - plan.opened) * 86_400_000) / plan.cells;
  const share = step / (plan.cellSize * 4);
  for (let home = 0; home < cell.homes.count; home++) {
    const time = Math.floor(begin + cell.number * step + home * share);
    writeId(cell.homes.ids, home, time, home & 4095, idOf.household, plan.seed, cell.number * plan.cellSize * 4 + home);
  }
}

function placeBirth(plan: PopulationPlan, cell: Cell, random: Random, person: number): void {
  const mother = cell.mother[person]!;
  const home = mother === nobody ? nobody : cell.home[mother]!;
  let settlement: number;
  if (home === nobody) settlement = drawSettlement(plan, cell, random, random.chance(0.22));
  else {
    settlement = cell.homes.settlement[home]!;
    if (random.chance(0.15)) settlement = drawSettlement(plan, cell, random, isAway(plan, cell, settlement));
  }
  cell.birthPlace[person] = settlement;
  if (isAway(plan, cell, settlement)) mark(cell, person, is.away);
  const father = cell.father[person]!;
  cell.origin[person] = father === nobody ? settlement : cell.origin[father]!;
}

function house(plan: PopulationPlan, cell: Cell, random: Random, person: number): void {
  const spouse = cell.spouse[person]!;
  const together = spouse !== nobody && !isDead(cell, spouse) && cell.divorce[person] === never;
  if (together) {
    const man = has(cell, person, is.male) ? person : spouse;
    houseCouple(plan, cell, random, man, man === person ? spouse : person);
    return;
  }
  const age = (plan.today - cell.birth[person]!) / year;
  const parents = homeOfParents(cell, person);
  if (
    parents !== nobody &&
    cell.homes.size[parents]! < largest &&
    random.chance(age < 18 ? 1 : age < 30 ? 0.85 : 0.6)
  ) {
    enter(cell, person, parents, asChild(cell, person));
  } else if (
    !has(cell, person, is.foreign) &&
    cell.homes.count > 0 &&
    random.chance(age < 18 ? 1 : age < 30 ? 0.5 : 0.15)
  ) {
    lodge(plan, cell, random, person, age < 18);
  } else {
    const settlement = drawSettlement(plan, cell, random, random.chance(0.3));
    const home = openHome(plan, cell, random, random.chance(0.5) ? settlement : cell.birthPlace[person]!);
    enter(cell, person, home, relation.head);
  }
}

/** A young couple stays with his parents or opens a household of its own, mostly where he was born. */
function houseCouple(plan: PopulationPlan, cell: Cell, random: Random, man: number, woman: number): void {
  const { homes } = cell;
  const parents = homeOfParents(cell, man);
  if (parents !== nobody && homes.stem[parents] === 0 && homes.size[parents]! <= 4 && random.chance(0.45)) {
    homes.stem[parents] = 1;
    const role = asChild(cell, man);
    enter(cell, man, parents, role);
    enter(cell, woman, parents, role === relation.child ? relation.childInLaw : relation.other);
    return;
  }
  const near = cell.birth[man]! <= cell.birth[woman]! || cell.home[man] !== nobody;
  const settlement =
    near && random.chance(0.75) ? cell.birthPlace[man]! : drawSettlement(plan, cell, random, random.chance(0.35));
  const home = openHome(plan, cell, random, settlement);
  enter(cell, man, home, relation.head);
  enter(cell, woman, home, relation.spouse);
}

function homeOfParents(cell: Cell, person: number): number {
  for (const parent of [cell.mother[person]!, cell.father[person]!]) {
    if (parent !== nobody && !isDead(cell, parent) && cell.home[parent] !== nobody) return cell.home[parent]!;
  }
  return nobody;
}

/** What a child is to the head of the household in which its parents live. */
function asChild(cell: Cell, person: number): number {
  const mother = cell.mother[person]!;
  const parent = mother !== nobody && !isDead(cell, mother) ? mother : cell.father[person]!;
  const role = cell.relation[parent]!;
  if (role === relation.head || role === relation.spouse) return relation.child;
  return role === relation.child || role === relation.childInLaw ? relation.grandchild : relation.other;
}

/** Lives with a household of others; a child without parents gets its head as guardian. */
function lodge(plan: PopulationPlan, cell: Cell, random: Random, person: number, ward: boolean): void {
  const { homes } = cell;
  const begin = random.below(homes.count);
  for (let step = 0; step < homes.count; step++) {
    const home = (begin + step) % homes.count;
    const head = homes.head[home]!;
    if (homes.size[home] === 0 || homes.size[home]! >= 6 || head === nobody || has(cell, head, is.foreign)) continue;
    if (ward && (plan.today - cell.birth[head]!) / year < 25) continue;
    enter(cell, person, home, relation.other);
    if (ward && cell.mother[person] === nobody && cell.father[person] === nobody) cell.guardian[person] = head;
    return;
  }
  enter(cell, person, openHome(plan, cell, random, cell.birthPlace[person]!), relation.head);
}

function enter(cell: Cell, person: number, home: number, role: number): void {
  const { homes } = cell;
  cell.home[person] = home;
  cell.relation[person] = role;
  homes.size[home] = homes.size[home]! + 1;
  if (role === relation.head) homes.head[home] = person;
}

/** For each person a living child who has a household, or nobody. */
function findChildren(cell: Cell): Int32Array {
  const found = new Int32Array(cell.count).fill(nobody);
  for (let person = 0; person < cell.count; person++) {
    if (isDead(cell, person)) continue;
    const mother = cell.mother[person]!;
    const father = cell.father[person]!;
    if (mother !== nobody) found[mother] = person;
    if (father !== nobody) found[father] = person;
  }
  return found;
}

/** The old who are alone mostly move in with a child. */
function takeIn(plan: PopulationPlan, cell: Cell, random: Random, person: number, child: number): void {
  const { homes } = cell;
  const home = cell.home[person]!;
  if (child === nobody || homes.size[home] !== 1 || plan.today - cell.birth[person]! < 65 * year) return;
  const other = cell.home[child]!;
  const role = cell.relation[child]!;
  if (other === home || homes.size[other]! >= largest || !random.chance(0.7)) return;
  homes.size[home] = 0;
  enter(cell, person, other, role === relation.head ? relation.parent : relation.other);
}

/** The dead keep the address they had: the widow's, a child's, or one of their own. */
function houseDead(plan: PopulationPlan, cell: Cell, random: Random, person: number, child: number): void {
  const spouse = cell.spouse[person]!;
  if (spouse !== nobody && cell.home[spouse] !== nobody) cell.home[person] = cell.home[spouse]!;
  else if (child !== nobody) cell.home[person] = cell.home[child]!;
  else cell.home[person] = openHome(plan, cell, random, cell.birthPlace[person]!);
}
