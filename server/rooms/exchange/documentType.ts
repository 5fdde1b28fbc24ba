import PDFDocument from 'pdfkit';
import { readFonts, splitRuns, type Weight } from '#kernel';

export interface Style {
  size: number;
  weight?: Weight;
  colour?: string;
}

/** A place in the document's structure: what is written there is read out there, wherever it stands on a page. */
export interface Part {
  readonly tag: string;
  readonly element: PDFKit.PDFStructureElement;
}

/** What stands for a picture where it is not seen, and where it stands: left, top, right and bottom. */
export interface Picture {
  readonly alt: string;
  readonly bbox: readonly [number, number, number, number];
}

/** Pages that are written on line by line, y downwards in points; tagged (ISO 32000-1, 14.8; ISO 14289-1). */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  /** Opens a part, at the end of another or of the document. */
  open(tag: string, within?: Part, picture?: Picture): Part;
  /** Breaks a text into lines of a width. */
  breakLines(text: string, width: number, style: Style): string[];
  /** Writes one line with its baseline at y. @param part undefined: it only adorns the page */
  writeLine(line: string, x: number, y: number, style: Style, part: Part | undefined): void;
}

/** From one line of a style to the next. */
export const leadingOf = ({ size }: Style): number => size * 1.45;

/** @param createdAt stands in the file in place of now: the same facts make the same bytes */
export function openSheet(title: string, language: string, createdAt: Date): Sheet {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Dancu', CreationDate: createdAt },
    pdfVersion: '1.7',
    tagged: true,
    // The library has it; its types do not.
    subset: 'PDF/UA' as never,
    // How many there are is written on each.
    bufferPages: true,
    // Helvetica would be the first font, and is not used.
    font: null as unknown as string,
  });
  for (const [name, bytes] of readFonts()) document.registerFont(name, bytes);
  const root = document.struct('Document');
  document.addStructure(root);

  function measure(word: string, { size, weight = 400 }: Style): number {
    return splitRuns(word).reduce(
      (sum, { subset, text }) => sum + document.font(`${subset}-${weight}`).fontSize(size).widthOfString(text),
      0,
    );
  }
  return {
    document,
    open(tag, within, picture) {
      const element = document.struct(tag, picture ?? {});
      (within?.element ?? root).add(element);
      return { tag, element };
    },
    breakLines(text, width, style) {
      const space = measure(' ', style);
      const lines: string[] = [];
      let [line, long] = ['', 0];
      for (const word of text.normalize('NFC').split(/\s+/)) {
        const wide = measure(word, style);
        if (line !== '' && long + space + wide > width) {
          // With a blank at its end, so that whoever reads on finds two words.
          lines.push(`${line} `);
          [line, long] = [word, wide];
        } else [line, long] = line === '' ? [word, wide] : [`${line} ${word}`, long + space + wide];
      }
      return [...lines, line];
    },
    writeLine(line, x, y, { size, weight = 400, colour = '#1a1a1a' }, part) {
      mark(document, part, () => {
        let at = x;
        document.fillColor(colour);
        for (const { subset, text } of splitRuns(line)) {
          document
            .font(`${subset}-${weight}`)
            .fontSize(size)
            .text(text, at, y, { lineBreak: false, baseline: 'alphabetic' });
          at += document.widthOfString(text);
        }
      });
    },
  };
}

/** What is drawn is content of a part, or an adornment that nobody is read out (ISO 14289-1, 7.1). */
export function mark(document: PDFKit.PDFDocument, part: Part | undefined, draw: () => void): void {
  if (part) part.element.add(document.markStructureContent(part.tag));
  else document.markContent('Artifact', { type: 'Pagination' });
  draw();
  document.endMarkedContent();
}
