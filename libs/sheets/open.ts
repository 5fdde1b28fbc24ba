import { SheetError, type SheetErrorCode } from './error.ts';
import { openText } from './open-text.ts';
import type { RandomAccess, Sheet, SheetOptions } from './sheet.ts';
import { readFully } from './source.ts';
import { openWorkbook } from './workbook.ts';

/** Beginnings of files that are no text, whatever their names say. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], code: SheetErrorCode])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'not-rows'],
  [[0x89, 0x50, 0x4e, 0x47], 'not-rows'],
  [[0xff, 0xd8, 0xff], 'not-rows'],
  [[0x1f, 0x8b], 'not-rows'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'not-rows'],
  [[0x52, 0x61, 0x72, 0x21], 'not-rows'],
  [[0x7f, 0x45, 0x4c, 0x46], 'not-rows'],
  [[0x4d, 0x5a, 0x90], 'not-rows'],
];
const ZIP = [0x50, 0x4b];
/** Microsoft's compound file: a workbook of before 2007, or the cover of one with a password (MS-OFFCRYPTO). */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Opens a file of rows by what it holds, whatever its name: delimited values, lines of JSON, or an XLSX workbook. Finds encoding,
 * separator, sheet, titles and header; what `options` say is believed.
 * @throws SheetError what the file is instead, and what its sender can do
 */
export async function openSheet(source: RandomAccess, options: SheetOptions = {}): Promise<Sheet> {
  if (source.size === 0) throw new SheetError('empty');
  const start = await readFully(source, 0, 8);
  const begins = (bytes: readonly number[]) => bytes.every((byte, at) => start[at] === byte);
  for (const [bytes, code] of SIGNATURES) if (begins(bytes)) throw new SheetError(code);
  if (begins(COMPOUND)) throw new SheetError(await nameCompound(source));
  return begins(ZIP) ? openWorkbook(source, options) : openText(source, options);
}

/** The directory of a compound file names its streams (MS-CFB 2.2, 2.6). */
async function nameCompound(source: RandomAccess): Promise<SheetErrorCode> {
  const header = await readFully(source, 0, 512);
  if (header.length < 52) return 'not-rows';
  const sector = 1 << (header.readUInt16LE(30) & 0x1f);
  const at = (header.readUInt32LE(48) + 1) * sector;
  const directory = at < source.size ? await readFully(source, at, 4096) : header;
  const names = (name: string) => directory.includes(Buffer.from(name, 'utf16le'));
  if (names('EncryptedPackage')) return 'encrypted';
  return names('Workbook') || names('Book') ? 'old-workbook' : 'not-rows';
}
