import { createReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';
import { checkDpi, checkSize, type GreyImage, greyOf } from '../raster.ts';

/** Windows bitmaps as sensors' programs save them: 1, 4, 8, 24 or 32 bits a pixel, not compressed. */
export function readBmp(bytes: Uint8Array): GreyImage {
  const reader = createReader(bytes, { littleEndian: true });
  reader.skip(10);
  const offset = reader.u32();
  const headerSize = reader.u32();
  if (headerSize < 40 || headerSize > 124)
    throw new FingerprintError('image-unsupported', `BMP: a header of ${headerSize} bytes`);
  const [width, signedHeight] = [reader.i32(), reader.i32()];
  const height = Math.abs(signedHeight);
  checkSize(width, height);
  reader.skip(2);
  const [depth, compression] = [reader.u16(), reader.u32()];
  if (compression !== 0 || ![1, 4, 8, 24, 32].includes(depth))
    throw new FingerprintError('image-unsupported', `BMP: compression ${compression} with ${depth} bits`);
  reader.skip(4);
  const perMetre = reader.u32();
  reader.skip(4);
  const colours = reader.u32();
  reader.at = 14 + headerSize;
  const shades = depth <= 8 ? readShades(reader.take(4 * (colours || 1 << depth))) : undefined;
  const stride = Math.ceil((width * depth) / 32) * 4;
  reader.at = offset;
  const rows = reader.take(stride * height);
  const pixels = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const from = (signedHeight < 0 ? y : height - 1 - y) * stride;
    const row = rows.subarray(from, from + stride);
    for (let x = 0; x < width; x++, at++) pixels[at] = greyAt(row, x, depth, shades);
  }
  return { width, height, dpi: checkDpi(Math.round(perMetre * 0.0254)), pixels };
}

function readShades(table: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: table.length / 4 }, (_, index) =>
    greyOf(table[4 * index + 2]!, table[4 * index + 1]!, table[4 * index]!),
  );
}

function greyAt(row: Uint8Array, x: number, depth: number, shades: Uint8Array | undefined): number {
  if (!shades) {
    const at = (x * depth) >> 3;
    return greyOf(row[at + 2]!, row[at + 1]!, row[at]!);
  }
  const index = (row[(x * depth) >> 3]! >> (8 - depth - ((x * depth) & 7))) & ((1 << depth) - 1);
  const shade = shades[index];
  if (shade === undefined) throw new FingerprintError('image-broken', `BMP: no colour ${index} in the palette`);
  return shade;
}
