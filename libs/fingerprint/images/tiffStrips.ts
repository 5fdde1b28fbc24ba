import { inflateSync } from 'node:zlib';
import { FingerprintError } from '../errors.ts';

/** Adds a strip's bytes to `data` from `filled` on, as far as there is place; returns how much is filled then. */
export type Unpack = (strip: Uint8Array, data: Uint8Array, filled: number) => number;

/** By the number that TIFF gives a compression. */
export const compressions: Readonly<Record<number, Unpack>> = {
  1: copy,
  5: unpackLzw,
  8: unpackDeflate,
  32773: unpackPackBits,
  32946: unpackDeflate,
};

function copy(strip: Uint8Array, data: Uint8Array, filled: number): number {
  const part = strip.subarray(0, data.length - filled);
  data.set(part, filled);
  return filled + part.length;
}

function unpackDeflate(strip: Uint8Array, data: Uint8Array, filled: number): number {
  const most = data.length - filled;
  if (most === 0) return filled;
  try {
    return copy(inflateSync(strip, { maxOutputLength: most }), data, filled);
  } catch (error) {
    throw new FingerprintError('image-broken', `TIFF: a strip does not inflate to ${most} bytes: ${String(error)}`);
  }
}

/** A count, then so many bytes as they are, or one byte so many times. */
function unpackPackBits(strip: Uint8Array, data: Uint8Array, start: number): number {
  let filled = start;
  for (let at = 0; at < strip.length && filled < data.length; ) {
    const head = (strip[at]! << 24) >> 24;
    at++;
    if (head === -128) continue;
    const length = Math.min(Math.abs(head) + 1, data.length - filled);
    if (head < 0) data.fill(strip[at] ?? 0, filled, filled + length);
    else data.set(strip.subarray(at, at + length), filled);
    filled += length;
    at += head < 0 ? 1 : length;
  }
  return filled;
}

const CLEAR = 256;
const END = 257;
const CODES = 4_096;

/**
 * TIFF 6.0 section 13: codes of 9 to 12 bits, the highest bit first, a bit more already one code before they run out. A code
 * stands for bytes that were written before, so that a table of where they are is enough.
 */
function unpackLzw(strip: Uint8Array, data: Uint8Array, start: number): number {
  const starts = new Int32Array(CODES);
  const lengths = new Int32Array(CODES);
  let filled = start;
  let next = END + 1;
  let width = 9;
  let before = -1;
  for (let bit = 0; bit + width <= 8 * strip.length && filled < data.length; ) {
    const code = readBits(strip, bit, width);
    bit += width;
    if (code === END) break;
    if (code === CLEAR) {
      next = END + 1;
      width = 9;
      before = -1;
      continue;
    }
    // The newest code stands for what the one before wrote, with the first byte of what this one writes.
    if (before >= 0 && next < CODES) {
      starts[next] = before;
      lengths[next] = filled - before + 1;
      next++;
    }
    if (code > END && (code >= next || lengths[code] === 0))
      throw new FingerprintError('image-broken', `TIFF: no code ${code} in the LZW table`);
    before = filled;
    if (code < CLEAR) data[filled++] = code;
    else {
      const end = Math.min(data.length, filled + lengths[code]!);
      for (let from = starts[code]!; filled < end; from++, filled++) data[filled] = data[from]!;
    }
    if (next + 1 >= 1 << width && width < 12) width++;
  }
  return filled;
}

function readBits(bytes: Uint8Array, bit: number, width: number): number {
  const at = bit >> 3;
  const window = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  return (window >> (24 - width - (bit & 7))) & ((1 << width) - 1);
}

/** Undoes what makes even rows pack better: each sample was written as its difference from the pixel before. 8 bits. */
export function undoPredictor(data: Uint8Array, stride: number, samples: number): void {
  for (let row = 0; row < data.length; row += stride)
    for (let at = row + samples; at < row + stride; at++) data[at]! += data[at - samples]!;
}
