import type { Words } from '#kernel';
import type { Holder } from '#rooms/people';
import type { AreaOf, FieldVerdict, Verdict } from './compare.ts';
import { DOCUMENT_TYPE } from './document.ts';
import { type Rendering, renderAttributes, renderScalars } from './fields.ts';

/** What was found out, ready to be told. */
export interface Told {
  holder: Holder;
  /** Of an identification, best first. */
  candidates: readonly Holder[];
  /** Of a verification; empty for a reading. */
  verdicts: readonly FieldVerdict[];
  outcome: Verdict | 'given';
  /** The names under which fields were asked for. */
  names: readonly string[];
  /** Pseudonym of the person for the organisation that asks. */
  person: string;
  /** Line of the journal. */
  reference: string | undefined;
  language: string;
  proofWanted: boolean;
  /** For a document: the body that gives it. */
  document: Buffer | undefined;
}

export interface FormParts extends Rendering {
  words: Words;
}

/** How an answer is told in the words of one interface: headers that say something of the person, and the body. */
export type Form = (told: Told, parts: FormParts) => { headers?: Record<string, string>; body: unknown };

export interface Pseudonyms {
  /** A person (or household) as one organisation knows it; another organisation is told another name. */
  ofPerson(organisation: string, person: string): string;
  /** A number that nobody has, for the journal: equal numbers stay recognisable, the number itself is not kept. */
  ofIdentifier(identifier: string): string;
}

/** How places and other persons are told to one organisation. */
export function renderFor(organisation: string, pseudonyms: Pseudonyms, areaOf: AreaOf): Rendering {
  return {
    pseudonym: (key) => pseudonyms.ofPerson(organisation, key),
    communeOf: (place) => areaOf(place).commune,
  };
}

const codes: Readonly<Record<Verdict, number>> = { yes: 0, close: 1, no: 2, 'not-held': 3 };

const describeHolder = ({ holder, person }: Told): Record<string, string> => ({
  'dancu-person': person,
  'dancu-life': holder.life,
  'dancu-identifier': `${holder.kind};${holder.status}`,
});

/** OSIA Third Party 1.2 `VerifyResult`, with the verdict on each field. */
export const thirdPartyVerify: Form = (told, { words }) => {
  const outcome = told.outcome as Verdict;
  const { holder, reference } = told;
  return {
    body: {
      verificationCode: codes[outcome],
      verificationMessage: words.say(told.language, `value.verificationMessage.${outcome}`),
      ...(told.proofWanted ? { verificationProof: reference } : {}),
      outcome,
      fields: told.verdicts.map(({ field, verdict, why }) => ({ field, verdict, ...(why ? { why } : {}) })),
      person: told.person,
      life: holder.life,
      identifier: { kind: holder.kind, status: holder.status },
      journal: reference,
    },
  };
};

/** OSIA Third Party 1.2 `AttributeSet`. */
export const thirdPartyAttributes: Form = (told, parts) => ({
  headers: describeHolder(told),
  body: { biographicData: renderAttributes(told.holder.record, told.names, parts) },
});

/** OSIA Third Party 1.2 `identify`: an `AttributeSet` for each candidate. */
export const thirdPartyIdentify: Form = (told, parts) => ({
  body: told.candidates.map(({ record }) => ({ biographicData: renderAttributes(record, told.names, parts) })),
});

/** OSIA Data Access 1.3 `MatchingError`: what does not match; an empty list says that all does. */
export const dataMatch: Form = (told) => ({
  headers: describeHolder(told),
  body: told.verdicts
    .filter(({ verdict }) => verdict !== 'yes')
    .map(({ field, name = field, verdict }) => ({ attributeName: name, errorCode: verdict === 'not-held' ? 0 : 1 })),
});

/** OSIA Data Access 1.3 `verify`: whether all expressions are true. */
export const dataVerify: Form = (told) => ({ headers: describeHolder(told), body: told.outcome === 'yes' });

/** OSIA Data Access 1.3: scalar values by name, or an Error in the place of each that there is not. */
export const dataRead: Form = (told, parts) => ({
  headers: describeHolder(told),
  body: renderScalars(told.holder.record, told.names, parts, (key) => parts.words.say(told.language, key)),
});

/** OSIA Data Access 1.3: the document as it was drawn. */
export const dataDocument: Form = (told) => ({
  headers: { ...describeHolder(told), 'content-type': DOCUMENT_TYPE },
  body: told.document,
});
