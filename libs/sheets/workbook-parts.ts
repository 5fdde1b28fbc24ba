import { type CellReader, lookOf, type NumberLook } from './cell.ts';
import { SheetError } from './error.ts';
import { NO_STRINGS, readStrings } from './strings.ts';
import { readXml } from './xml.ts';
import type { Archive } from './zip.ts';

const LARGEST_PART = 64 << 20;
const LARGEST_STRINGS = 1 << 30;

/** A sheet of a workbook. */
export interface SheetPart {
  readonly name: string;
  /** Part of the archive. */
  readonly part: string;
  readonly hidden: boolean;
}

/** What a workbook says before its sheets. */
export interface Parts {
  readonly sheets: readonly SheetPart[];
  readonly reader: CellReader;
}

/** Reads the list of sheets, formats and shared strings. @throws SheetError */
export async function readParts(archive: Archive): Promise<Parts> {
  const main = await findMain(archive);
  const relations = await readRelations(archive, main);
  const { sheets, from1904 } = await readWorkbook(archive, main, relations);
  const partOf = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  const [styles, strings] = [partOf('styles'), partOf('sharedStrings')];
  const looks = styles && archive.has(styles) ? await readLooks(archive, styles) : [];
  if (strings && archive.size(strings) > LARGEST_STRINGS) throw new SheetError('strings-too-large');
  const table = strings && archive.has(strings) ? await readStrings(await archive.open(strings)) : NO_STRINGS;
  return { sheets, reader: { strings: table, looks, from1904 } };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function findMain(archive: Archive): Promise<string> {
  if (archive.has('xl/workbook.bin')) throw new SheetError('binary-workbook');
  if (archive.has('content.xml')) throw new SheetError('other-workbook');
  if (!archive.has('_rels/.rels')) throw new SheetError('not-rows');
  const main = (await readRelations(archive, '')).find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (!main || !archive.has(main)) throw new SheetError('zip-damaged');
  if (!/workbook/i.test(main)) throw new SheetError('not-rows');
  return main;
}

/** Which part belongs to another, by the archive's own list (ECMA-376 part 2, 6.5). */
async function readRelations(archive: Archive, part: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const list = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations: Relation[] = [];
  if (!archive.has(list)) return relations;
  await readPart(archive, list, (name, { Id: id = '', Type: type = '', Target: target = '' }) => {
    if (name === 'Relationship') relations.push({ id, type, target: resolvePart(folder, target) });
  });
  return relations;
}

const resolvePart = (folder: string, target: string) =>
  target.startsWith('/') ? target.slice(1) : new URL(target, `zip://archive/${folder}`).pathname.slice(1);

async function readWorkbook(archive: Archive, main: string, relations: readonly Relation[]) {
  const sheets: SheetPart[] = [];
  let from1904 = false;
  await readPart(archive, main, (tag, attributes) => {
    if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    if (tag !== 'sheet') return;
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
    const relation = relations.find((one) => one.id === id);
    // Charts and macros stand in the list too.
    if (relation?.type.endsWith('/worksheet'))
      sheets.push({
        name: attributes.name ?? '',
        part: relation.target,
        hidden: (attributes.state ?? 'visible') !== 'visible',
      });
  });
  return { sheets, from1904 };
}

async function readLooks(archive: Archive, part: string): Promise<NumberLook[]> {
  const codes = new Map<number, string>();
  const looks: NumberLook[] = [];
  let inCells = false;
  await readPart(
    archive,
    part,
    (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) looks.push(lookOf(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  );
  return looks;
}

async function readPart(
  archive: Archive,
  part: string,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
  close?: (name: string) => void,
): Promise<void> {
  if (archive.size(part) > LARGEST_PART) throw new SheetError('zip-bomb');
  await readXml(await archive.open(part), { open, ...(close && { close }) });
}
