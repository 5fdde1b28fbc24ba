import { type Static, Type } from 'typebox';
import { FIELDS } from './fields.ts';
import { closed, Id } from './schema-parts.ts';

const Whole = (maximum: number) => Type.Integer({ minimum: 1, maximum });
const Score = Type.Integer({ minimum: 0, maximum: 100 });
const Pixels = Type.Integer({ minimum: 200, maximum: 2000 });

/** Why a finger cannot be taken. */
export const MISSING_REASONS = ['amputated', 'bandaged', 'worn', 'unable', 'refused'] as const;

/** What a browser can measure of a portrait without knowing faces; names of ISO/IEC 29794-5. */
export const PORTRAIT_MEASURES = [
  'Sharpness',
  'UnderExposurePrevention',
  'OverExposurePrevention',
  'DynamicRange',
  'BackgroundUniformity',
] as const;

/** `enrolment.yaml`: how persons are enrolled for a card. */
export const EnrolmentFile = closed({
  purpose: Id,
  legalBasis: Id,
  /** What the person confirms. */
  confirms: Type.Array(Type.Enum(FIELDS), { minItems: 1, uniqueItems: true }),
  fingers: closed({
    places: Type.Array(Whole(10), { minItems: 1, uniqueItems: true }),
    from: Score,
    touches: Whole(10),
    missing: Type.Array(Type.Enum(MISSING_REASONS), { minItems: 1, uniqueItems: true }),
  }),
  portrait: closed({
    width: Pixels,
    height: Pixels,
    measures: Type.Array(closed({ name: Type.Enum(PORTRAIT_MEASURES), from: Score }), { uniqueItems: true }),
  }),
  offline: closed({ lateDays: Whole(60) }),
  appointments: closed({
    minutes: Type.Integer({ minimum: 5, maximum: 120 }),
    ahead: Whole(365),
    notice: Whole(72),
    remind: Whole(168),
    most: Whole(50),
  }),
});
export type EnrolmentRules = Static<typeof EnrolmentFile>;
