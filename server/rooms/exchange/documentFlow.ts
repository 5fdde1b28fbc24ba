import { leadingOf, type Part, type Sheet, type Style } from './documentType.ts';

/** Where text stands on each page: x and width, and y from the first line to the last. */
export interface Frame {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Row {
  readonly name: string;
  readonly text: string;
}

/** Text that goes on to the next page where one is full. */
export interface Flow {
  space(points: number): void;
  /** @param follows room that is to be on the same page below it: no heading stands alone at the end of one */
  write(text: string, style: Style, tag: string, follows?: number): void;
  /** A table of names and what they stand for. */
  writeRows(rows: readonly Row[]): void;
}

export const LABEL = 150;
export const LABELS: Style = { size: 9.5, colour: '#595959' };
const VALUES: Style = { size: 10.5 };
/** A row up to this height is not broken. */
const WHOLE = 120;

export function openFlow(sheet: Sheet, { left, width, top, bottom }: Frame): Flow {
  let y = top;

  /** Goes to the next page where this much does not fit below. */
  function reach(height: number): void {
    if (y === top || y + height <= bottom) return;
    sheet.document.addPage();
    y = top;
  }
  function writeLines(lines: readonly string[], x: number, style: Style, part: Part): void {
    for (const line of lines) {
      reach(leadingOf(style));
      sheet.writeLine(line, x, y + style.size, style, part);
      y += leadingOf(style);
    }
  }
  function writeRow(row: Row, table: Part): void {
    const labels = sheet.breakLines(row.name, LABEL - 10, LABELS);
    const values = sheet.breakLines(row.text, width - LABEL, VALUES);
    const labelled = labels.length * leadingOf(LABELS);
    reach(Math.min(WHOLE, Math.max(labelled, values.length * leadingOf(VALUES))));
    const within = sheet.open('TR', table);
    const from = y;
    const pages = () => sheet.document.bufferedPageRange().count;
    const first = pages();
    writeLines(labels, left, LABELS, sheet.open('TH', within));
    y = from;
    writeLines(values, left + LABEL, VALUES, sheet.open('TD', within));
    if (pages() === first) y = Math.max(y, from + labelled);
  }

  return {
    space(points) {
      if (y > top) y += points;
    },
    write(text, style, tag, follows = 0) {
      const lines = sheet.breakLines(text, width, style);
      reach(lines.length * leadingOf(style) + follows);
      writeLines(lines, left, style, sheet.open(tag));
    },
    writeRows(rows) {
      const table = sheet.open('Table');
      for (const row of rows) writeRow(row, table);
    },
  };
}
