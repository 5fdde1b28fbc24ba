import { type Static, Type } from 'typebox';

/**
 * One line of the journal: an act (something was changed) or a look (something was seen). The line as written is what
 * the log proves; readers parse it, nobody rewrites it.
 */
export const Entry = Type.Object({
  /** `act` changes, `look` reads, `note` is about the system itself (a key made, an agreement suspended). */
  kind: Type.Union([Type.Literal('act'), Type.Literal('look'), Type.Literal('note')]),
  room: Type.String(),
  /** What happened, `room` word: `birth`, `verify`, `record`. */
  type: Type.String(),
  /** The persons concerned, by person key; every one of them may read this line. */
  subjects: Type.Array(Type.String()),
  /** Who did it: an official's, a system's or a citizen's id. */
  actor: Type.String(),
  /** Organisation on whose behalf, by its id in the country's list. */
  organisation: Type.Optional(Type.String()),
  /** Office (area code) where the official sits, or the system that asked. */
  office: Type.Optional(Type.String()),
  purpose: Type.Optional(Type.String()),
  legalBasis: Type.Optional(Type.String()),
  /** The caller's case file, when the purpose asks for one. */
  caseNumber: Type.Optional(Type.String()),
  /** Names of the fields that were seen or changed; never their values. */
  fields: Type.Optional(Type.Array(Type.String())),
  /** What else the line must say (outcome, act number); never personal values. */
  data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  /** When the person may read it; absent: at once. Criminal procedure only, always with a date. */
  hiddenUntil: Type.Optional(Type.String()),
  /** When the act was done, by its office's clock, ISO 8601. */
  actedAt: Type.String(),
  /** When we received it, by our true clock, ISO 8601. */
  receivedAt: Type.String(),
});
export type Entry = Static<typeof Entry>;

/** A line read back, with its place. `number` is its index in the sealed log. */
export interface NumberedEntry extends Entry {
  number: number;
}
