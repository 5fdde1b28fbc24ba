import { type Static, Type } from 'typebox';
import { closed, Level } from './schema-parts.ts';

const Text = Type.String({ minLength: 1, maxLength: 120 });
const Texts = Type.Array(Text, { minItems: 1, uniqueItems: true });
const ByKey = (key: string) => Type.Record(Type.String({ pattern: key }), Texts, { additionalProperties: false });
const code = '^[a-z]+(-[a-z]+)*$';

/**
 * `intake.yaml`: the words by which files of the country's offices say what their columns and values are. All words are
 * compared without diacritics, case and punctuation.
 */
export const IntakeFile = closed({
  /** Headers of columns by the field they hold; a part of an address is `permanentResidence.commune`. */
  columns: ByKey('^[a-z][A-Za-z]*(\\.(house|commune|district|province))?$'),
  /** Words that say that a column is about somebody or something else: a header that has one left over is not the person's own. */
  others: Texts,
  /** Values that say that nothing is known. */
  nothing: Texts,
  /** Names that stand for no name. */
  noNames: Texts,
  /** Beside a date: it is of the lunar calendar. */
  lunar: Texts,
  sex: closed({ male: Texts, female: Texts, undetermined: Texts }),
  maritalStatus: closed({ single: Texts, married: Texts, divorced: Texts, widowed: Texts }),
  ethnicities: ByKey('^[0-9]{2}$'),
  religions: ByKey(code),
  nationalities: ByKey('^[A-Z]{3}$'),
  /** How the kinds of units are written before their names. */
  unitWords: Type.Array(closed({ level: Level, words: Texts }), { minItems: 1 }),
  /** Other names of provinces, by the code in force. */
  provinces: ByKey('^[0-9A-Z]{1,10}$'),
  phone: closed({
    /** Prefixes that were renumbered, in national form. */
    renumbered: Type.Record(Type.String({ pattern: '^0[0-9]{2,4}$' }), Type.String({ pattern: '^0[0-9]{1,4}$' })),
    /** Digits of a number in national form. */
    digits: Type.Array(Type.Integer({ minimum: 6, maximum: 14 }), { minItems: 1 }),
  }),
  /** Former numbers that a file may hold where the personal number is asked. */
  formerNumberDigits: Type.Integer({ minimum: 6, maximum: 14 }),
});
export type IntakeWords = Static<typeof IntakeFile>;
