import { setTimeout as sleep } from 'node:timers/promises';

/** Answers leave only at multiples of so many milliseconds after the question came: longer than any of them takes on a machine that is not overloaded. */
const STEP = 250;

/**
 * Makes the time of an answer tell nothing. What is done for a number that nobody has is as much work as it can be made;
 * what is left of the difference disappears in the step. Refusals wait too.
 * @param known asked at the end: whoever gave a proof that cannot be guessed learns nothing by the time, and need not wait
 */
export async function levelTime<Result>(
  work: () => Promise<Result>,
  known: () => boolean = () => false,
): Promise<Result> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    const spent = performance.now() - began;
    if (!known()) await sleep(Math.ceil(spent / STEP) * STEP - spent);
  }
}
