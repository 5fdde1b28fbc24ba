import type { Country } from '#libs/country';
import { formatDays } from '#libs/names';
import { describePopulation, type PopulationPlan, Random } from '#libs/population';
import { createDialect, DIALECTS, type DialectId } from './dialects.ts';
import { drawPersons, type SourcePerson } from './persons.ts';
import { Clumsy, type Slip } from './slips.ts';

export interface CollectionOptions {
  readonly country: Country;
  readonly rows: number;
  /** Below 2^32; the same seed makes the same file. Absent: the population's. */
  readonly seed?: number;
  /** Share of the persons who are in the register already; 0.6 where absent. */
  readonly shareKnown?: number;
  /** Share of the rows that say again who is in the file already; 0.02 where absent. */
  readonly shareRepeated?: number;
  /** How many mistakes: 1 (where absent) as files of localities have them, 0 none. */
  readonly noise?: number;
  readonly dialect?: DialectId;
}

/** Who a row is really about, and what went wrong with it. */
export interface Truth {
  /** The person's id; the register's own where `known`. */
  readonly person: string;
  readonly known: boolean;
  /** The earlier row, from 0, about the same person. */
  readonly repeats?: number;
  readonly slips: readonly Slip[];
}

export interface NoisyRow {
  readonly cells: string[];
  readonly truth: Truth;
}

export interface Collection {
  readonly dialect: DialectId;
  readonly title: readonly (readonly string[])[];
  readonly header: readonly string[];
  /** Each call begins anew and gives the same rows. */
  rows(): Generator<NoisyRow>;
}

/** Rows between a person's first and repeated row. */
const APART = 400;
/** Streams of chance, apart from those of the population's cells. */
const STREAM = { known: 0xf000_0001, fresh: 0xf000_0002, order: 0xf000_0003, slips: 0xf000_0004 };

/**
 * Lays out a file as a locality sends it, about persons of a synthetic country and persons who are not in it.
 *
 * Those not in it are of a second country with another seed: a personal number may, once in some ten thousand, be one
 * that the first has too.
 *
 * @param plan the register's population
 * @throws RangeError when more persons are to be known than the register has, or a share is none
 */
export function describeCollection(plan: PopulationPlan, options: CollectionOptions): Collection {
  const { country, rows, shareKnown = 0.6, shareRepeated = 0.02, noise = 1 } = options;
  for (const share of [shareKnown, shareRepeated]) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`a share is from 0 to 1, not ${share}`);
  }
  if (!Number.isInteger(rows) || rows < 1) throw new RangeError(`a file has one row or more, not ${rows}`);
  const seed = options.seed ?? plan.seed;
  const repeated = Math.min(rows - 1, Math.floor(rows * shareRepeated));
  const persons = rows - repeated;
  const known = Math.round(persons * shareKnown);
  if (known > plan.persons) throw new RangeError(`${known} persons to be known, ${plan.persons} in the register`);
  const id = options.dialect ?? DIALECTS[seed % DIALECTS.length]!;
  const dialect = createDialect(country, id);
  return {
    dialect: id,
    title: dialect.title,
    header: dialect.header,
    *rows() {
      const clumsy = new Clumsy(new Random(seed, STREAM.slips), noise);
      let row = 0;
      for (const { person, repeats } of mixPersons(plan, country, { seed, known, fresh: persons - known, repeated })) {
        clumsy.begin();
        const cells = dialect.write(person.record, row, clumsy);
        const truth = { person: person.id, known: person.known, slips: clumsy.slips };
        yield { cells, truth: repeats === undefined ? truth : { ...truth, repeats } };
        row++;
      }
    },
  };
}

/** The rows of a file with their truth, one after another; memory does not grow with their number. */
export function noisyRows(plan: PopulationPlan, options: CollectionOptions): Generator<NoisyRow> {
  return describeCollection(plan, options).rows();
}

interface Counts {
  readonly seed: number;
  readonly known: number;
  readonly fresh: number;
  readonly repeated: number;
}

function* mixPersons(
  plan: PopulationPlan,
  country: Country,
  { seed, known, fresh, repeated }: Counts,
): Generator<{ person: SourcePerson; repeats?: number }> {
  const order = new Random(seed, STREAM.order);
  const sources = [
    { left: known, persons: drawPersons(plan, known, true, new Random(seed, STREAM.known)) },
    { left: fresh, persons: drawFresh(plan, country, fresh, seed) },
  ];
  const again: { person: SourcePerson; repeats: number; at: number }[] = [];
  const total = known + fresh + repeated;
  let toRepeat = repeated;
  for (let row = 0; row < total; row++) {
    const left = sources[0]!.left + sources[1]!.left;
    if (again.length > 0 && (left === 0 || again[0]!.at <= row)) {
      const { person, repeats } = again.shift()!;
      yield { person, repeats };
      continue;
    }
    const source = order.real() * left < sources[0]!.left ? sources[0]! : sources[1]!;
    source.left--;
    const next = source.persons.next();
    if (next.done) throw new RangeError('the population ended before the file');
    const person = next.value;
    yield { person };
    // As many as are still wanted, spread over the persons still to come.
    if (order.real() * left < toRepeat) {
      toRepeat--;
      again.push({ person, repeats: row, at: row + 1 + order.below(APART) });
      again.sort((a, b) => a.at - b.at);
    }
  }
}

/** Persons of a country that is not the register's. */
function* drawFresh(plan: PopulationPlan, country: Country, count: number, seed: number): Generator<SourcePerson> {
  if (count === 0) return;
  const other = describePopulation({
    country,
    persons: count,
    seed: (Math.max(plan.seed, seed) + 0x5eed) >>> 0,
    today: formatDays(plan.today),
  });
  yield* drawPersons(other, count, false, new Random(seed, STREAM.fresh));
}
