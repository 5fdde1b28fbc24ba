import type { Faces } from '../parts.ts';
import type { FaceEngine } from './faceEngine.ts';
import { FaceError } from './faceError.ts';
import { openFaceEngine } from './openFaceEngine.ts';

/** Portraits that are no portraits: what is wrong with them is the sender’s to mend. */
const SENDERS: readonly string[] = ['no-face', 'several-faces', 'image-malformed', 'image-too-large'];

/** The engine as the room asks it: a picture without the one face has no embedding. */
export function facesOf(engine: FaceEngine): Faces {
  return {
    describe: () => engine.describe(),
    async embed(portrait) {
      try {
        return await engine.embed(portrait);
      } catch (error) {
        if (error instanceof FaceError && SENDERS.includes(error.code)) return undefined;
        throw error;
      }
    },
  };
}

/**
 * What makes faces comparable here; undefined where no weights are. Weights that are there and not as described are no reason to go on
 * without: whoever is enrolled meanwhile would never be found by the face.
 * @throws FaceError weights-wrong
 */
export async function openFaces(folder: string): Promise<Faces | undefined> {
  try {
    return facesOf(await openFaceEngine(folder));
  } catch (error) {
    if (error instanceof FaceError && error.code === 'engine-not-configured') return undefined;
    throw error;
  }
}
