import { ascii, concat, fromAscii, fromInteger } from './bytes.ts';
import { EmrtdError } from './errors.ts';

/** How the image of a finger is packed (ISO/IEC 19794-4:2005, 7.1.13). */
const PACKINGS = { raw: 0, wsq: 2, jpeg: 3, jpeg2000: 4, png: 5 } as const;

export interface FingerImage {
  /** The standard's own numbers: 1 right thumb … 5 right little finger, 6 left thumb … 10 left little finger. */
  position: number;
  format: keyof typeof PACKINGS;
  /** Pixels. */
  width: number;
  height: number;
  /** Pixels per centimetre; 197 is 500 per inch. */
  resolution: number;
  image: Uint8Array;
}

const HEADER = 32;
const VIEW = 14;

/** A finger image record of ISO/IEC 19794-4:2005 with one view, 8 bits a pixel, a live-scan plain impression: what DG3 holds. */
export function makeFingerRecord(finger: FingerImage): Uint8Array {
  const size = fromInteger(finger.resolution, 2);
  const length = HEADER + VIEW + finger.image.length;
  return concat(
    ascii('FIR\x00010\x00'),
    fromInteger(length, 6),
    // Device unreported; level 31: 500 pixels an inch; one finger; scale in centimetres.
    Uint8Array.of(0, 0, 0, 31, 1, 2),
    ...[size, size, size, size],
    Uint8Array.of(8, PACKINGS[finger.format], 0, 0),
    fromInteger(VIEW + finger.image.length, 4),
    // View 1 of 1, quality unreported, live-scan plain.
    Uint8Array.of(finger.position, 1, 1, 254, 0),
    fromInteger(finger.width, 2),
    fromInteger(finger.height, 2),
    Uint8Array.of(0),
    finger.image,
  );
}

/** The first finger of a record. @throws {EmrtdError} file-malformed */
export function readFingerRecord(record: Uint8Array): FingerImage {
  const refuse = (message: string) => new EmrtdError('file-malformed', `ISO 19794-4: ${message}`);
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  if (record.length < HEADER + VIEW) throw refuse('the record is too short');
  if (fromAscii(record.subarray(0, 4)) !== 'FIR\0') throw refuse('no finger image record');
  if (view.getUint16(8) !== 0 || view.getUint32(10) !== record.length)
    throw refuse('the record does not have the length that it says');
  const length = view.getUint32(HEADER);
  if (view.getUint8(18) < 1 || length < VIEW || length > record.length - HEADER) throw refuse('no image is in it');
  const packing = view.getUint8(29);
  const format = (Object.keys(PACKINGS) as (keyof typeof PACKINGS)[]).find((name) => PACKINGS[name] === packing);
  if (!format) throw refuse('an image format that it does not define');
  const perInch = view.getUint8(19) === 1;
  const resolution = view.getUint16(24);
  return {
    position: view.getUint8(HEADER + 4),
    format,
    width: view.getUint16(HEADER + 9),
    height: view.getUint16(HEADER + 11),
    resolution: perInch ? Math.round(resolution / 2.54) : resolution,
    image: record.subarray(HEADER + VIEW, HEADER + length),
  };
}
