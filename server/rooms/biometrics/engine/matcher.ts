import type { Id } from '#kernel';

/**
 * The seam between the room and whoever searches one face and its fingers among everybody's: the engine of this house
 * (`openEngine` of `engine.ts`) and the client of a foreign one (`doors/`) are both a `Matcher`. Nobody behind it learns who a person is.
 */

/** A pseudonym that the room made for a person's samples; never the personal number, and of another kind than a person's id. */
export type Reference = Id<'biometric reference'>;

/** As ISO/IEC 19794-2 numbers fingers: 0 unknown, 1 to 5 right thumb to little finger, 6 to 10 left. */
export const fingerPositions = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type FingerPosition = (typeof fingerPositions)[number];

/** One finger of a probe. More than one of a position is allowed: impressions of it. */
export interface FingerSample {
  readonly position: FingerPosition;
  /** Record of ISO/IEC 19794-2, 2005 or 2011; its first view counts. */
  readonly template: Uint8Array;
}

/** What is known of a body. Whatever is missing says nothing, for or against anybody; something must be there. */
export interface Probe {
  /** Embedding of the one face model that the matcher was opened for. Any length: its direction counts. */
  readonly face?: Float32Array;
  /** JPEG or PNG, for a matcher that makes embeddings itself; not looked at where `face` is given. */
  readonly portrait?: Uint8Array;
  readonly fingers?: readonly FingerSample[];
}

export type Verdict = 'same' | 'unsure' | 'other';

/** What one comparison contributed to a candidate's score. */
export interface Part {
  readonly modality: 'face' | 'finger';
  /** Which finger of the candidate; absent for a face. */
  readonly position?: FingerPosition;
  /** 0 to 100 in this modality alone, on the scale of `Candidate.score`. */
  readonly score: number;
  readonly says: Verdict;
}

export interface Candidate {
  readonly reference: Reference;
  /** 0 to 100, all parts together. 50 speaks neither for nor against one person; each five points more make it ten times likelier. */
  readonly score: number;
  /** Only of what both have. */
  readonly parts: readonly Part[];
}

export interface SearchOptions {
  /** How many at most, 1 to 100. */
  readonly best: number;
  /** Candidates by other knowledge (a name, a birth date): their fingers are compared even where the face says nothing. At most 1,000. */
  readonly among?: readonly Reference[];
}

export interface Matcher {
  /** Replaces all that is there of the reference. Durable when it resolves, and found by each search that begins then. */
  enrol(reference: Reference, probe: Probe): Promise<void>;
  /** The likeliest first; of equal ones the lower reference. */
  identify(probe: Probe, options: SearchOptions): Promise<readonly Candidate[]>;
  /** @returns undefined for a reference that is not enrolled */
  verify(reference: Reference, probe: Probe): Promise<Candidate | undefined>;
  /** Durable when it resolves, and found by no search that begins then. What is not enrolled is no error. */
  remove(reference: Reference): Promise<void>;
  /** References enrolled. */
  count(): Promise<number>;
  close(): Promise<void>;
}

export type MatcherErrorCode =
  /** No UUID in small letters. */
  | 'reference-wrong'
  /** Nothing in it that this matcher can compare. */
  | 'probe-empty'
  /** Another length than the face model's, no direction, or a number that is none. */
  | 'face-wrong'
  /** No face was found in the portrait, or this matcher makes no embeddings and was given none. */
  | 'portrait-wrong'
  /** No record of ISO/IEC 19794-2, one without a finger, or more than 20 fingers. */
  | 'finger-wrong'
  /** `best` or `among` out of their bounds. */
  | 'search-wrong'
  /** Nothing was written: the disk is full or gone, or a foreign engine does not answer. Asked again later it may do. */
  | 'unavailable'
  /** A foreign engine answered what its contract does not allow. */
  | 'answer-wrong'
  | 'closed';

/** What every matcher throws; nothing was changed then, but for `unavailable`, after which a change may or may not have been made. */
export class MatcherError extends Error {
  readonly code: MatcherErrorCode;

  constructor(code: MatcherErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MatcherError';
    this.code = code;
  }
}
