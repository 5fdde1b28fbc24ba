import { type ByteReader, createReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';
import { checkDpi, checkSize, type GreyImage, greyOf, STANDARD_DPI } from '../raster.ts';

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
  densityUnit: 296,
  palette: 320,
} as const;

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
/** A strip has a row at least, so no honest list is longer than an image is high. */
const MAX_VALUES = 4_096;

type Tags = ReadonlyMap<number, readonly number[]>;

/** Baseline TIFF 6.0 with 8 bits a sample, in strips, not compressed or PackBits: what FVC and most sensors deliver. First page. */
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
  if (bits.some((depth) => depth !== 8) || samples > 4 || photometric > 3)
    throw new FingerprintError('image-unsupported', `TIFF: ${bits.join(', ')} bits, photometric ${photometric}`);
  const data = readStrips(bytes, reader, tags, width * height * samples);
  const paint = createPaint(photometric, samples, tags.get(TAG.palette));
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = paint(data, at * samples);
  return { width, height, dpi: densityOf(tags), pixels };
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
  if (compression !== 1 && compression !== 32_773)
    throw new FingerprintError('image-unsupported', `TIFF: compression ${compression}`);
  const offsets = tags.get(TAG.offsets) ?? [];
  // Some writers leave the counts out of an image in one piece.
  const counts = tags.get(TAG.counts) ?? (offsets.length === 1 ? [Math.min(size, bytes.length - offsets[0]!)] : []);
  if (offsets.length === 0 || counts.length < offsets.length)
    throw new FingerprintError('image-broken', 'TIFF: strips without places or lengths');
  const data = new Uint8Array(size);
  let filled = 0;
  offsets.forEach((offset, index) => {
    reader.at = offset;
    const strip = reader.take(counts[index]!);
    filled = compression === 1 ? copy(strip, data, filled) : unpack(strip, data, filled);
  });
  if (filled < size) throw new FingerprintError('image-broken', `TIFF: ${filled} bytes of pixels, not ${size}`);
  return data;
}

function copy(strip: Uint8Array, data: Uint8Array, filled: number): number {
  const part = strip.subarray(0, data.length - filled);
  data.set(part, filled);
  return filled + part.length;
}

/** PackBits: a count, then so many bytes as they are, or one byte so many times. */
function unpack(strip: Uint8Array, data: Uint8Array, start: number): number {
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

function createPaint(
  photometric: number,
  samples: number,
  palette: readonly number[] | undefined,
): (data: Uint8Array, at: number) => number {
  if (photometric === 0) return (data, at) => 255 - data[at]!;
  if (photometric === 1) return (data, at) => data[at]!;
  if (photometric === 2 && samples >= 3) return (data, at) => greyOf(data[at]!, data[at + 1]!, data[at + 2]!);
  if (photometric !== 3 || palette?.length !== 768)
    throw new FingerprintError('image-broken', 'TIFF: colours without a palette');
  const shades = Uint8Array.from({ length: 256 }, (_, index) =>
    greyOf(palette[index]! >> 8, palette[index + 256]! >> 8, palette[index + 512]! >> 8),
  );
  return (data, at) => shades[data[at]!]!;
}

function densityOf(tags: Tags): number {
  const density = tags.get(TAG.density)?.[0];
  if (density === undefined) return STANDARD_DPI;
  return checkDpi(Math.round(first(tags, TAG.densityUnit, 2) === 3 ? density * 2.54 : density));
}
