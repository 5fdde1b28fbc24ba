import { type Static, Type } from 'typebox';
import { OsiaTransaction } from '#rooms/offices';

/** The schemas of OSIA Credential Management 1.3 as they are taken and answered here. */
const closed = { additionalProperties: false };
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const maybe = (maxLength: number) => Type.Optional(text(maxLength));
const Moment = Type.String({ format: 'date-time' });
const Free = Type.Record(Type.String(), Type.Unknown());
const id = Type.String({ format: 'uuid' });

export const ReadQuery = Type.Object(
  {
    ...OsiaTransaction,
    attributes: Type.Optional(Type.Union([text(100), Type.Array(text(100), { maxItems: 40 })])),
  },
  closed,
);
export const RequestParams = Type.Object({ request: id });
export const CredentialParams = Type.Object({ credential: id });

export const RequestData = Type.Object(
  {
    priority: Type.Integer({ minimum: 0, maximum: 9 }),
    credentialProfileId: text(64),
    credentialProfileVersion: maybe(64),
    credentialProfileSubtype: maybe(64),
    requestType: Type.Enum(['FIRST_ISSUANCE', 'RENEWAL', 'REPLACEMENT', 'OTHER']),
    requestTypeOther: maybe(64),
    deliveryOffice: Type.Optional(
      Type.String({ pattern: '^[0-9]{2,5}$', description: 'Code of the unit whose office enrols and hands over' }),
    ),
  },
  closed,
);
export const NewRequest = Type.Object(
  {
    credentialRequestId: Type.Optional(id),
    status: Type.Optional(Type.Enum(['PENDING', 'ISSUED', 'CANCELLED', 'FAILED'])),
    requestData: RequestData,
    personId: id,
    // What stands on a card is what the register holds: nothing of it is taken from a request.
    biographicData: Type.Object({}, closed),
  },
  closed,
);
export type NewRequest = Static<typeof NewRequest>;
export const CredentialRequest = Type.Object({
  credentialRequestId: Type.String(),
  status: Type.Optional(Type.String()),
  requestData: RequestData,
  personId: Type.String(),
  biographicData: Free,
  credentialIds: Type.Optional(Type.Array(Type.String())),
});

export const Credential = Type.Object({
  ...{ credentialId: Type.String(), status: Type.String(), statusOther: Type.Optional(Type.String()) },
  ...{ credentialNumber: Type.Optional(Type.String()), personId: Type.String(), credentialProfileId: Type.String() },
  credentialProfileSubtype: Type.Optional(Type.String()),
  ...{ issuedDate: Type.Optional(Moment), expiryDate: Type.Optional(Moment) },
  ...{ issuingAuthority: Type.Optional(Type.String()), issuingPlace: Type.Optional(Type.String()) },
});
export type Credential = Static<typeof Credential>;

export const Reason = Type.Object({ reason: maybe(100) }, closed);
export const Status = Type.Object(
  { status: text(20), reason: maybe(100), requester: maybe(200), comment: maybe(500) },
  closed,
);
export const Change = Type.Record(Type.String({ maxLength: 64 }), Type.Unknown());

export const Profile = Type.Object({
  ...{ credentialProfileId: Type.String(), name: Type.String(), description: Type.String() },
  ...{ credentialType: Type.String(), credentialProfileSubtype: Type.String() },
});
export type Profile = Static<typeof Profile>;

export const Expressions = Type.Array(
  Type.Object(
    {
      attributeName: text(64),
      operator: Type.Enum(['<', '>', '=', '>=', '<=', '!=']),
      value: Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]),
    },
    closed,
  ),
  { maxItems: 20 },
);
export type Expressions = Static<typeof Expressions>;
