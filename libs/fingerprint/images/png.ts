import { crc32, inflateSync } from 'node:zlib';
import { createReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';
import { checkDpi, checkSize, type GreyImage, greyOf, STANDARD_DPI } from '../raster.ts';

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
}

const GREY = 0;
const RGB = 2;
const PALETTE = 3;
const GREY_ALPHA = 4;
const RGB_ALPHA = 6;

const channels: Readonly<Record<number, number>> = {
  [GREY]: 1,
  [RGB]: 3,
  [PALETTE]: 1,
  [GREY_ALPHA]: 2,
  [RGB_ALPHA]: 4,
};
const depths: Readonly<Record<number, readonly number[]>> = {
  [GREY]: [1, 2, 4, 8, 16],
  [RGB]: [8, 16],
  [PALETTE]: [1, 2, 4, 8],
  [GREY_ALPHA]: [8, 16],
  [RGB_ALPHA]: [8, 16],
};

/** PNG (ISO/IEC 15948), all colour types and depths, not interlaced; transparency lies on white. */
export function readPng(bytes: Uint8Array): GreyImage {
  const reader = createReader(bytes);
  reader.skip(8);
  let header: Header | undefined;
  let palette: Uint8Array | undefined;
  let dpi = STANDARD_DPI;
  const parts: Uint8Array[] = [];
  for (;;) {
    const length = reader.u32();
    const start = reader.at;
    const type = String.fromCharCode(...reader.take(4));
    const body = reader.take(length);
    if (crc32(bytes.subarray(start, start + 4 + length)) !== reader.u32())
      throw new FingerprintError('image-broken', `PNG: the chunk ${JSON.stringify(type)} does not have its checksum`);
    if (type === 'IEND') break;
    if (type === 'IHDR') header = readHeader(body);
    else if (type === 'PLTE') palette = body;
    else if (type === 'pHYs') dpi = readDensity(body);
    else if (type === 'IDAT') parts.push(body);
  }
  if (!header || parts.length === 0) throw new FingerprintError('image-broken', 'PNG: no header or no pixels');
  return { ...paint(header, palette, parts), dpi };
}

function readHeader(body: Uint8Array): Header {
  const reader = createReader(body);
  const [width, height, depth, colour] = [reader.u32(), reader.u32(), reader.u8(), reader.u8()];
  const [compression, filter, interlace] = [reader.u8(), reader.u8(), reader.u8()];
  checkSize(width, height);
  if (!depths[colour]?.includes(depth) || compression !== 0 || filter !== 0)
    throw new FingerprintError('image-broken', `PNG: no colour type ${colour} with ${depth} bits`);
  if (interlace !== 0) throw new FingerprintError('image-unsupported', 'PNG: interlaced');
  return { width, height, depth, colour };
}

function readDensity(body: Uint8Array): number {
  const reader = createReader(body);
  const [across] = [reader.u32(), reader.u32()];
  return reader.u8() === 1 ? checkDpi(Math.round(across * 0.0254)) : STANDARD_DPI;
}

function paint(header: Header, palette: Uint8Array | undefined, parts: readonly Uint8Array[]): Omit<GreyImage, 'dpi'> {
  const { width, height, depth, colour } = header;
  const bits = channels[colour]! * depth;
  const stride = Math.ceil((width * bits) / 8);
  const rows = inflate(parts, (stride + 1) * height);
  unfilter(rows, stride, height, Math.max(1, bits >> 3));
  const pixels = new Uint8Array(width * height);
  const shades = palette && listShades(palette);
  for (let y = 0, at = 0; y < height; y++) {
    const row = rows.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let x = 0; x < width; x++, at++) pixels[at] = greyAt(row, x, depth, colour, shades);
  }
  return { width, height, pixels };
}

function inflate(parts: readonly Uint8Array[], size: number): Uint8Array {
  let rows: Uint8Array;
  try {
    rows = inflateSync(Buffer.concat(parts), { maxOutputLength: size });
  } catch (error) {
    throw new FingerprintError('image-broken', `PNG: pixels do not inflate to ${size} bytes: ${String(error)}`);
  }
  if (rows.length !== size)
    throw new FingerprintError('image-broken', `PNG: ${rows.length} bytes of pixels, not ${size}`);
  return rows;
}

function unfilter(rows: Uint8Array, stride: number, height: number, step: number): void {
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    const filter = rows[start - 1]!;
    if (filter > 4) throw new FingerprintError('image-broken', `PNG: no filter ${filter}`);
    if (filter === 0) continue;
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? rows[start + x - step]! : 0;
      const above = y > 0 ? rows[start + x - stride - 1]! : 0;
      const corner = x >= step && y > 0 ? rows[start + x - stride - 1 - step]! : 0;
      rows[start + x]! += guess(filter, left, above, corner);
    }
  }
}

function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [
    Math.abs(estimate - left),
    Math.abs(estimate - above),
    Math.abs(estimate - corner),
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function listShades(palette: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: Math.floor(palette.length / 3) }, (_, index) =>
    greyOf(palette[3 * index]!, palette[3 * index + 1]!, palette[3 * index + 2]!),
  );
}

function greyAt(row: Uint8Array, x: number, depth: number, colour: number, shades: Uint8Array | undefined): number {
  if (colour === GREY || colour === PALETTE) {
    const value =
      depth >= 8
        ? row[x * (depth >> 3)]!
        : (row[(x * depth) >> 3]! >> (8 - depth - ((x * depth) & 7))) & ((1 << depth) - 1);
    if (colour === GREY) return depth >= 8 ? value : Math.round((value * 255) / ((1 << depth) - 1));
    const shade = shades?.[value];
    if (shade === undefined) throw new FingerprintError('image-broken', `PNG: no colour ${value} in the palette`);
    return shade;
  }
  const size = depth >> 3;
  const at = x * channels[colour]! * size;
  const grey = colour === GREY_ALPHA ? row[at]! : greyOf(row[at]!, row[at + size]!, row[at + 2 * size]!);
  if (colour === RGB) return grey;
  const opacity = row[at + (channels[colour]! - 1) * size]! / 255;
  return Math.round(grey * opacity + 255 * (1 - opacity));
}
