import { actId, evidence, listActs, officeOf, secondOf, writeChanges } from './acts.ts';
import { ByteWriter } from './bytes.ts';
import { type Cell, has, is, isDead, never, nobody } from './cell.ts';
import { spanOf } from './dates.ts';
import { bears, kinds, validFrom, writeValue } from './identifiers.ts';
import { resolveHome, writeStreet } from './places.ts';
import type { PopulationPlan } from './plan.ts';
import { writeFileNumber, writeRecord } from './record.ts';
import { homeSince, isPermanent } from './state.ts';

/** The register's tables and the columns that the rows fill, in this order. */
export const columns = {
  person: [
    'person', 'version', 'life', 'sex', 'birth_from', 'birth_to', 'province', 'commune', 'name_key', 'given_key',
    'merged_into', 'recorded_at', 'record',
  ],
  act: [
    'person', 'act', 'kind', 'valid_from', 'recorded_at', 'retracts', 'legal_basis', 'office', 'officer', 'evidence', 'changes',
  ],
  identifier: ['value', 'kind', 'person', 'status', 'valid_from', 'valid_to'],
  relation: ['person', 'kind', 'other'],
  household: ['household', 'commune', 'address', 'file'],
  member: ['household', 'person'],
} as const; // biome-ignore format: lists of columns
export type TableName = keyof typeof columns;
export const tableNames = Object.keys(columns) as TableName[];

export type RowWriters = { readonly [Table in TableName]: ByteWriter };

export function createWriters(): RowWriters {
  return {
    person: new ByteWriter(8 << 20),
    act: new ByteWriter(10 << 20),
    identifier: new ByteWriter(1 << 20),
    relation: new ByteWriter(1 << 20),
    household: new ByteWriter(1 << 19),
    member: new ByteWriter(1 << 19),
  };
}

const letter = { a: 0x61, d: 0x64, m: 0x6d, f: 0x66 };
/** The largest of the short rows, and what of a long one is not JSON. */
const rowBytes = 1024;

/** Appends the rows of one cell in PostgreSQL's binary COPY format, without its header and trailer. @returns acts written */
export function writeCell(writers: RowWriters, plan: PopulationPlan, cell: Cell): number {
  let acts = 0;
  for (let person = 0; person < cell.count; person++) {
    acts += writePerson(writers, plan, cell, person);
    writeNumbers(writers.identifier, plan, cell, person);
    for (const parent of [cell.father[person]!, cell.mother[person]!]) {
      if (parent !== nobody) writeRelation(writers.relation, cell, parent, 'child', person);
    }
    if (cell.guardian[person] !== nobody) writeRelation(writers.relation, cell, cell.guardian[person]!, 'ward', person);
    if (!isDead(cell, person)) {
      const writer = beginRow(writers.member, 2);
      writer.uuidField(cell.homes.ids, cell.home[person]!);
      writer.uuidField(cell.ids, person);
    }
  }
  for (let home = 0; home < cell.homes.count; home++) {
    if (cell.homes.size[home]! > 0) writeHousehold(writers.household, plan, cell, home);
  }
  return acts;
}

function beginRow(writer: ByteWriter, fields: number): ByteWriter {
  writer.reserve(rowBytes);
  writer.int16(fields);
  return writer;
}

