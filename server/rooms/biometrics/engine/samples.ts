import { FingerprintError, readIsoRecord, writeIsoRecord } from '#libs/fingerprint';
import { GalleryError, makeRow } from '#libs/gallery';
import { fingerPositions, MatcherError, type MatcherErrorCode, type Probe, type Reference } from './matcher.ts';
import type { KeptFinger } from './records.ts';

export const MOST_FINGERS = 20;

/** What the engine compares of a probe. */
export interface Samples {
  readonly face: Float32Array | undefined;
  readonly fingers: readonly KeptFinger[];
}

/** Of a portrait. @returns undefined where no face, or more than one, is in it */
export type Embed = (portrait: Uint8Array) => Promise<Float32Array | undefined>;

/**
 * Brings fingers to the one form in which they are kept: nothing of a stranger's record but its minutiae comes further. A face is checked
 * by the gallery.
 * @throws MatcherError probe-empty, portrait-wrong, finger-wrong
 */
export async function readProbe(probe: Probe, embed: Embed | undefined): Promise<Samples> {
  const fingers = (probe.fingers ?? []).map(({ position, template }) => ({
    position,
    template: renewTemplate(position, template),
  }));
  if (fingers.length > MOST_FINGERS) throw new MatcherError('finger-wrong', `more than ${MOST_FINGERS} fingers`);
  const face = probe.face ?? (probe.portrait && (await findFace(probe.portrait, embed)));
  if (!face && fingers.length === 0) throw new MatcherError('probe-empty', 'neither a face nor a finger');
  return { face, fingers };
}

/** @throws MatcherError reference-wrong, face-wrong */
export function rowOf(reference: Reference, face: Float32Array, dimension: number): Uint8Array {
  try {
    return makeRow(reference, face, dimension);
  } catch (error) {
    throw toMatcherError(error);
  }
}

async function findFace(portrait: Uint8Array, embed: Embed | undefined): Promise<Float32Array> {
  if (!embed)
    throw new MatcherError('portrait-wrong', 'no face model is configured that makes embeddings of portraits');
  const face = await embed(portrait);
  if (!face) throw new MatcherError('portrait-wrong', 'not one face in the portrait');
  return face;
}

function renewTemplate(position: KeptFinger['position'], record: Uint8Array): Uint8Array {
  if (!fingerPositions.includes(position)) throw new MatcherError('finger-wrong', 'a finger is 0 to 10');
  try {
    const view = readIsoRecord(record).views[0];
    if (!view) throw new MatcherError('finger-wrong', 'a record without a finger');
    return writeIsoRecord([{ position, view: 0, impression: view.impression, template: view.template }], 2011);
  } catch (error) {
    throw toMatcherError(error);
  }
}

const CODES: Partial<Record<string, MatcherErrorCode>> = {
  'id-wrong': 'reference-wrong',
  'embedding-wrong': 'face-wrong',
  closed: 'closed',
};

/** What comes of the libraries and of the disk, as those outside know it. */
export function toMatcherError(error: unknown): MatcherError {
  if (error instanceof MatcherError) return error;
  const { message } = error as Error;
  if (error instanceof FingerprintError) return new MatcherError('finger-wrong', message, { cause: error });
  const code = (error instanceof GalleryError && CODES[error.code]) || 'unavailable';
  return new MatcherError(code, message, { cause: error });
}
