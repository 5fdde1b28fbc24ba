import { FingerprintError } from '../errors.ts';
import type { GreyImage } from '../raster.ts';
import { readBmp } from './bmp.ts';
import { readPng } from './png.ts';
import { readTiff } from './tiff.ts';
import { readWsq } from './wsq.ts';

export const imageFormats = ['png', 'bmp', 'tiff', 'wsq'] as const;
export type ImageFormat = (typeof imageFormats)[number];

const signatures: Readonly<Record<ImageFormat, readonly (readonly number[])[]>> = {
  png: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  bmp: [[0x42, 0x4d]],
  tiff: [
    [0x49, 0x49, 0x2a, 0x00],
    [0x4d, 0x4d, 0x00, 0x2a],
  ],
  wsq: [[0xff, 0xa0]],
};

const readers: Readonly<Record<ImageFormat, (bytes: Uint8Array) => GreyImage>> = {
  png: readPng,
  bmp: readBmp,
  tiff: readTiff,
  wsq: readWsq,
};

/** What the first bytes say, whatever a file is called. */
export function detectFormat(bytes: Uint8Array): ImageFormat | undefined {
  return imageFormats.find((format) =>
    signatures[format].some((signature) => signature.every((value, index) => bytes[index] === value)),
  );
}

/**
 * A grey image from PNG, BMP, TIFF or WSQ. Throws a `FingerprintError` on whatever is broken, not supported or too large; the
 * limits hold before memory is taken, so that bytes of strangers may be given.
 */
export function readImage(bytes: Uint8Array): GreyImage {
  const format = detectFormat(bytes);
  if (!format) throw new FingerprintError('image-format', 'neither PNG, BMP, TIFF nor WSQ');
  return readers[format](bytes);
}
