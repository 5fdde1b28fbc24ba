import { checkCheckpoints } from './check-checkpoints.ts';
import { checkIndicators } from './check-indicators.ts';
import { checkLaw } from './check-law.ts';
import { checkSources } from './check-sources.ts';
import type { Country, Unit } from './country.ts';
import { provincesAt, unitAt } from './units.ts';

/**
 * Checks what no schema can see: that every reference has its end, and that numbers which belong together agree.
 *
 * @returns one sentence for each defect, beginning with the file; empty when the country is whole
 */
export function checkReferences(country: Country): string[] {
  return [
    ...checkWords(country),
    ...checkUnits(country),
    ...checkReforms(country),
    ...checkPin(country),
    ...checkHours(country),
    ...checkLevels(country),
    ...checkStatistics(country),
    ...checkIntake(country),
    ...checkLaw(country),
    ...checkSources(country),
    ...checkIndicators(country),
    ...checkCheckpoints(country),
  ];
}

function checkWords({ facts, ...country }: Country): string[] {
  const named: [string, Record<string, unknown>][] = [
    ['country.yaml name', facts.name],
    ['country.yaml officialName', facts.officialName],
    ['country.yaml number', facts.number.name],
    ...facts.unitTypes.map((type) => [`country.yaml unit type ${type.id}`, type] as [string, Record<string, unknown>]),
    ...[...facts.identifiers, ...facts.assuranceLevels.account, ...facts.assuranceLevels.authentication].map(
      (item) => [`country.yaml ${JSON.stringify(item.name)}`, item.name] as [string, Record<string, unknown>],
    ),
  ];
  for (const basis of country.legalBases.values()) named.push([`legal-bases.yaml ${basis.id}`, basis.title]);
  for (const purpose of country.purposes.values()) named.push([`purposes.yaml ${purpose.id}`, purpose.sentence]);
  for (const item of country.organisations.values()) named.push([`organisations.yaml ${item.id}`, item.name]);
  for (const role of country.roles.values()) named.push([`roles.yaml ${role.id}`, role.name]);
  return named.flatMap(([where, words]) =>
    facts.languages.filter((language) => !words[language]).map((language) => `${where}: no words in ${language}`),
  );
}

function checkUnits(country: Country): string[] {
  const levelOf = new Map(country.facts.unitTypes.map((type) => [type.id, type.level]));
  const problems: string[] = [];
  for (const unit of allUnits(country)) {
    const where = `units: ${unit.system}/${unit.code} ${unit.name}`;
    if (levelOf.get(unit.type) !== unit.level) problems.push(`${where}: ${unit.type} is no type of ${unit.level}`);
    if (!country.legalBases.has(unit.legalBasis)) problems.push(`${where}: no legal basis ${unit.legalBasis}`);
    if (unit.validFrom && unit.validTo && unit.validFrom >= unit.validTo)
      problems.push(`${where}: ends before it begins`);
    for (const holder of [unit.province, unit.district]) {
      const states = holder === undefined ? [] : (country.units.byCode.get(holder) ?? []);
      if (holder && !states.some((state) => state.system === unit.system)) problems.push(`${where}: no unit ${holder}`);
    }
  }
  const mapped = new Set(country.map.features.map((feature) => feature.properties.code));
  const newest = country.facts.unitSystems.at(-1)!;
  for (const province of provincesAt(country, newest.asOf)) {
    if (!mapped.delete(province.code)) problems.push(`${country.facts.map}: no outline of ${province.code}`);
  }
  for (const code of mapped) problems.push(`${country.facts.map}: no province ${code}`);
  return problems;
}

function checkReforms(country: Country): string[] {
  const problems: string[] = [];
  for (const reform of country.units.reforms) {
    for (const [code, successors] of reform.successors) {
      const states = country.units.byCode.get(code) ?? [];
      if (!states.some((state) => state.validTo === reform.date))
        problems.push(`links: ${code} does not end on ${reform.date}`);
      if (successors.length > 1 && new Set(successors).size < successors.length)
        problems.push(`links: ${code} has a line twice`);
      if (reform.split.has(code) !== successors.length > 1) problems.push(`links: ${code} has a wrong split flag`);
      for (const next of successors) {
        if (!unitAt(country, next, reform.date)) problems.push(`links: ${next} is not in force on ${reform.date}`);
      }
    }
    for (const unit of allUnits(country)) {
      const ends = unit.validTo === reform.date && unit.level !== 'district';
      if (ends && !reform.successors.has(unit.code)) problems.push(`links: ${unit.code} ends without a successor`);
    }
  }
  return problems;
}

