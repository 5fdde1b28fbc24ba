import type { ByteWriter } from './bytes.ts';
import { type Cell, has, is, never } from './cell.ts';
import { writeAnniversary, writeDate } from './dates.ts';
import { passportFrom, writeValue } from './identifiers.ts';
import type { PopulationPlan } from './plan.ts';
import { isBorn, type Stage } from './state.ts';

const year = 365.2425;
/** A card made in so many years before an age of renewal holds until the next one. */
const early = 2 * year;
const childhood = 14 * year;

/** The elements of the record's `documents` at a stage. */
export function writeDocuments(
  writer: ByteWriter,
  plan: PopulationPlan,
  cell: Cell,
  person: number,
  stage: Stage,
): void {
  const start = writer.at;
  if (plan.today - cell.birth[person]! < childhood && !has(cell, person, is.foreign)) {
    writeBirthCertificate(writer, plan, cell, person);
  }
  const anew = stage === 'last' && cell.cardAnew[person] !== never;
  const card = anew ? cell.cardAnew[person]! : cell.card[person]!;
  if (card !== never) {
    if (writer.at > start) writer.byte(0x2c);
    writeCard(writer, plan, cell, person, card);
  }
  if (!has(cell, person, is.foreign | is.passport)) return;
  if (writer.at > start) writer.byte(0x2c);
  writePassport(writer, plan, cell, person);
}

function writeCard(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number, issued: number): void {
  const { card, cardIssuers } = plan.material;
  writer.ascii('{"kind":"card","number":"');
  writeValue(writer, plan, cell, person, 'pin');
  writer.ascii('","issuedOn":"');
  writeDate(writer, issued);
  writer.ascii('","issuedBy":"');
  let issuer = cardIssuers[0]!;
  for (const one of cardIssuers) if (one.from <= issued) issuer = one;
  writer.raw(issuer.name);
  for (const age of card.renewAt) {
    if (cell.birth[person]! + age * year <= issued + early) continue;
    writer.ascii('","validUntil":"');
    writeAnniversary(writer, cell.birth[person]!, cell.birthYear[person]! + age);
    break;
  }
  writer.ascii('"}');
}

function writeBirthCertificate(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number): void {
  const { settlements, communes } = plan.material;
  const birth = cell.birth[person]!;
  const issued = isBorn(plan, cell, person) ? cell.registered[person]! : birth + 5 + ((cell.first + person) % 40);
  const settlement = cell.birthPlace[person]!;
  const now = settlements.now[settlement]!;
  writer.ascii('{"kind":"birth-certificate","number":"');
  writer.number(1 + ((cell.first + person) % 997));
  writer.byte(0x2f);
  writeDate(writer, issued, 4);
  writer.ascii('","issuedOn":"');
  writeDate(writer, issued);
  writer.ascii('","issuedBy":"');
  if (issued <= settlements.lastDay[settlement]!) writer.raw(settlements.registry[settlement]!);
  else writer.raw(communes.registry[now[(cell.first + person) % now.length]!]!);
  writer.ascii('"}');
}

function writePassport(writer: ByteWriter, plan: PopulationPlan, cell: Cell, person: number): void {
  const issued = passportFrom(plan, cell, person);
  writer.ascii('{"kind":"passport","number":"');
  writeValue(writer, plan, cell, person, 'passport');
  writer.ascii('","issuedOn":"');
  writeDate(writer, issued);
  writer.ascii('","issuedBy":"');
  if (has(cell, person, is.foreign)) writer.raw(plan.material.foreigners.nationality[cell.nationality[person]!]!);
  else writer.raw(plan.material.passportIssuer);
  writer.ascii('","validUntil":"');
  writeDate(writer, issued + Math.floor(10 * year));
  writer.ascii('"}');
}
