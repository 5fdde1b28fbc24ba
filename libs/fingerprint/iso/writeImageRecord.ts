import { FingerprintError } from '../errors.ts';
import type { IsoEdition } from '../iso.ts';
import type { ImageView } from './imageRecord.ts';

const INCH = 1;
/** Live-scan or ink at 500 dpi and 8 bits (19794-4, table of acquisition levels). */
const LEVEL = 31;

/**
 * Writes finger images as a record of ISO/IEC 19794-4, pixels as they are. When and with what it was captured is written as unknown.
 * Throws `image-size` on what has no place in it; the edition of 2005 has one resolution for all.
 */
export function writeImageRecord(views: readonly ImageView[], edition: IsoEdition = 2011): Uint8Array {
  if (views.length === 0 || views.length > 64) throw new FingerprintError('image-size', `${views.length} images`);
  for (const view of views) checkView(view);
  const body = Buffer.concat(edition === 2005 ? views.map(write2005) : views.map(write2011));
  if (edition === 2011) {
    const positions = new Set(views.map(({ position }) => position)).size;
    const length = u32(16 + body.length);
    return Buffer.concat([Buffer.from('FIR\x00020\0'), length, u16(views.length), Buffer.from([0, positions]), body]);
  }
  const { dpi } = views[0]!.image;
  if (views.some(({ image }) => image.dpi !== dpi))
    throw new FingerprintError('image-size', 'images of different resolution');
  const length = Buffer.concat([u16(0), u32(32 + body.length)]);
  const scan = Buffer.concat([Buffer.from([views.length]), writeScan(dpi), u16(0)]);
  return Buffer.concat([Buffer.from('FIR\x00010\0'), length, u16(0), u16(LEVEL), scan, body]);
}

function write2005({ position, view, impression, quality, image }: ImageView): Buffer {
  const { width, height, pixels } = image;
  const about = Buffer.from([position, 1, view + 1, Math.round(quality), impression]);
  return Buffer.concat([u32(14 + pixels.length), about, u16(width), u16(height), Buffer.from([0]), pixels]);
}

function write2011({ position, view, impression, quality, image }: ImageView): Buffer {
  const { width, height, pixels, dpi } = image;
  const body = Buffer.concat([
    Buffer.alloc(9, 0xff),
    Buffer.alloc(5),
    Buffer.from([1, Math.round(quality), 0, 0, 0, 0, position, view]),
    writeScan(dpi),
    Buffer.from([impression]),
    u16(width),
    u16(height),
    u32(pixels.length),
    pixels,
  ]);
  return Buffer.concat([u32(4 + body.length), body]);
}

function writeScan(dpi: number): Buffer {
  const density = u16(Math.round(dpi));
  return Buffer.concat([Buffer.from([INCH]), density, density, density, density, Buffer.from([8, 0])]);
}

function checkView({ position, view, impression, quality, image }: ImageView): void {
  for (const [name, value, most] of [
    ['position', position, 15],
    ['view', view, 15],
    ['impression', impression, 255],
    ['quality', Math.round(quality), 100],
  ] as const)
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw new FingerprintError('image-size', `${name} ${value} has no place in the format`);
  if (image.pixels.length !== image.width * image.height)
    throw new FingerprintError(
      'image-size',
      `${image.pixels.length} bytes are not ${image.width} x ${image.height} pixels`,
    );
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
