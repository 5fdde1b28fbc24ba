import { type Static, Type } from 'typebox';
import { OSIA_FINGERS } from './fingers.ts';

/** The schemas of OSIA ABIS 1.6 as they are taken and answered here. */
const closed = { additionalProperties: false };
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Moment = Type.String({ format: 'date-time' });
const Uri = Type.String({ format: 'uri', maxLength: 2000 });
const Free = Type.Record(Type.String(), Type.Unknown());

/** What a list may hold of a person's samples. */
const MOST_SAMPLES = 40;

export const Failure = Type.Object({ code: Type.Integer(), message: Type.String() });
export const Nothing = Type.Null({ description: 'No content' });
const Status = Type.Enum(['ACTIVE', 'INACTIVE']);
/** A name that stands in a path. ALL is taken: it means every gallery. */
export const Name = Type.String({ minLength: 1, maxLength: 100 });

const Encryption = Type.Object(
  { type: Type.Enum(['JWE', 'PKCS7']), scope: Type.String({ maxLength: 2000 }) },
  { ...closed, description: 'Refused: what is searched must be read' },
);
const Integrity = Type.Array(Free, { description: 'Refused: an integrity block is not checked here', maxItems: 20 });
const sealing = { encryption: Type.Optional(Encryption), integrity: Type.Optional(Integrity) };

const BiometricType = Type.Enum(['FACE', 'FINGER', 'IRIS', 'SIGNATURE', 'UNKNOWN']);
/** Fingers and portrait are compared; the others are kept as they come. */
const BiometricSubType = Type.String({
  maxLength: 60,
  pattern: '^[A-Z_]+$',
  description: `${OSIA_FINGERS.join(', ')}, PORTRAIT, and the others of OSIA`,
});
export const BiometricData = Type.Object(
  {
    biometricType: BiometricType,
    biometricSubType: Type.Optional(BiometricSubType),
    instance: Type.Optional(text(100)),
    encounterId: Type.Optional(Name),
    image: Type.Optional(Type.String({ maxLength: 4_000_000 })),
    imageRef: Type.Optional(Uri),
    captureDate: Type.Optional(Moment),
    captureDevice: Type.Optional(text(200)),
    impressionType: Type.Optional(text(60)),
    width: Type.Optional(Type.Integer()),
    height: Type.Optional(Type.Integer()),
    bitdepth: Type.Optional(Type.Integer()),
    mimeType: Type.Optional(text(100)),
    resolution: Type.Optional(Type.Integer()),
    compression: Type.Optional(Type.Enum(['NONE', 'WSQ', 'JPEG', 'JPEG2000', 'PNG'])),
    missing: Type.Optional(Type.Array(Free, { maxItems: 20 })),
    metadata: Type.Optional(Type.String({ maxLength: 20_000 })),
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
    template: Type.Optional(Type.String({ maxLength: 400_000 })),
    templateRef: Type.Optional(Uri),
    templateFormat: Type.Optional(text(60)),
    quality: Type.Optional(Type.Integer()),
    qualityFormat: Type.Optional(text(60)),
    algorithm: Type.Optional(text(100)),
    vendor: Type.Optional(text(100)),
    ...sealing,
  },
  closed,
);
export type BiometricData = Static<typeof BiometricData>;
const BiometricList = Type.Array(BiometricData, { maxItems: MOST_SAMPLES });

export const Galleries = Type.Array(Name, { minItems: 1, maxItems: 20, uniqueItems: true });
const members = {
  status: Status,
  encounterType: text(60),
  createdDate: Type.Optional(Moment),
  updatedDate: Type.Optional(Moment),
  galleries: Galleries,
  clientData: Type.Optional(Type.String({ maxLength: 20_000 })),
  contextualData: Type.Optional(Free),
  biographicData: Type.Optional(Free),
  biometricData: BiometricList,
};
/** As it is answered. */
export const Encounter = Type.Object({ encounterId: Name, ...members }, closed);
export type Encounter = Static<typeof Encounter>;
/** As it is sent: the id is the path's, or ours to make. */
export const EncounterBody = Type.Object({ encounterId: Type.Optional(Name), ...members, ...sealing }, closed);
export type EncounterBody = Static<typeof EncounterBody>;
export const Encounters = Type.Array(Encounter);

