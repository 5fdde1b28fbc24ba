import { type Static, Type } from 'typebox';

/** The schemas of OSIA Population Registry 1.5 and UIN 1.2 as they are taken and answered here. */
const closed = { additionalProperties: false };
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Moment = Type.String({ format: 'date-time' });
const Free = Type.Record(Type.String(), Type.Unknown());

/** OSIA `Error`. */
export const Failure = Type.Object({ code: Type.Integer(), message: Type.String() });
export const Nothing = Type.Null({ description: 'No content' });
export const Transaction = { transactionId: text(200) };
export const TransactionQuery = Type.Object(Transaction, closed);
export const FindQuery = Type.Object(
  {
    ...Transaction,
    group: Type.Optional(Type.Boolean()),
    reference: Type.Optional(Type.Boolean()),
    gallery: Type.Optional(text(100)),
    offset: Type.Integer({ minimum: 0, default: 0 }),
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
  },
  closed,
);
export const StatusQuery = Type.Object(
  { ...Transaction, status: Type.Enum(['CLAIMED', 'VALID', 'INVALID', 'REVOKED']) },
  closed,
);

const id = Type.String({ maxLength: 64 });
export const PersonParams = Type.Object({ person: id });
export const IdentityParams = Type.Object({ person: id, identity: id });
export const PairParams = Type.Object({ person: id, source: id });
export const MoveParams = Type.Object({ person: id, source: id, identity: id });

export const Person = Type.Object(
  {
    personId: Type.Optional(id),
    status: Type.Enum(['ACTIVE', 'INACTIVE']),
    physicalStatus: Type.Enum(['DEAD', 'ALIVE']),
  },
  closed,
);
export type Person = Static<typeof Person>;

const DocumentPart = Type.Object(
  {
    pages: Type.Optional(Type.Array(Type.Integer(), { minItems: 1 })),
    data: Type.Optional(Type.String()),
    dataRef: Type.Optional(Type.String({ format: 'uri', maxLength: 2000 })),
    width: Type.Optional(Type.Integer()),
    height: Type.Optional(Type.Integer()),
    mimeType: Type.Optional(text(100)),
    captureDate: Type.Optional(Moment),
    captureDevice: Type.Optional(text(200)),
  },
  closed,
);
const DocumentData = Type.Object(
  {
    documentType: Type.Enum(['ID_CARD', 'PASSPORT', 'INVOICE', 'BIRTH_CERTIFICATE', 'FORM', 'OTHER']),
    documentTypeOther: Type.Optional(text(100)),
    instance: Type.Optional(text(100)),
    parts: Type.Array(DocumentPart, { minItems: 1, maxItems: 20 }),
  },
  closed,
);
const members = {
  identityType: text(60),
  status: Type.Enum(['CLAIMED', 'VALID', 'INVALID', 'REVOKED']),
  createdDate: Type.Optional(Moment),
  updatedDate: Type.Optional(Moment),
  galleries: Type.Optional(Type.Array(text(100), { minItems: 1, maxItems: 20, uniqueItems: true })),
  clientData: Type.Optional(Type.String({ maxLength: 20_000 })),
  contextualData: Type.Optional(Free),
  biographicData: Type.Optional(Free),
  documentData: Type.Optional(Type.Array(DocumentData, { maxItems: 20 })),
};
/** As it is answered. */
export const Identity = Type.Object({ identityId: id, ...members }, closed);
export type Identity = Static<typeof Identity>;
/** As it is sent: the id is the path's or ours to make; biometric data is refused by a problem that says where it goes. */
export const IdentityBody = Type.Object(
  { identityId: Type.Optional(id), ...members, biometricData: Type.Optional(Type.Array(Type.Unknown())) },
  closed,
);
export type IdentityBody = Static<typeof IdentityBody>;
export const IdentityPatch = Type.Record(Type.String(), Type.Unknown(), {
  description: 'RFC 7396 merge patch of an identity',
});

export const Expressions = Type.Array(
  Type.Object(
    {
      attributeName: text(60),
      operator: Type.Enum(['<', '>', '=', '>=', '<=', '!=']),
      value: Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]),
    },
    closed,
  ),
  { minItems: 1, maxItems: 20 },
);
export type Expression = Static<typeof Expressions>[number];
export const Found = Type.Array(Type.Object({ personId: Type.String(), identityId: Type.Optional(Type.String()) }));

export const UinBody = Type.Record(
  Type.String(),
  Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]),
);
