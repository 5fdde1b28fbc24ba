import { concat } from './bytes.ts';
import { LONGEST_ANSWER } from './cardFiles.ts';
import { integer } from './der.ts';
import { LDS_APPLICATION } from './files.ts';
import { writeTlv } from './tlv.ts';

/** EF.ATR/INFO (Doc 9303-10, 3.11.2; ISO/IEC 7816-4, 12.1): what the card can do, and how long messages may be. */
export function describeCard(): Uint8Array {
  return concat(
    // Applications by their whole name, EF.DIR and EF.ATR/INFO with READ BINARY, a master file.
    writeTlv(0x43, Uint8Array.of(0xb8)),
    // Selection by name, file id and short id; bytes; extended lengths, as said below.
    writeTlv(0x47, Uint8Array.of(0x94, 0x01, 0x60)),
    writeTlv(0x7f66, integer(LONGEST_ANSWER), integer(LONGEST_ANSWER)),
  );
}

/** EF.DIR: the one application. */
export const listApplications = (): Uint8Array => writeTlv(0x61, writeTlv(0x4f, LDS_APPLICATION));
