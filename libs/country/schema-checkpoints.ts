import { type Static, Type } from 'typebox';
import { FIELDS } from './fields.ts';
import { ORGANISATION_KINDS } from './schema-law.ts';
import { closed, Id, Words } from './schema-parts.ts';

/** What somebody may show at a desk. `qr` is the unsigned code of the card, `printed-code` the signed one, `app` the holder’s yes in their own account. */
export const PRESENTED = ['chip', 'printed-code', 'qr', 'mrz', 'number', 'app'] as const;
export type PresentedKind = (typeof PRESENTED)[number];

export const DESK_STEPS = ['chip', 'face', 'hot-list', 'register', 'question'] as const;
export type DeskStep = (typeof DESK_STEPS)[number];

/** What a desk asks of its own. `document` asks nothing more: person and document are the answer. */
export const DESK_QUESTIONS = ['insurance', 'crossing', 'boarding', 'listing', 'document'] as const;
export type DeskQuestion = (typeof DESK_QUESTIONS)[number];

/** Lists of persons or documents; there is no other kind. */
export const LISTING_KINDS = ['exit-suspension', 'entry-ban', 'wanted-decision', 'lost-document'] as const;
export type ListingKind = (typeof LISTING_KINDS)[number];

const Inputs = Type.Array(Type.Enum(PRESENTED), { minItems: 1, uniqueItems: true });
const Steps = Type.Array(Type.Enum(DESK_STEPS), { uniqueItems: true });
const Fields = Type.Array(Type.Enum(FIELDS), { uniqueItems: true });
const LegalBases = Type.Array(Id, { minItems: 1, uniqueItems: true });
const Days = Type.Integer({ minimum: 1, maximum: 7300 });

/** `checkpoints/<desk>.yaml`: what a kind of desk asks, in which order, and what it says. */
export const CheckpointFile = closed({
  id: Id,
  name: Words,
  organisations: Type.Array(Type.Enum(ORGANISATION_KINDS), { minItems: 1, uniqueItems: true }),
  purpose: Id,
  /** The first that is in force. */
  legalBases: LegalBases,
  mode: Type.Enum(['verify', 'attributes']),
  /** Asked about, under the agreement. */
  fields: Fields,
  /** Shown to the officer, of those; none where the agreement answers yes or no only. */
  shown: Fields,
  inputs: Inputs,
  /** Required beside what is presented. */
  needs: Type.Array(Type.Enum(['reason', 'case-number']), { uniqueItems: true }),
  /** In this order. */
  steps: Steps,
  question: Type.Enum(DESK_QUESTIONS),
  /** Lists that the question reads, each under its own purpose; `direction` of a crossing, both where absent. */
  lists: Type.Array(
    closed({
      kind: Type.Enum(LISTING_KINDS),
      direction: Type.Optional(Type.Enum(['exit', 'entry'])),
      purpose: Type.Optional(Id),
      legalBasis: Type.Optional(Id),
    }),
  ),
  /** Steps that may stay open and the visit, crossing or boarding is recorded all the same. */
  mayLack: Steps,
  says: closed({ green: Words, amber: Words, red: Words }),
  /** What to do next, by the reason of a step; `green`, `amber` and `red` where a reason has none. */
  next: Type.Record(Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }), Words),
  offline: closed({
    /** A chip is proven by the agent beside the page; what can be proven again later is judged anew then. */
    inputs: Type.Array(Type.Enum(['chip', 'printed-code', 'mrz', 'number']), { uniqueItems: true }),
    /** Lists older than this prove nothing. */
    listHours: Type.Integer({ minimum: 1, maximum: 720 }),
    /** A result that comes later than this is refused. */
    lateDays: Type.Integer({ minimum: 1, maximum: 60 }),
  }),
  /** Days until what is kept of a check, and what the desk recorded with it, is erased. */
  keep: closed({ check: Days, record: Days }),
});
export type Checkpoint = Static<typeof CheckpointFile>;

/** `listings.yaml`: the closed set of grounds on which somebody or a document may stand on a list. */
export const ListingsFile = Type.Array(
  closed({
    kind: Type.Enum(LISTING_KINDS),
    name: Words,
    /** Of a person, or of a document. */
    of: Type.Enum(['person', 'document']),
    legalBasis: Id,
    /** A look that finds somebody on it is shown to them later, as this purpose says under this law. */
    laterNotice: Type.Optional(closed({ purpose: Id, legalBasis: Id })),
    /** Organisations whose decisions stand on it. */
    issuers: Type.Array(Id, { minItems: 1, uniqueItems: true }),
    /** At most so many days from the decision on. */
    longestDays: Days,
    grounds: Type.Array(closed({ id: Id, name: Words }), { minItems: 1 }),
  }),
  { minItems: 1 },
);
export type ListingRules = Static<typeof ListingsFile>;
