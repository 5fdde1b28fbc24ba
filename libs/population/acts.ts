import type { ByteWriter } from './bytes.ts';
import { type Cell, has, is, never, nobody } from './cell.ts';
import { writeDocuments } from './documents.ts';
import { idOf, writeId } from './identity.ts';
import { codeAt } from './places.ts';
import type { PopulationPlan } from './plan.ts';
import type { ActName } from './profiles/profile.ts';
import { mixWords } from './random.ts';
import {
  writeBirthDate,
  writeDeath,
  writeFile,
  writeHousehold,
  writeMissing,
  writeRecord,
  writeResidence,
  writeSpouse,
} from './record.ts';
import { homeAt, isBorn, isSwapped, isWidowed, type Stage } from './state.ts';

/** The acts of one person in the order in which they took effect; overwritten by the next `listActs`. */
export interface ActList {
  count: number;
  readonly kind: ActName[];
  /** Days: since when it is true, and when the register learnt it. */
  readonly valid: number[];
  readonly recorded: number[];
}

const most = 12;
const list: ActList = { count: 0, kind: [], valid: [], recorded: [] };

/** What happened to a person, the registration first. */
export function listActs(plan: PopulationPlan, cell: Cell, person: number): ActList {
  const registered = cell.registered[person]!;
  const death = cell.death[person]!;
  const spouse = cell.spouse[person]!;
  const born = isBorn(plan, cell, person);
  list.count = 0;
  add(born ? 'birth' : 'collected', born ? cell.birth[person]! : registered, registered);
  // A correction is true since what it corrects was written.
  if (isSwapped(cell, person)) add('correct', list.valid[0]!, cell.corrected[person]!);
  const follow = (kind: ActName, day: number) => {
    if (day !== never && day > registered) add(kind, day, day + cell.delay[person]!);
  };
  if (spouse !== nobody) {
    follow('marry', cell.marriage[person]!);
    follow('divorce', cell.divorce[person]!);
    if (isWidowed(cell, person, never)) follow('widowed', cell.death[spouse]!);
  }
  if (cell.formerHome[person] !== nobody) follow('move', cell.move[person]!);
  follow('identity', cell.cardAnew[person]!);
  follow('missing', cell.missing[person]!);
  follow('death', death);
  return list;
}

/** Inserts in the order of validity, behind those of the same day. */
function add(kind: ActName, valid: number, recorded: number): void {
  let at = list.count++;
  if (at >= most) throw new RangeError('too many acts');
  while (at > 0 && list.valid[at - 1]! > valid) {
    list.kind[at] = list.kind[at - 1]!;
    list.valid[at] = list.valid[at - 1]!;
    list.recorded[at] = list.recorded[at - 1]!;
    at--;
  }
  list.kind[at] = kind;
  list.valid[at] = valid;
  list.recorded[at] = recorded;
}

/** Acts are recorded in office hours, those of one person minutes apart. UTC seconds of the day. */
export function secondOf(plan: PopulationPlan, cell: Cell, person: number, at: number): number {
  return 3600 + (mixWords(cell.first + person, plan.seed) % 28_000) + at * 61;
}

const id = new Uint32Array(4);

/** @returns the act's UUIDv7, four words, of the time of recording; overwritten by the next call */
export function actId(plan: PopulationPlan, cell: Cell, person: number, at: number, recorded: number): Uint32Array {
  const time = (recorded * 86_400 + secondOf(plan, cell, person, at)) * 1000;
  writeId(id, 0, time, at, idOf.act, plan.seed, cell.first + person);
  return id;
}

/** Evidence by kind of act: what paper it rests on, and that it is none. */
export const evidence: Readonly<Record<ActName, string>> = {
  collected: paper('paper-record'),
  birth: paper('birth-certificate'),
  correct: paper('birth-certificate'),
  marry: paper('marriage-certificate'),
  divorce: paper('court-decision'),
  widowed: paper('death-certificate'),
  move: paper('application'),
  identity: paper('application'),
  missing: paper('court-decision'),
  death: paper('death-certificate'),
};

function paper(kind: string): string {
  return `[{"kind":"${kind}","note":"synthetic"}]`;
}

/** Code of the commune whose office recorded the act. */
export function officeOf(
  plan: PopulationPlan,
  cell: Cell,
  person: number,
  valid: number,
  recorded: number,
): Uint8Array {
  const stage: Stage = cell.formerHome[person] !== nobody && valid >= cell.move[person]! ? 'last' : 'first';
  const home = homeAt(cell, person, stage);
  return codeAt(plan, cell.homes.settlement[home]!, cell.homes.pick[home]!, recorded);
}

/** Writes what an act changes: the whole record for the first, then only the fields that became others. */
export function writeChanges(
  writer: ByteWriter,
  plan: PopulationPlan,
  cell: Cell,
  person: number,
  kind: ActName,
): void {
  writer.reserve(2048);
  switch (kind) {
    case 'collected':
    case 'birth':
      writeRecord(writer, plan, cell, person, 'first');
      return;
    case 'correct':
      writer.byte(0x7b);
      writeBirthDate(writer, cell, person, 'last');
      break;
    case 'marry':
      writer.ascii('{"maritalStatus":"married"');
      writeSpouse(writer, plan, cell, person);
      break;
    case 'divorce':
      writer.ascii('{"maritalStatus":"divorced","spouse":null');
      break;
    case 'widowed':
      writer.ascii('{"maritalStatus":"widowed"');
      break;
    case 'move':
      writeMove(writer, plan, cell, person);
      break;
    case 'identity':
      writer.ascii('{"documents":[');
      writeDocuments(writer, plan, cell, person, 'last');
      writer.byte(0x5d);
      break;
    case 'missing':
      openObject(writer, () => writeMissing(writer, cell, person));
      break;
    case 'death':
      openObject(writer, () => writeDeath(writer, cell, person));
      break;
  }
  writer.byte(0x7d);
}

function writeMove(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number): void {
  openObject(writer, () => writeResidence(writer, plan, cell, person, 'last'));
  if (cell.joined[person] === 0 || has(cell, person, is.foreign)) return;
  writeFile(writer, cell, person);
  writeHousehold(writer, cell, person);
}

/** Members are written with a comma before them; the first one of an object has a brace there. */
function openObject(writer: ByteWriter, write: () => void): void {
  const start = writer.at;
  write();
  writer.bytes[start] = 0x7b;
}
