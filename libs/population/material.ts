import type { Country, Unit } from '#libs/country';
import { renderUnitName, resolveUnit } from '#libs/country';
import { encode } from './bytes.ts';
import { foreigners } from './foreigners.ts';
import { type GivenLists, gatherNames, type MiddleLists, type NameLists } from './name-lists.ts';
import { type ActName, actNames, type Profile } from './profiles/profile.ts';
import { type WeightedChoice, weigh } from './random.ts';

/** Town people: more of them in a commune, and more who came from elsewhere. */
const townWeight = 2.4;
const townPull = 1;
export const endless = 0x3fff_ffff;

/** All that generation reads of a country, as plain data made of bytes and numbers: it is copied to worker threads. */
export interface Material {
  readonly nationality: Uint8Array;
  readonly opened: number;
  /** Whether each settlement, a commune as births before the last reform name it, … */
  readonly settlements: {
    readonly code: readonly Uint8Array[];
    /** … still has its code, or lost it after this day. */
    readonly lastDay: Int32Array;
    /** The communes in force on its ground, as indexes of `communes`. */
    readonly now: readonly (readonly number[])[];
    /** Province and commune in force of an address that gives the old code; the commune is empty where it was split. */
    readonly province: readonly Uint8Array[];
    readonly commune: readonly Uint8Array[];
    /** Numbers' place code. */
    readonly place: Uint16Array;
    readonly region: Uint8Array;
    readonly town: Uint8Array;
    readonly registry: readonly Uint8Array[];
  };
  readonly communes: {
    readonly code: readonly Uint8Array[];
    readonly province: readonly Uint8Array[];
    readonly registry: readonly Uint8Array[];
  };
  /** Neighbouring settlements (a former district): those from `begin` up to the next group's. */
  readonly groups: {
    readonly begin: Uint32Array;
    readonly choice: readonly WeightedChoice[];
    readonly weight: readonly number[];
    readonly pull: readonly number[];
    readonly place: Uint16Array;
    readonly people: readonly { readonly choice: WeightedChoice; readonly code: Uint8Array }[];
  };
  readonly names: NameLists;
  readonly surnames: readonly { readonly words: Uint16Array; readonly choice: WeightedChoice }[];
  readonly middle: MiddleLists;
  readonly given: GivenLists;
  readonly ethnicities: readonly Uint8Array[];
  readonly religions: { readonly code: readonly Uint8Array[]; readonly choice: WeightedChoice } | undefined;
  readonly pyramid: readonly {
    readonly from: number;
    readonly to: number;
    readonly male: number;
    readonly female: number;
  }[];
  readonly householdSize: number;
  readonly marriage: {
    readonly male: { readonly mean: number; readonly deviation: number };
    readonly female: { readonly mean: number; readonly deviation: number };
    readonly legal: { readonly male: number; readonly female: number };
  };
  readonly card: { readonly from: number; readonly dutyAge: number; readonly renewAt: readonly number[] };
  readonly cardIssuers: readonly { readonly from: number; readonly name: Uint8Array }[];
  readonly passportIssuer: Uint8Array;
  readonly oldCard: { readonly from: number; readonly to: number; readonly validTo: number } | undefined;
  readonly overseas: readonly { readonly place: number; readonly country: Uint8Array }[];
  readonly foreigners: {
    readonly choice: WeightedChoice;
    readonly nationality: readonly Uint8Array[];
    readonly surnames: readonly (readonly number[])[];
    readonly male: readonly (readonly number[])[];
    readonly female: readonly (readonly number[])[];
    readonly ethnicity: number;
  };
  readonly streets: readonly Uint8Array[];
  readonly villages: readonly (readonly Uint8Array[])[];
  readonly legalBasis: Readonly<Record<ActName, string>>;
  readonly phonePrefix: string;
  readonly mailDomain: string;
}

