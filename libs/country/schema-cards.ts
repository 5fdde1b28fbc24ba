import { type Static, Type } from 'typebox';
import { closed, Id, IsoDate, Words } from './schema-parts.ts';

const Whole = (maximum: number) => Type.Integer({ minimum: 1, maximum });
/** As in a machine-readable zone. */
const Code = (least: number, most: number) => Type.String({ pattern: `^[A-Z]{${least},${most}}$` });

const Reasons = Type.Array(Type.Enum(['first', 'renewal', 'lost', 'damaged', 'changed-data', 'replacement']), {
  minItems: 1,
  uniqueItems: true,
});

/** `cards.yaml`: which cards are made of whom, and how long their keys hold. */
export const CardsFile = closed({
  /** Under which what happens by itself is journalled. */
  purpose: Id,
  /** Of `country.yaml`: until when a card is handed over. */
  deadline: Id,
  /** `fingers`: places that must be held, or have a reason why not. */
  enrolment: closed({ fingers: Type.Array(Whole(10), { minItems: 1, uniqueItems: true }), legalBasis: Id }),
  /** `hours`: so long what one officer saw waits for a second. */
  sight: closed({ hours: Whole(48) }),
  renewal: closed({ early: Whole(10), proposeDays: Whole(365), legalBasis: Id }),
  loss: closed({ lift: Whole(1440), legalBasis: Id }),
  revocation: closed({ reasons: Type.Array(Id, { minItems: 1, uniqueItems: true }), legalBasis: Id }),
  /** For what holders ask themselves, of those of the kind. */
  ownReasons: Reasons,
  kinds: Type.Array(
    closed({
      id: Id,
      name: Words,
      holders: Type.Enum(['citizens', 'undetermined']),
      legalBasis: Id,
      /** Of an exchange, and of what is issued again. */
      again: Id,
      code: Code(1, 2),
      /** Its picture: `cards/<artwork>-front.svg` and `-back.svg`. */
      artwork: Id,
      nationality: Type.Optional(Code(3, 3)),
      reasons: Reasons,
      expires: Type.Enum(['ages', 'never']),
      classes: Type.Array(
        closed({
          from: Type.Integer({ minimum: 0, maximum: 120 }),
          template: Id,
          photo: Type.Boolean(),
          ground: Type.Enum(['request', 'duty']),
          collector: Type.Enum(['holder', 'guardian']),
        }),
        { minItems: 1 },
      ),
    }),
    { minItems: 1 },
  ),
  /** Cards of older systems: they hold the place of a kind until a new one is handed over. */
  older: closed({
    legalBasis: Id,
    systems: Type.Array(
      closed({
        id: Id,
        name: Words,
        kind: Id,
        number: Type.String({ format: 'regex', minLength: 1 }),
        /** The last day on which any of them counts. */
        until: Type.Optional(IsoDate),
      }),
    ),
  }),
  /** Of organisations' member cards. `artwork`: its picture where a programme has none of its own. `mostYears`: no card holds longer. */
  programmes: closed({ purpose: Id, artwork: Id, mostYears: Whole(20) }),
  authority: closed({
    organisation: Type.String({ minLength: 1, maxLength: 60 }),
    signYears: Whole(10),
    holdYears: Whole(60),
  }),
  signer: closed({ signDays: Whole(365), holdYears: Whole(60) }),
  list: closed({ days: Whole(90) }),
  number: closed({
    length: Type.Integer({ minimum: 6, maximum: 9 }),
    characters: Type.String({ pattern: '^[0-9A-Z]{10,36}$' }),
  }),
});
export type CardRules = Static<typeof CardsFile>;
