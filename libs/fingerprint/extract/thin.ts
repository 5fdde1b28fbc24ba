/** Thinning to lines of one pixel (Zhang and Suen 1984), then without the corners that make no difference. */

/** Neighbours clockwise from the one above. */
export function neighbourSteps(width: number): readonly number[] {
  return [-width, -width + 1, 1, width + 1, width, width - 1, -1, -width - 1];
}

const FIRST = 1;
const SECOND = 2;

/** For each of the 256 neighbourhoods: in which of the two half steps the middle may go. */
const removable = Uint8Array.from({ length: 256 }, (_, code) => {
  const has = (index: number): number => (code >> index) & 1;
  let count = 0;
  let rises = 0;
  for (let index = 0; index < 8; index++) {
    count += has(index);
    if (has(index) === 0 && has((index + 1) % 8) === 1) rises++;
  }
  if (count < 2 || count > 6 || rises !== 1) return 0;
  const first = has(0) * has(2) * has(4) === 0 && has(2) * has(4) * has(6) === 0;
  const second = has(0) * has(2) * has(6) === 0 && has(0) * has(4) * has(6) === 0;
  return (first ? FIRST : 0) | (second ? SECOND : 0);
});

/** Thins what is 1, in place of a copy; the image's rim becomes 0. */
export function thin(image: Uint8Array, width: number, height: number): Uint8Array {
  const lines = Uint8Array.from(image);
  for (let x = 0; x < width; x++) lines[x] = lines[(height - 1) * width + x] = 0;
  for (let y = 0; y < height; y++) lines[y * width] = lines[y * width + width - 1] = 0;
  const steps = neighbourSteps(width);
  let alive: number[] = [];
  for (let at = 0; at < lines.length; at++) if (lines[at] === 1) alive.push(at);
  for (let changed = true; changed; ) {
    changed = false;
    for (const half of [FIRST, SECOND]) {
      const gone = alive.filter((at) => (removable[codeAt(lines, at, steps)]! & half) !== 0);
      for (const at of gone) lines[at] = 0;
      if (gone.length > 0) changed = true;
      alive = alive.filter((at) => lines[at] === 1);
    }
  }
  for (const at of alive) if (isCorner(codeAt(lines, at, steps))) lines[at] = 0;
  return lines;
}

function codeAt(lines: Uint8Array, at: number, steps: readonly number[]): number {
  let code = 0;
  for (let index = 0; index < 8; index++) code |= lines[at + steps[index]!]! << index;
  return code;
}

/** The inner pixel of a stair: two straight neighbours that touch slantwise, and nothing on the far side. */
function isCorner(code: number): boolean {
  const has = (index: number): boolean => ((code >> (index & 7)) & 1) === 1;
  for (let index = 0; index < 8; index += 2)
    if (has(index) && has(index + 2) && !has(index + 4) && !has(index + 5) && !has(index + 6)) return true;
  return false;
}
