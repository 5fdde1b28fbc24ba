import { type Static, Type } from 'typebox';
import { closed, Id, IsoDate, Level, Words } from './schema-parts.ts';

const Duration = Type.String({ pattern: '^P(T?[0-9]+[YMDHS])+$' });
const LocalTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$' });
const Path = Type.String({ pattern: '^[a-z0-9-]+(/[a-z0-9-]+)*\\.[a-z]+$' });
const LegalBases = Type.Array(Id, { minItems: 1 });

/** A kind of unit and how a unit of that kind is called; `{name}` marks the place of the name. */
export const UnitType = Type.Object(
  {
    id: Id,
    level: Level,
    /** For units whose name is a number ("District 1"). */
    numbered: Type.Optional(Words),
    /** For languages that elide before a vowel ("province d’An Giang"). */
    beforeVowel: Type.Optional(Words),
  },
  { additionalProperties: Type.String({ pattern: '\\{name\\}' }) },
);

const AssuranceLevel = { level: Type.Integer({ minimum: 1 }), name: Words };

/** Hours of a post in the country's time zone: ISO weekdays (1 Monday); `to` not after `from` is on the next day. */
export const OfficeHours = closed({
  from: LocalTime,
  to: LocalTime,
  days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, uniqueItems: true }),
});
export type OfficeHours = Static<typeof OfficeHours>;

/** `country.yaml`. */
const Assurance = Type.Enum(['low', 'substantial', 'high']);

export const CountryFile = closed({
  id: Id,
  name: Words,
  officialName: Words,
  iso: closed({
    alpha2: Type.String({ pattern: '^[A-Z]{2}$' }),
    alpha3: Type.String({ pattern: '^[A-Z]{3}$' }),
    numeric: Type.String({ pattern: '^[0-9]{3}$' }),
  }),
  languages: Type.Array(Type.String({ pattern: '^[a-z]{2}$' }), { minItems: 1, uniqueItems: true }),
  calendar: Type.String(),
  currency: closed({
    code: Type.String({ pattern: '^[A-Z]{3}$' }),
    minorDigits: Type.Integer({ minimum: 0, maximum: 4 }),
  }),
  timeZone: Type.String({ pattern: '^[A-Za-z_]+/[A-Za-z_/]+$' }),
  phone: closed({
    callingCode: Type.String({ pattern: '^[1-9][0-9]{0,2}$' }),
    trunkPrefix: Type.String({ pattern: '^[0-9]?$' }),
  }),
  names: closed({
    order: Type.Array(Type.Enum(['family', 'middle', 'given']), { minItems: 1 }),
    sortBy: Type.Array(Type.Enum(['family', 'middle', 'given']), { minItems: 1 }),
    /** Look-alike letters that keyboards produce, and the letters meant. */
    letters: closed({ wrong: Type.Array(Type.String()), right: Type.Array(Type.String()) }),
  }),
  unitTypes: Type.Array(UnitType, { minItems: 1 }),
  unitSystems: Type.Array(
    closed({
      id: Id,
      /** A day on which every code of the system has the meaning it has in the system. */
      asOf: IsoDate,
      levels: Type.Array(Level, { minItems: 1 }),
      files: closed({ province: Path, district: Type.Optional(Path), commune: Path }),
      legalBases: LegalBases,
    }),
    { minItems: 1 },
  ),
  unitReforms: Type.Array(closed({ date: IsoDate, links: Type.Array(Path, { minItems: 1 }), legalBases: LegalBases })),
  map: Path,
  number: closed({
    id: Id,
    name: Words,
    parts: Type.Array(
      closed({
        id: Type.Enum(['place', 'centurySex', 'year', 'serial']),
        digits: Type.Integer({ minimum: 1, maximum: 9 }),
        file: Type.Optional(Path),
      }),
    ),
    checkDigit: Type.Literal('none'),
    /** The system of units whose provinces the place codes name. */
    placeSystem: Id,
    legalBases: LegalBases,
  }),
  identifiers: Type.Array(
    closed({
      id: Id,
      pattern: Type.String(),
      name: Words,
      validFrom: Type.Optional(IsoDate),
      validTo: Type.Optional(IsoDate),
    }),
  ),
  assuranceLevels: closed({
    account: Type.Array(
      closed({
        ...AssuranceLevel,
        assurance: Assurance,
        proof: Type.Array(Type.Enum(['number', 'contact', 'chip', 'face'])),
      }),
    ),
    authentication: Type.Array(
      closed({
        ...AssuranceLevel,
        /** Its name to services (OpenID Connect Core, `acr`). */
        acr: Type.String({ pattern: '^urn:[a-z0-9][a-z0-9:._-]{2,100}$' }),
        /** The weakest session that reaches it; absent: none does. */
        assurance: Type.Optional(Assurance),
        factors: Type.Array(Type.Enum(['knowledge', 'possession', 'biometric'])),
      }),
    ),
    legalBases: LegalBases,
  }),
  card: closed({
    dutyFromAge: Type.Integer(),
    onRequestBelowAge: Type.Integer(),
    renewAtAges: Type.Array(Type.Integer()),
    noPhotoBelowAge: Type.Integer(),
    legalBases: LegalBases,
  }),
  ages: closed({
    guardianConsentBelow: Type.Integer(),
    levelTwoFrom: Type.Integer(),
    adult: Type.Integer(),
    marriage: closed({ male: Type.Integer(), female: Type.Integer() }),
  }),
  /** From which age a child's own yes is needed beside the representative's, and for how many days the one waits for the other. */
  childConsent: closed({
    from: Type.Integer({ minimum: 0 }),
    answerDays: Type.Integer({ minimum: 1, maximum: 90 }),
    legalBases: LegalBases,
  }),
  /** Devices that officials sign in with. */
  officialDevices: closed({
    /** `required`: their makers vouch for it that a key cannot leave them. */
    attestation: Type.Enum(['none', 'required']),
    /** AAGUIDs of the models that are taken; none: whatever has a trusted maker. */
    models: Type.Array(Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }), { uniqueItems: true }),
  }),
  officeHours: Type.Array(closed({ id: Id, ...OfficeHours.properties }), { minItems: 1 }),
  retention: Type.Array(
    closed({ id: Id, keep: Type.Optional(Duration), erase: Type.Optional(Duration), legalBasis: Type.Optional(Id) }),
  ),
  deadlines: Type.Array(
    closed({
      id: Id,
      days: Type.Integer({ minimum: 0 }),
      extended: Type.Optional(Type.Integer({ minimum: 1 })),
      unit: Type.Enum(['working', 'calendar']),
      legalBasis: Id,
    }),
  ),
});
export type CountryFacts = Static<typeof CountryFile>;