const Others = Type.Optional(Free);
export const Ids = Type.Object({ personId: Type.String(), encounterId: Type.String(), others: Others });
export const IdList = Type.Array(Type.Object({ personId: Type.String(), encounterId: Type.String() }));
export const TaskId = Type.Object({ taskId: Type.String() });
export const TaskStatus = Type.Enum(['PENDING', 'RESPONSE_SCHEDULED', 'RESPONSE_ERROR', 'RESPONSE_RETRY', 'COMPLETED']);
export const Computed = Type.Array(
  Type.Object({
    biometricType: BiometricType,
    biometricSubType: Type.Optional(BiometricSubType),
    instance: Type.Optional(Type.String()),
    template: Type.String(),
    templateFormat: Type.Optional(Type.String()),
    quality: Type.Optional(Type.Integer()),
    qualityFormat: Type.Optional(Type.String()),
    algorithm: Type.Optional(Type.String()),
    vendor: Type.Optional(Type.String()),
  }),
);
export type Computed = Static<typeof Computed>;

const ScoreDetail = Type.Object({
  score: Type.Number(),
  encounterId: Type.Optional(Type.String()),
  galleries: Type.Optional(Type.Array(Type.String())),
  biometricType: Type.Optional(BiometricType),
  biometricSubType: Type.Optional(BiometricSubType),
  others: Others,
});
export type ScoreDetail = Static<typeof ScoreDetail>;
export const Candidates = Type.Array(
  Type.Object({
    personId: Type.String(),
    rank: Type.Integer(),
    score: Type.Number(),
    scores: Type.Optional(Type.Array(ScoreDetail)),
  }),
);
export type Candidates = Static<typeof Candidates>;
export const Decision = Type.Object({ decision: Type.Boolean(), scores: Type.Optional(Type.Array(ScoreDetail)) });
export type Decision = Static<typeof Decision>;

export const Filter = Type.Record(Type.String(), Type.Unknown(), {
  description:
    'biometricType, and fields of biographicData: equal, or at least and at most with Min and Max behind the name',
});
/** A search with what is known already may come without a body. */
export const MaybeFilter = Type.Union([Filter, Type.Null()]);
export const IdentifyBody = Type.Object({ filter: Filter, biometricData: BiometricList, ...sealing }, closed);
export const VerifyBody = Type.Object({ biometricData: BiometricList, ...sealing }, closed);
export const VerifyBothBody = Type.Object(
  { biometricData1: BiometricList, biometricData2: BiometricList, ...sealing },
  closed,
);

const transaction = { transactionId: text(200) };
const later = { ...transaction, callback: Type.Optional(Uri) };
const ranked = { ...later, priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })) };
const Hint = Type.Optional(Type.String({ maxLength: 100, description: 'A hint, taken and not followed' }));
const searching = {
  ...ranked,
  threshold: Type.Optional(Type.Number({ description: '0 to 100; 50 where none is sent' })),
  accuracyLevel: Hint,
  serviceLevel: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
};
export const TransactionQuery = Type.Object(transaction, closed);
export const LaterQuery = Type.Object(later, closed);
export const RankedQuery = Type.Object(ranked, closed);
export const WriteQuery = Type.Object({ ...ranked, algorithm: Hint }, closed);
export const StatusQuery = Type.Object({ ...later, status: Status }, closed);
export const TemplateQuery = Type.Object(
  {
    ...ranked,
    biometricType: Type.Optional(BiometricType),
    biometricSubType: Type.Optional(BiometricSubType),
    instance: Type.Optional(text(100)),
    templateFormat: Type.Optional(text(60)),
    qualityFormat: Type.Optional(text(60)),
  },
  closed,
);
export const PageQuery = Type.Object(
  {
    ...ranked,
    offset: Type.Integer({ minimum: 0, default: 0 }),
    limit: Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 }),
  },
  closed,
);
export const IdentifyQuery = Type.Object(
  { ...searching, maxNbCand: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) },
  closed,
);
export const VerifyQuery = Type.Object(searching, closed);

export const PersonParams = Type.Object({ person: Name });
export const EncounterParams = Type.Object({ person: Name, encounter: Name });
export const PairParams = Type.Object({ person: Name, source: Name });
export const MoveParams = Type.Object({ person: Name, source: Name, encounter: Name });
export const GalleryParams = Type.Object({ gallery: Name });
export const GalleryPersonParams = Type.Object({ gallery: Name, person: Name });
export const GalleryEncounterParams = Type.Object({ gallery: Name, person: Name, encounter: Name });
export const TaskParams = Type.Object({ task: Name });
