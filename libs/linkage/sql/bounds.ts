import { formName } from '../clean.ts';
import type { Comparison, Model, Test } from '../model.ts';
import { type Weigher, weighersOf } from '../score.ts';
import {
  bitsOfLevel,
  bitsSql,
  formsRead,
  frequencyColumn,
  isByFrequency,
  isCheap,
  left,
  levelSql,
  right,
} from './compare.ts';
import { dropTables, type Run } from './tables.ts';
import { choose, number, quote } from './text.ts';

/** A part of a cleaned value that two rows may have in common, kept as a number. */
interface Part {
  readonly name: string;
  readonly sql: string;
}

const wholePart = (form: string): Part => ({ name: `part ${form}`, sql: quote(form) });
const firstPart = (field: string): Part => ({ name: `part ${field} first`, sql: `left(${quote(field)}, 4)` });
const lastPart = (field: string): Part => ({ name: `part ${field} last`, sql: `right(${quote(field)}, 4)` });

/** Of which parts one has to be the same for a test to hold; undefined where letters have to be compared. */
function partsAsked(field: string, test: Test): Part[] | undefined {
  switch (test.is) {
    case 'same':
      return [wholePart(formName(field, test.form === 'marked' ? 'plain' : test.form))];
    case 'initials':
      return [wholePart(formName(field, 'short'))];
    case 'missingMiddle':
      return [wholePart(formName(field, 'ends'))];
    case 'oneEdit':
      // Of ten letters, a date's, one slip leaves the first four or the last four as they were.
      return test.letters === 10 ? [firstPart(field), lastPart(field)] : undefined;
    case 'dayMonthSwapped':
    case 'lessPrecise':
    case 'sameYear':
    case 'sameYearAndPart':
      return [firstPart(field)];
    case 'sameDayMonth':
      return [lastPart(field)];
    default:
      return undefined;
  }
}

function partsOf({ field, levels }: Comparison): Part[] {
  const asked = levels.flatMap(({ when }) => when.flatMap((test) => partsAsked(field, test) ?? []));
  return [...new Map([wholePart(field), ...asked].map((part) => [part.name, part])).values()];
}

const most = (field: string) => `most ${field}`;

/** What a comparison can add at most, as far as it can be told without looking at letters. */
function boundSql({ comparison, bits }: Weigher): string {
  const { field, levels } = comparison;
  const whole = wholePart(field);
  const same = ({ name }: Part) => `${left(name)} = ${right(name)}`;
  let open = bits[0]!;
  const told = new Map<string, number>();
  for (const [at, { when }] of levels.entries()) {
    const weight = bits[levels.length - at]!;
    for (const parts of when.map((test) => partsAsked(field, test))) {
      if (parts === undefined) open = Math.max(open, weight);
      for (const part of parts ?? [])
        if (part.name !== whole.name) told.set(same(part), Math.max(told.get(same(part)) ?? weight, weight));
    }
  }
  const cases = Array.from(told).sort((a, b) => b[1] - a[1]);
  return choose(
    [
      [`${left(whole.name)} IS NULL OR ${right(whole.name)} IS NULL`, '0'],
      [same(whole), quote(most(field))],
      ...cases.filter(([, weight]) => weight > open).map(([holds, weight]) => [holds, number(weight)] as const),
    ],
    number(comparison.silentWhen ? Math.max(0, open) : open),
  );
}

/** Codes and categories are compared as they are: that costs no more. */
const isExact = (comparison: Comparison) => isCheap(comparison) && !comparison.levels.some(isOfDates);
const isOfDates = ({ when }: Comparison['levels'][number]) => when.some(({ is }) => is === 'sameYear');

/** What equal values are worth at most: those of the left side's row, by how frequent its value is. */
function mostSql({ comparison, bits, floors, usual }: Weigher): string {
  const adjusted = bits.map((weight, level) => bitsOfLevel(comparison.field, weight, floors[level], usual));
  return `greatest(0, ${adjusted.join(', ')}) AS ${quote(most(comparison.field))}`;
}

/**
 * The pairs that can reach a weight, as a table of `l` and `r`: told by dates, codes and by whether the forms of names and
 * places are the same, which is cheap and leaves few pairs of which letters have to be compared.
 */
export async function keepReachable(run: Run, model: Model, pairs: string, atLeast: number): Promise<string> {
  const { database, prefix } = run;
  const weighers = weighersOf(model);
  const cheap = weighers.filter(({ comparison }) => isExact(comparison));
  const costly = weighers.filter(({ comparison }) => !isExact(comparison));
  const read = formsRead({ comparisons: cheap.map(({ comparison }) => comparison) });
  const parts = costly.flatMap(({ comparison }) => partsOf(comparison));
  const frequent = cheap.filter(({ comparison }) => isByFrequency(comparison));
  const ofLeft = [
    ...costly.map(mostSql),
    ...frequent.map(({ comparison }) => quote(frequencyColumn(comparison.field))),
  ];
  const table = async (name: string, source: string, more: readonly string[]) => {
    const hashes = parts.map(
      ({ name, sql }) =>
        `CASE WHEN ${sql} IS NOT NULL THEN CAST(hash(${sql}) & 4294967295 AS UINTEGER) END AS ${quote(name)}`,
    );
    const columns = ['row', ...read.map(quote), ...hashes];
    await database.execute(
      `CREATE OR REPLACE TABLE ${name} AS SELECT ${[...columns, ...more].join(', ')} FROM ${source}`,
    );
  };
  await table(`${prefix}bound_left`, run.weighed, ofLeft);
  await table(`${prefix}bound_right`, run.right, []);
  const both = [...read, ...parts.map(({ name }) => name)].flatMap((name) => [
    `l.${quote(name)} AS ${left(name)}`,
    `r.${quote(name)} AS ${right(name)}`,
  ]);
  const own = [
    ...costly.map(({ comparison }) => most(comparison.field)),
    ...frequent.map(({ comparison }) => frequencyColumn(comparison.field)),
  ].map((name) => `l.${quote(name)}`);
  const bound = (shared: boolean) =>
    weighers
      .filter(({ comparison }) => (comparison.shared === true) === shared)
      .map((weigher) => (isExact(weigher.comparison) ? bitsSql(weigher) : boundSql(weigher)))
      .join(' + ') || '0';
  await database.execute(`CREATE OR REPLACE TABLE ${prefix}near AS SELECT l, r
    FROM (SELECT ${['*', ...cheap.map(({ comparison }) => levelSql(comparison))].join(', ')}
      FROM (SELECT ${['pairs.l', 'pairs.r', ...both, ...own].join(', ')}
        FROM ${pairs} AS pairs JOIN ${prefix}bound_left AS l ON l.row = pairs.l JOIN ${prefix}bound_right AS r ON r.row = pairs.r))
    WHERE ${bound(false)} + ${sharedSql(model, bound(true))} >= ${number(atLeast - 1e-6)}`);
  await dropTables(database, [`${prefix}bound_left`, `${prefix}bound_right`]);
  return `${prefix}near`;
}

/** What relatives share, less what two of them would agree on: it grows with what it is made of, so a bound of that is one of this. */
function sharedSql({ parameters }: Model, bits: string): string {
  const { relatives } = parameters!;
  if (relatives === undefined) return `(${bits})`;
  return `-log2(${number(1 - relatives)} * pow(2, -(${bits})) + ${number(relatives)})`;
}
