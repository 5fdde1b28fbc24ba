import { findZoneFaults } from '../zone.ts';

/** What a position can hold besides the filler: letters, digits, either. */
export type Kind = 'L' | 'D' | 'M';

const twoLines = (width: number, optional: string): string[] => [
  'L'.repeat(width),
  `${'M'.repeat(9)}DLLL${'D'.repeat(7)}L${'D'.repeat(7)}${optional}D`,
];

/** Cards, larger identity documents, passports: position by position (ICAO Doc 9303-4 to -6). */
export const SHAPES: readonly (readonly string[])[] = [
  [
    `${'L'.repeat(5)}${'M'.repeat(9)}D${'M'.repeat(15)}`,
    `${'D'.repeat(7)}L${'D'.repeat(7)}LLL${'M'.repeat(11)}D`,
    'L'.repeat(30),
  ],
  twoLines(36, 'M'.repeat(7)),
  twoLines(44, `${'M'.repeat(14)}D`),
];

/** Letters and digits that look alike; where either may stand only the check digits can tell. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ O: '0', I: '1', S: '5', B: '8', Z: '2' },
  ...{ 0: 'O', 1: 'I', 5: 'S', 8: 'B', 2: 'Z' },
};

const holds = (lines: readonly string[]) => findZoneFaults(lines, true).length === 0;

/**
 * Lines as they were read, or with one letter or digit exchanged for what looks like it, if the check digits then hold and hold in this
 * one way only. Of two exchanges every hundredth would hold by chance.
 * @returns undefined where they do not
 */
export function correctZone(lines: readonly string[]): readonly string[] | undefined {
  const shape = SHAPES.find((one) => one.length === lines.length && one[0]!.length === lines[0]!.length);
  if (!shape || findZoneFaults(lines, true).some(({ kind }) => kind !== 'digit')) return undefined;
  if (holds(lines)) return lines;
  const places = lines.flatMap((line, row) =>
    [...line].flatMap((letter, column) =>
      shape[row]![column] === 'M' && ALIKE[letter] ? [[row, column] as const] : [],
    ),
  );
  const exchange = (from: readonly string[], [row, column]: readonly [number, number]) =>
    from.map((line, at) =>
      at === row ? line.slice(0, column) + ALIKE[line[column]!]! + line.slice(column + 1) : line,
    );
  const right = places.map((place) => exchange(lines, place)).filter(holds);
  return right.length === 1 ? right[0] : undefined;
}
