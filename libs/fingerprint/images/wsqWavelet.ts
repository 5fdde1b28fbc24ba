/** The wavelet side of WSQ: where the 64 subbands lie in the field of coefficients, and how they are joined to an image again. */

/** Synthesis filters, symmetric with an odd number of taps: the middle and one half. */
export interface Filters {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface Subband {
  /** 0 to 63 as the standard counts. */
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The second of two halves holds its frequencies in reverse, so that its own halves lie the other way round. */
  readonly turnedX: boolean;
  readonly turnedY: boolean;
}

/** The areas that one step of the transform had taken apart into four, in the order of taking apart, and the subbands. */
export function takeApart(width: number, height: number): { areas: Area[]; subbands: Subband[] } {
  const areas: Area[] = [];
  const subbands: Subband[] = [];
  const quarter = (area: Area): [Area, Area, Area, Area] => {
    areas.push(area);
    const [left, right] = halve(area.width, area.turnedX);
    const [top, bottom] = halve(area.height, area.turnedY);
    const make = (second: boolean, lower: boolean): Area => ({
      x: area.x + (second ? left : 0),
      y: area.y + (lower ? top : 0),
      width: second ? right : left,
      height: lower ? bottom : top,
      turnedX: second,
      turnedY: lower,
    });
    return [make(false, false), make(true, false), make(false, true), make(true, true)];
  };
  const keep = (first: number, kept: readonly Area[]): void => {
    for (const [index, { x, y, width, height }] of kept.entries())
      subbands.push({ number: first + index, x, y, width, height });
  };
  const keepQuarters = (first: number, kept: readonly Area[]): void => {
    for (const [index, area] of kept.entries()) keep(first + 4 * index, quarter(area));
  };

  const whole: Area = { x: 0, y: 0, width, height, turnedX: false, turnedY: false };
  const [coarse, right, lower] = quarter(whole);
  const [low, fineRight, fineLower, fine] = quarter(coarse);
  const [lowest, ...others] = quarter(low);
  const [core, ...around] = quarter(lowest);
  keepQuarters(0, [core]);
  keep(4, around);
  keepQuarters(7, others);
  keepQuarters(19, quarter(fineRight));
  keepQuarters(35, quarter(fineLower));
  keep(51, [fine]);
  keepQuarters(52, [right, lower]);
  // 60 to 63, the finest detail of both directions, are never sent.
  return { areas, subbands };
}

/** The lower frequencies have the odd place. */
function halve(length: number, turned: boolean): [number, number] {
  const low = Math.ceil(length / 2);
  return turned ? [length - low, low] : [low, length - low];
}

export function layOut(width: number, height: number): Subband[] {
  return takeApart(width, height).subbands;
}

/** Joins all subbands, in place. */
export function joinSubbands(field: Float32Array, width: number, height: number, filters: Filters): void {
  const longest = Math.max(width, height);
  const line = createLine(longest, filters);
  for (const area of takeApart(width, height).areas.reverse()) {
    const start = area.y * width + area.x;
    for (let column = 0; column < area.width; column++)
      line.join(field, start + column, width, area.height, area.turnedY);
    for (let row = 0; row < area.height; row++) line.join(field, start + row * width, 1, area.width, area.turnedX);
  }
}

interface Line {
  /** Joins the two halves of one line of `length` values that are `step` apart. */
  join(field: Float32Array, start: number, step: number, length: number, turned: boolean): void;
}

function createLine(longest: number, { low, high }: Filters): Line {
  const reach = Math.max(low.length, high.length);
  // The line with both halves between each other, and mirrored about its first and last value at the ends.
  const woven = new Float64Array(longest + 2 * reach);
  return {
    join(field, start, step, length, turned) {
      // A single value has no neighbour to mirror: it stands for itself.
      if (length < 2) return;
      const [first] = halve(length, turned);
      for (let at = 0; at < length; at++) {
        const isLow = at % 2 === 0;
        const index = (isLow === !turned ? 0 : first) + (at >> 1);
        woven[reach + at] = field[start + index * step]!;
      }
      for (let at = 1; at <= reach; at++) {
        woven[reach - at] = woven[reach + mirror(at, length)]!;
        woven[reach + length - 1 + at] = woven[reach + length - 1 - mirror(at, length)]!;
      }
      for (let at = 0; at < length; at++) field[start + at * step] = weigh(woven, reach + at, at % 2 === 0, low, high);
    },
  };
}

/** How far from an end the value is that stands `at` beyond it; short lines are mirrored more than once. */
function mirror(at: number, length: number): number {
  const period = 2 * (length - 1);
  const rest = at % period;
  return rest < length ? rest : period - rest;
}

/** Even places hold the low half, odd ones the high half; each filter sees only its own. */
function weigh(woven: Float64Array, at: number, even: boolean, low: Float64Array, high: Float64Array): number {
  const [own, other] = even ? [low, high] : [high, low];
  let sum = own[0]! * woven[at]!;
  for (let tap = 2; tap < own.length; tap += 2) sum += own[tap]! * (woven[at - tap]! + woven[at + tap]!);
  for (let tap = 1; tap < other.length; tap += 2) sum += other[tap]! * (woven[at - tap]! + woven[at + tap]!);
  return sum;
}
