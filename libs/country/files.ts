import type { TSchema } from 'typebox';
import { CardsFile } from './schema-cards.ts';
import { CheckpointFile, ListingsFile } from './schema-checkpoints.ts';
import { ConnectionsFile } from './schema-connections.ts';
import { CountryFile } from './schema-country.ts';
import { EnrolmentFile } from './schema-enrolment.ts';
import { HolidaysFile } from './schema-holidays.ts';
import { IndicatorsFile } from './schema-indicators.ts';
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
import { CommuneRow, DistrictRow, LinkRow, MapFile, ProvinceRow } from './schema-units.ts';

/** A family of files and the schema of its whole (yaml, json) or of each row (csv). */
export interface Claim {
  readonly pattern: RegExp;
  readonly format: 'csv' | 'yaml' | 'json' | 'text';
  readonly schema?: TSchema;
}

const csv = (pattern: RegExp, schema: TSchema): Claim => ({ pattern, format: 'csv', schema });
const yaml = (pattern: RegExp, schema: TSchema): Claim => ({ pattern, format: 'yaml', schema });

/** Every file of a country that this library reads; the rooms claim theirs by folder. */
export const CLAIMS: readonly Claim[] = [
  yaml(/^country\.yaml$/, CountryFile),
  yaml(/^legal-bases\.yaml$/, LegalBasesFile),
  yaml(/^purposes\.yaml$/, PurposesFile),
  yaml(/^organisations\.yaml$/, OrganisationsFile),
  yaml(/^agreements\.yaml$/, AgreementsFile),
  yaml(/^roles\.yaml$/, RolesFile),
  yaml(/^mandates\.yaml$/, MandatesFile),
  yaml(/^modalities\.yaml$/, ModalitiesFile),
  yaml(/^cards\.yaml$/, CardsFile),
  { pattern: /^cards\/[a-z]+(-[a-z]+)*-(front|back)\.svg$/, format: 'text' },
  yaml(/^enrolment\.yaml$/, EnrolmentFile),
  yaml(/^checkpoints\/[a-z]+(-[a-z]+)*\.yaml$/, CheckpointFile),
  yaml(/^listings\.yaml$/, ListingsFile),
  yaml(/^connections\.yaml$/, ConnectionsFile),
  yaml(/^holidays\.yaml$/, HolidaysFile),
  yaml(/^sources\.yaml$/, SourcesFile),
  yaml(/^statistics\.yaml$/, StatisticsFile),
  yaml(/^intake\.yaml$/, IntakeFile),
  yaml(/^indicators\/[a-z]+\.yaml$/, IndicatorsFile),
  csv(/^units\/provinces-\d+\.csv$/, ProvinceRow),
  csv(/^units\/districts-\d+\.csv$/, DistrictRow),
  csv(/^units\/communes-\d+\.csv$/, CommuneRow),
  csv(/^units\/(links-\d{4}-\d{2}|provinces-\d+-to-\d+)\.csv$/, LinkRow),
  { pattern: /^units\/provinces-\d+\.geojson$/, format: 'json', schema: MapFile },
  csv(/^pin\/place-codes\.csv$/, PlaceCodeRow),
  csv(/^pin\/century-sex\.csv$/, CenturySexRow),
  csv(/^names\/surnames\.csv$/, SurnameRow),
  csv(/^names\/middle-names\.csv$/, MiddleNameRow),
  csv(/^names\/given-names\.csv$/, GivenNameRow),
  csv(/^ethnicities\.csv$/, EthnicityRow),
  csv(/^religions\.csv$/, ReligionRow),
  csv(/^nationalities\.csv$/, NationalityRow),
  { pattern: /^README\.md$/, format: 'text' },
  { pattern: /^LICENSES\/[a-z-]+\.txt$/, format: 'text' },
];

/** Folders whose files are validated by the room that executes their meaning, with that room's own schema. */
export const ROOM_FOLDERS = ['books', 'registers', 'procedures', 'programmes', 'words'] as const;

/** The claims on a path relative to the country's folder; anything but exactly one is a defect. */
export function claimsOf(path: string): readonly Claim[] {
  return CLAIMS.filter((claim) => claim.pattern.test(path));
}

/** Whether the file lies in a folder that a room reads. */
export function isOfRoom(path: string): boolean {
  return ROOM_FOLDERS.some((folder) => path.startsWith(`${folder}/`));
}
