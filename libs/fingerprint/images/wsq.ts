import { type ByteReader, createReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';
import { checkDpi, checkSize, type GreyImage, STANDARD_DPI } from '../raster.ts';
import { createHuffman, decodeBlock, type Huffman } from './wsqHuffman.ts';
import { type Filters, joinSubbands, layOut, type Subband } from './wsqWavelet.ts';

const MARKER = {
  imageStart: 0xffa0,
  imageEnd: 0xffa1,
  frame: 0xffa2,
  block: 0xffa3,
  transform: 0xffa4,
  quantisation: 0xffa5,
  huffman: 0xffa6,
  restart: 0xffa7,
  comment: 0xffa8,
} as const;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly shift: number;
  readonly scale: number;
}

interface Quantisation {
  readonly centre: number;
  readonly bins: readonly { readonly width: number; readonly zero: number }[];
}

interface Tables {
  filters?: Filters;
  quantisation?: Quantisation;
  frame?: Frame;
  readonly huffman: Map<number, Huffman>;
  dpi: number;
}

/** WSQ, the FBI's compression of grey fingerprints (IAFIS-IC-0110 version 3): wavelet, scalar quantisation, Huffman. */
export function readWsq(bytes: Uint8Array): GreyImage {
  const reader = createReader(bytes);
  if (reader.u16() !== MARKER.imageStart) throw new FingerprintError('image-broken', 'WSQ: no start of image');
  const tables: Tables = { huffman: new Map(), dpi: STANDARD_DPI };
  let coefficients: Coefficients | undefined;
  for (;;) {
    const marker = reader.u16();
    if (marker === MARKER.imageEnd) break;
    if (marker === MARKER.block) {
      coefficients ??= prepare(tables);
      readBlock(bytes, reader, tables, coefficients);
      // Blocks of megabytes after the last coefficient are no image.
      if (coefficients.filled === coefficients.places) break;
    } else readSegment(reader, marker, tables);
  }
  if (!coefficients) throw new FingerprintError('image-broken', 'WSQ: no pixels');
  if (coefficients.filled < coefficients.places)
    throw new FingerprintError('image-broken', `WSQ: ${coefficients.filled} of ${coefficients.places} coefficients`);
  return paint(coefficients, tables.dpi);
}

function readSegment(reader: ByteReader, marker: number, tables: Tables): void {
  const length = reader.u16();
  if (length < 2) throw new FingerprintError('image-broken', `WSQ: a segment of ${length} bytes`);
  const body = reader.take(length - 2);
  const segment = createReader(body);
  if (marker === MARKER.transform) tables.filters = readFilters(segment);
  else if (marker === MARKER.quantisation) tables.quantisation = readQuantisation(segment);
  else if (marker === MARKER.huffman) while (segment.left > 0) tables.huffman.set(segment.u8(), createHuffman(segment));
  else if (marker === MARKER.frame) tables.frame = readFrame(segment);
  else if (marker === MARKER.comment) tables.dpi = readDensity(body) ?? tables.dpi;
  else if (marker !== MARKER.restart)
    throw new FingerprintError('image-broken', `WSQ: no segment ${marker.toString(16)}`);
}

/** A number as WSQ writes it: digits and where their decimal point is. */
function readScaled(reader: ByteReader): number {
  const scale = reader.u8();
  return reader.u16() / 10 ** Math.min(scale, 30);
}

function readFrame(reader: ByteReader): Frame {
  reader.skip(2);
  const [height, width] = [reader.u16(), reader.u16()];
  checkSize(width, height);
  const shift = readScaled(reader);
  const scale = readScaled(reader);
  return { width, height, shift, scale };
}

function readQuantisation(reader: ByteReader): Quantisation {
  const centre = readScaled(reader);
  const bins = Array.from({ length: 64 }, () => ({ width: readScaled(reader), zero: readScaled(reader) }));
  return { centre, bins };
}

