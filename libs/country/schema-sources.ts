import { type Static, Type } from 'typebox';
import { FIELDS } from './fields.ts';
import { closed, Id, Words } from './schema-parts.ts';

const Ids = Type.Array(Id, { minItems: 1, uniqueItems: true });

/** Who says something of a person. */
export const Source = closed({
  id: Id,
  name: Words,
  /** Kinds of acts by which the register's own offices record what this source says. */
  acts: Type.Optional(Ids),
  /** Organisations that report for it. */
  organisations: Type.Optional(Ids),
  legalBases: Type.Optional(Ids),
  /** What these organisations may report: fields, and `seen` for "this person was there, alive". */
  reports: Type.Optional(
    Type.Array(Type.Enum([...FIELDS, 'seen']), { minItems: 1, uniqueItems: true, description: 'Field or seen' }),
  ),
});
export type Source = Static<typeof Source>;

/**
 * `sources.yaml`: whose word stands for which field. What a source says replaces what one of the same or a lower rank said
 * before; against a higher one it opens a case for an officer, and so does a source without a rank.
 */
export const SourcesFile = closed({
  sources: Type.Array(Source, { minItems: 1 }),
  /** For each field its ranks, highest first; of sources in one rank the newer word stands. */
  ranks: Type.Partial(Type.Record(Type.Enum(FIELDS), Type.Array(Ids, { minItems: 1 }))),
});
export type SourceRules = Static<typeof SourcesFile>;
