import { settleCapitals } from './capitals.ts';
import { decode } from './decode.ts';
import { isAscii, tallySyllables } from './syllable.ts';
import { WINDOWS_1252 } from './tables.ts';

/** What text was before a program read it wrongly: glyph codes of a font, or UTF-8 taken for Windows-1252. */
export type Slip = 'tcvn3' | 'vni' | 'utf-8';

export interface Mended {
  readonly text: string;
  /** Absent where the text stays as it is. */
  readonly from?: Slip;
}

const BYTES: ReadonlyMap<string, number> = new Map(WINDOWS_1252.map((letter, byte) => [letter, byte]));
const GLYPHS: readonly ('tcvn3' | 'vni')[] = ['tcvn3', 'vni'];

/**
 * Text that is Unicode already but holds codes of an old font (`NguyÔn V¨n`, copied out of a spreadsheet) or UTF-8 that was read
 * as Windows-1252 (`Nguyá»…n`). It is changed only where every word with a letter beyond ASCII becomes a Vietnamese syllable and
 * the text as it stands is none: `Bá`, which is `Bỏ` in TCVN3, stays.
 * @param expected what the neighbours in the column are (`expectSlip`): decides where both readings are Vietnamese
 */
export function mendText(text: string, expected?: Slip): Mended {
  if (isAscii(text)) return { text };
  const bytes = takeBytes(text);
  if (!bytes) return { text };
  const unfolded = readUtf8(bytes);
  if (unfolded !== undefined) return { text: mendText(unfolded).text, from: 'utf-8' };
  const asItStands = tallySyllables(text);
  const settled = asItStands.words > 0 && asItStands.fitting === asItStands.words;
  for (const glyphs of GLYPHS) {
    if (settled && glyphs !== expected) continue;
    const read = decode(bytes, glyphs);
    const { words, fitting } = tallySyllables(read);
    if (words > 0 && fitting === words && !hasStray(read)) return { text: settleCapitals(read), from: glyphs };
  }
  return { text };
}

/**
 * What most cells of a column suffer from; undefined where fewer than three in four of the cells that tell anything agree.
 * @param cells some hundreds of the column's cells
 */
export function expectSlip(cells: Iterable<string>): Slip | undefined {
  const counts = new Map<Slip | 'none', number>();
  let telling = 0;
  for (const cell of cells) {
    if (isAscii(cell)) continue;
    telling += 1;
    const slip = mendText(cell).from ?? 'none';
    counts.set(slip, (counts.get(slip) ?? 0) + 1);
  }
  for (const [slip, count] of counts) if (slip !== 'none' && count >= telling * 0.75) return slip;
  return undefined;
}

/** The bytes that Windows-1252 showed as this text; undefined where it never could. */
function takeBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const byte = BYTES.get(text[at]!);
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readUtf8(bytes: Uint8Array): string | undefined {
  // Most text of Latin letters is none, and an exception costs more than all else here: its first letter beyond ASCII tells.
  const first = bytes.findIndex((byte) => byte > 0x7f);
  if (bytes[first]! < 0xc2 || (bytes[first + 1] ?? 0) >> 6 !== 2) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Signs that no name or address has, left over from a wrong reading. */
function hasStray(text: string): boolean {
  return /[\u0080-\u009f\u00a1-\u00a9\u00ab-\u00af\u00b1-\u00bf\u00d7\u00f7\p{M}\ufffd]/u.test(text);
}
