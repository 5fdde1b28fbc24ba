import { ascii, fromAscii } from './bytes.ts';
import { EmrtdError } from './errors.ts';
import { fileOf, type GroupName, groupOfTag } from './files.ts';
import { TlvCursor, writeTlv } from './tlv.ts';

/** EF.COM: which groups a chip says that it holds. It is not signed: EF.SOD decides. */
export interface CommonData {
  ldsVersion: string;
  unicodeVersion: string;
  groups: GroupName[];
}

/** EF.COM of LDS 1.7 (Doc 9303-10, 4.6.1). */
export function makeCommonData(groups: readonly GroupName[]): Uint8Array {
  return writeTlv(
    0x60,
    writeTlv(0x5f01, ascii('0107')),
    writeTlv(0x5f36, ascii('040000')),
    writeTlv(0x5c, Uint8Array.from(groups.map((name) => fileOf(name).tag!))),
  );
}

/** @throws {EmrtdError} tlv-*, file-malformed */
export function readCommonData(file: Uint8Array): CommonData {
  const cursor = new TlvCursor(file).enter(0x60);
  const ldsVersion = fromAscii(cursor.next(0x5f01).value);
  const unicodeVersion = fromAscii(cursor.next(0x5f36).value);
  const groups = [...cursor.next(0x5c).value].map((tag) => {
    const name = groupOfTag(tag);
    if (!name) throw new EmrtdError('file-malformed', `EF.COM names the unknown tag ${tag.toString(16)}`);
    return name;
  });
  return { ldsVersion, unicodeVersion, groups };
}
