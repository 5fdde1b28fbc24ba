import { encodeQR } from 'qr';
import type { Words } from '#kernel';
import type { Extract } from '#rooms/people';
import { openSheet, type Sheet } from './documentType.ts';

/** What stands on the page beside the register's facts. */
export interface Occasion {
  /** In words of the reader. */
  readonly organisation: string;
  readonly purpose: string;
  readonly legalBasis: string;
  /** Synthetic persons: then the page says so in large letters. */
  readonly synthetic: boolean;
}

/** What is known only when the look is written down: put into a drawn page by `stampPage`. */
export interface Stamp {
  /** The look's line in the journal. */
  readonly reference: string;
  readonly agreement: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Where the look is proved; the QR code leads there. */
  readonly address: string;
}

const [LEFT, WIDTH] = [64, 467];
const LABEL = 150;
const FOOT = 672;
const QR = { x: LEFT + WIDTH - 96, y: FOOT + 6, size: 96 };
const MARK = '%dancu-stamp';
/** Room for three lines and a QR code of version 10. */
const ROOM = 3000;
const GREY = '#595959';

/**
 * Draws an extract. It takes some milliseconds and is done before the question goes into its batch; the three values that the
 * batch gives are stamped into room that is left for them, which takes microseconds.
 */
export function drawPage(extract: Extract, occasion: Occasion, language: string, words: Words): Buffer {
  const say = (key: string) => words.say(language, `value.extract.${key}`);
  const title = say(`title.${extract.kind}`);
  const sheet = openSheet(title, language, new Date(extract.act.recordedAt));
  let y = sheet.write(say('state'), LEFT, 56, WIDTH, { size: 10, weight: 600 });
  y = sheet.write(say('motto'), LEFT, y, WIDTH, { size: 10 });
  y = sheet.write(title, LEFT, y + 22, WIDTH, { size: 22, weight: 600 });
  if (occasion.synthetic)
    y = sheet.write(say('synthetic'), LEFT, y + 6, WIDTH, { size: 12, weight: 600, colour: '#b3261e' });
  y = writeRows(sheet, y + 12, extract.fields);
  if (extract.second) y = writeRows(sheet, writeHeading(sheet, say('spouse'), y), extract.second);
  y = writeRows(sheet, writeHeading(sheet, say('source'), y), describeAct(extract, language, words));
  writeRows(sheet, writeHeading(sheet, say('given'), y), [
    { name: say('organisation'), text: occasion.organisation },
    { name: say('purpose'), text: occasion.purpose },
    { name: say('law'), text: occasion.legalBasis },
  ]);
  writeFoot(sheet, say);
  return finish(sheet);
}

function writeHeading(sheet: Sheet, text: string, y: number): number {
  return sheet.write(text, LEFT, y + 12, WIDTH, { size: 12, weight: 600 }) + 2;
}

function writeRows(sheet: Sheet, from: number, rows: readonly { name: string; text: string }[]): number {
  let y = from;
  for (const { name, text } of rows)
    y = Math.max(
      sheet.write(name, LEFT, y, LABEL - 10, { size: 9.5, colour: GREY }),
      sheet.write(text, LEFT + LABEL, y, WIDTH - LABEL, { size: 10.5 }),
    );
  return y;
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

/** The labels of what is stamped, and the room for it. */
function writeFoot(sheet: Sheet, say: (key: string) => string): void {
  const { document } = sheet;
  document
    .moveTo(LEFT, FOOT - 8)
    .lineTo(LEFT + WIDTH, FOOT - 8)
    .lineWidth(0.5)
    .stroke('#8a8a8a');
  const width = WIDTH - QR.size - 20;
  for (const [index, key] of ['reference', 'agreement', 'day'].entries())
    sheet.write(say(key), LEFT, FOOT + index * 16, LABEL - 10, { size: 9.5, colour: GREY });
  sheet.write(say('check'), LEFT, FOOT + 56, width, { size: 8.5, colour: GREY });
  // Every reader has Courier; what is stamped is ASCII.
  const courier = document.ref({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Courier', Encoding: 'WinAnsiEncoding' });
  courier.end('');
  const page = document.page as PDFKit.PDFPage & { fonts: Record<string, unknown>; write(text: string): void };
  page.fonts.Stamp = courier;
  page.write(`${MARK}${' '.repeat(ROOM)}`);
}

function finish({ document }: Sheet): Buffer {
  // The stamp is written into the page's own stream, which hence is not compressed; the fonts are.
  (document.page as unknown as { content: { compress: boolean } }).content.compress = false;
  document.end();
  return document.read() as Buffer;
}

/** @throws Error when the stamp does not fit into its room */
export function stampPage(page: Buffer, { reference, agreement, day, address }: Stamp): Buffer {
  const lines = [reference, agreement, day].map(
    (text, index) => `1 0 0 -1 ${LEFT + LABEL} ${FOOT + 10 + index * 16} Tm (${quote(text)}) Tj`,
  );
  const stamp = `\n0 g BT /Stamp 8 Tf ${lines.join(' ')} ET ${drawCode(address)}`;
  if (stamp.length > MARK.length + ROOM) throw new Error('the stamp is larger than its room');
  const stamped = Buffer.from(page);
  stamped.write(stamp.padEnd(MARK.length + ROOM), page.indexOf(MARK), 'latin1');
  return stamped;
}

function quote(text: string): string {
  return text.replace(/[^ -~]/g, '?').replace(/[\\()]/g, '\\$&');
}

/** A QR code as an image within the page's stream: a bit a module, 1 is dark. */
function drawCode(text: string): string {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  const bits = rows.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
  const bytes = bits.flatMap((row) => row.match(/.{1,8}/g)!.map((eight) => Number.parseInt(eight.padEnd(8, '0'), 2)));
  const { x, y, size } = QR;
  const count = rows.length;
  return `q ${size} 0 0 -${size} ${x} ${y + size} cm BI /W ${count} /H ${count} /BPC 1 /IM true /D [1 0] /F /AHx ID ${Buffer.from(bytes).toString('hex')}> EI Q`;
}
