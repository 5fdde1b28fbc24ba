import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, openFileKeyStore } from '#kernel';
import { type Template, writeIsoRecord } from '#libs/fingerprint';
import type { EngineOptions } from './engine.ts';
import type { Fusion } from './fusion.ts';
import type { FingerPosition, FingerSample, Reference } from './matcher.ts';

/** Curves for faces of random numbers and fingers of random minutiae: none of a model. */
export const FUSION: Fusion = {
  face: [
    [0.2, -3],
    [0.5, 0],
    [0.9, 6],
  ],
  finger: [
    [0, -1],
    [20, 0],
    [60, 4],
  ],
  same: 65,
  unsure: 50,
};

export const DIMENSION = 32;

export const makeHome = () => mkdtempSync(join(tmpdir(), 'dancu-engine-'));

/** Everything small; the keys lie beside the home. */
export function optionsFor(home: string, changed: Partial<EngineOptions> = {}): EngineOptions {
  return {
    home: join(home, 'engine'),
    keys: openFileKeyStore(join(home, 'keys'), undefined),
    model: { id: 'random', dimension: DIMENSION },
    fusion: FUSION,
    threads: 0,
    segmentBytes: 4096,
    ...changed,
  };
}

export const makeReference = () => newId() as Reference;

/** Numbers from -1 to 1 that are the same in each run (mulberry32: seeds next to each other have nothing in common). */
export function draw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** @param apart how far a photo is from the person's first one, 0 upwards */
export function makeFace(person: number, photo = 0, apart = 0): Float32Array {
  const own = draw(person);
  const other = draw(1_000_003 * (photo + 1) + person);
  return Float32Array.from({ length: DIMENSION }, () => own() + own() + apart * other());
}

/** A finger of scattered minutiae; impressions of it differ by a pixel or two. */
export function makeFinger(person: number, position: FingerPosition, impression = 0): FingerSample {
  const own = draw(31 * person + position + 7);
  const other = draw(1_000_003 * (impression + 1) + person);
  const minutiae = Array.from({ length: 32 }, (_, at) => ({
    x: 150 + 120 * own() + 1.5 * other(),
    y: 180 + 150 * own() + 1.5 * other(),
    direction: Math.PI * (1 + own()),
    type: at % 2 === 0 ? ('ending' as const) : ('bifurcation' as const),
    quality: 80,
  }));
  const template: Template = { width: 300, height: 360, dpi: 500, quality: 80, minutiae };
  return { position, template: writeIsoRecord([{ position, view: 0, impression: 0, template }], 2005) };
}
