import { type Static, Type } from 'typebox';
import { OsiaTransaction } from '#rooms/offices';

/** The schemas of OSIA Enrollment 1.3 as they are taken and answered here. What they leave out is refused, not overlooked. */
const closed = { additionalProperties: false };
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const maybe = (maxLength: number) => Type.Optional(text(maxLength));
const id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });

/** Pictures in the packet itself; a third more than what they carry. */
export const PACKET_LIMIT = 20 * 1024 * 1024;
export const BUFFER_LIMIT = 6 * 1024 * 1024;
/** Ten fingers and a portrait, some of them sent anew. */
export const MOST_BUFFERS = 24;

/** Fingers by the places of ISO/IEC 19794-4. */
export const SUBTYPES = [
  ...(['RIGHT_THUMB', 'RIGHT_INDEX', 'RIGHT_MIDDLE', 'RIGHT_RING', 'RIGHT_LITTLE'] as const),
  ...(['LEFT_THUMB', 'LEFT_INDEX', 'LEFT_MIDDLE', 'LEFT_RING', 'LEFT_LITTLE'] as const),
] as const;
const Finger = Type.Enum([...SUBTYPES]);

export const PacketParams = Type.Object({ packet: id });
export const BufferParams = Type.Object({ packet: id, buffer: id });
export const WriteQuery = Type.Object({ ...OsiaTransaction, finalize: Type.Optional(Type.Boolean()) }, closed);
export const ReadQuery = Type.Object(
  {
    ...OsiaTransaction,
    attributes: Type.Optional(Type.Union([text(100), Type.Array(text(100), { maxItems: 40 })])),
  },
  closed,
);
export const FindQuery = Type.Object(
  {
    ...OsiaTransaction,
    offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 100 }),
  },
  closed,
);

export const BiometricData = Type.Object(
  {
    biometricType: Type.Enum(['FACE', 'FINGER']),
    biometricSubType: Type.Optional(
      Type.Union([Finger, Type.Literal('PORTRAIT')], { description: 'Of a finger: which one; slaps are not taken' }),
    ),
    image: Type.Optional(Type.String({ minLength: 16, pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'Base64' })),
    imageRef: Type.Optional(
      Type.String({ format: 'uri', maxLength: 500, description: 'A buffer of this enrollment, nothing else' }),
    ),
    captureDate: Type.Optional(Moment),
    captureDevice: maybe(200),
    ...{ width: Type.Optional(Type.Integer()), height: Type.Optional(Type.Integer()) },
    ...{ resolution: Type.Optional(Type.Integer()), mimeType: maybe(100) },
    missing: Type.Optional(
      Type.Array(
        Type.Object({ biometricSubType: Finger, presence: Type.Enum(['BANDAGED', 'AMPUTATED', 'DAMAGED']) }, closed),
        { maxItems: 10 },
      ),
    ),
  },
  closed,
);
export type BiometricData = Static<typeof BiometricData>;

export const RequestData = Type.Object(
  {
    personId: Type.String({ format: 'uuid', description: 'Our extension: of whom; the record of the register' }),
    credentialProfileId: text(64),
    requestType: Type.Enum(['FIRST_ISSUANCE', 'RENEWAL', 'REPLACEMENT', 'OTHER']),
    requestTypeOther: maybe(64),
    deliveryOffice: Type.Optional(Type.String({ pattern: '^[0-9]{2,5}$' })),
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
  },
  closed,
);
export type RequestData = Static<typeof RequestData>;

export const Packet = Type.Object(
  {
    enrollmentId: Type.Optional(id),
    status: Type.Optional(Type.Enum(['FINALIZED', 'IN_PROGRESS'])),
    enrollmentType: maybe(64),
    requestData: RequestData,
    contextualData: Type.Optional(Type.Object({ enrollmentDate: Type.Optional(Moment), comment: maybe(500) }, closed)),
    // What stands on a card is what the register holds; what is said here is held against it.
    biographicData: Type.Optional(
      Type.Object(
        { name: maybe(200), dateOfBirth: Type.Optional(Type.String({ format: 'date' })), personalNumber: maybe(20) },
        closed,
      ),
    ),
    biometricData: Type.Optional(Type.Array(BiometricData, { maxItems: 20 })),
  },
  closed,
);
export type Packet = Static<typeof Packet>;
/** RFC 7396: held against `Packet` once it is merged. */
export const Patch = Type.Record(Type.String({ maxLength: 64 }), Type.Unknown());

export const Enrollment = Type.Object({
  ...{ enrollmentId: Type.String(), status: Type.String(), enrollmentType: Type.Optional(Type.String()) },
  requestData: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  contextualData: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  biographicData: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  biometricData: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()))),
});
export const Created = Type.Object({ bufferId: Type.String() });

export const Expressions = Type.Array(
  Type.Object(
    {
      attributeName: Type.Enum(['enrollmentId', 'status', 'personId']),
      operator: Type.Enum(['=', '!=']),
      value: Type.String({ maxLength: 64 }),
    },
    closed,
  ),
  { maxItems: 10 },
);
export type Expressions = Static<typeof Expressions>;
