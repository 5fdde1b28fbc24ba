import { fromAscii, fromInteger } from './bytes.ts';
import { integer, readSmall } from './der.ts';
import { EmrtdError } from './errors.ts';
import { type FaceImage, makeFaceRecord, readFaceRecord } from './face19794.ts';
import { makeFaceBlock, readFaceBlock } from './face39794.ts';
import { type Tlv, TlvCursor, writeTlv } from './tlv.ts';

/** The CBEFF header of one biometric record (Doc 9303-10, 4.7.2.1), in the four elements that cards in use have. */
interface Header {
  type: number;
  /** 0 for what has no parts. */
  subtype: number;
  /** The format of ISO/IEC JTC 1/SC 37 (owner 0101). */
  format: number;
}

const FACE = 0x02;
const FINGER = 0x08;
const FACE_19794 = 0x0008;
const FACE_39794 = 0x002a;
const FINGER_IMAGE_19794 = 0x0007;
const FINGER_MINUTIAE_19794 = 0x0001;

function makeTemplate(header: Header, data: Uint8Array): Uint8Array {
  return writeTlv(
    0x7f60,
    writeTlv(
      0xa1,
      writeTlv(0x81, Uint8Array.of(header.type)),
      writeTlv(0x82, Uint8Array.of(header.subtype)),
      writeTlv(0x87, fromInteger(0x0101, 2)),
      writeTlv(0x88, fromInteger(header.format, 2)),
    ),
    data,
  );
}

const makeGroup = (tag: number, templates: readonly Uint8Array[]) =>
  writeTlv(tag, writeTlv(0x7f61, integer(templates.length), ...templates));

/** The data of each template: 5F2E, or 7F2E whose standardised content is in A1. @throws {EmrtdError} tlv-*, file-malformed */
function readGroup(file: Uint8Array, tag: number): Tlv[] {
  const group = new TlvCursor(file).enter(tag).enter(0x7f61);
  const count = readSmall(group.next());
  const found: Tlv[] = [];
  while (group.peek === 0x7f60) {
    const template = group.enter(0x7f60);
    template.next(0xa1);
    found.push(template.next());
  }
  if (found.length !== count)
    throw new EmrtdError('file-malformed', `${count} biometric templates announced, ${found.length} are there`);
  return found;
}

/** DG2: the portrait, in the format of ISO/IEC 19794-5 that every reader knows, or in that of ISO/IEC 39794-5. */
export function makeDg2(face: FaceImage, standard: '19794-5' | '39794-5' = '19794-5'): Uint8Array {
  if (standard === '19794-5')
    return makeGroup(0x75, [
      makeTemplate({ type: FACE, subtype: 0, format: FACE_19794 }, writeTlv(0x5f2e, makeFaceRecord(face))),
    ]);
  const block = writeTlv(0x7f2e, writeTlv(0xa1, makeFaceBlock(face)));
  return makeGroup(0x75, [makeTemplate({ type: FACE, subtype: 0, format: FACE_39794 }, block)]);
}

/** The first portrait of DG2, whichever of the two standards it follows. @throws {EmrtdError} tlv-*, file-malformed */
export function readDg2(file: Uint8Array): FaceImage {
  const [data] = readGroup(file, 0x75);
  if (!data) throw new EmrtdError('file-malformed', 'DG2 holds no face');
  if (data.tag === 0x7f2e) return readFaceBlock(new TlvCursor(data.value).next(0xa1).value);
  if (data.tag !== 0x5f2e) throw new EmrtdError('file-malformed', 'DG2 holds data of an unknown kind');
  return readFaceRecord(data.value);
}

/** ISO/IEC 19794-2, which Doc 9303 does not have for DG3, and some countries' own readers do. */
const isMinutiae = (record: Uint8Array) => fromAscii(record.subarray(0, 4)) === 'FMR\0';

/** DG3: fingers, each a record of ISO/IEC 19794-4 as Doc 9303 asks for, or of -2 where a country so decides. */
export function makeDg3(fingers: readonly { position: number; record: Uint8Array }[]): Uint8Array {
  return makeGroup(
    0x63,
    fingers.map(({ position, record }) =>
      makeTemplate(
        {
          type: FINGER,
          subtype: position,
          format: isMinutiae(record) ? FINGER_MINUTIAE_19794 : FINGER_IMAGE_19794,
        },
        writeTlv(0x5f2e, record),
      ),
    ),
  );
}

/** The records of DG3, undecoded. @throws {EmrtdError} tlv-*, file-malformed */
export const readDg3 = (file: Uint8Array): Uint8Array[] => readGroup(file, 0x63).map((data) => data.value);
