import { isWithinOneEdit } from '#libs/names';
import { type Clean, formName } from './clean.ts';
import type { Comparison, Test } from './model.ts';
import { bytesOf, jaroWinkler } from './similarity.ts';

type Compare = (left: Clean, right: Clean) => boolean;

/** How similar the second of two exchanged values has to be; a little less, as sums of thirds end differently elsewhere. */
export const ALIKE = 0.85 - 1e-9;

const yearOf = (date: string) => Number(date.slice(0, 4));

function hasAllWords(words: string, among: string): boolean {
  if (!words.includes(' ') && !among.includes(' ')) return words === among;
  const held = among.split(' ');
  return words.split(' ').every((word) => held.includes(word));
}

/** A condition on two plain values that are present. */
type OnPlain = (a: string, b: string) => boolean;

const onDates: Record<'dayMonthSwapped' | 'lessPrecise' | 'sameDayMonth' | 'sameYear' | 'sameYearAndPart', OnPlain> = {
  dayMonthSwapped: (a, b) =>
    a.length === 10 &&
    b.length === 10 &&
    a.slice(0, 4) === b.slice(0, 4) &&
    a.slice(5, 7) === b.slice(8) &&
    a.slice(8) === b.slice(5, 7),
  lessPrecise: (a, b) => a.length !== b.length && (a.startsWith(b) || b.startsWith(a)),
  sameDayMonth: (a, b) => a.length === 10 && b.length === 10 && a.slice(5) === b.slice(5),
  sameYear: (a, b) => a.slice(0, 4) === b.slice(0, 4),
  sameYearAndPart: (a, b) =>
    a.length === 10 &&
    b.length === 10 &&
    (a.slice(0, 7) === b.slice(0, 7) || (a.slice(0, 4) === b.slice(0, 4) && a.slice(8) === b.slice(8))),
};

/** The condition as a function of two cleaned rows; `fields` of which are present, as `levelOf` has made sure. */
function compileTest(field: string, test: Test): Compare {
  const plain = (compare: OnPlain): Compare => {
    return (left, right) => compare(left[field]!, right[field]!);
  };
  switch (test.is) {
    case 'same': {
      const form = formName(field, test.form);
      return (left, right) => left[form] !== undefined && left[form] === right[form];
    }
    case 'oneEdit': {
      const form = formName(field, test.form);
      const letters = test.letters ?? 4;
      return (left, right) => {
        const [a, b] = [bytesOf(left[form] ?? ''), bytesOf(right[form] ?? '')];
        return Math.max(a.length, b.length) >= letters && isWithinOneEdit(a, b);
      };
    }
    case 'similar': {
      const form = formName(field, test.form);
      // Sums of thirds: the last bit may fall either way between two machines.
      const atLeast = test.atLeast - 1e-9;
      return (left, right) => jaroWinkler(left[form] ?? '', right[form] ?? '') >= atLeast;
    }
    case 'initials': {
      const short = formName(field, 'short');
      return (left, right) =>
        left[short] === right[short] && (left[short] === left[field] || right[short] === right[field]);
    }
    case 'missingMiddle': {
      const ends = formName(field, 'ends');
      return (left, right) =>
        left[ends] === right[ends] &&
        (hasAllWords(left[field]!, right[field]!) || hasAllWords(right[field]!, left[field]!));
    }
    case 'someWords':
      return plain(
        (a, b) => (a.length <= b.length && hasAllWords(a, b)) || (b.length <= a.length && hasAllWords(b, a)),
      );
    case 'beginning': {
      const letters = test.letters ?? 3;
      return plain((a, b) => Math.min(a.length, b.length) >= letters && (a.startsWith(b) || b.startsWith(a)));
    }
    case 'exchanged': {
      const other = test.with;
      return (left, right) => {
        const [a, b, c, d] = [left[field], right[other], left[other], right[field]];
        if (a === undefined || b === undefined || c === undefined || d === undefined || a === d) return false;
        return (a === b && jaroWinkler(c, d) >= ALIKE) || (c === d && jaroWinkler(a, b) >= ALIKE);
      };
    }
    case 'withinYears':
      return plain((a, b) => Math.abs(yearOf(a) - yearOf(b)) <= test.years);
    case 'within':
      return plain((a, b) => Math.abs(Number(a) - Number(b)) <= test.difference);
    default:
      return plain(onDates[test.is]);
  }
}

/** The level of agreement: -1 where a side is absent, 0 different, then up to the number of levels for the strongest. */
export type Leveller = (left: Clean, right: Clean) => number;

export function compileComparison({ field, levels, silentWhen = [] }: Comparison): Leveller {
  const silent = silentWhen.map((test) => compileTest(field, test));
  const tests = levels.map(({ when }) => when.map((test) => compileTest(field, test)));
  return (left, right) => {
    if (left[field] === undefined || right[field] === undefined) return -1;
    for (const holds of silent) if (holds(left, right)) return -1;
    for (let at = 0; at < tests.length; at++) {
      for (const holds of tests[at]!) if (holds(left, right)) return tests.length - at;
    }
    return 0;
  };
}

/** The name of a level by its number. */
export function levelName({ levels }: Comparison, level: number): string {
  if (level < 0) return 'absent';
  return level === 0 ? 'different' : levels[levels.length - level]!.level;
}
