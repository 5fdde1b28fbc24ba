import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { unpackFont } from './unpackFont.ts';

type Weight = 400 | 600;

/** Letters of Vietnamese that the typeface keeps in a file of its own: web/kit/fonts.css has the same ranges. */
const VIETNAMESE = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u20ab]+/gu;

let read: ReadonlyMap<string, Buffer> | undefined;
function readFonts(): ReadonlyMap<string, Buffer> {
  read ??= new Map(
    ['latin', 'vietnamese'].flatMap((subset) =>
      [400, 600].map((weight) => {
        const file = import.meta.resolve(
          `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff`,
        );
        return [`${subset}-${weight}`, unpackFont(readFileSync(new URL(file)))] as const;
      }),
    ),
  );
  return read;
}

/** Text in runs of one font file each. */
function splitRuns(text: string): { subset: 'latin' | 'vietnamese'; text: string }[] {
  const runs: { subset: 'latin' | 'vietnamese'; text: string }[] = [];
  let at = 0;
  for (const match of text.matchAll(VIETNAMESE)) {
    if (match.index > at) runs.push({ subset: 'latin', text: text.slice(at, match.index) });
    runs.push({ subset: 'vietnamese', text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) runs.push({ subset: 'latin', text: text.slice(at) });
  return runs;
}

export interface Style {
  size: number;
  weight?: Weight;
  colour?: string;
}

/** A page that is written on line by line, y downwards in points. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  /** Writes a text within a width. @returns the y below it */
  write(text: string, x: number, y: number, width: number, style: Style): number;
}

/** @param createdAt stands in the file in place of now: the same facts make the same bytes */
export function openSheet(title: string, language: string, createdAt: Date): Sheet {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Dancu', CreationDate: createdAt },
    // Helvetica would be the first font, and is not used.
    font: null as unknown as string,
  });
  for (const [name, bytes] of readFonts()) document.registerFont(name, bytes);

  function measure(word: string, { size, weight = 400 }: Style): number {
    return splitRuns(word).reduce(
      (sum, { subset, text }) => sum + document.font(`${subset}-${weight}`).fontSize(size).widthOfString(text),
      0,
    );
  }
  function writeLine(line: string, x: number, y: number, { size, weight = 400, colour = '#1a1a1a' }: Style): void {
    let at = x;
    document.fillColor(colour);
    for (const { subset, text } of splitRuns(line)) {
      document
        .font(`${subset}-${weight}`)
        .fontSize(size)
        .text(text, at, y, { lineBreak: false, baseline: 'alphabetic' });
      at += document.widthOfString(text);
    }
  }
  return {
    document,
    write(text, x, y, width, style) {
      const leading = style.size * 1.45;
      const space = measure(' ', style);
      let [line, long, below] = ['', 0, y + style.size];
      for (const word of text.normalize('NFC').split(/\s+/)) {
        const wide = measure(word, style);
        if (line !== '' && long + space + wide > width) {
          writeLine(line, x, below, style);
          [line, long, below] = [word, wide, below + leading];
        } else [line, long] = line === '' ? [word, wide] : [`${line} ${word}`, long + space + wide];
      }
      writeLine(line, x, below, style);
      return below + leading - style.size;
    },
  };
}
