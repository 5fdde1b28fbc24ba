import { Type } from 'typebox';
import { SIDES } from './artwork.ts';
import { CARD_STATES, PROGRAMME_STATES, VERDICTS } from './model.ts';

const text = Type.String();
const maybe = Type.Optional(text);
const count = Type.Integer();
const id = Type.String({ format: 'uuid' });
const closed = { additionalProperties: false };
const age = Type.Integer({ minimum: 0, maximum: 120 });
const short = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const OwnNumber = short(30);
const version = Type.Integer({ minimum: 1 });
const Counts = Type.Record(text, count);

/** Members at a time, and two sides of artwork. */
export const PIECE = 1000;
export const ARTWORK_LIMIT = 1024 * 1024;

export const ProgrammeParams = Type.Object({ programme: id });
export const MemberParams = Type.Object({ programme: id, number: OwnNumber });
const side = Type.Enum([...SIDES]);
export const ProgrammeSideParams = Type.Object({ programme: id, side });
export const CardSideParams = Type.Object({ card: id, side });

const Rules = Type.Object(
  {
    ageFrom: Type.Optional(age),
    ageTo: Type.Optional(age),
    provinces: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9]{2}$' }), { minItems: 1, uniqueItems: true })),
    numberFormat: Type.String({
      pattern: '^[0-9A-Z./-]{1,30}$',
      description: 'Of the organisation’s own numbers: 9 a digit, A a letter, anything else itself',
    }),
    termYears: Type.Integer({ minimum: 1, maximum: 20 }),
  },
  closed,
);
const Svg = Type.String({ minLength: 1, maxLength: 256 * 1024, description: 'SVG, as libs/artwork reads it' });
const given = {
  ...{ name: short(80), prefix: Type.String({ pattern: '^[A-Z]{2,4}$' }), legalBasis: short(80), rules: Rules },
  artwork: Type.Optional(Type.Object({ front: Svg, back: Svg }, closed)),
};
export const ProgrammeBody = Type.Object(given, closed);
export const ChangeBody = Type.Object({ ...given, version }, closed);
export const ProgrammeMade = Type.Object({ programme: text });
export const ProgrammeActBody = Type.Object({ act: Type.Enum(['propose', 'close']), version }, closed);
export const DecisionBody = Type.Object(
  { approve: Type.Boolean(), version, why: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })) },
  closed,
);
export const Stepped = Type.Object({ state: Type.Enum([...PROGRAMME_STATES]), version: count });

const programme = {
  ...{ programme: text, name: text, prefix: text, state: Type.Enum([...PROGRAMME_STATES]), version: count },
  ...{ legalBasis: text, legalBasisTitle: text, organisation: text, organisationName: text, rules: Rules },
  ...{ hasOwnArtwork: Type.Boolean(), madeAt: text, decidedBy: maybe },
  /** It was sent back. */
  why: maybe,
  /** The problem for which members are not looked at just now. */
  halted: Type.Optional(Type.Object({ code: text, title: text })),
  /** By verdict, `waiting` besides; by state. */
  ...{ members: Counts, cards: Counts },
};
export const Proposed = Type.Object({ programmes: Type.Array(Type.Object(programme)) });
export const OwnProgrammes = Type.Object({
  programmes: Type.Array(Type.Object(programme)),
  legalBases: Type.Array(Type.Object({ id: text, title: text, consent: Type.Boolean() })),
  mostYears: count,
});
export const OwnProgramme = Type.Object({
  ...programme,
  /** Members who matched and have no card. */
  ready: count,
  /** Where cards wait to be handed over. */
  units: Type.Array(Type.Object({ unit: text, count })),
});

export const MembersBody = Type.Object(
  {
    members: Type.Array(
      Type.Object(
        {
          ...{ number: OwnNumber, pin: Type.String({ maxLength: 30 }), name: Type.String({ maxLength: 120 }) },
          birthDate: Type.String({ maxLength: 10, description: 'YYYY, YYYY-MM or YYYY-MM-DD' }),
          unit: Type.Optional(short(80)),
          joinedOn: Type.Optional(Type.String({ maxLength: 10 })),
        },
        closed,
      ),
      { minItems: 1, maxItems: PIECE },
    ),
  },
  closed,
);
export const Collected = Type.Object({
  ...{ added: count, changed: count, unchanged: count },
  left: Type.Array(Type.Object({ number: text, why: Type.Enum(['repeated-in-file', 'has-card', 'stopped']) })),
});

const Card = Type.Object({
  card: text,
  state: Type.Enum([...CARD_STATES]),
  number: maybe,
  validUntil: maybe,
  why: maybe,
});
const Told = Type.Enum([...VERDICTS, 'waiting']);
export const MembersQuery = Type.Object(
  { verdict: Type.Optional(Told), card: Type.Optional(Type.Enum([...CARD_STATES])), after: Type.Optional(OwnNumber) },
  closed,
);
export const Members = Type.Object({
  members: Type.Array(
    Type.Object({
      ...{ number: text, verdict: Told, why: Type.Array(text), name: maybe, unit: maybe },
      card: Type.Optional(Card),
    }),
  ),
  /** To ask for the next page with. */
  next: maybe,
});

export const OrderBody = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 10_000 }) }, closed);
export const HandOverBody = Type.Object({ unit: Type.Optional(short(80)) }, closed);
export const CardsMoved = Type.Object({ cards: count });

export const CheckBody = Type.Object({ code: short(4296) }, closed);
export const Checked = Type.Object({
  standing: Type.Enum([
    ...CARD_STATES,
    ...(['spoiled', 'foreign', 'code-malformed', 'code-untrusted', 'code-expired'] as const),
  ]),
  ...{ counts: Type.Boolean(), programme: maybe, name: maybe, memberNumber: maybe, unit: maybe, validUntil: maybe },
});

export const OwnMemberships = Type.Object({
  memberships: Type.Array(
    Type.Object({
      ...{ programme: text, name: text, memberNumber: text, organisationName: text, unit: maybe },
      card: Type.Optional(Card),
    }),
  ),
});
export const OwnActBody = Type.Object({ act: Type.Enum(['lost', 'stop']) }, closed);
