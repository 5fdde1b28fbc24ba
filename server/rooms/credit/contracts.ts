import { type Static, Type } from 'typebox';
import { BANDS, DOCUMENT_STATES, PRODUCTS, WITHHELD } from './model.ts';

const text = Type.String();
const maybe = Type.Optional(Type.String());
const Value = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const CheckBody = Type.Object(
  {
    applicationId: Type.String({
      pattern: '^[\\x21-\\x7e]{1,80}$',
      description: 'Your own name for the application; sent twice it is one application',
    }),
    product: Type.Enum([...PRODUCTS], { description: 'What is applied for; the person reads it' }),
    identifier: Type.String({ pattern: '^[A-Z0-9]{6,14}$', description: 'A number that names the applicant' }),
    biographicData: Type.Object(
      {
        name: Value(300),
        birthDate: Value(10),
        sex: Type.Optional(Value(20)),
        cmnd: Type.Optional(Value(40)),
        documents: Type.Optional(
          Type.Union([
            Value(40),
            Type.Object({ number: Value(40), kind: Type.Optional(Value(40)) }, { additionalProperties: false }),
          ]),
        ),
      },
      { additionalProperties: false },
    ),
    contactData: Type.Optional(
      Type.Object(
        { phone: Type.Optional(Value(40)), email: Type.Optional(Value(320)) },
        { additionalProperties: false },
      ),
    ),
    address: Type.Optional(Value(300)),
  },
  { additionalProperties: false },
);
export type CheckGiven = Static<typeof CheckBody>;

const Verdict = Type.Enum(['yes', 'no', 'close', 'not-held']);
const Others = Type.Enum([...BANDS], { description: 'A band, never who or which organisation' });
const since = Type.String({ format: 'date' });

/** Facts, each with the rule by which it was found. No number is made of them here. */
export const CheckAnswer = Type.Object({
  id: Type.Optional(
    Type.String({ format: 'uuid', description: 'Of the application, to close it; absent where none was taken' }),
  ),
  result: Type.Enum(['yes', 'no', 'close', 'not-held', 'number-cancelled', 'blocked-by-person']),
  person: Type.String({ description: 'Pseudonym of the person for the organisation that asks' }),
  life: Type.Enum(['alive', 'dead', 'missing']),
  identifier: Type.Object({
    kind: text,
    status: Type.Enum(['active', 'void', 'cancelled', 'replaced']),
  }),
  fields: Type.Array(Type.Object({ field: text, verdict: Verdict, why: maybe })),
  documents: Type.Array(
    Type.Object({
      document: Type.String({ description: 'cmnd, documents: the number that was given; card: the chip card' }),
      state: Type.Enum([...DOCUMENT_STATES]),
    }),
  ),
  reuse: Type.Optional(
    Type.Object({
      values: Type.Array(
        Type.Object({ field: text, rule: Type.Literal('same-value-other-identity'), others: Others, since }),
      ),
      applications: Type.Object({ rule: Type.Literal('same-identity-other-organisation'), others: Others, since }),
    }),
  ),
  withheld: Type.Optional(Type.Enum([...WITHHELD], { description: 'Why nothing is said of other applications' })),
  journal: text,
});
export type CheckAnswer = Static<typeof CheckAnswer>;

export const Closed = Type.Object({ id: text, state: Type.Literal('closed'), closedAt: text });

export const OwnApplications = Type.Object({
  /** Since when nobody may open credit in this person's name. */
  blockedSince: maybe,
  applications: Type.Array(
    Type.Object({
      id: text,
      at: text,
      organisation: text,
      organisationName: text,
      product: text,
      state: Type.Enum(['open', 'closed', 'blocked']),
      closedAt: maybe,
      reference: Type.String({ description: 'Line of the journal; an objection names it' }),
    }),
  ),
});
export const Block = Type.Object({ blockedSince: maybe });
