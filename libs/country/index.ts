/** The country as data: reads and checks the files under `country/<id>/` and answers questions about them. */

export {
  AGREEMENT_DEFECTS,
  type AgreementDefect,
  type AgreementTerms,
  judgeAgreement,
  waysOf,
} from './agreement-rules.ts';
export type {
  Agreement,
  Coded,
  Country,
  Names,
  Organisation,
  PinPlace,
  PinScheme,
  Unit,
  UnitReform,
  Units,
} from './country.ts';
export { FIELDS, type Field } from './fields.ts';
export { CLAIMS, type Claim, claimsOf, isOfRoom, ROOM_FOLDERS } from './files.ts';
export { closesAt, midnightAfter } from './hours.ts';
export { parseCountry } from './parse.ts';
export { makePin, type PinReading, type PinRefusal, type PinSubject, parsePin, pinAgrees } from './pin.ts';
export { CsvError, readCsv } from './read-csv.ts';
export { CountryError, readCountryFile } from './read-file.ts';
export type { CardRules } from './schema-cards.ts';
export {
  type Checkpoint,
  DESK_QUESTIONS,
  DESK_STEPS,
  type DeskQuestion,
  type DeskStep,
  LISTING_KINDS,
  type ListingKind,
  type ListingRules,
  PRESENTED,
  type PresentedKind,
} from './schema-checkpoints.ts';
export type {
  AutomaticCheck,
  CheckQuestion,
  ConformanceRule,
  ConformanceStep,
  ConnectionRules,
} from './schema-connections.ts';
export { type CountryFacts, OfficeHours } from './schema-country.ts';
export { type EnrolmentRules, MISSING_REASONS, PORTRAIT_MEASURES } from './schema-enrolment.ts';
export {
  CRITERIA,
  type Criterion,
  GROUPS,
  type Group,
  type Indicator,
  type Measure,
  QUALITY_RULES,
  type Quality,
  type QualityRule,
} from './schema-indicators.ts';
export type { IntakeWords } from './schema-intake.ts';
export { type LegalBasis, type Purpose, type Role, Way } from './schema-law.ts';
export { type MandateRules, MandateScope } from './schema-mandates.ts';
export {
  MODALITIES,
  type Modalities,
  type Modality,
  type ModalityId,
  SAMPLE_FORMATS,
  type SampleFormat,
} from './schema-modalities.ts';
export { Level, Sex, Words } from './schema-parts.ts';
export type { Region } from './schema-people.ts';
export type { Source, SourceRules } from './schema-sources.ts';
export type { Statistics } from './schema-statistics.ts';
export { Address, type CountryMap, DatedCode } from './schema-units.ts';
export { AREA_KINDS, type AreaKind, SCOPES, type Scope } from './scopes.ts';
export { parseTaxCode, type TaxCodeReading, type TaxCodeRefusal } from './tax-code.ts';
export { renderUnitName } from './unit-names.ts';
export {
  provincesAt,
  type ResolvedAddress,
  resolveAddress,
  resolveUnit,
  type UnitResolution,
  unitAt,
  unitName,
  unitPath,
  unitsOf,
} from './units.ts';
export { addDays, addWorkingDays, isWorkingDay, lastDayOf } from './working-days.ts';
