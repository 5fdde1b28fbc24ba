import { type Static, Type } from 'typebox';
import { FIELDS } from './fields.ts';
import { closed, Id, IdTemplate, IsoDate, Words } from './schema-parts.ts';
import { AREA_KINDS, SCOPES } from './scopes.ts';

const Ids = Type.Array(Id, { minItems: 1, uniqueItems: true });
const Fields = Type.Array(Type.Enum(FIELDS), { minItems: 1, uniqueItems: true });
const Scopes = Type.Array(Type.Enum(SCOPES), { minItems: 1, uniqueItems: true });
const PerProvince = Type.Optional(Type.Literal('province'));

/** A rule of law between two dates. The grade says how surely we know it: A primary text, B portal or press, C second-hand. */
export const LegalBasis = closed({
  id: Id,
  number: Type.String({ minLength: 3 }),
  article: Type.Optional(Type.String({ pattern: '^[0-9]+[a-z]?$' })),
  grade: Type.Enum(['A', 'B', 'C']),
  validFrom: IsoDate,
  validTo: Type.Optional(IsoDate),
  /** A look under this rule may be shown to the person later; no other rule may. */
  laterNotice: Type.Optional(Type.Literal(true)),
  /** It lets in only whom the person has let in: a question under it is answered under a consent that lives. */
  consent: Type.Optional(Type.Literal(true)),
  title: Words,
});
export type LegalBasis = Static<typeof LegalBasis>;

/** `verify` answers yes or no about values the asker already has; `attributes` answers the values. */
const Mode = Type.Enum(['verify', 'attributes']);

/**
 * Ways of asking that an agreement may hold, beside verification, which is in each: `attributes` reads values, `identify` finds a person by
 * values, `bulk` verifies a file, `events` is told of changes.
 */
export const Way = Type.Enum(['verify', 'attributes', 'identify', 'bulk', 'events']);
export type Way = Static<typeof Way>;

export const Purpose = closed({
  id: Id,
  mode: Mode,
  legalBases: Ids,
  /** At most these, whatever an agreement says. */
  fields: Fields,
  hiddenFor: Type.Optional(closed({ months: Type.Integer({ minimum: 1, maximum: 60 }), legalBasis: Id })),
  sentence: Words,
});
export type Purpose = Static<typeof Purpose>;

export const ORGANISATION_KINDS = [
  'ministry',
  'ministerial-agency',
  'judicial-body',
  'social-security',
  'border-guard',
  'coast-guard',
  'airport-operator',
  'state-company',
  'telecom',
  'bank',
  'hospital',
  'peoples-committee',
  'association',
] as const;

export const OrganisationRow = closed({
  id: IdTemplate,
  kind: Type.Enum(ORGANISATION_KINDS),
  per: PerProvince,
  taxCode: Type.Optional(Type.String({ pattern: '^[0-9]{10}(-[0-9]{3})?$' })),
  parent: Type.Optional(Id),
  validTo: Type.Optional(IsoDate),
  successor: Type.Optional(Id),
  name: Words,
  purposes: Ids,
});

export const AgreementRow = closed({
  id: IdTemplate,
  organisation: IdTemplate,
  per: PerProvince,
  modes: Type.Array(Way, { minItems: 1, uniqueItems: true }),
  purposes: Ids,
  /** Absent: whatever law its purposes rest on. */
  legalBases: Type.Optional(Ids),
  fields: Fields,
  validFrom: IsoDate,
  validTo: IsoDate,
  quotaPerDay: Type.Integer({ minimum: 1 }),
  /** When questions are answered (country.yaml, officeHours); absent: always. */
  hours: Type.Optional(Id),
  /** At most so many persons in an answer to `identify`. */
  candidates: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
});

export const Role = closed({
  id: Id,
  area: Type.Enum(AREA_KINDS),
  name: Words,
  scopes: Scopes,
  /** When a post of this role can be taken up (country.yaml, officeHours); nobody's own role has any. */
  hours: Type.Optional(Id),
  /** Scopes whose acts take effect only when a second person agrees. */
  fourEyes: Type.Optional(Scopes),
});
export type Role = Static<typeof Role>;

export const LegalBasesFile = Type.Array(LegalBasis, { minItems: 1 });
export const PurposesFile = Type.Array(Purpose, { minItems: 1 });
export const OrganisationsFile = Type.Array(OrganisationRow, { minItems: 1 });
export const AgreementsFile = Type.Array(AgreementRow, { minItems: 1 });
export const RolesFile = Type.Array(Role, { minItems: 1 });
