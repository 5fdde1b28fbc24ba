import { type Static, type TSchema, Type } from 'typebox';

/** An object that refuses keys nobody declared: a misspelt key in country data must fail, not vanish. */
export function closed<P extends Record<string, TSchema>>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

export const Id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 });
/** An id that may hold `{province}`, for rows that stand for one organisation in each province. */
export const IdTemplate = Type.String({ pattern: '^[a-z0-9]+(-([a-z0-9]+|\\{province\\}))*$', maxLength: 80 });
export const IsoDate = Type.String({ format: 'date' });
/** `YYYY-MM-DD`, or empty where a bound is open or unrecorded. */
export const OpenDate = Type.Union([IsoDate, Type.Literal('')]);
export const UnitCode = Type.String({ pattern: '^[0-9A-Z]{1,10}$' });
export const Sex = Type.Enum(['male', 'female']);
export type Sex = Static<typeof Sex>;

/** A text in each language of the country; completeness is checked against the country's own list. */
export const Words = Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Type.String({ minLength: 1 }));
export type Words = Static<typeof Words>;

export const Level = Type.Enum(['province', 'district', 'commune']);
export type Level = Static<typeof Level>;