function checkHours({ facts, roles }: Country): string[] {
  const known = facts.officeHours.map(({ id }) => id);
  return [...roles.values()].flatMap(({ id, area, hours }) => {
    if (area === 'self') return hours ? [`roles.yaml ${id}: a role of one’s own has no office hours`] : [];
    if (!hours) return [`roles.yaml ${id}: no office hours`];
    return known.includes(hours) ? [] : [`roles.yaml ${id}: no office hours ${hours} in country.yaml`];
  });
}

function checkPin({ facts, pin, units, nationalities }: Country): string[] {
  const problems: string[] = [];
  for (const place of pin.places.values()) {
    const where = `${facts.number.parts.find((part) => part.id === 'place')?.file}: ${place.code}`;
    const inProvince = units.byCode.get(place.province ?? '')?.some((unit) => unit.system === facts.number.placeSystem);
    if (place.kind === 'province' && !inProvince) problems.push(`${where}: no province ${place.province}`);
    if (place.kind === 'country' && !nationalities.has(place.country ?? '')) {
      problems.push(`${where}: no country ${place.country}`);
    }
  }
  const ids = pin.parts.map((part) => part.id);
  for (const id of ['place', 'centurySex', 'year', 'serial'] as const) {
    if (ids.filter((other) => other === id).length !== 1)
      problems.push(`country.yaml /number/parts: one ${id} is needed`);
  }
  return problems;
}

function checkStatistics(country: Country): string[] {
  const { statistics, facts } = country;
  const problems: string[] = [];
  const newest = facts.unitSystems.at(-1)!;
  const provinces = new Set(provincesAt(country, newest.asOf).map((unit) => unit.code));
  for (const { code } of statistics.provinces) {
    if (!provinces.delete(code)) problems.push(`statistics.yaml: no province ${code}, or twice`);
  }
  for (const code of provinces) problems.push(`statistics.yaml: nothing about province ${code}`);
  for (const code of Object.keys(statistics.ethnicities)) {
    if (!country.ethnicities.has(code)) problems.push(`statistics.yaml: no ethnicity ${code}`);
  }
  for (const code of Object.keys(statistics.religions)) {
    if (!country.religions.has(code)) problems.push(`statistics.yaml: no religion ${code}`);
  }
  const total = statistics.agePyramid.reduce((sum, band) => sum + band.male + band.female, 0);
  if (Math.abs(total - 100) > 0.01) problems.push(`statistics.yaml: the age pyramid sums to ${total}`);
  statistics.agePyramid.forEach((band, i) => {
    const expected = i === 0 ? 0 : statistics.agePyramid[i - 1]!.to + 1;
    if (band.from !== expected || band.to < band.from)
      problems.push(`statistics.yaml: the band from ${band.from} does not join`);
  });
  return problems;
}

function* allUnits(country: Country): Generator<Unit> {
  for (const states of country.units.byCode.values()) yield* states;
}

const STRENGTHS = ['low', 'substantial', 'high'];

/** A higher level is never reached by a weaker session, nor one that is reached above one that is not. */
function checkLevels({ facts }: Country): string[] {
  const { account, authentication } = facts.assuranceLevels;
  const acrs = authentication.map(({ acr }) => acr);
  const strengthOf = (assurance: string | undefined) => (assurance ? STRENGTHS.indexOf(assurance) : STRENGTHS.length);
  return [
    ...acrs
      .filter((acr, index) => acrs.indexOf(acr) < index)
      .map((acr) => `country.yaml assuranceLevels: ${acr} is there twice`),
    ...[account, authentication].flatMap((levels: readonly { level: number; assurance?: string }[]) =>
      levels.slice(1).flatMap((one, index) => {
        const below = levels[index]!;
        const rises = one.level > below.level && strengthOf(one.assurance) >= strengthOf(below.assurance);
        return rises ? [] : [`country.yaml assuranceLevels: level ${one.level} is no more than level ${below.level}`];
      }),
    ),
  ];
}

function checkIntake(country: Country): string[] {
  const lists = [
    ['ethnicity', country.intake.ethnicities, country.ethnicities],
    ['religion', country.intake.religions, country.religions],
    ['nationality', country.intake.nationalities, country.nationalities],
    ['province', country.intake.provinces, country.units.byCode],
  ] as const;
  return lists.flatMap(([kind, words, known]) =>
    Object.keys(words).flatMap((code) => (known.has(code) ? [] : [`intake.yaml: no ${kind} ${code}`])),
  );
}
