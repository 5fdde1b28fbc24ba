import type { Act, PersonRecord, RecordChanges, RecordField } from './record.ts';

/** The moment asked about: what was true on a day, by what was known at an instant. */
export interface Moment {
  /** `YYYY-MM-DD`. */
  on: string;
  /** ISO 8601; absent: all that is known. */
  known?: string | undefined;
}

/** Acts that count at a moment of knowledge, in the order in which they take effect. */
export function orderActs(acts: readonly Act[], known?: string): Act[] {
  const visible = known === undefined ? [...acts] : acts.filter((act) => act.recordedAt <= known);
  const retracted = new Set(visible.map((act) => act.retracts).filter((id) => id !== undefined));
  const counting = visible.filter((act) => !retracted.has(act.act));
  // On the same day of validity the later knowledge wins: that is how a correction overlays what it corrects.
  return counting.sort((a, b) => compare(a.validFrom, b.validFrom) || compare(a.act, b.act));
}

/**
 * The record that the acts add up to.
 * @returns undefined where the person was not born, or not known, at that moment.
 */
export function foldRecord(acts: readonly Act[], moment: Moment): PersonRecord | undefined {
  let record: Record<string, unknown> | undefined;
  for (const act of orderActs(acts, moment.known)) {
    if (act.validFrom > moment.on) break;
    record ??= {};
    applyChanges(record, act.changes);
  }
  return record as PersonRecord | undefined;
}

function applyChanges(record: Record<string, unknown>, changes: RecordChanges): void {
  for (const [field, value] of Object.entries(changes)) {
    if (value === null) delete record[field];
    else record[field] = value;
  }
}

/** For each field of the record, the act that gave it the value it has at that moment. */
export function findSources(acts: readonly Act[], moment: Moment): Map<RecordField, Act> {
  const sources = new Map<RecordField, Act>();
  for (const act of orderActs(acts, moment.known)) {
    if (act.validFrom > moment.on) break;
    for (const field of Object.keys(act.changes) as RecordField[]) sources.set(field, act);
  }
  return sources;
}

/**
 * Splits a correction by the day since when each field has been wrong: the day its present value took effect, unless the
 * officer says another. Each group becomes one act, so that the past is corrected where it was wrong and not before.
 */
export function splitCorrection(
  acts: readonly Act[],
  changes: RecordChanges,
  today: string,
  since?: string,
): { validFrom: string; changes: RecordChanges }[] {
  const sources = findSources(acts, { on: today });
  const begin = orderActs(acts)[0]?.validFrom ?? today;
  const groups = new Map<string, RecordChanges>();
  for (const [field, value] of Object.entries(changes) as [RecordField, never][]) {
    const validFrom = since ?? sources.get(field)?.validFrom ?? begin;
    const group = groups.get(validFrom) ?? {};
    group[field] = value;
    groups.set(validFrom, group);
  }
  return [...groups].map(([validFrom, group]) => ({ validFrom, changes: group }));
}

/** Before and after of each field that an act changed: the record without it and with it, on the day it took effect. */
export function describeChange(
  acts: readonly Act[],
  act: Act,
): { field: RecordField; before?: unknown; after?: unknown }[] {
  const earlier = acts.filter((one) => one.act < act.act);
  const before: Partial<PersonRecord> = foldRecord(earlier, { on: act.validFrom }) ?? {};
  return (Object.keys(act.changes) as RecordField[]).map((field) => ({
    field,
    ...(before[field] !== undefined ? { before: before[field] } : {}),
    ...(act.changes[field] !== null && act.changes[field] !== undefined ? { after: act.changes[field] } : {}),
  }));
}

export type Life = 'alive' | 'dead' | 'missing';

export function lifeOf(record: Pick<PersonRecord, 'death' | 'missing'>): Life {
  return record.death ? 'dead' : record.missing ? 'missing' : 'alive';
}

export function activePin(record: Pick<PersonRecord, 'identifiers'>): string | undefined {
  return record.identifiers.find((one) => one.kind === 'pin' && one.status === 'active')?.value;
}

/** Full civil capacity begins (Civil Code 2015, article 20). */
export const ADULT = 18;

/** Age in whole years on a day; of whom only the year or month of birth is known, the highest that it can be. */
export function ageOn(record: Pick<PersonRecord, 'birthDate'>, on: string): number {
  return yearsBetween(firstDay(record.birthDate), on);
}

/** First day of a partial date. */
export function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

/** Whole years between two days. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** `days` after a day, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
