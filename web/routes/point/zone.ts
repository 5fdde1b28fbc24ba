/** Where a field stands: line, first column, width. */
type Place = readonly [line: number, from: number, width: number];

interface Layout {
  readonly lines: number;
  readonly width: number;
  readonly number: Place;
  readonly birth: Place;
  readonly expiry: Place;
  /** The digit over all, and what it covers. */
  readonly whole: Place;
  readonly over: readonly Place[];
}

/** Documents of two lines differ in their width, and in how far the last digit reaches. */
const twoLines = (width: number, covered: number): Layout => ({
  ...{ lines: 2, width, number: [1, 0, 9], birth: [1, 13, 6], expiry: [1, 21, 6], whole: [1, width - 1, 1] },
  over: [
    [1, 0, 10],
    [1, 13, 7],
    [1, 21, covered],
  ],
});

/** Cards (3 lines of 30), larger identity documents (2 of 36), passports (2 of 44): ICAO Doc 9303-4 to -6. */
const LAYOUTS: readonly Layout[] = [
  {
    ...{ lines: 3, width: 30, number: [0, 5, 9], birth: [1, 0, 6], expiry: [1, 8, 6], whole: [1, 29, 1] },
    over: [
      [0, 5, 25],
      [1, 0, 7],
      [1, 8, 7],
      [1, 18, 11],
    ],
  },
  twoLines(36, 14),
  twoLines(44, 22),
];

export type ZoneFault =
  | { readonly kind: 'lines' }
  | { readonly kind: 'length'; readonly line: number; readonly count: number; readonly width: number }
  | { readonly kind: 'digit'; readonly of: 'number' | 'birth' | 'expiry' | 'whole' };

/** As an officer types it: capitals, without spaces, and without what a keyboard makes of two fillers. */
export const cleanZone = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll('«', '<<')
    .replace(/[^A-Z0-9<\n]/g, '');

export const zoneLines = (text: string): string[] =>
  cleanZone(text)
    .split('\n')
    .filter((line) => line !== '');

const WEIGHTS = [7, 3, 1] as const;

function digitOf(text: string): string {
  let sum = 0;
  for (const [at, letter] of [...text].entries())
    sum += (letter === '<' ? 0 : Number.parseInt(letter, 36)) * WEIGHTS[at % 3]!;
  return String(sum % 10);
}

/**
 * What does not hold together in lines that were typed: the shape first, then each check digit. While lines are still being typed only
 * what is there is held against it.
 * @param isWhole whether all lines are there
 */
export function findZoneFaults(lines: readonly string[], isWhole: boolean): ZoneFault[] {
  if (lines.length === 0) return [];
  const [first] = lines as [string];
  const layout =
    LAYOUTS.find(({ lines: count, width }) => lines.length === count && first.length === width) ??
    LAYOUTS.find(({ width }) => first.length === width) ??
    LAYOUTS.find(({ lines: count }) => lines.length === count);
  if (!layout || lines.length > layout.lines) return isWhole || lines.length > 3 ? [{ kind: 'lines' }] : [];
  if (isWhole && lines.length < layout.lines) return [{ kind: 'lines' }];
  const faults: ZoneFault[] = [];
  for (const [at, line] of lines.entries()) {
    const isOver = line.length > layout.width;
    // A line that another follows is done.
    const isShort = line.length < layout.width && (isWhole || at < lines.length - 1);
    if (isOver || isShort) faults.push({ kind: 'length', line: at + 1, count: line.length, width: layout.width });
  }
  if (faults.length > 0) return faults;
  const read = (line: number, from: number, width: number) => (lines[line] ?? '').slice(from, from + width);
  for (const part of ['number', 'birth', 'expiry'] as const) {
    const [line, from, width] = layout[part];
    const [field, digit] = [read(line, from, width), read(line, from + width, 1)];
    // Of a number of more than nine characters the digit stands behind its rest: the last digit of all holds it.
    const isLong = part === 'number' && digit === '<';
    if (digit !== '' && !isLong && digitOf(field) !== digit) faults.push({ kind: 'digit', of: part });
  }
  const whole = read(...layout.whole);
  const covered = layout.over.map((place) => read(...place)).join('');
  if (faults.length === 0 && whole !== '' && digitOf(covered) !== whole) faults.push({ kind: 'digit', of: 'whole' });
  return faults;
}