/** The filters that took the image apart; those that join it again have each second sign turned and their places changed. */
function readFilters(reader: ByteReader): Filters {
  const [lowTaps, highTaps] = [reader.u8(), reader.u8()];
  if (lowTaps % 2 === 0 || highTaps % 2 === 0 || lowTaps > 31 || highTaps > 31)
    throw new FingerprintError('image-unsupported', `WSQ: filters of ${lowTaps} and ${highTaps} taps`);
  return { high: readHalf(reader, lowTaps), low: readHalf(reader, highTaps) };
}

function readHalf(reader: ByteReader, taps: number): Float64Array {
  return Float64Array.from({ length: (taps + 1) / 2 }, (_, index) => {
    const negative = reader.u8() !== 0;
    const scale = reader.u8();
    const value = reader.u32() / 10 ** Math.min(scale, 30);
    return negative === (index % 2 === 0) ? -value : value;
  });
}

/** NIST's comment, where there is one, names the resolution. */
function readDensity(body: Uint8Array): number | undefined {
  const found = /\bPPI\s+(\d{2,5})\b/.exec(new TextDecoder('latin1').decode(body));
  return found ? checkDpi(Number(found[1])) : undefined;
}

interface Coefficients {
  readonly frame: Frame;
  readonly filters: Filters;
  readonly quantisation: Quantisation;
  readonly subbands: readonly Subband[];
  readonly field: Float32Array;
  readonly places: number;
  filled: number;
  /** Where the next coefficient goes: the subband, and its place in it. */
  band: number;
  place: number;
}

function prepare({ frame, filters, quantisation }: Tables): Coefficients {
  if (!frame || !filters || !quantisation)
    throw new FingerprintError('image-broken', 'WSQ: pixels before their tables');
  const { width, height } = frame;
  const all = layOut(width, height);
  // A subband without a bin width was thrown away whole and takes no place in the data.
  const subbands = all.filter(({ number }) => quantisation.bins[number]!.width > 0);
  const places = subbands.reduce((sum, band) => sum + band.width * band.height, 0);
  const field = new Float32Array(width * height);
  return { frame, filters, quantisation, subbands, field, places, filled: 0, band: 0, place: 0 };
}

function readBlock(bytes: Uint8Array, reader: ByteReader, tables: Tables, target: Coefficients): void {
  const length = reader.u16();
  const table = reader.u8();
  reader.skip(Math.max(0, length - 3));
  const huffman = tables.huffman.get(table);
  if (!huffman) throw new FingerprintError('image-broken', `WSQ: a block without its Huffman table ${table}`);
  reader.at = decodeBlock(bytes, reader.at, huffman, {
    room: target.places - target.filled,
    zeros: (count) => skipPlaces(target, count),
    value: (index) => setPlace(target, index),
  });
}

function skipPlaces(target: Coefficients, count: number): void {
  target.filled += count;
  target.place += count;
  for (;;) {
    const band = target.subbands[target.band];
    if (!band || target.place < band.width * band.height) return;
    target.place -= band.width * band.height;
    target.band++;
  }
}

function setPlace(target: Coefficients, index: number): void {
  // Empty subbands of tiny images hold no place.
  skipPlaces(target, 0);
  const band = target.subbands[target.band]!;
  const { width, zero } = target.quantisation.bins[band.number]!;
  const { centre } = target.quantisation;
  const value = index > 0 ? width * (index - centre) + zero / 2 : index < 0 ? width * (index + centre) - zero / 2 : 0;
  const row = Math.floor(target.place / band.width);
  target.field[(band.y + row) * target.frame.width + band.x + (target.place - row * band.width)] = value;
  skipPlaces(target, 1);
}

function paint({ frame, filters, field }: Coefficients, dpi: number): GreyImage {
  const { width, height, shift, scale } = frame;
  joinSubbands(field, width, height, filters);
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++) {
    const value = Math.floor(field[at]! * scale + shift + 0.5);
    pixels[at] = value > 0 ? Math.min(255, value) : 0;
  }
  return { width, height, dpi, pixels };
}
