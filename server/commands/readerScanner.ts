import { exec } from 'node:child_process';
import type { Refusal } from '#rooms/readers';

/** Four million bytes of base64 are more than any scan of a finger. */
const LARGEST = 2_000_000;
/** A shell that finds no such program. */
const NOT_FOUND = 127;

/**
 * Runs the scanner’s own program and takes what it writes to its output: a picture of a finger, PNG, WSQ or ISO/IEC 19794-4.
 *
 * @param command as typed; `{place}` in it, and `DANCU_PLACE`, say which finger, 1 to 10
 */
export function scanFinger(
  command: string,
  place: number,
  milliseconds: number,
): Promise<{ image: string } | { refused: Refusal }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DANCU_PLACE: String(place) };
    const options = { encoding: 'buffer', maxBuffer: LARGEST, timeout: milliseconds, env } as const;
    exec(command.replaceAll('{place}', String(place)), options, (error, output) => {
      if (error?.code === NOT_FOUND) return resolve({ refused: 'no-device' });
      // A scanner that nobody touches ends without a picture.
      if (error || output.length === 0) return resolve({ refused: 'no-finger' });
      resolve({ image: output.toString('base64') });
    });
  });
}
