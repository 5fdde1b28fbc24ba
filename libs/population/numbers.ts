import { type Cell, has, is, isDead, mark, nobody } from './cell.ts';
import { permute } from './permute.ts';
import { type PopulationPlan, serialKey, serials } from './plan.ts';
import { mixWords, type Random } from './random.ts';

const year = 365.2425;
const firstYear = 1850;
const years = 300;
/** Nine digits of which the first two named a province up to 38. */
const oldNumbers = 390_000_000;
/** The same old number was given to two persons about once in so many. */
const oldNumberTwice = 4000;
const counters = new Uint32Array(years * 4);

/** Gives everyone the personal number, some the old card's number and a passport. */
export function number(plan: PopulationPlan, cell: Cell, random: Random): void {
  counters.fill(0);
  let previous = nobody;
  for (let person = 0; person < cell.count; person++) {
    if (has(cell, person, is.foreign)) continue;
    givePin(plan, cell, person);
    const age = (plan.today - cell.birth[person]!) / year;
    if (!isDead(cell, person) && age > 18 && age < 75 && random.chance(0.12)) mark(cell, person, is.passport);
    const { oldCard } = plan.material;
    if (!oldCard) continue;
    const from = Math.max(oldCard.from, cell.birth[person]! + Math.ceil(14 * year));
    const to = Math.min(oldCard.to, cell.death[person]! - 1);
    if (from > to || !random.chance(0.96)) continue;
    cell.oldNumberFrom[person] = random.between(from, to);
    const twice = previous !== nobody && random.chance(1 / oldNumberTwice);
    cell.oldNumber[person] = twice
      ? cell.oldNumber[previous]!
      : permute(cell.first + person, oldNumbers, mixWords(plan.seed, oldNumbers));
    previous = person;
  }
}

/**
 * Every cell owns a share of the serials of its two provinces, for each year and sex; a keyed shuffle hides the order.
 * @throws RangeError when a share is used up, which its size makes impossible for the persons a plan allows
 */
function givePin(plan: PopulationPlan, cell: Cell, person: number): void {
  const born = cell.birthYear[person]!;
  const male = has(cell, person, is.male);
  const settlement = cell.birthPlace[person]!;
  if (has(cell, person, is.overseas)) {
    const { overseas } = plan.material;
    const abroad = overseas[mixWords(plan.seed, cell.number) % overseas.length]!;
    cell.place[person] = abroad.place;
    cell.serial[person] = permute(cell.number, serials, serialKey(plan, abroad.place, born, male));
    return;
  }
  const place = plan.material.settlements.place[settlement]!;
  const { groups } = plan.material;
  const apart = groups.place[plan.home[cell.number]!] !== groups.place[plan.away[cell.number]!];
  const away = apart && has(cell, person, is.away);
  const share = (away ? plan.awayShare : plan.homeShare)[cell.number]!;
  const counter = ((born - firstYear) * 2 + (male ? 1 : 0)) * 2 + (away ? 1 : 0);
  const used = counters[counter]!;
  counters[counter] = used + 1;
  if (used >= share) throw new RangeError(`no serial left for place ${place} in ${born}`);
  const slot = (away ? plan.awaySerial : plan.homeSerial)[cell.number]! + used;
  cell.place[person] = place;
  cell.serial[person] = permute(slot, serials, serialKey(plan, place, born, male));
}
