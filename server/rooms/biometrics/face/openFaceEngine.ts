import { Thread } from '../engine/thread.ts';
import type { FaceAnswer, FaceAnswers, FaceQuestion } from './face.worker.ts';
import type { FaceComparison, FaceEngine } from './faceEngine.ts';
import { FaceError } from './faceError.ts';
import { readImageHead } from './imageHead.ts';
import { describeWeights, readWeights } from './weights.ts';

/** Milliseconds without work after which the thread goes, and with it what decoders and networks hold. */
const IDLE = 60_000;

/**
 * An engine over the weights of a folder. Pictures are looked at in a thread of its own, one after the other; it starts with the first.
 * @throws FaceError engine-not-configured, weights-wrong
 */
export async function openFaceEngine(folder: string): Promise<FaceEngine> {
  const loaded = await readWeights(folder);
  const description = describeWeights(loaded.weights);
  const { dimension, threshold } = description;
  let thread: Thread<FaceQuestion, FaceAnswer> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let idle: NodeJS.Timeout | undefined;

  async function askThread(question: FaceQuestion): Promise<FaceAnswer> {
    thread ??= new Thread(new URL('./face.worker.ts', import.meta.url), loaded);
    const asked = thread;
    return asked.ask(question).catch((error) => {
      if (thread === asked) thread = undefined;
      throw error;
    });
  }

  async function ask<Task extends keyof FaceAnswers>(task: Task, image: Uint8Array): Promise<FaceAnswers[Task]> {
    readImageHead(image);
    clearTimeout(idle);
    waiting += 1;
    const turn = last.then(() => askThread({ task, image }));
    last = turn
      .catch(() => undefined)
      .then(() => {
        waiting -= 1;
        if (waiting === 0) idle = setTimeout(() => void stop(), IDLE).unref();
      });
    const answered = await turn;
    if ('code' in answered) throw new FaceError(answered.code, answered.message);
    return answered.answer as FaceAnswers[Task];
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const ended = thread;
    thread = undefined;
    await ended?.stop();
  }

  return {
    describe: () => description,
    quality: (image) => ask('quality', image),
    embed: (image) => ask('embed', image),
    compare: (one, other) => compareEmbeddings(one, other, dimension, threshold),
    liveness: (image) => ask('liveness', image),
    close: stop,
  };
}

/** @throws RangeError where one has other parts than `dimension`, or no length */
export function compareEmbeddings(
  one: Float32Array,
  other: Float32Array,
  dimension: number,
  threshold: number,
): FaceComparison {
  if (one.length !== dimension || other.length !== dimension)
    throw new RangeError(`embeddings have ${dimension} parts, not ${one.length} and ${other.length}`);
  let [shared, own, others] = [0, 0, 0];
  for (const [at, value] of one.entries()) {
    shared += value * other[at]!;
    own += value * value;
    others += other[at]! * other[at]!;
  }
  const score = shared / Math.sqrt(own * others);
  if (Number.isNaN(score)) throw new RangeError('an embedding without length has no direction');
  return { score, isSame: score >= threshold, threshold };
}
