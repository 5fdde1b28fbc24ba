export interface TiffTags {
  readonly compression?: number;
  readonly photometric?: number;
  readonly depth?: number;
  readonly predictor?: number;
  readonly palette?: readonly number[];
}

/** A little-endian TIFF of one strip, as it is given. */
export function plainTiff(width: number, height: number, strip: Uint8Array, tags: TiffTags): Uint8Array {
  const { compression = 1, photometric = 1, depth = 8, predictor = 1, palette = [] } = tags;
  const start = 8 + 2 * palette.length;
  const entries = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 1, depth],
    [259, 3, 1, compression],
    [262, 3, 1, photometric],
    [273, 4, 1, start],
    [277, 3, 1, 1],
    [279, 4, 1, strip.length],
    [317, 3, 1, predictor],
    ...(palette.length > 0 ? [[320, 3, palette.length, 8]] : []),
  ];
  const file = Buffer.alloc(start + strip.length + 2 + 12 * entries.length + 4);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(start + strip.length, 4);
  for (const [index, value] of palette.entries()) file.writeUInt16LE(value, 8 + 2 * index);
  file.set(strip, start);
  let at = file.writeUInt16LE(entries.length, start + strip.length);
  for (const [tag, kind, count, value] of entries) {
    at = file.writeUInt16LE(tag!, at);
    at = file.writeUInt16LE(kind!, at);
    at = file.writeUInt32LE(count!, at);
    at = file.writeUInt32LE(value!, at);
  }
  return file;
}

/** LZW as TIFF 6.0 section 13 tells a writer, with a dictionary of strings: another way than the reader's. */
export function packLzw(bytes: Uint8Array): Uint8Array {
  const bits: string[] = [];
  const table = new Map<string, number>();
  let width = 9;
  let next = 258;
  const write = (code: number): void => {
    bits.push(code.toString(2).padStart(width, '0'));
  };
  const clear = (): void => {
    write(256);
    table.clear();
    width = 9;
    next = 258;
  };
  const codeOf = (text: string): number => (text.length === 1 ? text.charCodeAt(0) : table.get(text)!);
  clear();
  let text = '';
  for (const byte of bytes) {
    const longer = text + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      text = longer;
      continue;
    }
    write(codeOf(text));
    table.set(longer, next++);
    if (next === 512 || next === 1_024 || next === 2_048) width++;
    text = String.fromCharCode(byte);
    if (next === 4_094) clear();
  }
  write(codeOf(text));
  next++;
  if (next === 512 || next === 1_024 || next === 2_048) width++;
  write(257);
  const all = bits.join('');
  return Uint8Array.from({ length: Math.ceil(all.length / 8) }, (_, at) =>
    Number.parseInt(all.slice(8 * at, 8 * at + 8).padEnd(8, '0'), 2),
  );
}
