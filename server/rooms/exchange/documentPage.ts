import type { Words } from '#kernel';
import type { Extract } from '#rooms/people';
import { LABEL, LABELS, openFlow } from './documentFlow.ts';
import { type Blank, LINES, type Line, leaveRoom, type Place } from './documentStamp.ts';
import { leadingOf, mark, openSheet, type Part, type Picture, type Sheet } from './documentType.ts';

/** What stands on the page beside the register's facts. */
export interface Occasion {
  /** In words of the reader. */
  readonly organisation: string;
  readonly purpose: string;
  readonly legalBasis: string;
  /** Synthetic persons: then the page says so in large letters. */
  readonly synthetic: boolean;
}

const [LEFT, WIDTH, TOP] = [64, 467, 56];
const FOOT = 672;
const QR = { x: LEFT + WIDTH - 96, y: FOOT + 6, size: 96 };
const lineAt = (index: number) => FOOT + index * 16;
const SMALL = { size: 8.5, colour: LABELS.colour! };

/**
 * Draws an extract. It takes some milliseconds and is done before the question goes into its batch; the three values that the
 * batch gives are stamped into room that is left for them, which takes microseconds.
 */
export function drawPages(extract: Extract, occasion: Occasion, language: string, words: Words): Blank {
  const say = (key: string, values?: Record<string, string | number>) =>
    words.say(language, `value.extract.${key}`, values);
  const title = say(`title.${extract.kind}`);
  const sheet = openSheet(title, language, new Date(extract.act.recordedAt));
  const flow = openFlow(sheet, { left: LEFT, width: WIDTH, top: TOP, bottom: FOOT - 20 });
  const writeHeading = (text: string) => {
    flow.space(12);
    flow.write(text, { size: 12, weight: 600 }, 'H2', 40);
    flow.space(2);
  };
  flow.write(say('state'), { size: 10, weight: 600 }, 'P');
  flow.write(say('motto'), { size: 10 }, 'P');
  flow.space(22);
  flow.write(title, { size: 22, weight: 600 }, 'H1');
  if (occasion.synthetic) {
    flow.space(6);
    flow.write(say('synthetic'), { size: 12, weight: 600, colour: '#b3261e' }, 'P');
  }
  flow.space(12);
  flow.writeRows(extract.fields);
  if (extract.second) {
    writeHeading(say('spouse'));
    flow.writeRows(extract.second);
  }
  writeHeading(say('source'));
  flow.writeRows(describeAct(extract, language, words));
  writeHeading(say('given'));
  flow.writeRows([
    { name: say('organisation'), text: occasion.organisation },
    { name: say('purpose'), text: occasion.purpose },
    { name: say('law'), text: occasion.legalBasis },
  ]);
  return finish(sheet, say);
}

function describeAct({ act }: Extract, language: string, words: Words): { name: string; text: string }[] {
  const say = (key: string) => words.say(language, `value.extract.${key}`);
  return [
    { name: say('act'), text: words.say(language, `value.actKind.${act.kind}`) },
    { name: say('since'), text: act.since },
    { name: say('recorded'), text: act.recorded },
    { name: say('office'), text: act.officeName },
    { name: say('actLaw'), text: act.legalBasisTitle },
    ...(act.papers.length > 0 ? [{ name: say('paper'), text: act.papers.join('; ') }] : []),
  ];
}

/** The foot of every page, so that each proves itself; it is read out once, at the end. */
function finish(sheet: Sheet, say: (key: string, values?: Record<string, string | number>) => string): Blank {
  const { document } = sheet;
  const { count } = document.bufferedPageRange();
  const { font, codes, dictionary } = encodeAscii(document);
  for (let at = 0; at < count; at++) {
    document.switchToPage(at);
    // The stamp is written into the page's own stream, which hence is not compressed; the fonts are.
    const page = document.page as unknown as { content: { compress: boolean }; fonts: Record<string, unknown> };
    page.content.compress = false;
    page.fonts[font] = dictionary;
    mark(document, undefined, () => drawRule(document));
    writeFoot(sheet, say, at === count - 1);
    if (count > 1) {
      const text = say('page', { page: at + 1, pages: count });
      sheet.writeLine(text, LEFT, FOOT + 110, SMALL, undefined);
    }
  }
  document.end();
  const lines = LINES.map((line, index) => [line, { x: LEFT + LABEL, y: lineAt(index) + 10 }] as const);
  return {
    ...{ file: document.read() as Buffer, font, codes, code: QR },
    lines: Object.fromEntries(lines) as Record<Line, { x: number; y: number }>,
  };
}

function drawRule(document: PDFKit.PDFDocument): void {
  document
    .moveTo(LEFT, FOOT - 8)
    .lineTo(LEFT + WIDTH, FOOT - 8)
    .lineWidth(0.5)
    .stroke('#8a8a8a');
}

/** The labels of what is stamped, and the room for it. @param told part of what is read out, on one page */
function writeFoot(sheet: Sheet, say: (key: string) => string, told: boolean): void {
  const { document } = sheet;
  const open = (tag: string, within?: Part, picture?: Picture) => (told ? sheet.open(tag, within, picture) : undefined);
  const leave = (place: Place, part: Part | undefined) =>
    mark(document, part, () => void document.page.write(leaveRoom(place)));
  const table = open('Table');
  for (const [index, line] of LINES.entries()) {
    const row = open('TR', table);
    sheet.writeLine(say(line), LEFT, lineAt(index) + LABELS.size, LABELS, open('TH', row));
    leave(line, open('TD', row));
  }
  const check = open('P');
  for (const [index, text] of sheet.breakLines(say('check'), WIDTH - QR.size - 20, SMALL).entries())
    sheet.writeLine(text, LEFT, FOOT + 56 + SMALL.size + index * leadingOf(SMALL), SMALL, check);
  const bbox = [QR.x, QR.y, QR.x + QR.size, QR.y + QR.size] as const;
  leave('code', open('Figure', undefined, { alt: say('code'), bbox }));
}

/** Every printable character of ASCII in the embedded font: what will be stamped is not known yet. */
function encodeAscii(document: PDFKit.PDFDocument) {
  document.font('latin-400');
  const { _font: font } = document as unknown as {
    _font: { id: string; encode(text: string): [string[]]; ref(): unknown };
  };
  const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  const codes = new Map(characters.map((one) => [one, font.encode(one)[0].join('')]));
  return { font: font.id, codes, dictionary: font.ref() };
}
