import { parentPort, workerData } from 'node:worker_threads';
import { embedOnly, judgeLiveness, rateLargest } from './analyse.ts';
import { openDecoder } from './decode.ts';
import type { FaceEmbedding, FaceQuality } from './faceEngine.ts';
import { FaceError, type FaceErrorCode } from './faceError.ts';
import { openNetworks } from './networks.ts';
import type { LoadedWeights } from './weights.ts';

export interface FaceAnswers {
  quality: FaceQuality;
  embed: FaceEmbedding;
  liveness: number;
}

export interface FaceQuestion {
  readonly task: keyof FaceAnswers;
  readonly image: Uint8Array;
}

export type FaceAnswer =
  | { readonly answer: FaceAnswers[keyof FaceAnswers] }
  | { readonly code: FaceErrorCode; readonly message: string };

const does = { quality: rateLargest, embed: embedOnly, liveness: judgeLiveness } as const;
const opening = Promise.all([openDecoder(), openNetworks(workerData as LoadedWeights)]);

parentPort?.on('message', async ({ task, image }: FaceQuestion) => {
  try {
    const [decoder, networks] = await opening;
    const answer = await does[task](networks, await decoder.decode(image));
    parentPort!.postMessage({ answer } satisfies FaceAnswer);
  } catch (error) {
    // Anything else ends the thread, and the next picture starts another.
    if (!(error instanceof FaceError)) throw error;
    parentPort!.postMessage({ code: error.code, message: error.message } satisfies FaceAnswer);
  }
});
