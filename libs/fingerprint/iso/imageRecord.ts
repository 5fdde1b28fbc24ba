import { type ByteReader, createReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';
import { readImage } from '../images/read.ts';
import type { IsoEdition } from '../iso.ts';
import { checkDpi, type GreyImage, readRaw } from '../raster.ts';

/** One image of one finger in a record. */
export interface ImageView {
  /** 0 unknown, 1 to 5 right thumb to little finger, 6 to 10 left, 13 and 14 four fingers of the right and the left, 15 thumbs. */
  readonly position: number;
  /** 0 the first image of this finger in the record; the edition of 2005 counts from 1 and is written so. */
  readonly view: number;
  /** 0 live-scan plain, 1 live-scan rolled, 2 and 3 the same of ink, 8 swipe. */
  readonly impression: number;
  /** 0 to 100 as its maker rated it; 0 also where the record does not say. */
  readonly quality: number;
  readonly image: GreyImage;
}

export interface ImageRecord {
  readonly edition: IsoEdition;
  readonly views: readonly ImageView[];
}

const names: Readonly<Record<string, IsoEdition>> = { 'FIR\x00010\0': 2005, 'FIR\x00020\0': 2011 };
/** Fingers of two hands several times over; each image may be of millions of pixels. */
const MOST_VIEWS = 64;

/**
 * Finger images of ISO/IEC 19794-4, either edition; pixels as they are, or a WSQ or PNG in their place. Throws `image-format` where it
 * is no such record, `image-unsupported` on JPEG, JPEG 2000 and packed bits, `image-broken` and `image-size` as `readImage` does.
 */
export function readImageRecord(bytes: Uint8Array): ImageRecord {
  const name = String.fromCharCode(...bytes.subarray(0, 8));
  const edition = Object.hasOwn(names, name) ? names[name] : undefined;
  if (edition === undefined)
    throw new FingerprintError('image-format', 'neither ISO/IEC 19794-4:2005 nor 19794-4:2011');
  const reader = createReader(bytes);
  reader.skip(8);
  return { edition, views: edition === 2005 ? read2005(bytes, reader) : read2011(bytes, reader) };
}

interface Scan {
  readonly dpi: number;
  readonly depth: number;
  readonly compression: number;
}

function read2005(bytes: Uint8Array, reader: ByteReader): ImageView[] {
  const length = reader.u16() * 2 ** 32 + reader.u32();
  checkLength(bytes, length);
  // With what it was captured, and at which level.
  reader.skip(4);
  const count = checkCount(reader.u8());
  const scan = readScan(reader);
  reader.skip(2);
  const views: ImageView[] = [];
  for (let index = 0; index < count; index++) {
    const size = reader.u32();
    const [position, , number] = [reader.u8(), reader.u8(), reader.u8()];
    const [quality, impression] = [reader.u8(), reader.u8()];
    const [width, height] = [reader.u16(), reader.u16()];
    reader.skip(1);
    if (size < 14) throw new FingerprintError('image-broken', `an image of ${size} bytes with its header`);
    const image = readPixels(reader.take(size - 14), width, height, scan);
    views.push({ position, view: Math.max(0, number - 1), impression, quality: rated(quality), image });
  }
  checkEnd(reader);
  return views;
}

function read2011(bytes: Uint8Array, reader: ByteReader): ImageView[] {
  checkLength(bytes, reader.u32());
  const count = checkCount(reader.u16());
  const certified = reader.u8() === 1;
  reader.skip(1);
  const views: ImageView[] = [];
  for (let index = 0; index < count; index++) {
    const size = reader.u32();
    if (size < 4) throw new FingerprintError('image-broken', `an image of ${size} bytes with its header`);
    views.push(readRepresentation(createReader(reader.take(size - 4)), certified));
  }
  checkEnd(reader);
  return views;
}

/** What follows the pixels (segments, comments) nothing here reads. */
function readRepresentation(reader: ByteReader, certified: boolean): ImageView {
  // When and with what it was captured.
  reader.skip(9 + 5);
  let quality = 0;
  const qualities = reader.u8();
  for (let index = 0; index < qualities; index++) {
    const value = reader.u8();
    if (index === 0) quality = rated(value);
    reader.skip(4);
  }
  if (certified) reader.skip(3 * reader.u8());
  const [position, view] = [reader.u8(), reader.u8()];
  const scan = readScan(reader);
  const impression = reader.u8();
  const [width, height] = [reader.u16(), reader.u16()];
  const image = readPixels(reader.take(reader.u32()), width, height, scan);
  return { position, view, impression, quality, image };
}

const CENTIMETRE = 2;

/** Resolution (of the image: the scanner's own may be another), depth and compression, as both editions have them. */
function readScan(reader: ByteReader): Scan {
  const unit = reader.u8();
  reader.skip(4);
  const [across, down] = [reader.u16(), reader.u16()];
  if (across !== down) throw new FingerprintError('image-unsupported', `pixels of ${across} by ${down} to the inch`);
  const dpi = checkDpi(unit === CENTIMETRE ? toInch(across) : across);
  return { dpi, depth: reader.u8(), compression: reader.u8() };
}

/** 197 to the centimetre is what 500 to the inch is rounded to. */
function toInch(density: number): number {
  const dpi = density * 2.54;
  const even = Math.round(dpi / 50) * 50;
  return Math.abs(even - dpi) < 1.27 ? even : Math.round(dpi);
}

function readPixels(data: Uint8Array, width: number, height: number, { dpi, depth, compression }: Scan): GreyImage {
  if (compression === 0) {
    if (depth !== 8) throw new FingerprintError('image-unsupported', `${depth} bits a pixel`);
    return readRaw(data, width, height, dpi);
  }
  if (compression === 1) throw new FingerprintError('image-unsupported', 'pixels of packed bits');
  if (compression !== 2 && !isPng(data))
    throw new FingerprintError('image-unsupported', `compression ${compression}: JPEG or JPEG 2000`);
  const image = readImage(data);
  if (image.width !== width || image.height !== height)
    throw new FingerprintError(
      'image-broken',
      `${image.width} x ${image.height} pixels in a record that says ${width} x ${height}`,
    );
  return { ...image, dpi };
}

/** PNG has number 5 in one edition and 6 in the other, and writers mix them up. */
function isPng(data: Uint8Array): boolean {
  return data[0] === 0x89 && data[1] === 0x50;
}

function rated(quality: number): number {
  return quality <= 100 ? quality : 0;
}

function checkLength(bytes: Uint8Array, length: number): void {
  if (length !== bytes.length)
    throw new FingerprintError('image-broken', `${bytes.length} bytes, where the record says ${length}`);
}

function checkCount(count: number): number {
  if (count > MOST_VIEWS) throw new FingerprintError('image-size', `${count} images in one record`);
  return count;
}

function checkEnd({ left }: ByteReader): void {
  if (left > 0) throw new FingerprintError('image-broken', `${left} bytes after the last image`);
}