function writePerson(writers: RowWriters, plan: PopulationPlan, cell: Cell, person: number): number {
  const acts = listActs(plan, cell, person);
  const { act } = writers;
  let last = 0;
  let from = 0;
  let to = 0;
  for (let at = 0; at < acts.count; at++) {
    const recorded = acts.recorded[at]!;
    if (recorded > acts.recorded[last]!) last = at;
    beginRow(act, 11);
    act.uuidField(cell.ids, person);
    act.uuidField(actId(plan, cell, person, at, recorded), 0);
    act.asciiField(acts.kind[at]!);
    act.dateField(acts.valid[at]!);
    act.timeField(recorded, secondOf(plan, cell, person, at));
    act.nullField();
    act.asciiField(plan.material.legalBasis[acts.kind[at]!]);
    act.rawField(officeOf(plan, cell, person, acts.valid[at]!, recorded));
    act.asciiField('synthetic');
    act.asciiField(evidence[acts.kind[at]!]);
    const start = act.beginField();
    writeChanges(act, plan, cell, person, acts.kind[at]!);
    act.endField(start);
    if (at === 0) {
      from = start;
      to = act.at;
    }
  }
  writePersonRow(writers, plan, cell, person, acts.count, acts.recorded[last]!, last);
  const writer = writers.person;
  const start = writer.beginField();
  writer.reserve(4096);
  // With one act the record is that act's changes: four persons in five are not serialised twice.
  if (acts.count === 1) writer.copy(act, from, to);
  else writeRecord(writer, plan, cell, person, 'last');
  writer.endField(start);
  return acts.count;
}

function writePersonRow(
  writers: RowWriters,
  plan: PopulationPlan,
  cell: Cell,
  person: number,
  version: number,
  recorded: number,
  last: number,
): void {
  const writer = beginRow(writers.person, 13);
  const { key, lastKey } = plan.material.names;
  const span = spanOf(cell.birth[person]!, cell.precision[person]!);
  writer.uuidField(cell.ids, person);
  writer.int32Field(version);
  writer.charField(isDead(cell, person) ? letter.d : cell.missing[person] !== never ? letter.m : letter.a);
  writer.charField(has(cell, person, is.male) ? letter.m : letter.f);
  writer.dateField(span.from);
  writer.dateField(span.to);
  if (isPermanent(cell, person)) {
    const place = resolveHome(plan, cell, cell.home[person]!, homeSince(cell, person, 'last'));
    writer.rawField(place.province);
    writer.rawField(place.commune);
  } else {
    writer.asciiField('');
    writer.asciiField('');
  }
  const start = writer.beginField();
  writer.raw(key[cell.surname[person]!]!);
  writer.byte(0x20);
  if (cell.middle[person]! > 0) {
    writer.raw(key[cell.middle[person]!]!);
    writer.byte(0x20);
  }
  writer.raw(key[cell.given[person]!]!);
  writer.endField(start);
  writer.rawField(lastKey[cell.given[person]!]!);
  writer.nullField();
  writer.timeField(recorded, secondOf(plan, cell, person, last));
}

function writeNumbers(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number): void {
  for (const kind of kinds) {
    if (!bears(cell, person, kind)) continue;
    beginRow(writer, 6);
    const start = writer.beginField();
    writeValue(writer, plan, cell, person, kind);
    writer.endField(start);
    writer.asciiField(kind);
    writer.uuidField(cell.ids, person);
    writer.asciiField(kind === 'cmnd' ? 'void' : 'active');
    writer.dateField(validFrom(plan, cell, person, kind));
    if (kind === 'cmnd') writer.dateField(plan.material.oldCard!.validTo);
    else writer.nullField();
  }
}

function writeRelation(writer: ByteWriter, cell: Cell, from: number, kind: string, to: number): void {
  beginRow(writer, 3);
  writer.uuidField(cell.ids, from);
  writer.asciiField(kind);
  writer.uuidField(cell.ids, to);
}

function writeHousehold(writer: ByteWriter, plan: PopulationPlan, cell: Cell, home: number): void {
  const { homes } = cell;
  const since = homes.move[home] === never ? homes.registered[home]! : homes.move[home]!;
  beginRow(writer, 4);
  writer.uuidField(homes.ids, home);
  writer.rawField(resolveHome(plan, cell, home, since).commune);
  const address = writer.beginField();
  writeStreet(writer, plan, cell, home);
  writer.endField(address);
  const file = writer.beginField();
  writeFileNumber(writer, cell, home);
  writer.endField(file);
}
