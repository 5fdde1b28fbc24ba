import { type Cell, has, is, isDead, never, nobody } from './cell.ts';
import { dayOfMonth, monthOfDay } from './dates.ts';
import type { PopulationPlan } from './plan.ts';

/** Of a person's history: the record as it came into the register, or as all acts leave it. */
export type Stage = 'first' | 'last';

export type Marital = 'single' | 'married' | 'divorced' | 'widowed';

export function maritalAt(plan: PopulationPlan, cell: Cell, person: number, stage: Stage): Marital {
  const spouse = cell.spouse[person]!;
  if (spouse === nobody) {
    if (!has(cell, person, is.formerlyMarried)) return 'single';
    return plan.today - cell.birth[person]! > 55 * 365.2425 ? 'widowed' : 'divorced';
  }
  const horizon = stage === 'first' ? cell.registered[person]! : never;
  if (cell.marriage[person]! > horizon) return 'single';
  if (cell.divorce[person] !== never && cell.divorce[person]! <= horizon) return 'divorced';
  return isWidowed(cell, person, horizon) ? 'widowed' : 'married';
}

/** The spouse died first, not after the day. */
export function isWidowed(cell: Cell, person: number, horizon: number): boolean {
  const spouse = cell.spouse[person]!;
  if (spouse === nobody || !isDead(cell, spouse) || cell.divorce[person] !== never) return false;
  return cell.death[spouse]! <= horizon && cell.death[spouse]! < cell.death[person]!;
}

export function isHoused(cell: Cell, person: number, stage: Stage): boolean {
  if (isDead(cell, person)) return false;
  return stage === 'last' || cell.joined[person] === 0;
}

/** The home at a stage; for the dead, the last address. */
export function homeAt(cell: Cell, person: number, stage: Stage): number {
  const former = cell.formerHome[person]!;
  return stage === 'first' && former !== nobody ? former : cell.home[person]!;
}

/** The day on which the address of a stage was registered. */
export function homeSince(cell: Cell, person: number, stage: Stage): number {
  return stage === 'last' && cell.formerHome[person] !== nobody ? cell.move[person]! : cell.registered[person]!;
}

/** Foreign residents mostly have no permanent residence. */
export function isPermanent(cell: Cell, person: number): boolean {
  return !has(cell, person, is.foreign) || cell.delay[person]! % 5 < 2;
}

/** Was the day of birth written as the month, and will it be corrected? */
export function isSwapped(cell: Cell, person: number): boolean {
  if (cell.corrected[person] === never) return false;
  const birth = cell.birth[person]!;
  return dayOfMonth(birth) <= 12 && dayOfMonth(birth) !== monthOfDay(birth);
}

export function isBorn(plan: PopulationPlan, cell: Cell, person: number): boolean {
  return cell.birth[person]! >= plan.opened;
}
