import type { Random } from './random.ts';

/** The five classes of Galton and Henry. */
export const patterns = ['arch', 'tented-arch', 'left-loop', 'right-loop', 'whorl'] as const;
export type Pattern = (typeof patterns)[number];

/** How often each class occurs (Wilson, Candela, Watson 1994). */
const shares: Readonly<Record<Pattern, number>> = {
  arch: 0.037,
  'tented-arch': 0.029,
  'left-loop': 0.338,
  'right-loop': 0.317,
  whorl: 0.279,
};

export function drawPattern(random: Random): Pattern {
  let left = random.next();
  for (const pattern of patterns) {
    left -= shares[pattern];
    if (left < 0) return pattern;
  }
  return 'left-loop';
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where ridges turn (cores) and where three flows meet (deltas), in pixels from the top left. */
export interface Singularities {
  readonly cores: readonly Point[];
  readonly deltas: readonly Point[];
}

/** The ridge's direction at a pixel: radians over half a turn, y downwards. */
export type OrientationAt = (x: number, y: number) => number;

export function drawSingularities(pattern: Pattern, random: Random, width: number, height: number): Singularities {
  const near = (x: number, y: number): Point => ({
    x: width * (x + 0.045 * random.normal()),
    y: height * (y + 0.045 * random.normal()),
  });
  switch (pattern) {
    case 'arch':
      return { cores: [], deltas: [] };
    case 'tented-arch': {
      const core = near(0.5, 0.42);
      return {
        cores: [core],
        deltas: [{ x: core.x + 3 * random.normal(), y: core.y + height * random.between(0.2, 0.28) }],
      };
    }
    case 'left-loop':
      return { cores: [near(0.5, 0.4)], deltas: [near(random.between(0.74, 0.9), random.between(0.64, 0.82))] };
    case 'right-loop':
      return { cores: [near(0.5, 0.4)], deltas: [near(random.between(0.1, 0.26), random.between(0.64, 0.82))] };
    case 'whorl': {
      const core = near(0.5, 0.37);
      const below = { x: core.x + 12 * random.normal(), y: core.y + height * random.between(0.07, 0.18) };
      return { cores: [core, below], deltas: [near(0.13, 0.74), near(0.87, 0.74)] };
    }
  }
}

/** Zero-pole model (Sherlock and Monro 1993), each turn bent piecewise (Vizcaya and Gerhardt 1996); arches as a sine. */
export function createOrientation(found: Singularities, random: Random, width: number, height: number): OrientationAt {
  if (found.cores.length === 0) return createArch(random, width, height);
  const cores = found.cores.map((point) => ({ ...point, bend: createBend(random) }));
  const deltas = found.deltas.map((point) => ({ ...point, bend: createBend(random) }));
  return (x, y) => {
    let twice = 0;
    for (const core of cores) twice += core.bend(Math.atan2(core.y - y, x - core.x));
    for (const delta of deltas) twice -= delta.bend(Math.atan2(delta.y - y, x - delta.x));
    return halfTurn(-twice / 2);
  };
}

function createArch(random: Random, width: number, height: number): OrientationAt {
  const steepness = random.between(1.1, 1.9);
  const reach = random.between(0.95, 1.15);
  const axis = width * (0.5 + 0.03 * random.normal());
  return (x, y) => {
    const bow = Math.max(0, Math.min(1, (y / height) * reach)) * Math.max(0, 1.15 - y / height);
    return halfTurn(
      Math.atan(steepness * 2.2 * bow * Math.sin(Math.max(-1, Math.min(1, (x - axis) / (width / 2))) * Math.PI)),
    );
  };
}

const BENDS = 8;

function createBend(random: Random): (angle: number) => number {
  const offsets = Float64Array.from({ length: BENDS }, () => 0.25 * random.normal());
  return (angle) => {
    const place = ((angle + Math.PI) / (2 * Math.PI)) * BENDS;
    const index = Math.floor(place) % BENDS;
    const part = place - Math.floor(place);
    return angle + offsets[index]! * (1 - part) + offsets[(index + 1) % BENDS]! * part;
  };
}

function halfTurn(angle: number): number {
  const turned = angle % Math.PI;
  return turned < 0 ? turned + Math.PI : turned;
}
