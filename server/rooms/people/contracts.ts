import { Type } from 'typebox';
import { ScanView } from '#kernel';
import { FieldView } from './present.ts';
import { Evidence, FullDate, PartialDate, PersonRecord, Place } from './record.ts';

/** What goes in and out of the register's own routes. */
export const Person = Type.Object({ person: Type.String({ maxLength: 40 }) });
export const GroundBody = {
  legalBasis: Type.String({ minLength: 1, maxLength: 80 }),
  evidence: Type.Array(Evidence, { minItems: 1, maxItems: 10 }),
};
const closed = { additionalProperties: false };
const Id = Type.String({ maxLength: 40 });

export const ActAnswer = Type.Object({
  person: Type.String(),
  version: Type.Integer(),
  act: Type.String(),
  /** Reference of the act's line in the journal. */
  journal: Type.String(),
});
/** Of an act on several records: each one's own. */
export const ActAnswers = Type.Object({ persons: Type.Array(ActAnswer) });
export const BirthBody = Type.Object(
  {
    ...GroundBody,
    record: Type.Object(
      {
        ...Type.Partial(
          Type.Omit(PersonRecord, [
            'identifiers',
            'maritalStatus',
            'mergedInto',
            'death',
            'missing',
            'spouse',
            'household',
            'father',
            'mother',
            'represented',
          ]),
        ).properties,
        name: PersonRecord.properties.name,
        sex: PersonRecord.properties.sex,
        birthDate: PartialDate,
        nationality: PersonRecord.properties.nationality,
        birthRegistrationPlace: Place,
      },
      closed,
    ),
    father: Type.Optional(Id),
    mother: Type.Optional(Id),
    pin: Type.Optional(Type.String({ pattern: '^[0-9]{12}$' })),
  },
  closed,
);
const changeable = Type.Partial(
  Type.Omit(PersonRecord, [
    'identifiers',
    'mergedInto',
    'death',
    'missing',
    'spouse',
    'household',
    'maritalStatus',
    'represented',
  ]),
).properties;
/** A patch of the record: a value, or null to take the field away. */
export const Changes = Type.Object(
  Object.fromEntries(
    Object.entries(changeable).map(([field, schema]) => [field, Type.Optional(Type.Union([schema, Type.Null()]))]),
  ),
  { ...closed, minProperties: 1 },
);
export const CorrectBody = Type.Object({ ...GroundBody, changes: Changes, since: Type.Optional(FullDate) }, closed);
export const MoveBody = Type.Object(
  {
    ...GroundBody,
    to: Place,
    kind: Type.Union([Type.Literal('permanent'), Type.Literal('temporary'), Type.Literal('current')]),
    on: FullDate,
  },
  closed,
);
export const DeathBody = Type.Object(
  {
    ...GroundBody,
    date: PartialDate,
    place: Type.Optional(Place),
    certificate: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  },
  closed,
);
export const MissingBody = Type.Object(
  { ...GroundBody, since: PartialDate, decision: Type.String({ minLength: 1, maxLength: 60 }) },
  closed,
);
export const OnBody = Type.Object({ ...GroundBody, on: FullDate }, closed);
export const MarryBody = Type.Object({ ...GroundBody, persons: Type.Tuple([Id, Id]), on: FullDate }, closed);
export const GuardianBody = Type.Object(
  { ...GroundBody, ward: Id, guardian: Id, on: FullDate, until: Type.Optional(FullDate) },
  closed,
);
/** A head is not named so by others: whoever opens a household or is made its head is the person of the act. */
const RelationToHead = Type.Enum(['spouse', 'child', 'child-in-law', 'grandchild', 'parent', 'other']);
const members = Type.Array(Type.Object({ person: Id, relationToHead: RelationToHead }, closed), { maxItems: 50 });
export const HouseholdBody = Type.Union([
  Type.Object({ ...OnBody.properties, change: Type.Literal('join'), with: Id, relationToHead: RelationToHead }, closed),
  Type.Object({ ...OnBody.properties, change: Type.Literal('leave') }, closed),
  Type.Object({ ...OnBody.properties, change: Type.Literal('split'), members }, closed),
  Type.Object({ ...OnBody.properties, change: Type.Literal('head'), members }, closed),
]);
export const ProposalBody = Type.Union([
  Type.Object(
    { ...GroundBody, kind: Type.Union([Type.Literal('merge'), Type.Literal('unmerge')]), target: Id, source: Id },
    closed,
  ),
  Type.Object(
    {
      ...GroundBody,
      kind: Type.Literal('remake-pin'),
      person: Id,
      reason: Type.String({ minLength: 1, maxLength: 300 }),
    },
    closed,
  ),
]);
export const DecideBody = Type.Object(
  { approve: Type.Boolean(), reason: Type.String({ minLength: 1, maxLength: 500 }) },
  closed,
);
export const CorrectionBody = Type.Object(
  {
    field: Type.String({ maxLength: 40 }),
    claim: Type.String({ minLength: 1, maxLength: 300 }),
    note: Type.String({ maxLength: 1000, default: '' }),
  },
  closed,
);
export const AnswerBody = Type.Object(
  {
    ...GroundBody,
    accept: Type.Boolean(),
    changes: Type.Optional(Changes),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  },
  closed,
);

