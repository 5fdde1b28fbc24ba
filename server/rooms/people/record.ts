import { type Static, Type } from 'typebox';

const PERSON = { format: 'uuid' };
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: what is known of the date, and no more. */
export const PartialDate = Type.String({ pattern: '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$' });
export const FullDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** A unit's code means something only together with a date: 00004 was Trúc Bạch until 2025-06-30 and is Ba Đình since. Stored as given, never rewritten. */
export const Place = Type.Object(
  {
    /** Commune (5 digits), district (3) or province (2). */
    unit: Type.Optional(Type.String({ pattern: '^([0-9]{2}|[0-9]{3}|[0-9]{5})$' })),
    /** The date on which the code was in force. */
    on: Type.Optional(FullDate),
    /** House number, street, village; or the whole place where no unit is known. */
    text: Type.Optional(Text(300)),
    /** ISO 3166-1 alpha-3, when not the country itself. */
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  },
  { additionalProperties: false },
);
export type Place = Static<typeof Place>;

/** A parent, spouse or representative: linked to the register where the person is in it, by name alone where not. */
export const Relative = Type.Object(
  {
    person: Type.Optional(Type.String(PERSON)),
    name: Text(150),
    nationality: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    since: Type.Optional(FullDate),
  },
  { additionalProperties: false },
);
export type Relative = Static<typeof Relative>;

export const IdentifierKind = Type.Union([
  Type.Literal('pin'),
  Type.Literal('cmnd'),
  Type.Literal('passport'),
  Type.Literal('foreigner-number'),
  Type.Literal('identity-certificate'),
]);
export type IdentifierKind = Static<typeof IdentifierKind>;

export const Identifier = Type.Object(
  {
    kind: IdentifierKind,
    value: Type.String({ pattern: '^[A-Z0-9]{6,14}$' }),
    /** A cancelled number stays in the history and is never issued again; `void` ended by law (CMND since 31/12/2024). */
    status: Type.Union([Type.Literal('active'), Type.Literal('cancelled'), Type.Literal('void')]),
    from: FullDate,
    to: Type.Optional(FullDate),
  },
  { additionalProperties: false },
);
export type Identifier = Static<typeof Identifier>;

export const Document = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('card'),
      Type.Literal('cmnd'),
      Type.Literal('passport'),
      Type.Literal('birth-certificate'),
    ]),
    number: Text(40),
    issuedOn: FullDate,
    issuedBy: Text(150),
    /** Absent: without end. */
    validUntil: Type.Optional(FullDate),
  },
  { additionalProperties: false },
);
export type Document = Static<typeof Document>;

/** Law 26/2023/QH15, article 9: the 26 fields of the national population database, as one person's record. */
export const PersonRecord = Type.Object(
  {
    name: Text(150),
    otherName: Type.Optional(Text(150)),
    identifiers: Type.Array(Identifier),
    birthDate: PartialDate,
    sex: Type.Union([Type.Literal('male'), Type.Literal('female'), Type.Literal('undetermined')]),
    birthPlace: Type.Optional(Place),
    birthRegistrationPlace: Type.Optional(Place),
    /** Quê quán. */
    origin: Type.Optional(Place),
    /** Code of the official list of ethnic groups. */
    ethnicity: Type.Optional(Type.String({ pattern: '^[0-9]{2}$' })),
    /** Code of the country's list of religions, `none` among them. */
    religion: Type.Optional(Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' })),
    nationality: Type.Array(Type.String({ pattern: '^[A-Z]{3}$' })),
    bloodGroup: Type.Optional(Type.String({ pattern: '^(A|B|AB|O)[+-]?$' })),
    documents: Type.Array(Document),
    father: Type.Optional(Relative),
    mother: Type.Optional(Relative),
    spouse: Type.Optional(Relative),
    legalRepresentative: Type.Optional(Relative),
    /** Wards, by acts of guardianship; `since` the day of each. */
    represented: Type.Optional(Type.Array(Relative)),
    permanentResidence: Type.Optional(Place),
    temporaryResidence: Type.Optional(Place),
    currentResidence: Type.Optional(Place),
    absence: Type.Optional(
      Type.Object({ from: FullDate, to: Type.Optional(FullDate), reason: Text(200) }, { additionalProperties: false }),
    ),
    residenceFile: Type.Optional(Text(40)),
    maritalStatus: Type.Union([
      Type.Literal('single'),
      Type.Literal('married'),
      Type.Literal('divorced'),
      Type.Literal('widowed'),
    ]),
    household: Type.Optional(
      Type.Object({ id: Type.String(PERSON), relationToHead: Text(40) }, { additionalProperties: false }),
    ),
    death: Type.Optional(
      Type.Object(
        { date: PartialDate, place: Type.Optional(Place), certificate: Type.Optional(Text(40)) },
        { additionalProperties: false },
      ),
    ),
    missing: Type.Optional(Type.Object({ since: PartialDate, decision: Text(60) }, { additionalProperties: false })),
    phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9]{8,15}$' })),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
    other: Type.Optional(Text(500)),
    /** The record was found to be the same person's as another's, and that one goes on. */
    mergedInto: Type.Optional(Type.String(PERSON)),
  },
  { additionalProperties: false },
);
export type PersonRecord = Static<typeof PersonRecord>;
export type RecordField = keyof PersonRecord;

/** A patch of top-level fields; `null` takes a field away. */
export type RecordChanges = { [Field in RecordField]?: PersonRecord[Field] | null };

export type ActKind =
  | 'collected'
  | 'birth'
  | 'correct'
  | 'move'
  | 'marry'
  | 'divorce'
  | 'death'
  | 'missing'
  | 'found'
  | 'cancel-pin'
  | 'remake-pin'
  | 'merge'
  | 'unmerge'
  | 'merged-from'
  | 'unmerged-from'
  | 'widowed'
  | 'identity'
  | 'guardian'
  | 'guardian-of'
  | 'guardian-end'
  | 'household-join'
  | 'household-leave'
  | 'household-split'
  | 'household-head'
  | 'reported'
  | 'taken-back';

/** One line of a person's history. Append-only; the record is what these lines add up to. */
export interface Act {
  person: string;
  /** UUIDv7, made by the server: its order is the order of recording. */
  act: string;
  kind: ActKind;
  /** Since when the changes are true in the world, `YYYY-MM-DD`. */
  validFrom: string;
  /** When the register learnt it, ISO 8601. */
  recordedAt: string;
  changes: RecordChanges;
  /** The earlier act that this one takes back. */
  retracts?: string | undefined;
  evidence: Evidence[];
  legalBasis: string;
  /** Area code of the office; of what was `reported`, the organisation that said it. */
  office: string;
  officer: string;
}

export const Evidence = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('birth-certificate'),
      Type.Literal('court-decision'),
      Type.Literal('police-decision'),
      Type.Literal('medical-notice'),
      Type.Literal('marriage-certificate'),
      Type.Literal('death-certificate'),
      Type.Literal('application'),
      Type.Literal('paper-record'),
      Type.Literal('other'),
    ]),
    number: Type.Optional(Text(60)),
    issuedOn: Type.Optional(FullDate),
    note: Type.Optional(Text(300)),
  },
  { additionalProperties: false },
);
export type Evidence = Static<typeof Evidence>;
