import PDFDocument from 'pdfkit';
import drawSvg from 'svg-to-pdfkit';
import { readFonts, splitRuns } from '#kernel';
import { type Artwork, type Drawing, drawArtwork } from '#libs/artwork';

/** Points a millimetre. */
const MM = 72 / 25.4;
/** ISO/IEC 7810 ID-1, in millimetres. */
const CARD = { width: 85.6, height: 53.98 };
const PAGE = { width: 210, top: 40 };
const MARK = 5;

interface SideOfCard extends Omit<Drawing, 'runs'> {
  readonly artwork: Artwork;
}

/** Sides beside each other at their size, with marks to cut and fold along. @returns PDF, A4 */
export async function drawCardSheet(
  sides: readonly SideOfCard[],
  { title, language }: { title: string; language: string },
): Promise<Buffer> {
  const document = new PDFDocument({
    ...{ size: 'A4', margin: 0, lang: language, displayTitle: true },
    info: { Title: title, Creator: 'Dancu' },
    font: null as unknown as string,
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  for (const [name, bytes] of readFonts()) document.registerFont(name, bytes);
  const left = (PAGE.width - sides.length * CARD.width) / 2;
  for (const [at, { artwork, ...drawing }] of sides.entries()) {
    const runs = (text: string) => splitRuns(text).map((run) => ({ font: run.subset, text: run.text }));
    const svg = drawArtwork(artwork, { ...drawing, runs });
    drawSvg(document as never, svg, (left + at * CARD.width) * MM, PAGE.top * MM, {
      ...{ width: CARD.width * MM, height: CARD.height * MM, assumePt: true },
      fontCallback: (family, bold) =>
        family.includes('monospace') ? 'Courier' : `${family === 'vietnamese' ? family : 'latin'}-${bold ? 600 : 400}`,
      warningCallback: (warning) => document.emit('error', new Error(warning)),
    });
  }
  drawMarks(document, left, sides.length);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Where a card begins and ends, outside of it. */
function drawMarks(document: PDFKit.PDFDocument, left: number, count: number): void {
  const [top, bottom] = [PAGE.top, PAGE.top + CARD.height];
  document.lineWidth(0.3).strokeColor('#808080');
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    document
      .moveTo(x1 * MM, y1 * MM)
      .lineTo(x2 * MM, y2 * MM)
      .stroke();
  for (let at = 0; at <= count; at++) {
    const x = left + at * CARD.width;
    line(x, top - 1 - MARK, x, top - 1);
    line(x, bottom + 1, x, bottom + 1 + MARK);
  }
  for (const y of [top, bottom]) {
    line(left - 1 - MARK, y, left - 1, y);
    const right = left + count * CARD.width;
    line(right + 1, y, right + 1 + MARK, y);
  }
}
