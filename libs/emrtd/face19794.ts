import { ascii, concat, fromInteger } from './bytes.ts';
import { EmrtdError } from './errors.ts';

export type ImageFormat = 'jpeg' | 'jpeg2000';

/** A portrait with what a record says of it. */
export interface FaceImage {
  format: ImageFormat;
  /** Pixels. */
  width: number;
  height: number;
  image: Uint8Array;
}

const HEADER = 14;
const FACIAL_INFORMATION = 20;
const IMAGE_INFORMATION = 12;
const FEATURE_POINT = 8;

/** A face record of ISO/IEC 19794-5:2005: one image, no feature points, everything not said is "unspecified". */
export function makeFaceRecord(face: FaceImage): Uint8Array {
  const block = FACIAL_INFORMATION + IMAGE_INFORMATION + face.image.length;
  return concat(
    ascii('FAC\x00010\x00'),
    fromInteger(HEADER + block, 4),
    fromInteger(1, 2),
    fromInteger(block, 4),
    new Uint8Array(FACIAL_INFORMATION - 4),
    // Full frontal image.
    Uint8Array.of(0x01, face.format === 'jpeg' ? 0 : 1),
    fromInteger(face.width, 2),
    fromInteger(face.height, 2),
    // sRGB, source and device unspecified, quality 0.
    Uint8Array.of(0x01, 0, 0, 0, 0, 0),
    face.image,
  );
}

/** The first face of a record. @throws {EmrtdError} file-malformed */
export function readFaceRecord(record: Uint8Array): FaceImage {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const refuse = (message: string) => new EmrtdError('file-malformed', `ISO 19794-5: ${message}`);
  if (record.length < HEADER + FACIAL_INFORMATION + IMAGE_INFORMATION) throw refuse('the record is too short');
  if (Buffer.from(record.subarray(0, 4)).toString('latin1') !== 'FAC\0') throw refuse('no face record');
  if (view.getUint32(8) !== record.length) throw refuse('the record does not have the length that it says');
  const block = view.getUint32(HEADER);
  if (view.getUint16(12) < 1 || block > record.length - HEADER) throw refuse('no image is in it');
  const points = view.getUint16(HEADER + 4);
  const start = HEADER + FACIAL_INFORMATION + points * FEATURE_POINT;
  if (start + IMAGE_INFORMATION > HEADER + block) throw refuse('the feature points leave no room for the image');
  const format = ([0, 1] as number[]).includes(record[start + 1]!) ? record[start + 1] : undefined;
  if (format === undefined) throw refuse('an image format that it does not define');
  return {
    format: format === 0 ? 'jpeg' : 'jpeg2000',
    width: view.getUint16(start + 2),
    height: view.getUint16(start + 4),
    image: record.subarray(start + IMAGE_INFORMATION, HEADER + block),
  };
}
