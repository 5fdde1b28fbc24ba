import { FaceError } from './faceError.ts';

export interface ImageHead {
  readonly format: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

/** A camera’s 24 megapixels take 96 MB when decoded. */
export const MOST_PIXELS = 24_000_000;
export const MOST_BYTES = 16 * 1024 * 1024;
const FEWEST_ACROSS = 32;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const START_OF_SCAN = 0xda;
/** Code between C0 and CF that is no frame: Huffman tables, reserved, arithmetic conditioning. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];

/**
 * Format and size, out of the first bytes: nothing is decoded before it is known to fit.
 * @throws FaceError image-malformed, image-too-large
 */
export function readImageHead(bytes: Uint8Array): ImageHead {
  if (bytes.length > MOST_BYTES) throw new FaceError('image-too-large', `${bytes.length} bytes, ${MOST_BYTES} at most`);
  const head = readPngHead(bytes) ?? readJpegHead(bytes);
  if (!head) throw new FaceError('image-malformed', 'neither PNG nor JPEG, or without a size');
  const { width, height } = head;
  if (width < FEWEST_ACROSS || height < FEWEST_ACROSS)
    throw new FaceError('image-malformed', `${width} x ${height}: ${FEWEST_ACROSS} pixels across and down at least`);
  if (width * height > MOST_PIXELS)
    throw new FaceError('image-too-large', `${width} x ${height}: ${MOST_PIXELS} pixels at most`);
  return head;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** ISO/IEC 15948: the header is the first chunk. */
function readPngHead(bytes: Uint8Array): ImageHead | undefined {
  if (bytes.length < 33 || !PNG.equals(bytes.subarray(0, 8))) return undefined;
  const view = viewOf(bytes);
  const isHeader = view.getUint32(8) === 13 && view.getUint32(12) === 0x49484452;
  return isHeader ? { format: 'png', width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}

/** ISO/IEC 10918-1: segments up to the frame’s header, which comes before the first scan. */
function readJpegHead(bytes: Uint8Array): ImageHead | undefined {
  const view = viewOf(bytes);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length; ) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === START_OF_SCAN) return undefined;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker))
      return { format: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}