/** Days since 1970-01-01 of `YYYY-MM-DD`. */
export function toDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** @throws RangeError when the country's data does not suffice, with what is missing */
export function gatherMaterial(country: Country, profile: Profile, today: string): Material {
  const { statistics, facts } = country;
  const regions = [...new Set(statistics.provinces.map((province) => province.region))];
  const ethnicities = [...country.ethnicities.keys()];
  const ethnicity = (code: string) => {
    const index = ethnicities.indexOf(code);
    if (index < 0) throw new RangeError(`no ethnicity ${code}`);
    return index;
  };
  const places = gatherPlaces(country, profile, today, regions, ethnicity);
  const names = gatherNames(country.names, regions, foreigners);
  const religions = [...country.religions.keys()];
  return {
    nationality: encode(profile.nationality),
    opened: toDay(profile.opened),
    ...places,
    ...names,
    ethnicities: ethnicities.map(encode),
    religions:
      religions.length === 0
        ? undefined
        : {
            code: religions.map(encode),
            choice: weigh(religions.map((code) => (statistics.religions[code] ?? 0) + 1)),
          },
    pyramid: statistics.agePyramid,
    householdSize: statistics.householdSize,
    marriage: { ...statistics.firstMarriage, legal: facts.ages.marriage },
    card: {
      from: toDay(profile.cardIssuers[0]!.from),
      dutyAge: facts.card.dutyFromAge,
      renewAt: facts.card.renewAtAges,
    },
    cardIssuers: profile.cardIssuers.map((issuer) => ({ from: toDay(issuer.from), name: encode(issuer.name) })),
    passportIssuer: encode(profile.passportIssuer),
    oldCard: profile.oldCard && {
      from: toDay(profile.oldCard.issuedFrom),
      to: toDay(profile.oldCard.issuedTo),
      validTo: toDay(profile.oldCard.validTo),
    },
    overseas: gatherCountries(country),
    foreigners: {
      choice: weigh(foreigners.map((people) => people.weight)),
      nationality: foreigners.map((people) => encode(people.nationality)),
      ...names.foreignNames,
      ethnicity: ethnicity(profile.foreignEthnicity ?? profile.majority),
    },
    streets: profile.streets.map(encode),
    villages: regions.map((region) => (profile.villages[region] ?? ['']).map(encode)),
    legalBasis: Object.fromEntries(
      actNames.map((name) => [name, findBasis(country, profile.legalBasis[name])]),
    ) as Record<ActName, string>,
    phonePrefix: profile.phonePrefix,
    mailDomain: profile.mailDomain,
  };
}

