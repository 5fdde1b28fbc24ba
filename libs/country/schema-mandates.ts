import { type Static, Type } from 'typebox';
import { closed, Id, Words } from './schema-parts.ts';

const Days = Type.Integer({ minimum: 1, maximum: 3660 });

/** Something that one may do for another: `tax.file`. */
export const MandateScope = closed({
  id: Type.String({ pattern: '^[a-z]+(\\.[a-z]+)+$', maxLength: 60 }),
  /** For whom it can be given. */
  for: Type.Array(Type.Enum(['organisation', 'person']), { minItems: 1, uniqueItems: true }),
  name: Words,
});
export type MandateScope = Static<typeof MandateScope>;

/** Who may act for whom: what can be given, for how long, and by which law. */
export const MandatesFile = closed({
  /** An offer that nobody accepts lapses. */
  offerDays: Days,
  /** After a change of legal representative the new one confirms what was given before, or it ends. */
  confirmDays: Days,
  /** A power of attorney ends at the latest so many days after it begins. */
  attorneyDays: Days,
  /** A parent acts for a child under this age without being asked. */
  parentUntilAge: Type.Integer({ minimum: 1, maximum: 30 }),
  legalBases: closed({
    representative: Id,
    member: Id,
    parent: Id,
    guardian: Id,
    attorney: Id,
  }),
  scopes: Type.Array(MandateScope, { minItems: 1 }),
});
export type MandateRules = Static<typeof MandatesFile>;
