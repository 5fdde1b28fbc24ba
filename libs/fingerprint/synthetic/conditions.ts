import type { Random } from './random.ts';

/** How a finger met a sensor once. Lengths in pixels at 500 dpi, angles in radians. */
export interface Conditions {
  readonly turn: number;
  readonly shift: { readonly x: number; readonly y: number };
  /** How far the skin at the rim is drawn and twisted against the middle. */
  readonly pull: { readonly x: number; readonly y: number; readonly twist: number };
  /** The part of the finger that touches. */
  readonly contact: { readonly x: number; readonly y: number; readonly halfWidth: number; readonly halfHeight: number };
  /** Above 0 ridges spread into the valleys, below 0 they get thin. */
  readonly pressure: number;
  /** Share of ridges that leave no ink. */
  readonly dryness: number;
  /** How much pressure and dryness differ from place to place. */
  readonly patchiness: number;
  readonly smudge: number;
  readonly scratches: number;
  readonly contrast: number;
  /** Deviation of the sensor's noise, in grey levels. */
  readonly noise: number;
}

export interface ConditionOptions {
  /** 0: an attended, clean enrolment; 1: as bad as desks see it. */
  readonly hardness?: number;
  /** What is wanted exactly; the rest is drawn. */
  readonly conditions?: Partial<Conditions>;
}

/** Draws how one impression is taken; every condition gets wider with `hardness`. */
export function drawConditions(random: Random, { hardness = 0.5, conditions = {} }: ConditionOptions): Conditions {
  const hard = Math.max(0, Math.min(1, hardness));
  const spread = (mild: number, harsh: number): number => mild + hard * (harsh - mild);
  const side = (): number => Math.max(-2.2, Math.min(2.2, random.normal()));
  const drawn: Conditions = {
    turn: side() * spread(0.04, 0.2),
    shift: { x: side() * spread(4, 18), y: side() * spread(5, 24) },
    pull: { x: side() * spread(1, 6), y: side() * spread(1, 7), twist: side() * spread(0.005, 0.05) },
    contact: {
      x: 170 + side() * spread(3, 28),
      y: 205 + side() * spread(5, 42),
      halfWidth: spread(135, 108) * (1 + spread(0.03, 0.16) * side()),
      halfHeight: spread(178, 140) * (1 + spread(0.03, 0.16) * side()),
    },
    pressure: side() * spread(0.05, 0.34),
    dryness: Math.abs(side()) * spread(0.06, 0.46),
    patchiness: spread(0.04, 0.32),
    smudge: Math.abs(side()) * spread(0.05, 0.4),
    scratches: Math.floor(random.next() * spread(2, 9)),
    contrast: Math.max(0.25, 0.9 - Math.abs(side()) * spread(0.03, 0.22)),
    noise: 3 + Math.abs(side()) * spread(2, 12),
  };
  return { ...drawn, ...conditions };
}
