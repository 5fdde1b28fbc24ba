import { neighbourSteps } from './thin.ts';

/** A skeleton: 1 where the middle of a ridge runs, a pixel wide. */
export interface Lines {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** How many lines leave a pixel: 1 at an ending, 2 along a line, 3 and more at a junction (Rutovitz' crossing number). */
export function countBranches({ pixels }: Lines, at: number, steps: readonly number[]): number {
  let rises = 0;
  let before = pixels[at + steps[7]!]!;
  for (let index = 0; index < 8; index++) {
    const value = pixels[at + steps[index]!]!;
    if (value === 1 && before === 0) rises++;
    before = value;
  }
  return rises;
}

/** The pixels with which the lines leave `at`: of a run of neighbours the straight one. */
export function listBranches({ pixels }: Lines, at: number, steps: readonly number[]): number[] {
  const branches: number[] = [];
  for (let index = 0; index < 8; index++) {
    if (pixels[at + steps[index]!] !== 1) continue;
    const slanted = index % 2 === 1;
    if (slanted && (pixels[at + steps[(index + 1) % 8]!] === 1 || pixels[at + steps[index - 1]!] === 1)) continue;
    branches.push(at + steps[index]!);
  }
  return branches;
}

export interface Walk {
  readonly path: readonly number[];
  /** Why it stopped: the line ended, forked, or went on beyond `most` pixels. */
  readonly stop: 'ending' | 'junction' | 'length';
}

/** Follows a line from `from` over its neighbour `first`. The path has neither `from` nor a junction that stops it. */
export function walkLine(lines: Lines, from: number, first: number, most: number, steps: readonly number[]): Walk {
  const path: number[] = [];
  let before = from;
  let at = first;
  while (path.length < most) {
    const branches = countBranches(lines, at, steps);
    if (branches >= 3) return { path, stop: 'junction' };
    path.push(at);
    if (branches <= 1) return { path, stop: 'ending' };
    const next = nextOf(lines, at, before, steps);
    if (next === undefined) return { path, stop: 'ending' };
    before = at;
    at = next;
  }
  return { path, stop: 'length' };
}

function nextOf(lines: Lines, at: number, before: number, steps: readonly number[]): number | undefined {
  const { pixels, width } = lines;
  let fallback: number | undefined;
  for (let index = 0; index < 8; index++) {
    const to = at + steps[index]!;
    if (pixels[to] !== 1 || to === before) continue;
    // A neighbour that also touches where we come from is the same corner, not the way on.
    const apart = Math.max(
      Math.abs((to % width) - (before % width)),
      Math.abs(((to / width) | 0) - ((before / width) | 0)),
    );
    if (apart > 1) return to;
    fallback ??= to;
  }
  return fallback;
}

/** A spur is shorter than a ridge is apart from its neighbour; an island is shorter than two. In ridge periods. */
const SPUR = 0.95;
const ISLAND = 1.5;

/** Takes away the hairs that thinning and noise leave on ridges, and specks that are no ridge. Works on the lines themselves. */
export function cleanLines(lines: Lines, period: number): void {
  const steps = neighbourSteps(lines.width);
  for (let round = 0; round < 2; round++)
    for (const at of listPixels(lines)) {
      if (lines.pixels[at] === 0) continue;
      const branches = listBranches(lines, at, steps);
      if (branches.length === 0) lines.pixels[at] = 0;
      if (branches.length !== 1 || countBranches(lines, at, steps) !== 1) continue;
      const { path, stop } = walkLine(lines, at, branches[0]!, Math.ceil(period * ISLAND), steps);
      const longest = stop === 'junction' ? SPUR * period : stop === 'ending' ? ISLAND * period : 0;
      if (path.length + 1 >= longest) continue;
      lines.pixels[at] = 0;
      for (const step of path) lines.pixels[step] = 0;
    }
}

/** All pixels of the lines, but not the image's rim. */
export function listPixels({ width, height, pixels }: Lines): number[] {
  const found: number[] = [];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) if (pixels[at] === 1) found.push(at);
  return found;
}
