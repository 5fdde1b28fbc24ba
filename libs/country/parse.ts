import { Type } from 'typebox';
import { checkReferences } from './check-references.ts';
import type { Coded, Country, Names, PinPlace, PinScheme } from './country.ts';
import { isOfRoom } from './files.ts';
import { expandAgreements, expandOrganisations } from './parse-organisations.ts';
import { parseUnits } from './parse-units.ts';
import { CountryError, CountryFiles, readCountryFile } from './read-file.ts';
import { CardsFile } from './schema-cards.ts';
import { CheckpointFile, ListingsFile } from './schema-checkpoints.ts';
import { ConnectionsFile } from './schema-connections.ts';
import { type CountryFacts, CountryFile } from './schema-country.ts';
import { EnrolmentFile } from './schema-enrolment.ts';
import { HolidaysFile } from './schema-holidays.ts';
import { CRITERIA, type Indicator, IndicatorsFile, type Quality } from './schema-indicators.ts';
import { IntakeFile } from './schema-intake.ts';
import { AgreementsFile, LegalBasesFile, OrganisationsFile, PurposesFile, RolesFile } from './schema-law.ts';
import { MandatesFile } from './schema-mandates.ts';
import { ModalitiesFile } from './schema-modalities.ts';
import {
  CenturySexRow,
  EthnicityRow,
  GivenNameRow,
  MiddleNameRow,
  NationalityRow,
  PlaceCodeRow,
  ReligionRow,
  SurnameRow,
} from './schema-people.ts';
import { SourcesFile } from './schema-sources.ts';
import { StatisticsFile } from './schema-statistics.ts';
import { MapFile } from './schema-units.ts';

/**
 * Reads a country. Pure: the caller reads the folder.
 *
 * @param files content by path relative to the country's folder (`units/provinces-34.csv`); files in the folders of
 *   rooms (registers, procedures, words …) are left to those rooms
 * @returns the country, its objects and arrays deeply frozen, its maps read-only by type
 * @throws CountryError naming each file and place that is missing, unclaimed, misshapen or points at nothing
 */
export function parseCountry(files: ReadonlyMap<string, string>): Country {
  const read = new CountryFiles(files);
  const facts = read.one('country.yaml', CountryFile);
  refuseWrongLetters(files, facts);
  const units = parseUnits(read, facts);
  const organisationRows = read.one('organisations.yaml', OrganisationsFile);
  const agreementRows = read.one('agreements.yaml', AgreementsFile);
  const country: Country = {
    facts,
    units,
    map: read.one(facts.map, MapFile),
    pin: parsePinScheme(read, facts),
    names: parseNames(read),
    ethnicities: codeList('ethnicities.csv', read.rows('ethnicities.csv', EthnicityRow), facts),
    religions: codeList('religions.csv', read.rows('religions.csv', ReligionRow), facts),
    nationalities: codeList('nationalities.csv', read.rows('nationalities.csv', NationalityRow), facts),
    legalBases: byId('legal-bases.yaml', read.one('legal-bases.yaml', LegalBasesFile)),
    purposes: byId('purposes.yaml', read.one('purposes.yaml', PurposesFile)),
    organisations: byId('organisations.yaml', expandOrganisations(organisationRows, facts, units)),
    agreements: byId('agreements.yaml', expandAgreements(agreementRows, facts, units)),
    roles: byId('roles.yaml', read.one('roles.yaml', RolesFile)),
    mandates: read.one('mandates.yaml', MandatesFile),
    modalities: read.one('modalities.yaml', ModalitiesFile),
    cards: read.one('cards.yaml', CardsFile),
    artworks: parseArtworks(read, files),
    enrolment: read.one('enrolment.yaml', EnrolmentFile),
    checkpoints: parseCheckpoints(read, files),
    listings: read.one('listings.yaml', ListingsFile),
    connections: read.one('connections.yaml', ConnectionsFile),
    holidays: read.one('holidays.yaml', HolidaysFile),
    sources: read.one('sources.yaml', SourcesFile),
    statistics: read.one('statistics.yaml', StatisticsFile),
    intake: read.one('intake.yaml', IntakeFile),
    quality: parseQuality(read),
  };
  const problems = [...checkUnread(read, files), ...checkReferences(country)];
  if (problems.length > 0) throw new CountryError(problems);
  return freeze(country);
}

/** A file that nothing asked for is read all the same: it may be a licence, or a table that a typo cut off. */
function checkUnread(read: CountryFiles, files: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  for (const path of read.unread()) {
    if (isOfRoom(path)) continue;
    const value = readCountryFile(path, files.get(path)!);
    if (typeof value !== 'string') problems.push(`${path}: nothing in country.yaml refers to this file`);
  }
  return problems;
}

