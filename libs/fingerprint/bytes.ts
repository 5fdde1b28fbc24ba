import { FingerprintError, type FingerprintErrorCode } from './errors.ts';

/** Reads numbers from bytes that nobody vouches for: whatever lies beyond the end is an error with its name, never `undefined`. */
export interface ByteReader {
  at: number;
  readonly left: number;
  u8(): number;
  u16(): number;
  u32(): number;
  i32(): number;
  take(count: number): Uint8Array;
  skip(count: number): void;
}

export interface ReaderOptions {
  readonly littleEndian?: boolean;
  readonly code?: FingerprintErrorCode;
}

export function createReader(bytes: Uint8Array, options: ReaderOptions = {}): ByteReader {
  const { littleEndian = false, code = 'image-broken' } = options;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claim = (reader: ByteReader, count: number): number => {
    const start = reader.at;
    if (start < 0 || count < 0 || count > bytes.length - start)
      throw new FingerprintError(code, `ends at byte ${bytes.length}, where ${count} more from ${start} on are wanted`);
    reader.at = start + count;
    return start;
  };
  return {
    at: 0,
    get left() {
      return bytes.length - this.at;
    },
    u8() {
      return view.getUint8(claim(this, 1));
    },
    u16() {
      return view.getUint16(claim(this, 2), littleEndian);
    },
    u32() {
      return view.getUint32(claim(this, 4), littleEndian);
    },
    i32() {
      return view.getInt32(claim(this, 4), littleEndian);
    },
    take(count) {
      const start = claim(this, count);
      return bytes.subarray(start, start + count);
    },
    skip(count) {
      claim(this, count);
    },
  };
}
