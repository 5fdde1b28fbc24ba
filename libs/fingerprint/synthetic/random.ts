/** Chance that repeats: the same seed gives the same finger on every machine. */
export interface Random {
  /** Even in [0, 1). */
  next(): number;
  /** Even in [from, to). */
  between(from: number, to: number): number;
  /** Gaussian, mean 0, deviation 1. */
  normal(): number;
}

/** Mulberry32 over a hash of the words of the seed. */
export function createRandom(...seed: readonly (string | number)[]): Random {
  let state = 0x811c9dc5;
  for (const char of seed.join('/')) state = Math.imul(state ^ char.codePointAt(0)!, 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** A field that changes smoothly over about `cell` pixels: Gaussian values on a lattice, blended. */
export function createField(
  random: Random,
  width: number,
  height: number,
  cell: number,
): (x: number, y: number) => number {
  const columns = Math.ceil(width / cell) + 2;
  const rows = Math.ceil(height / cell) + 2;
  const lattice = Float32Array.from({ length: columns * rows }, () => random.normal());
  return (x, y) => {
    const gx = Math.max(0, Math.min(columns - 1.001, x / cell));
    const gy = Math.max(0, Math.min(rows - 1.001, y / cell));
    const left = Math.floor(gx);
    const top = Math.floor(gy);
    const fx = blend(gx - left);
    const fy = blend(gy - top);
    const at = top * columns + left;
    const upper = lattice[at]! * (1 - fx) + lattice[at + 1]! * fx;
    const lower = lattice[at + columns]! * (1 - fx) + lattice[at + columns + 1]! * fx;
    return upper * (1 - fy) + lower * fy;
  };
}

function blend(t: number): number {
  return t * t * (3 - 2 * t);
}
