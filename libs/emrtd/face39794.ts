import { integer, readSmall } from './der.ts';
import { EmrtdError } from './errors.ts';
import type { FaceImage } from './face19794.ts';
import { readTlv, readTlvs, type Tlv, TlvCursor, writeTlv } from './tlv.ts';

const FACE_IMAGE = 0x65;
const JPEG = 2;
const JPEG2000_LOSSY = 3;
const JPEG2000_LOSSLESS = 4;
/** Context tags: constructed and primitive. */
const inside = (number: number, ...parts: Uint8Array[]) => writeTlv(0xa0 + number, ...parts);
const plain = (number: number, bytes: Uint8Array) => writeTlv(0x80 + number, bytes);
const small = (number: number, value: number) => integer(value, 0x80 + number);
/** A code that may be extended: CHOICE { code [0], extension [1] }. */
const code = (number: number, value: number) => inside(number, small(0, value));

/** A FaceImageDataBlock of ISO/IEC 39794-5:2019, as the profile for travel documents has it: one 2D image. */
export function makeFaceBlock(face: FaceImage): Uint8Array {
  const information = inside(
    1,
    code(0, face.format === 'jpeg' ? JPEG : JPEG2000_LOSSY),
    // The kind of image: 0, for a machine readable travel document.
    code(1, 0),
    inside(7, small(0, face.width), small(1, face.height)),
  );
  const image = inside(0, plain(0, face.image), information);
  const representation = writeTlv(0x30, small(0, 0), inside(1, inside(0, image)));
  return writeTlv(FACE_IMAGE, inside(0, small(0, 3), small(1, 2019)), inside(1, representation));
}

function find(tlv: Tlv | undefined, tag: number, what: string): Tlv {
  const found = tlv && readTlvs(tlv.value).find((child) => child.tag === tag);
  if (!found) throw new EmrtdError('file-malformed', `ISO 39794-5: ${what} is missing`);
  return found;
}

/** The first image of a block; what later versions add is passed over. @throws {EmrtdError} tlv-*, file-malformed */
export function readFaceBlock(block: Uint8Array): FaceImage {
  const whole = readTlv(block);
  if (whole.tag !== FACE_IMAGE) throw new EmrtdError('file-malformed', 'ISO 39794-5: no face image block');
  const representation = new TlvCursor(find(whole, 0xa1, 'the representation').value).next(0x30);
  const base = find(find(representation, 0xa1, 'the image'), 0xa0, 'the image');
  const image = find(base, 0xa0, 'the 2D image');
  const information = find(image, 0xa1, 'the information about the image');
  const format = readSmall(find(find(information, 0xa0, 'the format'), 0x80, 'the format'), 0x80);
  if (format !== JPEG && format !== JPEG2000_LOSSY && format !== JPEG2000_LOSSLESS)
    throw new EmrtdError('file-malformed', 'ISO 39794-5: an image that is neither JPEG nor JPEG 2000');
  const size = readTlvs(information.value).find((child) => child.tag === 0xa7);
  return {
    format: format === JPEG ? 'jpeg' : 'jpeg2000',
    width: size ? readSmall(find(size, 0x80, 'the width'), 0x80) : 0,
    height: size ? readSmall(find(size, 0x81, 'the height'), 0x81) : 0,
    image: find(image, 0x80, 'the image data').value,
  };
}
