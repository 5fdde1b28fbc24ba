import type { Unit, UnitReform, Units } from './country.ts';
import { CountryError, type CountryFiles } from './read-file.ts';
import type { CountryFacts } from './schema-country.ts';
import type { Level } from './schema-parts.ts';
import { CommuneRow, DistrictRow, LinkRow, ProvinceRow } from './schema-units.ts';

type UnitSystem = CountryFacts['unitSystems'][number];

interface Row {
  code: string;
  type: string;
  name: string;
  valid_from: string;
  valid_to: string;
  legal_basis: string;
  province?: string;
  district?: string;
}

/**
 * Reads the tables of units and the links of the reforms that country.yaml names.
 *
 * @throws CountryError when two states of one code overlap in time: a code and a day must name at most one unit
 */
export function parseUnits(read: CountryFiles, facts: CountryFacts): Units {
  const units = facts.unitSystems.flatMap((system) => readSystem(read, system));
  const byCode = Map.groupBy(units, (unit) => unit.code);
  for (const [code, states] of byCode) {
    states.sort((a, b) => compareText(a.validFrom ?? '', b.validFrom ?? ''));
    if (overlap(states)) throw new CountryError([`units: ${code} has two states on one day`]);
  }
  const within = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const holder of [unit.province, unit.district]) {
      if (!holder) continue;
      const key = `${unit.system}/${holder}`;
      const held = within.get(key);
      if (held) held.push(unit);
      else within.set(key, [unit]);
    }
  }
  const reforms = facts.unitReforms.map((reform) => readReform(read, reform));
  return { byCode, within, reforms: reforms.sort((a, b) => compareText(a.date, b.date)) };
}

function readSystem(read: CountryFiles, system: UnitSystem): Unit[] {
  const { province, district, commune } = system.files;
  return [
    ...read.rows(province, ProvinceRow).map((row) => unitOf(row, 'province', system.id)),
    ...(district ? read.rows(district, DistrictRow).map((row) => unitOf(row, 'district', system.id)) : []),
    ...read.rows(commune, CommuneRow).map((row) => unitOf(row, 'commune', system.id)),
  ];
}

function unitOf(row: Row, level: Level, system: string): Unit {
  return {
    code: row.code,
    level,
    type: row.type,
    name: row.name,
    ...(row.province && { province: row.province }),
    ...(row.district && { district: row.district }),
    system,
    ...(row.valid_from && { validFrom: row.valid_from }),
    ...(row.valid_to && { validTo: row.valid_to }),
    legalBasis: row.legal_basis,
  };
}

function readReform(read: CountryFiles, reform: CountryFacts['unitReforms'][number]): UnitReform {
  const successors = new Map<string, string[]>();
  const split = new Set<string>();
  for (const path of reform.links) {
    for (const row of read.rows(path, LinkRow)) {
      const codes = successors.get(row.old_code);
      if (codes) codes.push(row.new_code);
      else successors.set(row.old_code, [row.new_code]);
      if (row.split === '1') split.add(row.old_code);
    }
  }
  return { date: reform.date, successors, split };
}

function overlap(states: readonly Unit[]): boolean {
  return states.some((state, i) => {
    const next = states[i + 1];
    return next !== undefined && (state.validTo === undefined || state.validTo > (next.validFrom ?? ''));
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
