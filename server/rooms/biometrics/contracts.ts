import { Type } from 'typebox';
import { MODALITIES, SAMPLE_FORMATS } from '#libs/country';
import { ERASURES, Ground, MISSING } from './model.ts';

const text = Type.String();
const maybe = Type.Optional(Type.String());
const count = Type.Integer();
const id = Type.String({ format: 'uuid' });
const closed = { additionalProperties: false };
const Score = Type.Integer({ minimum: 0, maximum: 100 });
const Modality = Type.Enum(MODALITIES);
const Place = Type.Integer({
  minimum: 1,
  maximum: 10,
  description: 'Finger 1 to 10, iris 1 right and 2 left; otherwise 1',
});
const Says = Type.Enum(['same', 'unsure', 'other']);

/** Of a body with ten fingers, two irises and a portrait; base64 is a third longer than what it carries. */
export const SET_LIMIT = 24 * 1024 * 1024;

const GivenSample = Type.Object(
  {
    modality: Modality,
    place: Type.Optional(Place),
    content: Type.String({ minLength: 16, pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'Base64' }),
  },
  closed,
);
export const SetBody = Type.Object(
  {
    ground: Type.Optional(Ground),
    samples: Type.Array(GivenSample, { maxItems: 16 }),
    missing: Type.Optional(
      Type.Array(Type.Object({ modality: Modality, place: Place, reason: Type.Enum(MISSING) }, closed), {
        maxItems: 12,
      }),
    ),
  },
  closed,
);
export const VerifyBody = Type.Object({ samples: Type.Array(GivenSample, { minItems: 1, maxItems: 11 }) }, closed);
export const EraseBody = Type.Object({ reason: Type.Enum(ERASURES) }, closed);
export const Erased = Type.Object({ erased: count });

export const PersonParams = Type.Object({ person: id });
export const SampleParams = Type.Object({ person: id, sample: id });
export const PairParams = Type.Object({ one: id, other: id });
export const PairSampleParams = Type.Object({ one: id, other: id, sample: id });

export const Taken = Type.Object({
  samples: Type.Array(
    Type.Object({
      ...{ sample: text, modality: Modality, place: count },
      compared: Type.Boolean({ description: 'False: something keeps it, nothing compares it' }),
      quality: Type.Optional(Score),
    }),
  ),
  waiting: Type.Optional(
    Type.Integer({ description: 'New pairs that wait for an officer; absent: the search is still to be made' }),
  ),
});

const named = { person: text, name: text, birthDate: text, sex: text, pin: maybe, areaName: maybe, mergedInto: maybe };
const Parts = Type.Array(Type.Object({ modality: Modality, place: Type.Optional(count), score: Score, says: Says }));
const Sample = {
  ...{ sample: text, modality: Modality, place: count, format: Type.Enum(SAMPLE_FORMATS), size: count },
  ...{ takenAt: text, viewable: Type.Boolean(), legalBasisTitle: text, officeName: text },
  ...{ quality: Type.Optional(Score), ground: Type.Optional(Ground), eraseOn: maybe },
  /** False: it is only kept. */
  compared: Type.Boolean(),
};
const Missing = Type.Array(Type.Object({ modality: Modality, place: count, reason: Type.Enum(MISSING) }));
const ModalityView = {
  ...{ id: Modality, name: text, formats: Type.Array(Type.Enum(SAMPLE_FORMATS)), kilobytes: count, places: count },
  ...{ matched: Type.Boolean(), ground: Type.Enum(['duty', 'given']), legalBasisTitle: text },
  retention: Type.Object({ after: Type.Enum(['taken', 'death']), years: count }),
};

export const Held = Type.Object({
  ...named,
  standing: Type.Enum(['clear', 'waiting', 'same']),
  samples: Type.Array(Type.Object({ ...Sample, takenBy: text })),
  missing: Missing,
  tooYoung: Type.Boolean(),
  modalities: Type.Array(Type.Object({ ...ModalityView, grounds: Type.Array(Ground.properties.kind) })),
});
export const Own = Type.Object({
  samples: Type.Array(Type.Object(Sample)),
  missing: Missing,
  modalities: Type.Array(Type.Object(ModalityView)),
});

export const Candidates = Type.Object({
  candidates: Type.Array(Type.Object({ ...named, score: Score, parts: Parts })),
  adjudicateFrom: Score,
});
export const Verified = Type.Object({ says: Says, score: Score, parts: Parts });

const State = Type.Enum(['open', 'unsure', 'proposed', 'same', 'different']);
const Pair = {
  ...{ one: text, other: text, version: count, state: State, score: Score, parts: Parts, foundAt: text, dueOn: text },
  ...{ mine: Type.Boolean(), firstBy: maybe, firstAt: maybe, secondBy: maybe, secondAt: maybe, reason: maybe },
};
export const QueueQuery = Type.Object(
  { view: Type.Enum(['open', 'proposed', 'same', 'different'], { default: 'open' }) },
  closed,
);
export const Queue = Type.Object({ pairs: Type.Array(Type.Object(Pair)) });
const Side = Type.Object({
  ...named,
  samples: Type.Array(Type.Object({ sample: text, modality: Modality, place: count, viewable: Type.Boolean() })),
});
export const PairPage = Type.Object({
  ...Pair,
  ...{ left: Side, right: Side, waiting: count },
  next: Type.Optional(Type.Object({ one: text, other: text })),
});
export const VerdictBody = Type.Object(
  {
    act: Type.Enum(['same', 'different', 'unsure', 'confirm', 'refuse', 'undo']),
    version: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  closed,
);
export const Judged = Type.Object({ state: State, version: count });

export const Engine = Type.Object({
  enrolled: Type.Optional(count),
  face: Type.Optional(
    Type.Object({ id: text, threshold: Type.Number(), licence: text, origin: text, demonstration: Type.Boolean() }),
  ),
  ...{ adjudicateFrom: Score, days: count, waiting: count, unsettled: count },
  modalities: Type.Array(Type.Object({ ...ModalityView, samples: count, persons: count })),
});
