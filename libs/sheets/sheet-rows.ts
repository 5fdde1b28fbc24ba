import { type CellReader, readCell } from './cell.ts';
import { SheetError } from './error.ts';
import { createTextBuilder } from './strings.ts';
import { parseXml } from './xml.ts';
import type { Archive } from './zip.ts';

const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;

/** A row of a worksheet that holds anything. */
export interface SheetRow {
  readonly row: number;
  /** As far as the last filled one within the width asked for. */
  readonly cells: string[];
  /** What stands to the right of them, as `AB: text`. */
  readonly extra: readonly string[];
}

/** What one piece of a worksheet held. */
export interface SheetPiece {
  readonly rows: readonly SheetRow[];
  /** Share of the sheet that is read, 0 to 1. */
  readonly share: number;
  /** The number of the row behind. */
  readonly next: number;
}

/**
 * Reads a worksheet's rows as they come; formulas give the value that was saved with them.
 * @param width columns that are asked for
 * @param from number of the first row wanted
 * @throws SheetError columns-too-many, xml-damaged; what the archive throws
 */
export async function* readSheetRows(
  archive: Archive,
  part: string,
  reader: CellReader,
  width: number,
  from: number,
): AsyncGenerator<SheetPiece, void, undefined> {
  const builder = createTextBuilder();
  let rows: SheetRow[] = [];
  let row = 0;
  let wanted = false;
  let cells: string[] = [];
  let extra: string[] = [];
  let column = -1;
  let type: string | undefined;
  let style = 0;
  let value = '';
  let inValue = false;

  function open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const next = attributes.r === undefined ? row + 1 : Number(attributes.r);
      if (!(next > row && next <= MOST_ROWS)) throw new SheetError('xml-damaged');
      row = next;
      wanted = row >= from;
      cells = [];
      extra = [];
      column = -1;
    } else if (!wanted) return;
    else if (name === 'c') {
      column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
      if (!(column >= 0 && column < MOST_COLUMNS)) throw new SheetError('columns-too-many');
      type = attributes.t;
      style = Number(attributes.s ?? 0);
      value = '';
      builder.begin();
    } else if (name === 'v') inValue = true;
    else builder.open(name);
  }

  function close(name: string): void {
    if (!wanted) return;
    if (name === 'v') inValue = false;
    else if (name === 'c') put(type === 'inlineStr' ? builder.take() : readCell(reader, type, style, value));
    else if (name === 'row') {
      if (cells.length > 0 || extra.length > 0) rows.push({ row, cells, extra });
      wanted = false;
    } else builder.close(name);
  }

  function put(text: string): void {
    if (text === '') return;
    if (column >= width) {
      extra.push(`${column}: ${text}`);
      return;
    }
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }

  function text(found: string): void {
    if (inValue) value += found;
    else if (wanted) builder.text(found);
  }

  const size = archive.size(part);
  for await (const read of parseXml(await archive.open(part), { open, close, text })) {
    yield { rows, share: size === 0 ? 1 : Math.min(1, read / size), next: wanted ? row : row + 1 };
    rows = [];
  }
}

/** `AB12` is 27; -1 where it is no place. */
function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length; at++) {
    const letter = place.charCodeAt(at);
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > MOST_COLUMNS) return MOST_COLUMNS;
  }
  return column - 1;
}
