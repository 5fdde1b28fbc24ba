import { encodeText, toBase64 } from './bytes.ts';
import type { Verdict } from './key.ts';

/** SHA-256 of nothing, as `Content-Digest` says it. */
const OF_NOTHING = 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:';

/** Whether a message had no body, and its digest says so. */
export const isOfNothing = (digest: unknown): boolean => digest === OF_NOTHING;

/**
 * Whether a body is the one of a `Content-Digest` (RFC 9530).
 * @param digest undefined: there was no body
 * @returns absent where no body is given; what had none needs none
 */
export async function checkDigest(body: string | undefined, digest: unknown): Promise<Verdict | 'absent'> {
  if (body === undefined) return isOfNothing(digest) ? 'holds' : 'absent';
  if (typeof digest !== 'string') return digest === undefined && body === '' ? 'holds' : 'broken';
  let known = 0;
  for (const member of digest.split(',')) {
    const [, name, given] = /^ *(sha-256|sha-512)=:([A-Za-z0-9+/=]+): *$/.exec(member) ?? [];
    if (name === undefined) continue;
    known += 1;
    const computed = await crypto.subtle.digest(name === 'sha-256' ? 'SHA-256' : 'SHA-512', encodeText(body));
    if (toBase64(new Uint8Array(computed)) !== given) return 'broken';
  }
  return known > 0 ? 'holds' : 'broken';
}
