import { type Cell, has, is, nobody } from './cell.ts';
import type { PopulationPlan } from './plan.ts';
import { choose, type Random } from './random.ts';

/** The child takes the father's surname; one in thirty the mother's. */
const mothersSurname = 1 / 30;

/** Names everyone, the oldest first: a surname comes down from the father, what people give as names changes with the year. */
export function nameAll(plan: PopulationPlan, cell: Cell, random: Random): void {
  for (let person = 0; person < cell.count; person++) {
    if (has(cell, person, is.foreign)) nameForeigner(plan, cell, random, person);
    else namePerson(plan, cell, random, person);
  }
}

function namePerson(plan: PopulationPlan, cell: Cell, random: Random, person: number): void {
  const { settlements, surnames, groups, religions } = plan.material;
  const region = settlements.region[cell.birthPlace[person]!]!;
  const mother = cell.mother[person]!;
  const father = cell.father[person]!;
  const drawn = surnames[region]!.words[choose(surnames[region]!.choice, random)]!;
  const people = groups.people[(has(cell, person, is.away) ? plan.away : plan.home)[cell.number]!]!;
  const year = cell.birthYear[person]!;
  if (father !== nobody)
    cell.surname[person] = random.chance(mothersSurname) ? cell.surname[mother]! : cell.surname[father]!;
  else cell.surname[person] = mother !== nobody && random.chance(0.8) ? cell.surname[mother]! : drawn;
  const parent = father !== nobody ? father : mother;
  cell.ethnicity[person] = parent !== nobody ? cell.ethnicity[parent]! : people.code[choose(people.choice, random)]!;
  const name = drawName(plan, random, region, has(cell, person, is.male), year);
  cell.middle[person] = name.middle;
  cell.given[person] = name.given;
  // Parents who are in no register are known by name from the papers.
  if (mother === nobody) {
    if (random.chance(0.93)) {
      const named = drawName(plan, random, region, true, year - 29);
      cell.fatherMiddle[person] = named.middle;
      cell.fatherGiven[person] = named.given;
    }
    if (random.chance(0.97)) {
      const named = drawName(plan, random, region, false, year - 27);
      cell.motherSurname[person] = surnames[region]!.words[choose(surnames[region]!.choice, random)]!;
      cell.motherMiddle[person] = named.middle;
      cell.motherGiven[person] = named.given;
    }
  }
  cell.religion[person] = religions && random.chance(0.08) ? 1 + choose(religions.choice, random) : 0;
}

const name = { middle: 0, given: 0 };

/** @returns one object, overwritten by the next call */
function drawName(plan: PopulationPlan, random: Random, region: number, male: boolean, year: number) {
  const { middle, given } = plan.material;
  const sex = male ? 1 : 0;
  const modern = Math.min(0.92, Math.max(0.04, (year - 1965) / 55));
  const style = random.chance(modern) ? 1 : 0;
  const twoWords = random.chance(style === 1 ? 0.45 : 0.08);
  const list = given[sex]![twoWords ? 1 : 0]!;
  name.given = list.words[choose(list.choice, random)]!;
  name.middle = 0;
  // A given name of two words holds its middle name; some families put one more before it.
  if (!twoWords || random.chance(style === 1 ? 0.25 : 0.8)) {
    const words = middle[region]![sex]![style]!;
    name.middle = words.words[choose(words.choice, random)]!;
  }
  return name;
}

function nameForeigner(plan: PopulationPlan, cell: Cell, random: Random, person: number): void {
  const { foreigners } = plan.material;
  const people = choose(foreigners.choice, random);
  const given = (has(cell, person, is.male) ? foreigners.male : foreigners.female)[people]!;
  cell.nationality[person] = people;
  cell.surname[person] = foreigners.surnames[people]![random.below(foreigners.surnames[people]!.length)]!;
  cell.middle[person] = 0;
  cell.given[person] = given[random.below(given.length)]!;
  cell.ethnicity[person] = foreigners.ethnicity;
  cell.religion[person] = 0;
}
