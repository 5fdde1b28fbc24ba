import { type Static, Type } from 'typebox';
import { FIELDS } from './fields.ts';
import { closed, Id, Words } from './schema-parts.ts';

/** What a register is held to: Project 06's six words "đúng, đủ, sạch, sống, thống nhất, dùng chung". */
export const CRITERIA = ['correct', 'complete', 'clean', 'living', 'uniform', 'shared'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** Whom a figure is about. */
export const GROUPS = ['all', 'living', 'adults', 'dead', 'married', 'children'] as const;
export type Group = (typeof GROUPS)[number];

/** Rules that a record can break; the room `quality` says how each is found. */
export const QUALITY_RULES = [
  'death-before-birth',
  'birth-in-future',
  'alive-too-old',
  'pin-shape',
  'pin-sex',
  'pin-year',
  'parent-too-young',
  'born-after-mother-died',
  'own-relative',
  'married-under-age',
  'spouse-not-mutual',
  'name-odd',
  'duplicate-name',
  'duplicate-cmnd',
  'duplicate-parents',
  'ethnicity-unknown',
  'religion-unknown',
  'nationality-unknown',
  'residence-unit',
  'residence-open',
  'birth-unit',
  'origin-unit',
] as const;
export type QualityRule = (typeof QUALITY_RULES)[number];

const days = Type.Integer({ minimum: 1, maximum: 36_600 });

/** What is counted: one of these and nothing else, so that a figure's meaning is in code that tests read. */
export const Measure = Type.Union([
  closed({ measure: Type.Literal('filled'), field: Type.Enum(FIELDS), of: Type.Enum(GROUPS) }),
  closed({
    measure: Type.Literal('rule'),
    rule: Type.Enum(QUALITY_RULES),
    /** The limit of rules that have one: years of age. */
    years: Type.Optional(Type.Integer({ minimum: 1, maximum: 150 })),
  }),
  /** The last word of anybody that the record is as it is, an act or a confirmation, is no older. */
  closed({ measure: Type.Literal('confirmed'), days }),
  /** Events recorded within `window` days: registered within the law's `days`. */
  closed({ measure: Type.Literal('timely'), act: Type.Enum(['birth', 'death', 'marry']), days, window: days }),
  /** Records of samples closed in the last `days` that the papers bore out. */
  closed({ measure: Type.Literal('sampled'), days }),
  /** Fields that an organisation asked about in the last `days`. */
  closed({ measure: Type.Literal('used'), days }),
  /** Organisations with an agreement that asked in the last `days`. */
  closed({ measure: Type.Literal('asking'), days }),
]);
export type Measure = Static<typeof Measure>;

export const Indicator = closed({
  id: Id,
  name: Words,
  /** "How this is counted", for whoever reads the figure. */
  how: Words,
  /** Its part in the criterion's figure; 0 is shown and does not count. */
  weight: Type.Integer({ minimum: 0, maximum: 100 }),
  target: Type.Number({ minimum: 0, maximum: 1 }),
  count: Measure,
});
export type Indicator = Static<typeof Indicator> & { readonly criterion: Criterion };

/** `indicators/<criterion>.yaml` */
export const IndicatorsFile = closed({ name: Words, how: Words, indicators: Type.Array(Indicator, { minItems: 1 }) });

export interface CriterionFacts {
  readonly id: Criterion;
  readonly name: Words;
  readonly how: Words;
}

/** Indicators by id, in the order of the criteria and of their files. */
export interface Quality {
  readonly criteria: readonly CriterionFacts[];
  readonly indicators: ReadonlyMap<string, Indicator>;
}
