import { FingerprintError } from './errors.ts';

/** A grey image, row by row from the top left, a byte a pixel: 0 is ink (ridge), 255 is paper. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  /** Dots an inch. Readers say 500 where a file is silent. */
  readonly dpi: number;
  readonly pixels: Uint8Array;
}

/** The resolution that fingerprint standards, and every length in this library, assume. */
export const STANDARD_DPI = 500;

/** Four fingers of a slap at 1,000 dpi fit; a header that promises more is a lie or an attack. */
export const MAX_SIDE = 4_096;
export const MAX_PIXELS = 12_000_000;

/** A raw scan as sensors hand it over. Throws `image-size` unless there is exactly a byte a pixel. */
export function readRaw(pixels: Uint8Array, width: number, height: number, dpi: number = STANDARD_DPI): GreyImage {
  checkSize(width, height);
  if (pixels.length !== width * height)
    throw new FingerprintError('image-size', `${pixels.length} bytes are not ${width} x ${height} pixels`);
  return { width, height, dpi: checkDpi(dpi), pixels };
}

/** Refuses before anything is allocated. */
export function checkSize(width: number, height: number): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new FingerprintError('image-size', `an image of ${width} x ${height} pixels has no area`);
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
    throw new FingerprintError('image-size', `${width} x ${height} pixels are more than the limit`);
}

/** Files carry nonsense where nobody cared (0, 1, 72): a finger is only ever scanned between 250 and 2,000 dpi. */
export function checkDpi(dpi: number): number {
  return dpi >= 250 && dpi <= 2_000 ? dpi : STANDARD_DPI;
}

/** The image at 500 dpi (bilinear; area-averaged when it shrinks below a half); the same object where it is so within 1 %. */
export function standardise(image: GreyImage): GreyImage {
  const scale = image.dpi / STANDARD_DPI;
  if (Math.abs(scale - 1) < 0.01) return image;
  const width = Math.max(1, Math.round(image.width / scale));
  const height = Math.max(1, Math.round(image.height / scale));
  checkSize(width, height);
  const pixels = new Uint8Array(width * height);
  const taps = Math.max(1, Math.round(scale));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let j = 0; j < taps; j++)
        for (let i = 0; i < taps; i++)
          sum += sampleAt(image, (x + (i + 0.5) / taps) * scale - 0.5, (y + (j + 0.5) / taps) * scale - 0.5);
      pixels[y * width + x] = Math.round(sum / (taps * taps));
    }
  return { width, height, dpi: STANDARD_DPI, pixels };
}

function sampleAt({ width, height, pixels }: GreyImage, x: number, y: number): number {
  const left = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const top = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const fx = Math.max(0, Math.min(1, x - left));
  const fy = Math.max(0, Math.min(1, y - top));
  const upper = pixels[top * width + left]! * (1 - fx) + pixels[top * width + right]! * fx;
  const lower = pixels[bottom * width + left]! * (1 - fx) + pixels[bottom * width + right]! * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Grey of red, green and blue (ITU-R BT.601). */
export function greyOf(red: number, green: number, blue: number): number {
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
}
