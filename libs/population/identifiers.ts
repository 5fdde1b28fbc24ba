import type { ByteWriter } from './bytes.ts';
import { type Cell, has, is, nobody } from './cell.ts';
import { writeDate } from './dates.ts';
import { permute } from './permute.ts';
import type { PopulationPlan } from './plan.ts';
import { mixWords } from './random.ts';

const passports = 100_000_000;
const year = 365.2425;

/** Kinds of numbers a person can have, in the order in which the record lists them. */
export const kinds = ['pin', 'cmnd', 'foreigner-number', 'passport'] as const;
export type Kind = (typeof kinds)[number];

export function bears(cell: Cell, person: number, kind: Kind): boolean {
  const foreign = has(cell, person, is.foreign);
  if (kind === 'pin') return !foreign;
  if (kind === 'cmnd') return cell.oldNumber[person] !== nobody;
  if (kind === 'foreigner-number') return foreign;
  return foreign || has(cell, person, is.passport);
}

/** The number itself, ASCII without quotes. */
export function writeValue(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number, kind: Kind): void {
  const index = cell.first + person;
  if (kind === 'pin') writePin(writer, cell, person);
  else if (kind === 'cmnd') writer.digits(cell.oldNumber[person]!, 9);
  else if (kind === 'foreigner-number') {
    writer.ascii('9');
    writer.digits(permute(index, passports, mixWords(plan.seed, 9)), 11);
  } else {
    writer.byte(has(cell, person, is.foreign) ? 0x58 : 0x50);
    writer.digits(permute(index, passports, mixWords(plan.seed, 8)), 8);
  }
}

/** Place of birth registration, century and sex, year of birth, serial: Circular 07/2016/TT-BCA. */
function writePin(writer: ByteWriter, cell: Cell, person: number): void {
  const born = cell.birthYear[person]!;
  writer.digits(cell.place[person]!, 3);
  writer.digits((Math.floor(born / 100) - 19) * 2 + (has(cell, person, is.male) ? 0 : 1), 1);
  writer.digits(born % 100, 2);
  writer.digits(cell.serial[person]!, 6);
}

export function validFrom(plan: PopulationPlan, cell: Cell, person: number, kind: Kind): number {
  if (kind === 'cmnd') return cell.oldNumberFrom[person]!;
  if (kind === 'passport') return passportFrom(plan, cell, person);
  return cell.registered[person]!;
}

/** Passports are valid for ten years; all were issued in the nine before the record was collected. */
export function passportFrom(plan: PopulationPlan, cell: Cell, person: number): number {
  const spread = mixWords(cell.first + person, plan.seed ^ 0x5050) % Math.floor(9 * year);
  const grown = cell.birth[person]! + Math.ceil(15 * year);
  return Math.min(cell.registered[person]! - 1, Math.max(grown, cell.registered[person]! - 1 - spread));
}

/** The elements of the record's `identifiers`. */
export function writeIdentifiers(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number): void {
  let first = true;
  for (const kind of kinds) {
    if (!bears(cell, person, kind)) continue;
    writer.ascii(first ? '{"kind":"' : ',{"kind":"');
    first = false;
    writer.ascii(kind);
    writer.ascii('","value":"');
    writeValue(writer, plan, cell, person, kind);
    writer.ascii(kind === 'cmnd' ? '","status":"void","from":"' : '","status":"active","from":"');
    writeDate(writer, validFrom(plan, cell, person, kind));
    if (kind === 'cmnd') {
      writer.ascii('","to":"');
      writeDate(writer, plan.material.oldCard!.validTo);
    }
    writer.ascii('"}');
  }
}
