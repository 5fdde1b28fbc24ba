import type { Static } from 'typebox';
import type { CardRules } from './schema-cards.ts';
import type { Checkpoint, ListingRules } from './schema-checkpoints.ts';
import type { ConnectionRules } from './schema-connections.ts';
import type { CountryFacts } from './schema-country.ts';
import type { EnrolmentRules } from './schema-enrolment.ts';
import type { Holidays } from './schema-holidays.ts';
import type { Quality } from './schema-indicators.ts';
import type { IntakeWords } from './schema-intake.ts';
import type { AgreementRow, LegalBasis, OrganisationRow, Purpose, Role } from './schema-law.ts';
import type { MandateRules } from './schema-mandates.ts';
import type { Modalities } from './schema-modalities.ts';
import type { Level, Sex, Words } from './schema-parts.ts';
import type { Region } from './schema-people.ts';
import type { SourceRules } from './schema-sources.ts';
import type { Statistics } from './schema-statistics.ts';
import type { CountryMap } from './schema-units.ts';

/** A unit in one of its states. `validTo` is the first day no longer in force; an absent bound is open or unrecorded. */
export interface Unit {
  readonly code: string;
  readonly level: Level;
  readonly type: string;
  readonly name: string;
  readonly province?: string;
  readonly district?: string;
  readonly system: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly legalBasis: string;
}

/** A day on which units ended, and where their ground went. */
export interface UnitReform {
  readonly date: string;
  readonly successors: ReadonlyMap<string, readonly string[]>;
  /** Old codes that the files mark as split. */
  readonly split: ReadonlySet<string>;
}

export interface Units {
  /** States by code, in order of time. The same code may be different units at different times. */
  readonly byCode: ReadonlyMap<string, readonly Unit[]>;
  /** States by the system and code of the unit that holds them: key `system/code`. */
  readonly within: ReadonlyMap<string, readonly Unit[]>;
  readonly reforms: readonly UnitReform[];
}

export interface PinPlace {
  readonly code: string;
  readonly kind: 'province' | 'country';
  readonly name: string;
  /** ISO 3166-1 alpha-3, when the place is a country. */
  readonly country?: string;
  /** Code of the province in the scheme's `placeSystem`, when the place is a province. */
  readonly province?: string;
}

export interface PinScheme {
  readonly parts: readonly { readonly id: 'place' | 'centurySex' | 'year' | 'serial'; readonly digits: number }[];
  readonly places: ReadonlyMap<string, PinPlace>;
  readonly centuries: ReadonlyMap<string, { readonly sex: Sex; readonly yearFrom: number; readonly yearTo: number }>;
}

/** A value of a code list with its name in each language. */
export interface Coded {
  readonly code: string;
  readonly name: Words;
}

export interface Names {
  /** Surnames of a region with their weight in per cent. */
  readonly surnames: readonly { readonly region: Region; readonly name: string; readonly weight: number }[];
  readonly middle: readonly {
    readonly sex: Sex | 'unisex';
    readonly region: Region | 'all';
    readonly style: 'traditional' | 'modern';
    readonly name: string;
  }[];
  /** `words` 2 already holds a middle name. */
  readonly given: readonly { readonly sex: Sex; readonly words: 1 | 2; readonly name: string }[];
}

export type Organisation = Omit<Static<typeof OrganisationRow>, 'per'> & { readonly province?: string };
export type Agreement = Omit<Static<typeof AgreementRow>, 'per'>;

/** A country's data, validated and frozen; everything a room knows about the country it finds here. */
export interface Country {
  readonly facts: CountryFacts;
  readonly units: Units;
  readonly map: CountryMap;
  readonly pin: PinScheme;
  readonly names: Names;
  readonly ethnicities: ReadonlyMap<string, Coded>;
  readonly religions: ReadonlyMap<string, Coded>;
  readonly nationalities: ReadonlyMap<string, Coded>;
  readonly legalBases: ReadonlyMap<string, LegalBasis>;
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly agreements: ReadonlyMap<string, Agreement>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly mandates: MandateRules;
  readonly modalities: Modalities;
  readonly cards: CardRules;
  /** How cards look, SVG by `<artwork>-front` and `<artwork>-back`; `libs/artwork` draws them. */
  readonly artworks: ReadonlyMap<string, string>;
  readonly enrolment: EnrolmentRules;
  /** Kinds of desks, by id. */
  readonly checkpoints: ReadonlyMap<string, Checkpoint>;
  readonly listings: ListingRules;
  readonly connections: ConnectionRules;
  readonly holidays: Holidays;
  readonly sources: SourceRules;
  readonly statistics: Statistics;
  readonly intake: IntakeWords;
  readonly quality: Quality;
}
