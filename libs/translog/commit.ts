import { hash } from 'node:crypto';
import { TranslogError } from './errors.ts';

/** Bytes in a commitment's salt. */
export const SALT_BYTES = 16;

const DOMAIN = Buffer.from('dancu-line-v1\n', 'ascii');

/**
 * Commitment to a journal line: SHA-256("dancu-line-v1\n" ‖ salt ‖ line). It is the log entry's data. Deleting line and
 * salt erases what was said while the log stays whole: without the salt, a guess of the line cannot be checked.
 * @param salt 16 random bytes, of this line alone
 * @param line the exact bytes that were recorded
 * @returns 32 bytes
 * @throws TranslogError `salt_length`
 */
export function commitLine(salt: Uint8Array, line: Uint8Array): Buffer {
  // A fixed length keeps salt and line apart: no byte can pass from one to the other.
  if (salt.length !== SALT_BYTES) throw new TranslogError('salt_length', `a salt has ${SALT_BYTES} bytes`);
  return Buffer.from(hash('sha256', Buffer.concat([DOMAIN, salt, line]), 'binary'), 'binary');
}
