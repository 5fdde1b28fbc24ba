import { type ByteReader, createReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';
import { checkDpi, checkSize, type GreyImage, greyOf, STANDARD_DPI } from '../raster.ts';
import { compressions, undoPredictor } from './tiffStrips.ts';

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  offsets: 273,
  samples: 277,
  rowsAStrip: 278,
  counts: 279,
  density: 282,
  planes: 284,
  densityUnit: 296,
  predictor: 317,
  palette: 320,
} as const;

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
/** A strip has a row at least, so no honest list is longer than an image is high. */
const MAX_VALUES = 4_096;

type Tags = ReadonlyMap<number, readonly number[]>;

/**
 * TIFF 6.0, first page, in strips: grey or palette of 1 to 8 bits, grey of 16, RGB of 8 or 16; not compressed, PackBits, LZW or
 * Deflate. Tiles and separate planes are not read.
 */
export function readTiff(bytes: Uint8Array): GreyImage {
  const reader = createReader(bytes, { littleEndian: bytes[0] === 0x49 });
  reader.at = 4;
  reader.at = reader.u32();
  const tags = readTags(reader);
  const width = first(tags, TAG.width);
  const height = first(tags, TAG.height);
  checkSize(width, height);
  const samples = first(tags, TAG.samples, 1);
  const photometric = first(tags, TAG.photometric, 1);
  const bits = tags.get(TAG.bits) ?? [1];
  const depth = bits[0]!;
  if (
    !isSupported(depth, samples, photometric) ||
    bits.some((other) => other !== depth) ||
    first(tags, TAG.planes, 1) > 1
  )
    throw new FingerprintError(
      'image-unsupported',
      `TIFF: ${samples} x ${bits.join(', ')} bits, photometric ${photometric}`,
    );
  const stride = Math.ceil((width * samples * depth) / 8);
  const data = readStrips(bytes, reader, tags, stride * height);
  if (first(tags, TAG.predictor, 1) === 2) {
    if (depth !== 8) throw new FingerprintError('image-unsupported', `TIFF: a predictor of ${depth} bits`);
    undoPredictor(data, stride, samples);
  }
  const paint = createPaint(photometric, depth, samples, tags.get(TAG.palette));
  const read = createSampleReader(data, depth, bytes[0] === 0x49);
  const pixels = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) pixels[at] = paint((sample) => read(y * stride, x * samples + sample));
  return { width, height, dpi: densityOf(tags), pixels };
}

function isSupported(depth: number, samples: number, photometric: number): boolean {
  if (samples < 1 || samples > 4 || photometric > 3) return false;
  if (photometric === 2) return samples >= 3 && (depth === 8 || depth === 16);
  if (photometric === 3) return samples === 1 && [1, 2, 4, 8].includes(depth);
  return (samples === 1 ? [1, 2, 4, 8, 16] : [8, 16]).includes(depth);
}

/** A sample of a row: of 16 bits the upper eight. */
function createSampleReader(
  data: Uint8Array,
  depth: number,
  littleEndian: boolean,
): (row: number, at: number) => number {
  if (depth === 8) return (row, at) => data[row + at]!;
  if (depth === 16) return (row, at) => data[row + 2 * at + (littleEndian ? 1 : 0)]!;
  return (row, at) => (data[row + ((at * depth) >> 3)]! >> (8 - depth - ((at * depth) & 7))) & ((1 << depth) - 1);
}

function readTags(reader: ByteReader): Tags {
  const tags = new Map<number, readonly number[]>();
  const count = reader.u16();
  for (let index = 0; index < count; index++) {
    const [tag, kind, values] = [reader.u16(), reader.u16(), reader.u32()];
    const next = reader.at + 4;
    const size = kind === SHORT ? 2 : kind === LONG ? 4 : kind === RATIONAL ? 8 : 0;
    if (size > 0 && values <= MAX_VALUES) {
      if (values * size > 4) reader.at = reader.u32();
      tags.set(
        tag,
        Array.from({ length: values }, () => readValue(reader, kind)),
      );
    }
    reader.at = next;
  }
  return tags;
}

function readValue(reader: ByteReader, kind: number): number {
  if (kind === SHORT) return reader.u16();
  if (kind === LONG) return reader.u32();
  const [above, below] = [reader.u32(), reader.u32()];
  return below === 0 ? 0 : above / below;
}

function first(tags: Tags, tag: number, fallback?: number): number {
  const value = tags.get(tag)?.[0] ?? fallback;
  if (value === undefined) throw new FingerprintError('image-broken', `TIFF: no tag ${tag}`);
  return value;
}

function readStrips(bytes: Uint8Array, reader: ByteReader, tags: Tags, size: number): Uint8Array {
  const compression = first(tags, TAG.compression, 1);
  const unpack = Object.hasOwn(compressions, compression) ? compressions[compression] : undefined;
  if (!unpack) throw new FingerprintError('image-unsupported', `TIFF: compression ${compression}`);
  const offsets = tags.get(TAG.offsets) ?? [];
  // Some writers leave the counts out of an image in one piece.
  const counts = tags.get(TAG.counts) ?? (offsets.length === 1 ? [Math.min(size, bytes.length - offsets[0]!)] : []);
  if (offsets.length === 0 || counts.length < offsets.length)
    throw new FingerprintError('image-broken', 'TIFF: strips without places or lengths');
  const data = new Uint8Array(size);
  let filled = 0;
  offsets.forEach((offset, index) => {
    reader.at = offset;
    filled = unpack(reader.take(counts[index]!), data, filled);
  });
  if (filled < size) throw new FingerprintError('image-broken', `TIFF: ${filled} bytes of pixels, not ${size}`);
  return data;
}

type Paint = (sample: (index: number) => number) => number;

function createPaint(
  photometric: number,
  depth: number,
  samples: number,
  palette: readonly number[] | undefined,
): Paint {
  const stretch = depth < 8 ? 255 / ((1 << depth) - 1) : 1;
  if (photometric === 0) return (sample) => 255 - Math.round(sample(0) * stretch);
  if (photometric === 1) return (sample) => Math.round(sample(0) * stretch);
  if (photometric === 2 && samples >= 3) return (sample) => greyOf(sample(0), sample(1), sample(2));
  const colours = 1 << depth;
  if (palette?.length !== 3 * colours)
    throw new FingerprintError('image-broken', 'TIFF: colours without their palette');
  // Some writers fill the palette with 0 to 255, though it goes to 65,535.
  const shift = palette.some((value) => value > 255) ? 8 : 0;
  const shades = Uint8Array.from({ length: colours }, (_, index) =>
    greyOf(palette[index]! >> shift, palette[index + colours]! >> shift, palette[index + 2 * colours]! >> shift),
  );
  return (sample) => shades[sample(0)]!;
}

function densityOf(tags: Tags): number {
  const density = tags.get(TAG.density)?.[0];
  if (density === undefined) return STANDARD_DPI;
  return checkDpi(Math.round(first(tags, TAG.densityUnit, 2) === 3 ? density * 2.54 : density));
}
