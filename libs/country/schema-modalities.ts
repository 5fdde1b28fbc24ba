import { type Static, Type } from 'typebox';
import { closed, Id, Words } from './schema-parts.ts';

/** What a body shows. */
export const MODALITIES = ['face', 'finger', 'iris', 'dna', 'voice'] as const;
export type ModalityId = (typeof MODALITIES)[number];

/** Forms in which a sample may come, told apart by their first bytes. */
export const SAMPLE_FORMATS = [
  'jpeg',
  'png',
  'jp2',
  'wsq',
  'wav',
  'iso-19794-2',
  'iso-19794-4',
  'iso-19794-5',
  'iso-19794-6',
  'iso-19794-14',
] as const;
export type SampleFormat = (typeof SAMPLE_FORMATS)[number];

const Whole = (maximum: number) => Type.Integer({ minimum: 1, maximum });

export const Modality = closed({
  id: Type.Enum(MODALITIES),
  name: Words,
  /** `duty`: the agency takes it; `given`: only what the person gives freely or a body that conducts proceedings hands over. */
  ground: Type.Enum(['duty', 'given']),
  legalBasis: Id,
  formats: Type.Array(Type.Enum(SAMPLE_FORMATS), { minItems: 1, uniqueItems: true }),
  /** Of one sample, at most. */
  kilobytes: Whole(8192),
  /** How many of it a body has: ten fingers, two irises. */
  places: Whole(10),
  /** Erased so many years after it was taken, or after the death; what has no date yet is kept. */
  retention: closed({ after: Type.Enum(['taken', 'death']), years: Whole(100) }),
  /** Whether something here compares two of them. */
  matched: Type.Boolean(),
});
export type Modality = Static<typeof Modality>;

/** `modalities.yaml`: what is kept of a body, and when two persons are looked at as one. */
export const ModalitiesFile = closed({
  /** Under which what happens by itself is journalled. */
  purpose: Id,
  /** Nothing is taken of who is younger than the first, nothing unasked of who is younger than the second. */
  ages: closed({ notUnder: Whole(30), onRequestUnder: Whole(30), legalBasis: Id }),
  /** What a comparison is worth: points of a rising curve over the similarity of two fingers, and what one part alone says. */
  evidence: closed({
    finger: Type.Array(Type.Tuple([Type.Number(), Type.Number()]), { minItems: 2 }),
    same: Whole(100),
    unsure: Whole(100),
  }),
  /** From which score (0 to 100) an officer compares two persons, of how many candidates, within how many days. */
  duplicates: closed({ adjudicateFrom: Whole(100), best: Whole(100), days: Whole(365) }),
  modalities: Type.Array(Modality, { minItems: 1 }),
});
export type Modalities = Static<typeof ModalitiesFile>;
