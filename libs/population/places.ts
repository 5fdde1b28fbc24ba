import type { ByteWriter } from './bytes.ts';
import { type Cell, has, is, nobody } from './cell.ts';
import { writeDate } from './dates.ts';
import type { PopulationPlan } from './plan.ts';
import { mixWords } from './random.ts';
import { isBorn } from './state.ts';

/** The code by which a settlement went on a day; `pick` chooses among the communes that a split one became. */
export function codeAt(plan: PopulationPlan, settlement: number, pick: number, day: number): Uint8Array {
  const { settlements, communes } = plan.material;
  if (day <= settlements.lastDay[settlement]!) return settlements.code[settlement]!;
  const now = settlements.now[settlement]!;
  return communes.code[now[pick % now.length]!]!;
}

/** Province and commune in force of an address written on a day; the commune is empty where the code does not tell. */
export function resolveHome(
  plan: PopulationPlan,
  cell: Cell,
  home: number,
  day: number,
): { province: Uint8Array; commune: Uint8Array } {
  const { settlements, communes } = plan.material;
  const settlement = cell.homes.settlement[home]!;
  const now = settlements.now[settlement]!;
  if (day <= settlements.lastDay[settlement]!) {
    resolved.province = settlements.province[settlement]!;
    resolved.commune = settlements.commune[settlement]!;
  } else {
    const commune = now[cell.homes.pick[home]! % now.length]!;
    resolved.province = communes.province[commune]!;
    resolved.commune = communes.code[commune]!;
  }
  return resolved;
}

const resolved: { province: Uint8Array; commune: Uint8Array } = {
  province: new Uint8Array(),
  commune: new Uint8Array(),
};

/** An address as the register holds it: the code of its day, the day, house and street. */
export function writeHome(writer: ByteWriter, plan: PopulationPlan, cell: Cell, home: number, day: number): void {
  writer.ascii('{"unit":"');
  writer.raw(codeAt(plan, cell.homes.settlement[home]!, cell.homes.pick[home]!, day));
  writer.ascii('","on":"');
  writeDate(writer, day);
  writer.ascii('","text":"');
  writeStreet(writer, plan, cell, home);
  writer.ascii('"}');
}

/** `12 Lê Lợi` in a town, `Thôn 4` in the country. */
export function writeStreet(writer: ByteWriter, plan: PopulationPlan, cell: Cell, home: number): void {
  const { homes } = cell;
  const { settlements, streets, villages } = plan.material;
  const settlement = homes.settlement[home]!;
  if (settlements.town[settlement] === 1) {
    writer.number(homes.number[home]!);
    writer.byte(0x20);
    writer.raw(streets[homes.street[home]!]!);
  } else {
    writer.raw(villages[settlements.region[settlement]!]![homes.street[home]!]!);
    writer.byte(0x20);
    writer.number(homes.number[home]!);
  }
}

/**
 * Where somebody was born, in the units of the day it was written down: on the day of birth for those born since the
 * register began, at collection for the older. Those collected after a change of units keep the old code of their papers.
 * @param person nobody: an ancestor's place, written down on `day`
 */
export function writeBirthPlace(
  writer: ByteWriter,
  plan: PopulationPlan,
  cell: Cell,
  person: number,
  settlement: number,
  day = 0,
): void {
  const { settlements, foreigners, overseas } = plan.material;
  if (person !== nobody && has(cell, person, is.foreign | is.overseas)) {
    const abroad = overseas[mixWords(plan.seed, cell.number) % Math.max(1, overseas.length)];
    writer.ascii('{"country":"');
    writer.raw(has(cell, person, is.foreign) ? foreigners.nationality[cell.nationality[person]!]! : abroad!.country);
    writer.ascii('"}');
    return;
  }
  const born = person !== nobody && isBorn(plan, cell, person);
  const written = person === nobody ? day : born ? cell.birth[person]! : cell.registered[person]!;
  const on = born ? written : Math.min(written, settlements.lastDay[settlement]!);
  writer.ascii('{"unit":"');
  writer.raw(codeAt(plan, settlement, cell.first + person, on));
  writer.ascii('","on":"');
  writeDate(writer, on);
  writer.ascii('"}');
}
