import { type Country, resolveUnit, type Unit } from '#libs/country';
import { toneKey } from '#libs/names';
import { wordKey } from './words.ts';

/** The units of one system, findable by the names that people write. */
export interface UnitSystemIndex {
  readonly id: string;
  /** A day on which every code of the system means what it means there. */
  readonly on: string;
  readonly hasDistricts: boolean;
  readonly provinces: ReadonlyMap<string, readonly Unit[]>;
  /** By the code of the province. */
  readonly districts: ReadonlyMap<string, ReadonlyMap<string, readonly Unit[]>>;
  /** By the code of the province or the district. */
  readonly communes: ReadonlyMap<string, ReadonlyMap<string, readonly Unit[]>>;
}

export interface Gazetteer {
  /** The newest first. */
  readonly systems: readonly UnitSystemIndex[];
  /** Words before names, as keys, the longest first, with the levels they can mean. */
  readonly prefixes: readonly (readonly [key: string, levels: ReadonlySet<string>])[];
  /** Finds where a word for a kind of unit begins inside a text without commas. */
  readonly inside: RegExp;
  /** Names that hold a dash between blanks, which elsewhere divides units. */
  readonly dashed: RegExp;
}

const gazetteers = new WeakMap<Country, Gazetteer>();

export function gazetteerOf(country: Country): Gazetteer {
  let gazetteer = gazetteers.get(country);
  if (!gazetteer) {
    gazetteer = buildGazetteer(country);
    gazetteers.set(country, gazetteer);
  }
  return gazetteer;
}

function buildGazetteer(country: Country): Gazetteer {
  const units = [...country.units.byCode.values()].flat();
  const systems = country.facts.unitSystems
    .map((system) => ({ ...system, units: units.filter((unit) => unit.system === system.id) }))
    .sort((a, b) => (a.asOf < b.asOf ? 1 : -1))
    .map((system): UnitSystemIndex => {
      const of = (level: Unit['level']) => system.units.filter((unit) => unit.level === level);
      return {
        id: system.id,
        on: system.asOf,
        hasDistricts: system.levels.includes('district'),
        provinces: addOtherNames(country, system.asOf, indexNames(country, of('province'))),
        districts: indexWithin(country, of('district'), (unit) => [unit.province]),
        communes: indexWithin(country, of('commune'), (unit) => [unit.province, unit.district]),
      };
    });
  const words = [...new Set(country.intake.unitWords.flatMap((row) => row.words))];
  const levels = new Map<string, Set<string>>();
  for (const { level, words: spelt } of country.intake.unitWords) {
    for (const word of spelt) levels.set(wordKey(word), (levels.get(wordKey(word)) ?? new Set()).add(level));
  }
  const long = words.filter((word) => word.endsWith('.') || /[^a-z]/i.test(word) || word.length > 4);
  const escaped = long.map(escapePattern).sort((a, b) => b.length - a.length);
  const dashed = new Set(units.map((unit) => unit.name).filter((name) => name.includes(' - ')));
  const spelt = [...dashed].flatMap((name) => [name, name.split(' - ').map(wordKey).join(' - ')]);
  return {
    systems,
    prefixes: [...levels].sort(([a], [b]) => b.length - a.length),
    dashed: new RegExp(spelt.length > 0 ? spelt.map(escapePattern).join('|') : '(?!)', 'giu'),
    inside: new RegExp(`(?<=[^,\\s]) (?=(?:${escaped.join('|')})\\s*[\\p{L}\\p{N}])`, 'giu'),
  };
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function indexNames(country: Country, units: readonly Unit[]): Map<string, Unit[]> {
  const index = new Map<string, Unit[]>();
  const add = (key: string, unit: Unit) => {
    const held = index.get(key);
    if (!held) index.set(key, [unit]);
    else if (held.every((other) => other.code !== unit.code)) held.push(unit);
  };
  for (const unit of units) {
    add(wordKey(unit.name), unit);
    add(toneKey(unit.name), unit);
    add(unit.code, unit);
    const pattern = country.facts.unitTypes.find((type) => type.id === unit.type)! as unknown as Record<string, string>;
    for (const language of country.facts.languages) {
      const full = pattern[language]!.replace('{name}', () => unit.name);
      add(wordKey(full), unit);
      add(toneKey(full), unit);
    }
    // Wards that are numbers: "Phường 01".
    if (/^[0-9]$/.test(unit.name)) add(`0${unit.name}`, unit);
  }
  return index;
}

function addOtherNames(country: Country, on: string, index: Map<string, Unit[]>): ReadonlyMap<string, Unit[]> {
  for (const [code, words] of Object.entries(country.intake.provinces)) {
    const unit = index.get(code)?.find((one) => one.code === code);
    if (!unit || (unit.validTo !== undefined && unit.validTo <= on)) continue;
    for (const word of words) if (!index.has(wordKey(word))) index.set(wordKey(word), [unit]);
  }
  return index;
}

function indexWithin(country: Country, units: readonly Unit[], holders: (unit: Unit) => (string | undefined)[]) {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const holder of holders(unit)) {
      if (!holder) continue;
      const held = groups.get(holder);
      if (held) held.push(unit);
      else groups.set(holder, [unit]);
    }
  }
  return new Map([...groups].map(([holder, held]) => [holder, indexNames(country, held)]));
}

/** How a segment of an address may be looked up. */
export interface UnitKeys {
  /** As written: with its marks, then without them. */
  readonly full: readonly string[];
  /** Without the word for the kind of unit, and the levels that this word can mean. */
  readonly bare: readonly string[];
  readonly levels: ReadonlySet<string>;
}

export function unitKeys(gazetteer: Gazetteer, text: string): UnitKeys {
  const spaced = text.replaceAll('.', ' ');
  const plain = wordKey(spaced);
  const full = [...new Set([toneKey(spaced), plain])];
  for (const [prefix, levels] of gazetteer.prefixes) {
    if (!plain.startsWith(prefix)) continue;
    const glued = plain.charCodeAt(prefix.length) !== 0x20;
    // "Q1" and "P12" lose the blank; "Tân An" does not begin with "t".
    if (glued && !/^[0-9]+$/.test(plain.slice(prefix.length))) continue;
    const bare = plain.slice(prefix.length).trim();
    const marked = toneKey(spaced).split(' ').slice(prefix.split(' ').length).join(' ');
    return { full, bare: [...new Set([marked, bare, bare.replace(/^0+(?=[0-9])/, '')])], levels };
  }
  return { full, bare: [], levels: new Set() };
}

/** Provinces in force today by code of every province that was: what two places of different times have in common. */
export function provinceToday(country: Country, code: string, on: string, today: string): readonly string[] {
  const resolution = resolveUnit(country, { code, asOf: on }, today);
  if (resolution.outcome === 'ambiguous')
    return [...new Set(resolution.candidates.map((unit) => unit.province ?? unit.code))];
  if (resolution.outcome === 'current' || resolution.outcome === 'successor')
    return [resolution.unit.province ?? resolution.unit.code];
  return [];
}
