import { ascii, fromAscii } from './bytes.ts';
import { type Mrz, readMrz } from './mrz.ts';
import { TlvCursor, writeTlv } from './tlv.ts';

/** DG1: the machine readable zone. */
export const makeDg1 = (lines: readonly string[]): Uint8Array =>
  writeTlv(0x61, writeTlv(0x5f1f, ascii(lines.join(''))));

/** @throws {EmrtdError} tlv-*, mrz-* */
export const readDg1 = (file: Uint8Array): Mrz =>
  readMrz(fromAscii(new TlvCursor(file).enter(0x61).next(0x5f1f).value));
