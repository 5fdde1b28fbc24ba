import type { Curve } from '../engine/fusion.ts';
import type { MeasureName, Measures } from './measures.ts';

/** What administrators are told of the weights in use. All of it is configuration that comes with them. */
export interface FaceDescription {
  /** Changes with whatever makes embeddings incomparable. */
  readonly id: string;
  readonly model: string;
  readonly version: string;
  /** Parts of an embedding. */
  readonly dimension: number;
  /** Cosine from which two portraits are taken for one person’s. */
  readonly threshold: number;
  /** What a cosine is worth as evidence. */
  readonly evidence: Curve;
  /** SPDX. */
  readonly licence: string;
  /** Where the weights come from, and what is known of their training. */
  readonly origin: string;
  /** Not for real persons. */
  readonly demonstration: boolean;
  /** Measures of quality that these weights allow, by the names of ISO/IEC 29794-5. */
  readonly measures: readonly MeasureName[];
  /** Passive detection of pictures of pictures. */
  readonly liveness: boolean;
}

/** A portrait’s fitness. */
export interface FaceQuality {
  /** 0 to 100. */
  readonly quality: number;
  readonly measures: Measures;
}

export interface FaceEmbedding {
  /** Of length 1. */
  readonly embedding: Float32Array;
  /** Of the portrait, 0 to 100. */
  readonly quality: number;
}

export interface FaceComparison {
  /** Cosine, -1 to 1. */
  readonly score: number;
  readonly isSame: boolean;
  readonly threshold: number;
}

/** Portraits are PNG or JPEG, as many bytes as they come; none is kept. Every error is a `FaceError`. */
export interface FaceEngine {
  describe(): FaceDescription;
  /** Of the largest face. @throws FaceError no-face, image-malformed, image-too-large */
  quality(image: Uint8Array): Promise<FaceQuality>;
  /** @throws FaceError no-face, several-faces, image-malformed, image-too-large */
  embed(image: Uint8Array): Promise<FaceEmbedding>;
  /** @throws RangeError where one is not an embedding of these weights */
  compare(one: Float32Array, other: Float32Array): FaceComparison;
  /**
   * How likely the camera saw a person and not a picture, 0 to 1.
   * @throws FaceError as `embed`, and not-offered
   */
  liveness(image: Uint8Array): Promise<number>;
  close(): Promise<void>;
}
