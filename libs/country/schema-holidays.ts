import { type Static, Type } from 'typebox';
import { closed, Id, IsoDate, Words } from './schema-parts.ts';

const Grade = Type.Enum(['A', 'B', 'C']);

/** `holidays.yaml`: when offices are closed, which is what a period in working days is counted by. */
export const HolidaysFile = closed({
  week: closed({
    /** ISO weekdays on which offices work, 1 Monday. */
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, uniqueItems: true }),
    legalBasis: Id,
  }),
  /** The law by which a period is counted. */
  counting: Type.Array(Id, { minItems: 1 }),
  /** Between these days every holiday is listed; `to` is the first day no longer. */
  known: closed({ from: IsoDate, to: IsoDate }),
  holidays: Type.Array(
    closed({
      id: Id,
      legalBasis: Id,
      name: Words,
      days: Type.Array(
        closed({
          on: IsoDate,
          grade: Grade,
          /** In place of one that fell on a day of rest. */
          madeUp: Type.Optional(Type.Literal(true)),
        }),
        { minItems: 1 },
      ),
    }),
  ),
  exchanged: Type.Array(closed({ rest: IsoDate, work: IsoDate, grade: Grade })),
});
export type Holidays = Static<typeof HolidaysFile>;
