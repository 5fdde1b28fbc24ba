import { decode, type Encoding } from '#libs/legacytext';

const tables = new Map<Encoding, Map<string, Uint8Array>>();

/**
 * Text in an encoding of former Vietnamese software: what `decode` of the same encoding reads. A capital that the
 * encoding has no place for becomes the small letter (TCVN3 kept capitals in a font of their own); what it cannot hold at
 * all becomes a question mark.
 */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const table = tableOf(encoding);
  const bytes: number[] = [];
  for (const letter of text.normalize('NFC')) {
    const unit = letter.codePointAt(0)!;
    if (unit < 0x80) bytes.push(unit);
    else bytes.push(...(table.get(letter) ?? table.get(letter.toLowerCase()) ?? [0x3f]));
  }
  return Uint8Array.from(bytes);
}

/** The decoder turned around: what each byte, and each pair that stands for one letter, is read as. */
function tableOf(encoding: Encoding): Map<string, Uint8Array> {
  let table = tables.get(encoding);
  if (table) return table;
  table = new Map();
  const learn = (...bytes: number[]) => {
    const letters = [...decode(Uint8Array.from(bytes), encoding).normalize('NFC')];
    const [letter] = letters;
    if (letters.length === 1 && letter! > '\u007f' && letter !== '\ufffd' && !table!.has(letter!))
      table!.set(letter!, Uint8Array.from(bytes));
  };
  for (let byte = 0x80; byte < 0x100; byte++) learn(byte);
  for (let first = 0x41; first < 0x100; first++) for (let second = 0x80; second < 0x100; second++) learn(first, second);
  tables.set(encoding, table);
  return table;
}
