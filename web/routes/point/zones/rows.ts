import type { Grey } from './picture.ts';

/** What is darker stands on the ground as ink. */
const INK_BELOW = 165;
/** The least and the most of the picture's height that a line of a zone takes. */
const LEAST_HEIGHT = 0.06;
const MOST_HEIGHT = 0.4;
/** Letters of a zone stand closer than this many heights; the edge of the card is farther off. */
const GAP = 1.15;

interface Band {
  readonly top: number;
  readonly foot: number;
  left: number;
  right: number;
}

/** Where the letters of a zone stand: all lines begin at `left` and have one pitch. */
export interface Grid {
  readonly left: number;
  readonly pitch: number;
  readonly bands: readonly { readonly top: number; readonly foot: number }[];
}

/** Groups of two or three lines of one height, one width and one distance, as only a zone has them. */
export function findGroups(grey: Grey): Band[][] {
  const bands = findBands(grey);
  const groups: Band[][] = [];
  for (const count of [3, 2])
    for (let from = 0; from + count <= bands.length; from++) {
      const group = bands.slice(from, from + count);
      if (belongTogether(group)) groups.push(group);
    }
  return groups;
}

function findBands({ width, height, data }: Grey): Band[] {
  const rows = new Float64Array(height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (data[y * width + x]! < INK_BELOW) rows[y]!++;
  const isText = (y: number) => rows[y]! > width * 0.04;
  const bands: Band[] = [];
  for (let y = 0; y < height; y++) {
    if (!isText(y)) continue;
    const top = y;
    while (y < height && isText(y)) y++;
    const size = y - top;
    if (size < height * LEAST_HEIGHT || size > height * MOST_HEIGHT) continue;
    const extent = findExtent({ width, height, data }, top, y);
    if (extent) bands.push({ top, foot: y, ...extent });
  }
  return bands;
}

/** The longest stretch of a band in which letters follow one another. */
function findExtent({ width, data }: Grey, top: number, foot: number): { left: number; right: number } | undefined {
  const gap = (foot - top) * GAP;
  let [best, left, last] = [undefined as { left: number; right: number } | undefined, -1, -1];
  const end = () => {
    if (left >= 0 && (!best || last - left > best.right - best.left)) best = { left, right: last + 1 };
  };
  for (let x = 0; x < width; x++) {
    let ink = 0;
    for (let y = top; y < foot; y++) if (data[y * width + x]! < INK_BELOW) ink++;
    if (ink < 2) continue;
    if (left < 0 || x - last > gap) {
      end();
      left = x;
    }
    last = x;
  }
  end();
  return best && best.right - best.left > width * 0.4 ? best : undefined;
}

function belongTogether(bands: readonly Band[]): boolean {
  const heights = bands.map(({ top, foot }) => foot - top);
  const height = Math.max(...heights);
  const steps = bands.slice(1).map(({ top }, at) => top - bands[at]!.top);
  const apart = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  return (
    apart(heights) < height * 0.35 &&
    apart(steps) < height * 0.4 &&
    Math.max(...steps) < height * 3.2 &&
    apart(bands.map(({ left }) => left)) < height * 1.2 &&
    apart(bands.map(({ right }) => right)) < height * 1.2
  );
}

/** Begin and pitch of `columns` letters: where the least ink lies on the borders between them. */
export function findGrid({ width, data }: Grey, bands: readonly Band[], columns: number): Grid {
  const left = Math.min(...bands.map((band) => band.left));
  const right = Math.max(...bands.map((band) => band.right));
  const ink = new Float64Array(width);
  for (const { top, foot } of bands)
    for (let y = top; y < foot; y++) for (let x = 0; x < width; x++) ink[x]! += 255 - data[y * width + x]!;
  let best = { left, pitch: (right - left) / columns };
  let least = Number.POSITIVE_INFINITY;
  for (let over = -0.15; over <= 0.65; over += 0.02) {
    const pitch = (right - left) / (columns - over);
    for (let before = -0.1; before <= 0.55; before += 0.02) {
      const begin = left - before * pitch;
      let sum = 0;
      for (let column = 0; column <= columns; column++) {
        const x = Math.round(begin + column * pitch);
        sum += (ink[x - 1] ?? 0) + 2 * (ink[x] ?? 0) + (ink[x + 1] ?? 0);
      }
      // Letters stand in the middle of their columns: of two grids alike in ink the evener one.
      sum *= 1 + 0.3 * Math.abs(2 * before - over);
      if (sum < least) [least, best] = [sum, { left: begin, pitch }];
    }
  }
  return { ...best, bands };
}
