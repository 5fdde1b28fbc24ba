import { createGaborBank, type GaborBank, type GaborShape, orientationIndex } from '../gabor.ts';
import { blurCells, CELL, type Grid, gridOf, sampleCells, sumCells } from './cells.ts';
import { directionAt, estimateFlow, type Flow } from './flow.ts';
import { growMask, maskClarity, maskContrast } from './mask.ts';
import type { Normalised } from './normalise.ts';
import { estimateSpacing, periodIndex, periods } from './spacing.ts';

const shape: GaborShape = { orientations: 48, periods, across: 0.42, along: 0.5 };

/** Ridges made clear, and how clear they were. */
export interface Enhanced {
  readonly grid: Grid;
  /** Above 0 where a ridge is. */
  readonly ridges: Float32Array;
  /** A pixel: 1 inside the finger. */
  readonly mask: Uint8Array;
  /** A cell: 1 inside the finger. */
  readonly cells: Uint8Array;
  readonly flow: Flow;
  /** A cell: 0 nothing that looks like ridges, 1 clean ridges. */
  readonly clarity: Float32Array;
  readonly spacing: Float32Array;
}

/**
 * Filters along the ridges twice: the direction measured on the first answer is the better one in noisy places, and the second
 * pass works on the image itself again, so that no artefact of the first is kept.
 */
export function enhance({ values, deviation }: Normalised, width: number, height: number): Enhanced {
  const grid = gridOf(width, height);
  const rough = maskContrast(deviation, width, height);
  const bank = createGaborBank(shape, width, height);
  const first = estimateFlow(values, width, height, 2.2);
  const spacing = estimateSpacing(values, rough, first, width, height);
  const inside = growMask(rough, grid, width, height);
  const sketch = answer(bank, values, inside, first, spacing, width, height);
  const flow = estimateFlow(limit(sketch), width, height, 1.8);
  const ridges = answer(bank, values, inside, flow, spacing, width, height);
  const clarity = measureClarity(ridges, width, height);
  const cells = maskClarity(clarity, rough, grid, 0.3);
  return { grid, ridges, mask: growMask(cells, grid, width, height), cells, flow, clarity, spacing };
}

/** Strong places count no more than clear ones. */
function limit(ridges: Float32Array): Float32Array {
  return ridges.map((value) => Math.max(-1, Math.min(1, value * 1.5)));
}

function answer(
  bank: GaborBank,
  values: Float32Array,
  mask: Uint8Array,
  flow: Flow,
  spacing: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const order = new Uint8Array(width * height);
  const period = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (mask[at] === 0) continue;
      order[at] = orientationIndex(directionAt(flow, x, y), shape.orientations);
      period[at] = periodIndex(sampleCells(spacing, flow.grid, x, y));
    }
  return bank.filter(values, mask, order, period);
}

/** The filters' mean answer about a cell: a clean wave of deviation 1 would answer with 0.9. */
function measureClarity(ridges: Float32Array, width: number, height: number): Float32Array {
  const strength = sumCells(ridges.map(Math.abs), width, height);
  const even = blurCells(strength, gridOf(width, height), 2.5);
  return even.map((value) => Math.min(1, value / (0.9 * CELL * CELL)));
}