function gatherPlaces(
  country: Country,
  profile: Profile,
  today: string,
  regions: readonly string[],
  ethnicity: (code: string) => number,
): Pick<Material, 'settlements' | 'communes' | 'groups'> {
  const { facts, statistics } = country;
  const system = facts.unitSystems.find((one) => one.id === facts.number.placeSystem);
  if (!system) throw new RangeError(`no system of units ${facts.number.placeSystem}`);
  const at = today < system.asOf ? system.asOf : today;
  // Populations are counted in the newest units, which on an earlier day are still to come.
  const counted = country.units.reforms.reduce((latest, { date }) => (date > latest ? date : latest), at);
  const named = (unit: Unit) => encode(`${profile.registry} ${renderUnitName(facts, unit, facts.languages[0]!)}`);
  const old = [...country.units.byCode.values()]
    .flat()
    .filter((unit) => unit.level === 'commune' && unit.system === system.id && (unit.validTo ?? '9') > system.asOf)
    .map((unit) => {
      const now = successors(country, unit.code, system.asOf, at);
      const last = counted === at ? now : successors(country, unit.code, system.asOf, counted);
      return { unit, now, province: last[0]?.province ?? '' };
    })
    .filter((row) => row.now.length > 0)
    .sort((a, b) => compare(groupOf(a.unit), groupOf(b.unit)) || compare(a.unit.code, b.unit.code));
  const inForce = new Map(old.flatMap((row) => row.now).map((unit) => [unit.code, unit]));
  const communes = [...inForce.values()].sort((a, b) => compare(a.code, b.code));
  const communeIndex = new Map(communes.map((unit, index) => [unit.code, index]));
  const placeOf = new Map([...country.pin.places.values()].map((place) => [place.province, Number(place.code)]));
  const populations = new Map(statistics.provinces.map((province) => [province.code, province]));
  const town = old.map(({ unit }) => (profile.urbanTypes.includes(unit.type) ? 1 : 0));
  const raw = new Map<string, number>();
  old.forEach(({ province }, index) => {
    raw.set(province, (raw.get(province) ?? 0) + (town[index] ? townWeight : 1));
  });
  const weights = old.map(({ province }, index) => {
    const people = populations.get(province)?.population;
    if (people === undefined) throw new RangeError(`no population of province ${province}`);
    return (people * (town[index] ? townWeight : 1)) / raw.get(province)!;
  });
  const begin = old.flatMap(({ unit }, index) =>
    index === 0 || groupOf(unit) !== groupOf(old[index - 1]!.unit) ? [index] : [],
  );
  const spans = begin.map((from, index) => ({ from, to: begin[index + 1] ?? old.length }));
  const place = (unit: Unit) => {
    const number = placeOf.get(unit.province);
    if (number === undefined) throw new RangeError(`no place code of province ${unit.province}`);
    return number;
  };
  return {
    settlements: {
      code: old.map(({ unit }) => encode(unit.code)),
      lastDay: Int32Array.from(old, ({ unit }) => (unit.validTo ? toDay(unit.validTo) - 1 : endless)),
      now: old.map(({ now }) => now.map((unit) => communeIndex.get(unit.code)!)),
      province: old.map(({ now }) => encode(now[0]!.province!)),
      commune: old.map(({ now }) => encode(now.length === 1 ? now[0]!.code : '')),
      place: Uint16Array.from(old, ({ unit }) => place(unit)),
      region: Uint8Array.from(old, ({ province }) => regions.indexOf(populations.get(province)!.region)),
      town: Uint8Array.from(town),
      registry: old.map(({ unit }) => named(unit)),
    },
    communes: {
      code: communes.map((unit) => encode(unit.code)),
      province: communes.map((unit) => encode(unit.province!)),
      registry: communes.map(named),
    },
    groups: {
      begin: Uint32Array.from(begin),
      choice: spans.map(({ from, to }) => weigh(weights.slice(from, to))),
      weight: spans.map(({ from, to }) => weights.slice(from, to).reduce((sum, weight) => sum + weight, 0)),
      pull: spans.map(
        ({ from, to }) => 1 + (townPull * town.slice(from, to).filter((one) => one).length) / (to - from),
      ),
      place: Uint16Array.from(begin, (from) => place(old[from]!.unit)),
      people: begin.map((from) => gatherPeople(profile, old[from]!.unit.province!, ethnicity)),
    },
  };
}

function groupOf(unit: Unit): string {
  return `${unit.province}/${unit.district ?? ''}`;
}

function successors(country: Country, code: string, asOf: string, at: string): readonly Unit[] {
  const found = resolveUnit(country, { code, asOf }, at);
  if (found.outcome === 'ambiguous') return found.candidates;
  return found.outcome === 'current' || found.outcome === 'successor' ? [found.unit] : [];
}

function gatherPeople(profile: Profile, province: string, ethnicity: (code: string) => number) {
  const listed = profile.peoples[province] ?? [];
  const rest = 100 - listed.reduce((sum, [, percent]) => sum + percent, 0);
  const rows = [[profile.majority, rest] as const, ...listed];
  return {
    choice: weigh(rows.map(([, percent]) => percent)),
    code: Uint8Array.from(rows, ([code]) => ethnicity(code)),
  };
}

/** A country with two place codes is left out: which of them is right is not known. */
function gatherCountries(country: Country): Material['overseas'] {
  const places = [...country.pin.places.values()].filter((place) => place.kind === 'country' && place.country);
  const count = new Map<string, number>();
  for (const place of places) count.set(place.country!, (count.get(place.country!) ?? 0) + 1);
  return places
    .filter((place) => count.get(place.country!) === 1)
    .map((place) => ({ place: Number(place.code), country: encode(place.country!) }));
}

function findBasis(country: Country, id: string): string {
  if (!country.legalBases.has(id)) throw new RangeError(`no legal basis ${id}`);
  return id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
