import type { ByteWriter } from './bytes.ts';
import { type Cell, has, is, isDead, never, nobody, relationWords } from './cell.ts';
import { dayOfMonth, monthOfDay, writeDate } from './dates.ts';
import { writeDocuments } from './documents.ts';
import { writeIdentifiers } from './identifiers.ts';
import { writeBirthPlace, writeHome } from './places.ts';
import type { PopulationPlan } from './plan.ts';
import { mixWords } from './random.ts';
import { homeAt, homeSince, isHoused, isPermanent, isSwapped, maritalAt, type Stage } from './state.ts';

const bloodGroups = ['O+', 'O+', 'O+', 'O+', 'B+', 'B+', 'B+', 'A+', 'A+', 'AB+'];

/** Writes a person's record as JSON: the fields and their order are those of the register's `PersonRecord`. */
export function writeRecord(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number, stage: Stage): void {
  const { material } = plan;
  const foreign = has(cell, person, is.foreign);
  const trait = mixWords(cell.first + person, plan.seed);
  writer.reserve(4096);
  writer.ascii('{"name":"');
  writeName(writer, plan, cell.surname[person]!, cell.middle[person]!, cell.given[person]!);
  writer.ascii('","identifiers":[');
  writeIdentifiers(writer, plan, cell, person);
  writer.ascii('],');
  writeBirthDate(writer, cell, person, stage);
  writer.ascii(has(cell, person, is.male) ? ',"sex":"male"' : ',"sex":"female"');
  writer.ascii(',"birthPlace":');
  writeBirthPlace(writer, plan, cell, person, cell.birthPlace[person]!);
  if (!foreign) {
    writer.ascii(',"birthRegistrationPlace":');
    writeBirthPlace(writer, plan, cell, person, cell.birthPlace[person]!);
    writer.ascii(',"origin":');
    writeBirthPlace(writer, plan, cell, nobody, cell.origin[person]!, cell.registered[person]!);
  }
  writer.ascii(',"ethnicity":"');
  writer.raw(material.ethnicities[cell.ethnicity[person]!]!);
  if (cell.religion[person]! > 0) {
    writer.ascii('","religion":"');
    writer.raw(material.religions!.code[cell.religion[person]! - 1]!);
  }
  writer.ascii('","nationality":["');
  writer.raw(nationalityOf(plan, cell, person));
  writer.ascii('"]');
  if ((trait >>> 24) % 11 === 0) {
    writer.ascii(',"bloodGroup":"');
    writer.ascii(bloodGroups[(trait >>> 16) % 10]!);
    writer.byte(0x22);
  }
  writer.ascii(',"documents":[');
  writeDocuments(writer, plan, cell, person, stage);
  writer.byte(0x5d);
  writeParents(writer, plan, cell, person);
  const marital = maritalAt(plan, cell, person, stage);
  // The dead stay the spouse of those who survive them, until these marry again.
  if (marital === 'married' || (marital === 'widowed' && cell.spouse[person] !== nobody)) {
    writeSpouse(writer, plan, cell, person);
  }
  if (cell.guardian[person] !== nobody) {
    writer.ascii(',"legalRepresentative":');
    writeRelative(writer, plan, cell, cell.guardian[person]!);
    writer.ascii(',"since":"');
    writeDate(writer, cell.registered[person]!);
    writer.ascii('"}');
  }
  if (isPermanent(cell, person)) writeResidence(writer, plan, cell, person, stage);
  else writeStay(writer, plan, cell, person, cell.home[person]!);
  if (cell.stay[person] !== nobody) writeStay(writer, plan, cell, person, cell.stay[person]!);
  if (isHoused(cell, person, stage)) writeFile(writer, cell, person);
  writer.ascii(',"maritalStatus":"');
  writer.ascii(marital);
  writer.byte(0x22);
  if (isHoused(cell, person, stage)) writeHousehold(writer, cell, person);
  if (stage === 'last' || cell.death[person]! <= cell.registered[person]!) writeDeath(writer, cell, person);
  if (stage === 'last') writeMissing(writer, cell, person);
  if (!isDead(cell, person)) writeContact(writer, plan, cell, person, trait);
  writer.byte(0x7d);
}

export function writeName(
  writer: ByteWriter,
  plan: PopulationPlan,
  surname: number,
  middle: number,
  given: number,
): void {
  const { text } = plan.material.names;
  writer.raw(text[surname]!);
  writer.byte(0x20);
  if (middle > 0) {
    writer.raw(text[middle]!);
    writer.byte(0x20);
  }
  writer.raw(text[given]!);
}

function nationalityOf(plan: PopulationPlan, cell: Cell, person: number): Uint8Array {
  const { nationality, foreigners } = plan.material;
  return has(cell, person, is.foreign) ? foreigners.nationality[cell.nationality[person]!]! : nationality;
}

