import { inflateSync } from 'node:zlib';

/** One page as it was drawn, in the order of its stream. */
export interface PdfPage {
  readonly text: string;
  /** What was drawn as content of the structure, by its number; `undefined`: adornment. */
  readonly marked: ReadonlyMap<number | undefined, string>;
  /** Baselines of all lines, in points from the upper edge. */
  readonly baselines: readonly number[];
}

/** An element of the structure, in reading order. */
export interface PdfElement {
  readonly tag: string;
  readonly depth: number;
  /** What is read out: its own content, or the words for a picture. */
  readonly text: string;
}

type Objects = ReadonlyMap<string, string>;

/** The text of all pages as `drawPages` makes them: each piece as it was written, in order, and what was stamped. */
export function readPdf(pdf: Buffer): string {
  return readPages(pdf)
    .map(({ text }) => text)
    .join('\n');
}

export function readPages(pdf: Buffer): PdfPage[] {
  const objects = readObjects(pdf);
  return [...pageObjects(objects).values()].map((page) => readPage(objects, page));
}

function readObjects(pdf: Buffer): Objects {
  const file = pdf.toString('latin1');
  return new Map([...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map((match) => [match[1]!, match[2]!]));
}

const pageObjects = (objects: Objects): Objects => {
  const pages = [...objects.values()].find((one) => one.includes('/Type /Pages\n'))!;
  const kids = [.../\/Kids \[([^\]]*)\]/.exec(pages)![1]!.matchAll(/(\d+) 0 R/g)].map(([, at]) => at!);
  return new Map(kids.map((at) => [at, objects.get(at)!]));
};
const follow = (objects: Objects, text: string, name: string): string =>
  objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1] ?? '') ?? '';
const streamOf = (object: string): string => /\nstream\n([\s\S]*)\nendstream/.exec(object)?.[1] ?? '';

const HEIGHT = 841.89;
const PIECES =
  /\/(?<font>F\d+) [\d.]+ Tf|\[(?<pieces>[^\]]*)\] TJ|<(?<stamped>[0-9a-f]+)> Tj|\/\w+ <<(?<opens>[^>]*)>> BDC|(?<ends>\bEMC\b)|1 0 0 (?<up>-?)1 [\d.]+ (?<y>[\d.]+) Tm/g;

function readPage(objects: Objects, page: string): PdfPage {
  const fonts = readFonts(objects, follow(objects, page, 'Resources'));
  const marked = new Map<number | undefined, string>();
  const baselines: number[] = [];
  let [font, text, place] = [new Map<string, string>(), '', undefined as number | undefined];
  const write = (piece: string) => {
    text += piece;
    marked.set(place, (marked.get(place) ?? '') + piece);
  };
  const read = (hex: string) => hex.match(/.{4}/g)!.map((code) => font.get(code) ?? '\ufffd').join(''); // biome-ignore format: one line
  for (const { groups } of streamOf(follow(objects, page, 'Contents')).matchAll(PIECES)) {
    const { font: name, pieces, stamped, opens, ends, up, y } = groups!;
    if (name) font = fonts.get(name)!;
    else if (opens !== undefined || ends) place = numberIn(opens);
    else if (y) baselines.push(up ? Number(y) : HEIGHT - Number(y));
    else if (stamped) write(`\n${read(stamped)}\n`);
    else write([...pieces!.matchAll(/<(\w+)>/g)].map(([, hex]) => read(hex!)).join(''));
  }
  return { text, marked, baselines };
}

function numberIn(properties = ''): number | undefined {
  const number = /\/MCID (\d+)/.exec(properties)?.[1];
  return number === undefined ? undefined : Number(number);
}

function readFonts(objects: Objects, resources: string): Map<string, Map<string, string>> {
  return new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, at]) => {
      const map = inflateSync(Buffer.from(streamOf(follow(objects, objects.get(at!)!, 'ToUnicode')), 'latin1'));
      return [name!, readRanges(map.toString())];
    }),
  );
}

/** `<0000> <00ff> [<0041> …]`: the characters of consecutive codes. */
function readRanges(map: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, from, list] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    for (const [at, [, hex]] of [...list!.matchAll(/<([\w ]+)>/g)].entries()) {
      const units = hex!
        .replaceAll(' ', '')
        .match(/.{4}/g)!
        .map((unit) => Number.parseInt(unit, 16));
      characters.set((Number.parseInt(from!, 16) + at).toString(16).padStart(4, '0'), String.fromCharCode(...units));
    }
  }
  return characters;
}

/** The structure as a reader of screens goes through it. */
export function readStructure(pdf: Buffer): { catalog: string; elements: PdfElement[] } {
  const objects = readObjects(pdf);
  const pages = new Map([...pageObjects(objects)].map(([at, page]) => [at, readPage(objects, page).marked] as const));
  const catalog = [...objects.values()].find((one) => one.includes('/Type /Catalog'))!;
  const elements: PdfElement[] = [];
  function walk(object: string, depth: number): void {
    const tag = /\/S \/(\w+)/.exec(object)?.[1] ?? '';
    const alt = /\/Alt \(((?:\\.|[^)\\])*)\)/s.exec(object)?.[1];
    const [all = '', kids = ''] = /\/K \[([\s\S]*?)\]\n/.exec(object) ?? [];
    const own = /\/Pg (\d+) 0 R/.exec(object.replace(all, ''))?.[1] ?? '';
    const found = [...kids.matchAll(/<<[^>]*?\/Pg (\d+) 0 R[^>]*?\/MCID (\d+)[^>]*?>>|(\d+) 0 R|(\d+)/g)];
    const text = found.map(([, page = own, there, , here]) => pages.get(page)?.get(Number(there ?? here)) ?? '');
    if (tag) elements.push({ tag, depth, text: (alt === undefined ? text.join('') : decodeText(alt)).trim() });
    for (const [, , , child] of found) if (child) walk(objects.get(child)!, depth + 1);
  }
  walk(follow(objects, catalog, 'StructTreeRoot'), 0);
  return { catalog, elements };
}

/** A literal string, in UTF-16 where its mark says so. */
function decodeText(literal: string): string {
  const bytes = Buffer.from(literal.replace(/\\(.)/gs, '$1'), 'latin1');
  return bytes[0] === 0xfe ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1');
}
