import type { Readable } from 'node:stream';
import { SheetError } from './error.ts';
import { parseXml } from './xml.ts';

const PAGE = 4 << 20;
const MOST_BYTES = 256 << 20;
/** Words that repeat (sexes, villages) come early in the table. */
const REMEMBERED = 1 << 16;

/** The shared strings of a workbook. Packed as UTF-8 outside the heap: a tenth of what strings would take. */
export interface StringTable {
  /** undefined where the table has no such string. */
  get(index: number): string | undefined;
}

export const NO_STRINGS: StringTable = { get: () => undefined };

/** Reads the shared strings. @throws SheetError strings-too-large: over 256 MiB of text */
export async function readStrings(stream: Readable): Promise<StringTable> {
  const table = createTable();
  const builder = createTextBuilder();
  const handlers = {
    open: (name: string) => {
      if (name === 'si') builder.begin();
      builder.open(name);
    },
    text: builder.text,
    close: (name: string) => {
      builder.close(name);
      if (name === 'si') table.add(builder.take());
    },
  };
  for await (const _ of parseXml(stream, handlers))
    if (table.bytes() > MOST_BYTES) throw new SheetError('strings-too-large');
  return table;
}

/** Puts the text of a string item together: all runs, but not the readings that stand above Asian script. */
export function createTextBuilder() {
  let text = '';
  let isText = false;
  let inReading = false;
  return {
    begin(): void {
      text = '';
      inReading = false;
    },
    open(name: string): void {
      if (name === 't') isText = !inReading;
      else if (name === 'rPh') inReading = true;
    },
    text(found: string): void {
      if (isText) text += found;
    },
    close(name: string): void {
      if (name === 't') isText = false;
      else if (name === 'rPh') inReading = false;
    },
    take: () => unescapeText(text),
  };
}

const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/** Control codes are written `_x000D_` in workbooks (ECMA-376, ST_Xstring). */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

function createTable() {
  const pages: Buffer[] = [];
  let places = new Uint32Array(1 << 12);
  let lengths = new Uint32Array(1 << 12);
  const remembered: string[] = [];
  let count = 0;
  let used = PAGE;

  function add(text: string): void {
    const bytes = Buffer.from(text);
    if (bytes.length > PAGE) throw new SheetError('xml-damaged');
    if (used + bytes.length > PAGE) {
      pages.push(Buffer.allocUnsafeSlow(PAGE));
      used = 0;
    }
    if (count === places.length) {
      places = grow(places);
      lengths = grow(lengths);
    }
    bytes.copy(pages.at(-1)!, used);
    places[count] = (pages.length - 1) * PAGE + used;
    lengths[count] = bytes.length;
    used += bytes.length;
    count += 1;
  }

  function get(index: number): string | undefined {
    if (!(index >= 0 && index < count)) return undefined;
    const known = remembered[index];
    if (known !== undefined) return known;
    const place = places[index]!;
    const from = place % PAGE;
    const text = pages[Math.floor(place / PAGE)]!.toString('utf8', from, from + lengths[index]!);
    if (index < REMEMBERED) remembered[index] = text;
    return text;
  }
  return { add, get, bytes: () => pages.length * PAGE + count * 8 };
}

function grow(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
