import { encodeQR } from 'qr';

/** What is known only when the look is written down: put into drawn pages by `stampPages`. */
export interface Stamp {
  /** The look's line in the journal. */
  readonly reference: string;
  readonly agreement: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Where the look is proved; the QR code leads there. */
  readonly address: string;
}

/** Pages with room left for what is stamped. */
export interface Blank {
  readonly file: Buffer;
  /** The font of the stamped lines, by the name that every page knows it by, and its code for each printable character of ASCII. */
  readonly font: string;
  readonly codes: ReadonlyMap<string, string>;
  /** Where the lines begin, y upwards in points from the lower edge being 0 at the top: as the pages are drawn. */
  readonly lines: Readonly<Record<Line, { x: number; y: number }>>;
  readonly code: { readonly x: number; readonly y: number; readonly size: number };
}

export const LINES = ['reference', 'agreement', 'day'] as const;
export type Line = (typeof LINES)[number];
export type Place = Line | 'code';

/** Bytes that are left for one: a line of 120 characters, a QR code of version 10. */
const ROOM: Readonly<Record<Place, number>> = { reference: 600, agreement: 600, day: 600, code: 1400 };
const markOf = (place: Place) => `%dancu-stamp-${place} `;

/** Goes into a page's own stream where this is to stand. */
export const leaveRoom = (place: Place): string => markOf(place).padEnd(ROOM[place]);

/** @throws Error when something does not fit into its room */
export function stampPages(blank: Blank, { address, ...said }: Stamp): Buffer {
  const stamped = Buffer.from(blank.file);
  const fill = (place: Place, operators: string) => {
    const text = `%dancu-stamped\n${operators}`;
    if (text.length > ROOM[place]) throw new Error('the stamp is larger than its room');
    for (let at = stamped.indexOf(markOf(place)); at >= 0; at = stamped.indexOf(markOf(place), at))
      stamped.write(text.padEnd(ROOM[place]), at, 'latin1');
  };
  for (const line of LINES) fill(line, writeText(blank, line, said[line]));
  fill('code', drawCode(blank.code, address));
  return stamped;
}

function writeText({ font, codes, lines }: Blank, line: Line, text: string): string {
  const { x, y } = lines[line];
  const hex = [...text].map((character) => codes.get(character) ?? codes.get('?')).join('');
  return `0 g BT /${font} 8 Tf 1 0 0 -1 ${x} ${y} Tm <${hex}> Tj ET`;
}

/** A QR code as an image within the page's stream: a bit a module, 1 is dark. */
function drawCode({ x, y, size }: Blank['code'], text: string): string {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  const bits = rows.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
  const bytes = bits.flatMap((row) => row.match(/.{1,8}/g)!.map((eight) => Number.parseInt(eight.padEnd(8, '0'), 2)));
  const count = rows.length;
  return `q 0 g ${size} 0 0 -${size} ${x} ${y + size} cm BI /W ${count} /H ${count} /BPC 1 /IM true /D [1 0] /F /AHx ID ${Buffer.from(bytes).toString('hex')}> EI Q`;
}