/** The member `"birthDate"`; before its correction with day and month exchanged. */
export function writeBirthDate(writer: ByteWriter, cell: Cell, person: number, stage: Stage): void {
  const birth = cell.birth[person]!;
  writer.ascii('"birthDate":"');
  if (stage === 'first' && isSwapped(cell, person)) {
    writer.digits(cell.birthYear[person]!, 4);
    writer.byte(0x2d);
    writer.digits(dayOfMonth(birth), 2);
    writer.byte(0x2d);
    writer.digits(monthOfDay(birth), 2);
  } else writeDate(writer, birth, 10 - cell.precision[person]! * 3);
  writer.byte(0x22);
}

function writeParents(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number): void {
  const father = cell.father[person]!;
  const mother = cell.mother[person]!;
  if (father !== nobody) {
    writer.ascii(',"father":');
    writeRelative(writer, plan, cell, father);
    writer.byte(0x7d);
  } else if (cell.fatherGiven[person]! > 0) {
    writer.ascii(',"father":{"name":"');
    writeName(writer, plan, cell.surname[person]!, cell.fatherMiddle[person]!, cell.fatherGiven[person]!);
    writer.ascii('"}');
  }
  if (mother !== nobody) {
    writer.ascii(',"mother":');
    writeRelative(writer, plan, cell, mother);
    writer.byte(0x7d);
  } else if (cell.motherGiven[person]! > 0) {
    writer.ascii(',"mother":{"name":"');
    writeName(writer, plan, cell.motherSurname[person]!, cell.motherMiddle[person]!, cell.motherGiven[person]!);
    writer.ascii('"}');
  }
}

/** A relative who is in the register; the object stays open. */
function writeRelative(writer: ByteWriter, plan: PopulationPlan, cell: Cell, relative: number): void {
  writer.ascii('{"person":"');
  writer.uuidText(cell.ids, relative);
  writer.ascii('","name":"');
  writeName(writer, plan, cell.surname[relative]!, cell.middle[relative]!, cell.given[relative]!);
  writer.byte(0x22);
}

/** The members from `,"spouse"` on; also of the act of marriage. */
export function writeSpouse(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number): void {
  writer.ascii(',"spouse":');
  writeRelative(writer, plan, cell, cell.spouse[person]!);
  writer.ascii(',"since":"');
  writeDate(writer, cell.marriage[person]!);
  writer.ascii('"}');
}

export function writeResidence(
  writer: ByteWriter,
  plan: PopulationPlan,
  cell: Cell,
  person: number,
  stage: Stage,
): void {
  writer.ascii(',"permanentResidence":');
  writeHome(writer, plan, cell, homeAt(cell, person, stage), homeSince(cell, person, stage));
}

function writeStay(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number, home: number): void {
  writer.ascii(',"temporaryResidence":');
  writeHome(writer, plan, cell, home, cell.registered[person]!);
}

export function writeFile(writer: ByteWriter, cell: Cell, person: number): void {
  writer.ascii(',"residenceFile":"');
  writeFileNumber(writer, cell, cell.home[person]!);
  writer.byte(0x22);
}

/** Number of a household's file; one to one with the household. */
export function writeFileNumber(writer: ByteWriter, cell: Cell, home: number): void {
  writer.ascii('HK');
  writer.digits(cell.first * 4 + home, 9);
}

export function writeHousehold(writer: ByteWriter, cell: Cell, person: number): void {
  writer.ascii(',"household":{"id":"');
  writer.uuidText(cell.homes.ids, cell.home[person]!);
  writer.ascii('","relationToHead":"');
  writer.ascii(relationWords[cell.relation[person]!]!);
  writer.ascii('"}');
}

/** The member `,"death"`, where the person is dead. */
export function writeDeath(writer: ByteWriter, cell: Cell, person: number): void {
  if (!isDead(cell, person)) return;
  writer.ascii(',"death":{"date":"');
  writeDate(writer, cell.death[person]!);
  writer.ascii('","certificate":"');
  writer.number(1 + ((cell.first + person) % 997));
  writer.byte(0x2f);
  writeDate(writer, cell.death[person]!, 4);
  writer.ascii('"}');
}

export function writeMissing(writer: ByteWriter, cell: Cell, person: number): void {
  if (cell.missing[person] === never) return;
  writer.ascii(',"missing":{"since":"');
  writeDate(writer, cell.missing[person]!);
  writer.ascii('","decision":"');
  writer.number(1 + (person % 97));
  writer.byte(0x2f);
  writeDate(writer, cell.missing[person]!, 4);
  writer.ascii('"}');
}

/** Telephone and mail addresses are in ranges that belong to nobody. */
function writeContact(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number, trait: number): void {
  if (plan.today - cell.birth[person]! < 16 * 365.2425) return;
  const index = cell.first + person;
  if (trait % 100 < 65) {
    writer.ascii(',"phone":"');
    writer.ascii(plan.material.phonePrefix);
    writer.digits(index % 10_000_000, 7);
    writer.byte(0x22);
  }
  if ((trait >>> 8) % 100 >= 12) return;
  writer.ascii(',"email":"');
  writer.raw(plan.material.names.lastKey[cell.given[person]!]!);
  writer.byte(0x2e);
  writer.number(index);
  writer.byte(0x40);
  writer.ascii(plan.material.mailDomain);
  writer.byte(0x22);
}