function refuseWrongLetters(files: ReadonlyMap<string, string>, facts: CountryFacts): void {
  const problems: string[] = [];
  for (const [path, text] of files) {
    for (const letter of facts.names.letters.wrong) {
      if (!text.includes(letter)) continue;
      problems.push(`${path}: holds the look-alike letter U+${letter.codePointAt(0)!.toString(16).padStart(4, '0')}`);
    }
  }
  if (problems.length > 0) throw new CountryError(problems);
}

function parsePinScheme(read: CountryFiles, facts: CountryFacts): PinScheme {
  const fileOf = (id: string) => {
    const file = facts.number.parts.find((part) => part.id === id)?.file;
    if (!file) throw new CountryError([`country.yaml /number/parts: ${id} names no file`]);
    return file;
  };
  const places = read.rows(fileOf('place'), PlaceCodeRow).map(
    (row): PinPlace => ({
      code: row.code,
      kind: row.kind,
      name: row.name,
      ...(row.country && { country: row.country }),
      ...(row.province && { province: row.province }),
    }),
  );
  const centuries = read.rows(fileOf('centurySex'), CenturySexRow);
  return {
    parts: facts.number.parts.map(({ id, digits }) => ({ id, digits })),
    places: new Map(places.map((place) => [place.code, place])),
    centuries: new Map(
      centuries.map((row) => [row.digit, { sex: row.sex, yearFrom: +row.year_from, yearTo: +row.year_to }]),
    ),
  };
}

function parseQuality(read: CountryFiles): Quality {
  const files = CRITERIA.map((id) => ({ id, ...read.one(`indicators/${id}.yaml`, IndicatorsFile) }));
  return {
    criteria: files.map(({ id, name, how }) => ({ id, name, how })),
    indicators: byId(
      'indicators',
      files.flatMap(({ id, indicators }) => indicators.map((one): Indicator => ({ ...one, criterion: id }))),
    ),
  };
}

/** One file a kind of desk; it is known by the file's name. */
function parseArtworks(read: CountryFiles, files: ReadonlyMap<string, string>): Country['artworks'] {
  const paths = [...files.keys()].filter((path) => path.startsWith('cards/')).sort();
  return new Map(paths.map((path) => [path.slice('cards/'.length, -'.svg'.length), read.one(path, Type.String())]));
}

function parseCheckpoints(read: CountryFiles, files: ReadonlyMap<string, string>): Country['checkpoints'] {
  const paths = [...files.keys()].filter((path) => path.startsWith('checkpoints/')).sort();
  const desks = paths.map((path) => ({ path, desk: read.one(path, CheckpointFile) }));
  const misnamed = desks.filter(({ path, desk }) => path !== `checkpoints/${desk.id}.yaml`);
  if (misnamed.length > 0) throw new CountryError(misnamed.map(({ path, desk }) => `${path}: its id is ${desk.id}`));
  return new Map(desks.map(({ desk }) => [desk.id, desk]));
}

function parseNames(read: CountryFiles): Names {
  return {
    surnames: read.rows('names/surnames.csv', SurnameRow).map((row) => ({ ...row, weight: Number(row.weight) })),
    middle: read.rows('names/middle-names.csv', MiddleNameRow),
    given: read
      .rows('names/given-names.csv', GivenNameRow)
      .map((row) => ({ sex: row.sex, words: row.words === '1' ? 1 : 2, name: row.name })),
  };
}

function codeList(path: string, rows: readonly { code: string }[], facts: CountryFacts): ReadonlyMap<string, Coded> {
  const list = new Map<string, Coded>();
  for (const row of rows) {
    const cells = row as Record<string, string>;
    const name: Record<string, string> = {};
    for (const [column, value] of Object.entries(cells)) if (/^[a-z]{2}$/.test(column)) name[column] = value;
    if (list.has(row.code)) throw new CountryError([`${path}: ${row.code} is there twice`]);
    if (facts.languages.some((language) => !name[language])) {
      throw new CountryError([`${path}: ${row.code} lacks a language`]);
    }
    list.set(row.code, { code: row.code, name });
  }
  return list;
}

function byId<T extends { readonly id: string }>(path: string, items: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map(items.map((item) => [item.id, item]));
  if (map.size < items.length) {
    const twice = items.filter((item, index) => items.findIndex((other) => other.id === item.id) < index);
    throw new CountryError(twice.map((item) => `${path}: ${item.id} is there twice`));
  }
  return map;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const inner = value instanceof Map ? value.values() : Object.values(value);
  Object.freeze(value);
  for (const item of inner) freeze(item);
  return value;
}
