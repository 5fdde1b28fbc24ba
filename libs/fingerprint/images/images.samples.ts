import { crc32, deflateSync } from 'node:zlib';
import type { GreyImage } from '../raster.ts';

/** Writers for what the readers read, as plain as the formats allow. */

export function writePng({ width, height, pixels, dpi }: GreyImage): Uint8Array {
  const rows = Buffer.alloc(height * (width + 1));
  // Each row with another filter, so that all five are read.
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = y % 5;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const [left, above] = [x > 0 ? pixels[at - 1]! : 0, y > 0 ? pixels[at - width]! : 0];
      const corner = x > 0 && y > 0 ? pixels[at - width - 1]! : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][y % 5]!;
      rows[y * (width + 1) + 1 + x] = (pixels[at]! - guess) & 255;
    }
  }
  const perMetre = Math.round(dpi / 0.0254);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([numbers(4, width, height), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('pHYs', Buffer.concat([numbers(4, perMetre, perMetre), Buffer.from([1])])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function paeth(left: number, above: number, corner: number): number {
  const by = (value: number): number => Math.abs(left + above - corner - value);
  if (by(left) <= by(above) && by(left) <= by(corner)) return left;
  return by(above) <= by(corner) ? above : corner;
}

export function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  return Buffer.concat([numbers(4, body.length), named, numbers(4, crc32(named))]);
}

/** Big-endian numbers of `size` bytes. */
export function numbers(size: number, ...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(size * values.length);
  for (const [index, value] of values.entries()) bytes.writeUIntBE(value, index * size, size);
  return bytes;
}

function little(size: number, ...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(size * values.length);
  for (const [index, value] of values.entries()) bytes.writeUIntLE(value, index * size, size);
  return bytes;
}

export function writeBmp({ width, height, pixels, dpi }: GreyImage): Uint8Array {
  const stride = Math.ceil(width / 4) * 4;
  const perMetre = Math.round(dpi / 0.0254);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), (height - 1 - y) * stride);
  const palette = Buffer.concat(Array.from({ length: 256 }, (_, grey) => Buffer.from([grey, grey, grey, 0])));
  return Buffer.concat([
    Buffer.from('BM'),
    little(4, 54 + palette.length + rows.length, 0, 54 + palette.length),
    little(4, 40, width, height),
    little(2, 1, 8),
    little(4, 0, rows.length, perMetre, perMetre, 256, 0),
    palette,
    rows,
  ]);
}

export interface TiffOptions {
  readonly littleEndian: boolean;
  readonly packed: boolean;
  readonly inkIsHigh: boolean;
  readonly rowsAStrip: number;
}

export function writeTiff(image: GreyImage, { littleEndian, packed, inkIsHigh, rowsAStrip }: TiffOptions): Uint8Array {
  const write = littleEndian ? little : numbers;
  const { width, height, dpi } = image;
  const pixels = inkIsHigh ? image.pixels.map((value) => 255 - value) : image.pixels;
  const strips: Uint8Array[] = [];
  for (let top = 0; top < height; top += rowsAStrip) {
    const rows = pixels.subarray(top * width, Math.min(height, top + rowsAStrip) * width);
    strips.push(packed ? packBits(rows) : rows);
  }
  const lists = 8;
  const data = lists + 8 + 8 * strips.length;
  let next = data;
  const offsets = strips.map((strip) => {
    next += strip.length;
    return next - strip.length;
  });
  const one = strips.length === 1;
  const entries = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 1, 8],
    [259, 3, 1, packed ? 32_773 : 1],
    [262, 3, 1, inkIsHigh ? 0 : 1],
    [273, 4, strips.length, one ? offsets[0]! : lists + 8],
    [277, 3, 1, 1],
    [279, 4, strips.length, one ? strips[0]!.length : lists + 8 + 4 * strips.length],
    [282, 5, 1, lists],
    [296, 3, 1, 2],
  ] as const;
  const directory = entries.map(([tag, kind, count, value]) => {
    const short = kind === 3 ? Buffer.concat([write(2, value), write(2, 0)]) : write(4, value);
    return Buffer.concat([write(2, tag, kind), write(4, count), short]);
  });
  return Buffer.concat([
    Buffer.from(littleEndian ? 'II' : 'MM'),
    write(2, 42),
    write(4, next),
    write(4, dpi, 1),
    write(4, ...offsets),
    write(4, ...strips.map((strip) => strip.length)),
    ...strips,
    write(2, entries.length),
    ...directory,
    write(4, 0),
  ]);
}

function packBits(bytes: Uint8Array): Uint8Array {
  const packed: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run++;
    if (run > 1) packed.push(257 - run, bytes[at]!);
    else packed.push(0, bytes[at]!);
    at += run;
  }
  return Uint8Array.from(packed);
}
