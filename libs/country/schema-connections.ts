import { type Static, Type } from 'typebox';
import { closed, Id, Words } from './schema-parts.ts';

const Count = Type.Integer({ minimum: 1 });

/** What a system must show in the simulation; each is a rule of the room that judges it. */
export const CONFORMANCE_RULES = [
  'verify',
  'verdicts',
  'persons',
  'purpose-refused',
  'nonce',
  'retry',
  'late',
  'signature-wrong',
  'body-altered',
  'clock',
  'digest',
  'key',
] as const;
export type ConformanceRule = (typeof CONFORMANCE_RULES)[number];

/** What is found out about a system without asking. */
export const AUTOMATIC_CHECKS = ['agreement', 'conformance', 'key-strength', 'key-age', 'tls', 'contact'] as const;
export type AutomaticCheck = (typeof AUTOMATIC_CHECKS)[number];

export const ConformanceStep = closed({
  id: Type.Enum(CONFORMANCE_RULES),
  title: Words,
  /** What the system is to do. */
  task: Words,
  /** What to mend where it failed. */
  mend: Words,
});
export type ConformanceStep = Static<typeof ConformanceStep>;

export const CheckQuestion = closed({
  id: Id,
  legalBasis: Id,
  /** A file must be shown. */
  evidence: Type.Boolean(),
  /** The answer names months, at least those of this rule of retention (country.yaml). */
  months: Type.Optional(Id),
  question: Words,
});
export type CheckQuestion = Static<typeof CheckQuestion>;

/** `connections.yaml`: the way of a system from its first question to its yearly review. */
export const ConnectionsFile = closed({
  /** The organisation that signs for the platform. */
  holder: Id,
  agreement: closed({
    years: Count,
    quotaPerDay: Count,
    candidates: Count,
    legalBasis: Id,
    /** Days before an agreement's end on which its organisation is warned, furthest first. */
    endWarnings: Type.Array(Count, { minItems: 1 }),
  }),
  /** Working days before its end from which on a decision is called due. */
  decision: closed({ deadline: Id, remindDays: Count }),
  conformance: closed({
    runHours: Count,
    goodForDays: Count,
    /** By which a client's clock may differ from ours. */
    clockSeconds: Count,
    steps: Type.Array(ConformanceStep, { minItems: 1 }),
  }),
  checks: closed({
    automatic: Type.Array(
      closed({ id: Type.Enum(AUTOMATIC_CHECKS), required: Type.Boolean(), legalBasis: Id, title: Words }),
    ),
    questions: Type.Array(CheckQuestion, { minItems: 1 }),
    /** Least days that a key and a certificate are still good for. */
    keyDays: Count,
    certificateDays: Count,
    /** How old a look at a server may be when the list is handed in. */
    probeDays: Count,
  }),
  review: closed({ months: Count, remindDays: Count, overdueDays: Count }),
  /** Days before a key's end on which its organisation is warned, furthest first. */
  keyWarnings: Type.Array(Count, { minItems: 1 }),
});
export type ConnectionRules = Static<typeof ConnectionsFile>;
