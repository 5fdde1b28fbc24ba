import type { Kernel } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Curve } from './engine/fusion.ts';
import type { FingerPosition, Matcher } from './engine/matcher.ts';
import type { FingerTemplate } from './extracting.ts';

/** A face as a model sees it. */
export interface FaceTemplate {
  readonly embedding: Float32Array;
  /** Of the portrait, 0 to 100. */
  readonly quality: number;
}

/** What makes faces comparable; absent where no weights are configured. */
export interface Faces {
  describe(): FaceModel;
  /** @param portrait JPEG or PNG @returns undefined where there is no face, or more than one */
  embed(portrait: Uint8Array): Promise<FaceTemplate | undefined>;
}

/** What administrators are told of the weights. */
export interface FaceModel {
  readonly id: string;
  /** Parts of an embedding. */
  readonly dimension: number;
  /** Cosine from which two portraits are taken for one person’s. */
  readonly threshold: number;
  /** What a cosine is worth as evidence. */
  readonly evidence: Curve;
  readonly licence: string;
  readonly origin: string;
  /** Not for real persons. */
  readonly demonstration: boolean;
}

/** What the acts and views of this room work with. */
export interface Parts {
  readonly kernel: Pick<Kernel, 'database' | 'clock' | 'keys' | 'words' | 'log'>;
  readonly offices: Offices;
  /** Opened at its first use. */
  matcher(): Promise<Matcher>;
  faces(): Promise<Faces | undefined>;
  readFinger(bytes: Uint8Array, position: FingerPosition): Promise<FingerTemplate | undefined>;
}
