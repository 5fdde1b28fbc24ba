import type { Country, Unit, UnitReform } from './country.ts';
import type { Level } from './schema-parts.ts';
import type { Address, DatedCode } from './schema-units.ts';
import { renderUnitName } from './unit-names.ts';

/** What has become of a unit. `was` is the unit that the code named on the day it was written. */
export type UnitResolution =
  /** No reform lies between: the unit in its state of the day asked for (its type may have changed). */
  | { readonly outcome: 'current'; readonly unit: Unit }
  /** A reform lies between and exactly one unit holds its ground. */
  | { readonly outcome: 'successor'; readonly unit: Unit; readonly was: Unit }
  /** Its ground lies in several units: only the person, a map or a document can tell which. */
  | { readonly outcome: 'ambiguous'; readonly candidates: readonly Unit[]; readonly was: Unit }
  /** It ended and no link says where its ground went. */
  | { readonly outcome: 'abolished'; readonly was: Unit; readonly on: string }
  /** The code named nothing on that day, or the day asked for lies before it. */
  | { readonly outcome: 'unknown'; readonly code: string; readonly reason: 'not-in-force' | 'asked-before-written' };

/**
 * The state of the unit that a code names on a day (`YYYY-MM-DD`).
 *
 * Old and new units share one space of codes: 00004 is Phường Trúc Bạch until 2025-06-30 and Phường Ba Đình from
 * 2025-07-01. So nothing here takes a code without a day.
 */
export function unitAt(country: Country, code: string, day: string): Unit | undefined {
  return country.units.byCode.get(code)?.find((unit) => isInForce(unit, day));
}

/**
 * Finds what has become, on the day `at`, of the unit whose code was written on the day `asOf`.
 *
 * Works for provinces, districts and communes; where a level was abolished (districts on 2025-07-01) the candidates
 * are the communes on its ground. Days are `YYYY-MM-DD`.
 */
export function resolveUnit(country: Country, { code, asOf }: DatedCode, at: string): UnitResolution {
  if (at < asOf) return { outcome: 'unknown', code, reason: 'asked-before-written' };
  const was = unitAt(country, code, asOf);
  if (!was) return { outcome: 'unknown', code, reason: 'not-in-force' };
  const between = country.units.reforms.filter((reform) => asOf < reform.date && reform.date <= at);
  let codes: readonly string[] = [code];
  let state: readonly Unit[] = [was];
  for (const reform of between) {
    codes = [...new Set(state.flatMap((unit) => successorsOf(country, unit, reform)))];
    state = codes.flatMap((each) => unitAt(country, each, reform.date) ?? []);
  }
  const units = codes.flatMap((each) => unitAt(country, each, at) ?? []);
  const [unit, ...others] = units;
  if (!unit) return { outcome: 'abolished', was, on: endOf(was, between, at) };
  if (between.length === 0) return { outcome: 'current', unit };
  if (others.length === 0) return { outcome: 'successor', unit, was };
  return { outcome: 'ambiguous', candidates: units, was };
}

/** The codes that hold the unit's ground from the reform on; its own code when the reform left it alone. */
function successorsOf(country: Country, unit: Unit, reform: UnitReform): readonly string[] {
  const linked = reform.successors.get(unit.code);
  if (linked) return linked;
  const last = country.units.byCode.get(unit.code)!.findLast((state) => state.system === unit.system)!;
  if (last.validTo !== reform.date) return [unit.code];
  const held = country.units.within.get(`${unit.system}/${unit.code}`) ?? [];
  return held.flatMap((inner) => reform.successors.get(inner.code) ?? []);
}

function endOf(was: Unit, between: readonly UnitReform[], at: string): string {
  return was.validTo ?? between[0]?.date ?? at;
}

/** The full name of the unit that the code names on the day, or undefined when it names none. */
export function unitName(country: Country, code: string, day: string, language: string): string | undefined {
  const unit = unitAt(country, code, day);
  return unit && renderUnitName(country.facts, unit, language);
}

/** The unit and those that hold it on the day, smallest first: commune, (district,) province. Empty when unknown. */
export function unitPath(country: Country, code: string, day: string): readonly Unit[] {
  const unit = unitAt(country, code, day);
  if (!unit) return [];
  const holders = [unit.district, unit.province].flatMap((holder) =>
    holder ? (unitAt(country, holder, day) ?? []) : [],
  );
  return [unit, ...holders];
}

/** The units of a level inside a province (or district) on the day, by code. */
export function unitsOf(country: Country, holder: string, day: string, level: Level = 'commune'): readonly Unit[] {
  const system = unitAt(country, holder, day)?.system;
  const held = country.units.within.get(`${system}/${holder}`) ?? [];
  return held.filter((unit) => unit.level === level && isInForce(unit, day));
}

/** The provinces in force on the day, by code. */
export function provincesAt(country: Country, day: string): readonly Unit[] {
  const provinces: Unit[] = [];
  for (const states of country.units.byCode.values()) {
    const unit = states.find((state) => state.level === 'province' && isInForce(state, day));
    if (unit) provinces.push(unit);
  }
  return provinces.sort((a, b) => (a.code < b.code ? -1 : 1));
}

export interface ResolvedAddress {
  /** As it was written, in the words of its own time. */
  readonly written: string;
  readonly resolution: UnitResolution;
  /** As it reads on the day asked for; absent unless exactly one unit holds it. */
  readonly current?: string;
}

/**
 * Reads a stored address on a day. Stored addresses are never rewritten: what the person declared stays, what it
 * is called today is computed.
 *
 * @throws RangeError when the country has no such system of units
 */
export function resolveAddress(country: Country, address: Address, at: string, language: string): ResolvedAddress {
  const system = country.facts.unitSystems.find((candidate) => candidate.id === address.system);
  if (!system) throw new RangeError(`no system of units ${address.system}`);
  const resolution = resolveUnit(country, { code: address.unit, asOf: system.asOf }, at);
  const written = line(country, address.text, address.unit, system.asOf, language);
  if (resolution.outcome !== 'current' && resolution.outcome !== 'successor') return { written, resolution };
  return { written, resolution, current: line(country, address.text, resolution.unit.code, at, language) };
}

function line(country: Country, text: string | undefined, code: string, day: string, language: string): string {
  const names = unitPath(country, code, day).map((unit) => renderUnitName(country.facts, unit, language));
  return [...(text ? [text] : []), ...(names.length > 0 ? names : [code])].join(', ');
}

function isInForce(unit: Unit, day: string): boolean {
  return (unit.validFrom ?? '') <= day && (unit.validTo === undefined || day < unit.validTo);
}
