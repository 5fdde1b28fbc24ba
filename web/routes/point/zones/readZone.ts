import { correctZone, type Kind, SHAPES } from './correct.ts';
import { ABOVE, BELOW, LETTERS, takeCell, weighLetters } from './letters.ts';
import { evenGround, findTurn, type Grey, straighten, toGrey } from './picture.ts';
import { findGrid, findGroups, type Grid } from './rows.ts';

/** A line of thirty letters, so wide, has letters of about forty points. */
const WIDTH = 1200;
/** How far around it the ground of a point is taken, as a part of the width. */
const GROUND = 1 / 40;

const ALLOWED: Readonly<Record<Kind, readonly number[]>> = {
  L: [...LETTERS].flatMap((letter, at) => (/[A-Z<]/.test(letter) ? [at] : [])),
  D: [...LETTERS].flatMap((letter, at) => (/[0-9<]/.test(letter) ? [at] : [])),
  M: [...LETTERS].map((_, at) => at),
};

/** Below this mean a picture is too dark to say what is missing. */
const DARK = 40;

/** Lines whose check digits hold; or lines are there that could not be read, or nothing that looks like them, or too little light. */
export type Reading = { readonly lines: readonly string[] } | 'unread' | 'nothing' | 'dark';

/** The machine-readable lines in a picture of about their own shape: RGBA, as a canvas has it. */
export function readZone(picture: { width: number; height: number; data: ArrayLike<number> }): Reading {
  const seen = toGrey(picture);
  const even = evenGround(seen, Math.round(picture.width * GROUND));
  const grey = straighten(even, findTurn(even), WIDTH);
  const groups = findGroups(grey);
  for (const bands of groups)
    for (const shape of SHAPES) {
      if (shape.length !== bands.length) continue;
      const letters = readLetters(grey, findGrid(grey, bands, shape[0]!.length), shape);
      const lines = letters && correctZone(letters);
      if (lines) return { lines };
    }
  if (groups.length > 0) return 'unread';
  return seen.data.reduce((sum, value) => sum + value, 0) < DARK * seen.data.length ? 'dark' : 'nothing';
}

/** A letter is looked at from so far beside, above and below, as parts of its column and line: where it stands is not known better. */
const LOOKS = [
  [0, 0],
  [-0.08, 0],
  [0.08, 0],
  [0, -0.05],
  [0, 0.05],
] as const;
/** What is less likely is not read: of what no check digit covers more is asked, of dates nothing, as each has a check digit of its own. */
const SURE: Readonly<Record<Kind, number>> = { L: 0.65, D: 0, M: 0.4 };

/** The lines letter by letter. @returns undefined where a letter is unsure */
function readLetters(grey: Grey, { left, pitch, bands }: Grid, shape: readonly string[]): string[] | undefined {
  const lines = bands.map(({ top, foot }, row) => {
    const high = foot - top;
    const letters = [...shape[row]!].map((kind, column) => {
      const allowed = ALLOWED[kind as Kind];
      const likely = new Float32Array(LETTERS.length);
      for (const [beside, below] of LOOKS) {
        const from = left + (column + beside) * pitch;
        const [head, base] = [top + (below - ABOVE) * high, foot + (below + BELOW) * high];
        const weights = weighLetters(takeCell(grey, from, head, from + pitch, base));
        const most = Math.max(...allowed.map((at) => weights[at]!));
        const chances = allowed.map((at) => Math.exp(weights[at]! - most));
        const total = chances.reduce((sum, chance) => sum + chance, 0);
        for (const [at, letter] of allowed.entries()) likely[letter]! += chances[at]! / total / LOOKS.length;
      }
      const best = likely.indexOf(Math.max(...likely));
      return likely[best]! < SURE[kind as Kind] ? undefined : LETTERS[best]!;
    });
    return letters.includes(undefined) ? undefined : letters.join('');
  });
  return lines.every((line) => line !== undefined) ? lines : undefined;
}
