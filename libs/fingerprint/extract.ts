import { enhance } from './extract/enhance.ts';
import { cleanLines, type Lines } from './extract/lines.ts';
import { findMinutiae } from './extract/minutiae.ts';
import { normalise } from './extract/normalise.ts';
import { rateQuality } from './extract/quality.ts';
import { thin } from './extract/thin.ts';
import { type GreyImage, standardise } from './raster.ts';
import type { Template } from './template.ts';

/**
 * Finds the minutiae of one finger. The template's coordinates are at 500 dpi whatever the image has. Never fails on a bad or
 * empty image: that gives few or no minutiae and a low quality, and the caller decides whether to scan again.
 */
export function extractTemplate(image: GreyImage): Template {
  const standard = standardise(image);
  const { width, height, dpi } = standard;
  const enhanced = enhance(normalise(standard), width, height);
  const ridges = enhanced.ridges.map((value, at) => (value > 0 && enhanced.mask[at] === 1 ? 1 : 0));
  const lines: Lines = { width, height, pixels: thin(Uint8Array.from(ridges), width, height) };
  cleanLines(lines, meanSpacing(enhanced.spacing, enhanced.cells));
  const minutiae = findMinutiae(lines, enhanced);
  return { width, height, dpi, quality: rateQuality(enhanced, minutiae.length), minutiae };
}

function meanSpacing(spacing: Float32Array, cells: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < cells.length; at++) {
    if (cells[at] === 0) continue;
    sum += spacing[at]!;
    count++;
  }
  return count === 0 ? 9 : sum / count;
}
