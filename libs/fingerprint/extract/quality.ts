import { CELL } from './cells.ts';
import type { Enhanced } from './enhance.ts';

const PIXELS_A_MM = 500 / 25.4;

/**
 * How much can be expected of an impression, 0 to 100: area of clear ridges (a full thumb print has some 250 mm²), how clear they
 * are, and whether there are enough minutiae to tell persons apart. The weakest of the three holds the others down.
 */
export function rateQuality({ cells, clarity }: Enhanced, minutiae: number): number {
  let inside = 0;
  let clear = 0;
  for (let at = 0; at < cells.length; at++) {
    if (cells[at] === 0) continue;
    inside++;
    clear += clarity[at]!;
  }
  if (inside === 0) return 0;
  const area = (inside * CELL * CELL) / PIXELS_A_MM ** 2;
  const enough = rise(area, 20, 180);
  const distinct = rise(clear / inside, 0.3, 0.85);
  const many = rise(minutiae, 4, 28);
  return Math.round(100 * Math.cbrt(enough * distinct * many));
}

function rise(value: number, none: number, full: number): number {
  return Math.max(0, Math.min(1, (value - none) / (full - none)));
}