const view = {
  person: Type.String(),
  version: Type.Integer(),
  name: Type.String(),
  pin: Type.Optional(Type.String()),
  life: Type.String(),
  mergedInto: Type.Optional(Type.String()),
  fields: Type.Array(FieldView),
};
export const RecordAnswer = Type.Object(view);
export const OfficerRecordAnswer = Type.Object({
  ...view,
  record: PersonRecord,
  areaPath: Type.Array(Type.String()),
  canAct: Type.Boolean(),
});
export const RecordAtAnswer = Type.Object({
  on: Type.String(),
  known: Type.Optional(Type.String()),
  record: Type.Union([PersonRecord, Type.Null()]),
  fields: Type.Array(FieldView),
});
const Change = Type.Object({
  id: Type.String(),
  name: Type.String(),
  before: Type.Optional(Type.String()),
  after: Type.Optional(Type.String()),
});
export const ChangeList = Type.Array(Change);
export const TimelineAnswer = Type.Object({
  acts: Type.Array(
    Type.Object({
      act: Type.String(),
      kind: Type.String(),
      validFrom: Type.String(),
      recordedAt: Type.String(),
      officeName: Type.String(),
      officerName: Type.String(),
      legalBasisTitle: Type.String(),
      evidence: Type.Array(Evidence),
      changes: ChangeList,
      retracted: Type.Boolean(),
    }),
  ),
});
export const RelativesAnswer = Type.Object({
  relatives: Type.Array(
    Type.Object({
      relation: Type.String(),
      person: Type.Optional(Type.String()),
      name: Type.String(),
      birthDate: Type.Optional(Type.String()),
      pin: Type.Optional(Type.String()),
      life: Type.Optional(Type.String()),
      /** Of members of the same household. */
      relationToHead: Type.Optional(Type.String()),
    }),
  ),
});
export const SearchAnswer = Type.Object({
  candidates: Type.Array(
    Type.Object({
      person: Type.String(),
      name: Type.String(),
      birthDate: Type.String(),
      sex: Type.String(),
      life: Type.String(),
      pin: Type.Optional(Type.String()),
      commune: Type.String(),
      communeName: Type.String(),
      provinceName: Type.String(),
      score: Type.Number(),
      why: Type.Array(Type.String()),
    }),
  ),
  more: Type.Boolean(),
});
export const CompareAnswer = Type.Object({
  left: RecordAnswer,
  right: RecordAnswer,
  differences: Type.Array(Type.Object({ id: Type.String(), verdict: Type.String() })),
});
const scans = {
  scans: Type.Array(ScanView, { description: 'Papers that officers put beside the case' }),
  maxScans: Type.Integer(),
};
export const ProposalsAnswer = Type.Object({
  proposals: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      state: Type.String(),
      proposedByName: Type.String(),
      mine: Type.Boolean(),
      proposedAt: Type.String(),
      dueOn: Type.String(),
      persons: Type.Array(Type.Object({ person: Type.String(), name: Type.String() })),
      legalBasisTitle: Type.String(),
      evidence: Type.Array(Evidence),
      reason: Type.Optional(Type.String()),
      ...scans,
    }),
  ),
});
export const OwnCorrectionsAnswer = Type.Object({
  corrections: Type.Array(
    Type.Object({
      id: Type.String(),
      field: Type.String(),
      fieldName: Type.String(),
      claim: Type.String(),
      saidBy: Type.Optional(Type.String({ description: 'The organisation that says so; absent: the person' })),
      note: Type.String(),
      state: Type.String(),
      openedAt: Type.String(),
      dueOn: Type.String(),
      decidedAt: Type.Optional(Type.String()),
      reason: Type.Optional(Type.String()),
      officeName: Type.String(),
    }),
  ),
});
export const QueueAnswer = Type.Object({
  corrections: Type.Array(
    Type.Object({
      id: Type.String(),
      person: Type.String(),
      personName: Type.String(),
      field: Type.String(),
      fieldName: Type.String(),
      claim: Type.String(),
      saidBy: Type.Optional(Type.String({ description: 'The organisation that says so; absent: the person' })),
      current: Type.String(),
      note: Type.String(),
      state: Type.String(),
      openedAt: Type.String(),
      dueOn: Type.String(),
      communeName: Type.String(),
      ...scans,
    }),
  ),
});
