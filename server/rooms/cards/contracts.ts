import { Type } from 'typebox';
import { SIDES } from './artwork.ts';
import { STATES } from './model.ts';
import { QUEUE_VIEWS } from './views.ts';

const text = Type.String();
const maybe = Type.Optional(Type.String());
const count = Type.Integer();
const id = Type.String({ format: 'uuid' });
const closed = { additionalProperties: false };
const State = Type.Enum(STATES);

/** Of one or two fingers and a portrait; base64 is a third longer than what it carries. */
export const HANDING_LIMIT = 8 * 1024 * 1024;

export const CardParams = Type.Object({ card: id });
export const SideParams = Type.Object({ card: id, side: Type.Enum([...SIDES]) });
export const PersonParams = Type.Object({ person: id });

const GivenSample = Type.Object(
  {
    modality: Type.Enum(['face', 'finger']),
    place: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    content: Type.String({ minLength: 16, pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'Base64' }),
  },
  closed,
);
const DESK_ACTS = [
  ...(['enrol', 'approve', 'hand-over', 'sight', 'confirm-sight'] as const),
  ...(['suspend', 'lose', 'lift', 'revoke', 'withdraw'] as const),
] as const;
export const DeskActBody = Type.Object(
  {
    act: Type.Enum(DESK_ACTS),
    version: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Type.String({ maxLength: 40 })),
    collector: Type.Optional(id),
    samples: Type.Optional(Type.Array(GivenSample, { minItems: 1, maxItems: 4 })),
  },
  closed,
);
export const OwnActBody = Type.Object({ act: Type.Enum(['suspend', 'lose', 'lift']) }, closed);
export const Stepped = Type.Object({ state: State, version: count });

const Step = Type.Object({
  ...{ state: State, at: text, officeName: text, officerName: maybe, byHolder: Type.Boolean(), reason: maybe },
});
const CardView = {
  ...{ card: text, kind: text, kindName: text, reason: text, state: State, version: count, requestedAt: text },
  ...{ officeName: text, underWay: Type.Boolean(), promisedOn: maybe, documentNumber: maybe, issuedOn: maybe },
  /** Absent with a document number: without end. */
  expiresOn: maybe,
  steps: Type.Array(Step),
};
export const QueueQuery = Type.Object({ view: Type.Enum(QUEUE_VIEWS, { default: 'approve' }) }, closed);
export const Queue = Type.Object({
  cards: Type.Array(
    Type.Object({
      ...{ card: text, kindName: text, reason: text, state: State, officeName: text, requestedAt: text },
      promisedOn: maybe,
    }),
  ),
});
export const CardPage = Type.Object({
  ...CardView,
  ...{ person: text, name: text, birthDate: text, pin: maybe },
  acts: Type.Array(Type.Enum(DESK_ACTS)),
  collector: Type.Enum(['holder', 'guardian']),
  guardians: Type.Array(Type.Object({ person: text, name: text })),
  /** Who was seen by an officer, where nothing of a body can be compared: a second officer confirms it. */
  seen: Type.Optional(Type.Object({ at: text, officerName: maybe, collectorName: text })),
  revocations: Type.Array(text),
  /** Of a requested card: what is still to be taken. */
  untaken: Type.Array(Type.Object({ modality: Type.Enum(['face', 'finger']), place: count })),
});
/** What may be asked for, and under which law. */
const Offer = Type.Object({
  ...{ id: text, name: text },
  reasons: Type.Array(Type.Object({ id: text, legalBasisTitle: text })),
});
export const CardsOfPerson = Type.Object({
  name: text,
  inArea: Type.Boolean(),
  cards: Type.Array(Type.Object(CardView)),
  kinds: Type.Array(Offer),
  days: count,
});
export const RequestBody = Type.Object(
  { kind: Type.String({ maxLength: 40 }), reason: Type.String({ maxLength: 40 }) },
  closed,
);
export const Requested = Type.Object({ card: text });
export const OwnCards = Type.Object({
  cards: Type.Array(
    Type.Object({
      ...CardView,
      ...{ mayLift: Type.Boolean(), mayStop: Type.Boolean(), renewalProposed: Type.Boolean() },
      hasPicture: Type.Boolean({ description: 'Whether it can be drawn: cards of older systems cannot' }),
    }),
  ),
  liftMinutes: count,
  kinds: Type.Array(Offer),
  days: count,
});

const moment = Type.Optional(Type.String({ format: 'date-time' }));
export const Trust = Type.Object({
  asOf: text,
  certificates: Type.Array(
    Type.Object({
      ...{ fingerprint: text, kind: text, name: text, notBefore: text, notAfter: text },
      ...{ signUntil: moment, revokedAt: moment, reason: maybe, current: Type.Boolean() },
    }),
  ),
  lists: Type.Array(Type.Object({ authority: text, number: count, thisUpdate: text, nextUpdate: text })),
  foreign: Type.Array(
    Type.Object({
      fingerprint: text,
      kind: text,
      country: text,
      name: text,
      source: text,
      broughtAt: text,
      holdsUntil: moment,
    }),
  ),
  hotList: Type.Object({ version: count, listed: count, newestAt: moment }),
});
export const RotateBody = Type.Object({ key: Type.Enum(['csca', 'document-signer', 'master-list']) }, closed);
export const RevokeBody = Type.Object(
  {
    fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    reason: Type.Enum(['key-compromised', 'superseded', 'ended']),
  },
  closed,
);
export const ForeignBody = Type.Object(
  {
    content: Type.String({ minLength: 16, maxLength: 3_000_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
    /** SHA-256 of an authority's certificate, as its country told it over another way. */
    fingerprint: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  },
  closed,
);
export const ForeignParams = Type.Object({ fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
export const FOREIGN_LIMIT = 4 * 1024 * 1024;
export const Foreign = Type.Object({ added: count });
export const Made = Type.Object({ fingerprint: text });

const Der = Type.String({ description: 'Base64 of the DER' });
export const Anchors = Type.Object({
  ...{ authorities: Type.Array(Der), links: Type.Array(Der), revocations: Type.Array(Der), signers: Type.Array(Der) },
  asOf: text,
});
