import type { Material } from './material.ts';
import { choose, mixWords, Random, type WeightedChoice, weigh } from './random.ts';

/** Persons of one cell: an extended neighbourhood, inside which people marry, have children and live together. */
const smallCell = 256;
const largeCell = 1024;
const cellsAChunk = 32;
/** Six digits of a number's serial. */
export const serials = 1_000_000;
export const maxPersons = 100_000_000;

/** A country to be generated. Plain data: it is sent to worker threads as it is. */
export interface PopulationPlan {
  readonly persons: number;
  readonly seed: number;
  readonly material: Material;
  /** Days since 1970-01-01. */
  readonly today: number;
  /** The register's first day, and the last day of the first collection. */
  readonly opened: number;
  readonly collected: number;
  readonly cellSize: number;
  readonly cells: number;
  readonly cellsAChunk: number;
  readonly chunks: number;
  /** For each cell the two groups of settlements its people come from. */
  readonly home: Uint16Array;
  readonly away: Uint16Array;
  /** Where the cell's share of each of its two provinces' serials begins, and how long every share is. */
  readonly homeSerial: Uint32Array;
  readonly awaySerial: Uint32Array;
  readonly homeShare: Uint32Array;
  readonly awayShare: Uint32Array;
  readonly ages: AgeTable;
  readonly deaths: AgeTable;
}

/** Bands of age by sex with their share of all. */
export interface AgeTable {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly male: Uint8Array;
  /** Running sum of the shares, the last 1. */
  readonly upTo: Float64Array;
}

/**
 * Lays out a country: which cell lies where, and which numbers are its own.
 * @param options.persons the living and the recent dead together, 1 to 100,000,000
 * @param options.today days since 1970-01-01: nothing in the register is later
 * @param options.cellsAChunk how much one chunk holds; the country does not depend on it
 */
export function layOut(options: {
  material: Material;
  persons: number;
  seed: number;
  today: number;
  cellsAChunk?: number;
}): PopulationPlan {
  const { material, persons, seed, today } = options;
  if (!Number.isInteger(persons) || persons < 1 || persons > maxPersons)
    throw new RangeError(`a synthetic country has 1 to ${maxPersons} persons, not ${persons}`);
  const cellSize = persons <= 2_000_000 ? smallCell : largeCell;
  const cells = Math.ceil(persons / cellSize);
  const chunkCells = options.cellsAChunk ?? (cellSize === smallCell ? cellsAChunk : cellsAChunk / 4);
  const opened = Math.min(material.opened, today - 730);
  const { home, away } = placeCells(material, cells, seed);
  return {
    persons,
    seed,
    material,
    today,
    opened,
    collected: Math.min(opened + 549, today - 60),
    cellSize,
    cells,
    cellsAChunk: chunkCells,
    chunks: Math.ceil(cells / chunkCells),
    home,
    away,
    ...shareSerials(material, home, away),
    ages: ageTable(material, () => 1),
    // Gompertz: mortality doubles every eight years; men die earlier.
    deaths: ageTable(
      material,
      (age, male) => (0.0003 * Math.exp(0.086 * age) + (age < 5 ? 0.002 : 0)) * (male ? 1.5 : 1),
    ),
  };
}

/** Homes in the order of the units, each as many times as its weight asks; the second group by chance, towns above all. */
function placeCells(material: Material, cells: number, seed: number) {
  const home = new Uint16Array(cells);
  const away = new Uint16Array(cells);
  const total = material.groups.weight.reduce((sum, weight) => sum + weight, 0);
  const draw: WeightedChoice = weigh(material.groups.weight.map((weight, at) => weight * material.groups.pull[at]!));
  const random = new Random(seed, 0xffff_ffff);
  const offset = random.real();
  let group = 0;
  let upTo = material.groups.weight[0]!;
  for (let cell = 0; cell < cells; cell++) {
    const position = ((cell + offset) / cells) * total;
    while (upTo < position && group < material.groups.weight.length - 1) upTo += material.groups.weight[++group]!;
    home[cell] = group;
    away[cell] = choose(draw, random);
  }
  return { home, away };
}

/** Splits every province's serials evenly among the cells that draw from them: unique without asking each other. */
function shareSerials(material: Material, home: Uint16Array, away: Uint16Array) {
  const place = material.groups.place;
  const users = new Uint32Array(1000);
  const take = (group: number) => {
    const number = place[group]!;
    const rank = users[number]!;
    users[number] = rank + 1;
    return rank;
  };
  const shares = () => new Uint32Array(home.length);
  const result = { homeSerial: shares(), awaySerial: shares(), homeShare: shares(), awayShare: shares() };
  for (let cell = 0; cell < home.length; cell++) {
    result.homeSerial[cell] = take(home[cell]!);
    // Both groups in one province draw from one share.
    const same = place[home[cell]!] === place[away[cell]!];
    result.awaySerial[cell] = same ? result.homeSerial[cell]! : take(away[cell]!);
  }
  for (let cell = 0; cell < home.length; cell++) {
    const ofHome = Math.floor(serials / users[place[home[cell]!]!]!);
    const ofAway = Math.floor(serials / users[place[away[cell]!]!]!);
    result.homeShare[cell] = ofHome;
    result.awayShare[cell] = ofAway;
    result.homeSerial[cell] = result.homeSerial[cell]! * ofHome;
    result.awaySerial[cell] = result.awaySerial[cell]! * ofAway;
  }
  return result;
}

function ageTable(material: Material, hazard: (age: number, male: boolean) => number): AgeTable {
  const rows = material.pyramid.flatMap((band) =>
    [true, false].map((male) => ({
      ...band,
      isMale: male,
      share: (male ? band.male : band.female) * hazard((band.from + band.to) / 2, male),
    })),
  );
  const total = rows.reduce((sum, row) => sum + row.share, 0);
  let sum = 0;
  return {
    from: Uint8Array.from(rows, (row) => row.from),
    to: Uint8Array.from(rows, (row) => row.to),
    male: Uint8Array.from(rows, (row) => (row.isMale ? 1 : 0)),
    upTo: Float64Array.from(rows, (row) => {
      sum += row.share / total;
      return sum;
    }),
  };
}

/** Key of the shuffle of serials of one place, year and sex. */
export function serialKey(plan: PopulationPlan, place: number, year: number, male: boolean): number {
  return mixWords(mixWords(plan.seed, place), year * 2 + (male ? 1 : 0));
}
