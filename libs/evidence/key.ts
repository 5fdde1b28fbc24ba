import { encodeText, fromBase64, fromBase64Url, sha256, toBase64Url } from './bytes.ts';
import type { PublicJwk } from './package.ts';

/** `unable`: this browser or program cannot compute it, which proves nothing either way. */
export type Verdict = 'holds' | 'broken' | 'unable';

/** RFC 7638: the name of a key, which no other key has. @returns undefined for a key of another kind */
export async function computeThumbprint({ kty, crv, x, y }: PublicJwk): Promise<string | undefined> {
  // Another spelling of the same key would have another name.
  if (fromBase64Url(x)?.length !== 32 || (y !== undefined && fromBase64Url(y)?.length !== 32)) return undefined;
  const known = (kty === 'EC' && crv === 'P-256' && y !== undefined) || (kty === 'OKP' && crv === 'Ed25519' && !y);
  // JSON.stringify keeps the order and drops an absent y.
  return known ? toBase64Url(await sha256(encodeText(JSON.stringify({ crv, kty, x, y })))) : undefined;
}

const algorithms = {
  'P-256': { name: 'ecdsa-p256-sha256', use: { name: 'ECDSA', namedCurve: 'P-256' }, with: { hash: 'SHA-256' } },
  Ed25519: { name: 'ed25519', use: { name: 'Ed25519' }, with: {} },
} as const;

/** Whether a signature base was signed with a key. The key decides the algorithm; what the message says may only agree. */
export async function checkSignature(
  jwk: PublicJwk,
  signed: { base: string; signature: string; alg: string | undefined },
): Promise<Verdict> {
  const algorithm = jwk.crv === 'P-256' || jwk.crv === 'Ed25519' ? algorithms[jwk.crv] : undefined;
  const signature = fromBase64(signed.signature);
  if (!algorithm || signature?.length !== 64) return 'broken';
  if (signed.alg !== undefined && signed.alg !== algorithm.name) return 'broken';
  const { kty, crv, x, y } = jwk;
  const key = { kty, crv, x, ...(y === undefined ? {} : { y }) };
  return verifyWith(
    () => crypto.subtle.importKey('jwk', key, algorithm.use, false, ['verify']),
    (imported) =>
      crypto.subtle.verify({ ...algorithm.use, ...algorithm.with }, imported, signature, encodeText(signed.base)),
  );
}

/** @param keyBytes raw Ed25519 public key */
export function checkEd25519(keyBytes: Uint8Array<ArrayBuffer>, text: string, signature: Uint8Array<ArrayBuffer>) {
  return verifyWith(
    () => crypto.subtle.importKey('raw', keyBytes, 'Ed25519', false, ['verify']),
    (key) => crypto.subtle.verify('Ed25519', key, signature, encodeText(text)),
  );
}

type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

async function verifyWith(
  importKey: () => Promise<ImportedKey>,
  verify: (key: ImportedKey) => Promise<boolean>,
): Promise<Verdict> {
  try {
    return (await verify(await importKey())) ? 'holds' : 'broken';
  } catch (error) {
    // Browsers before 2025 lack Ed25519; a point that is not on the curve is another matter.
    return error instanceof Error && error.name === 'NotSupportedError' ? 'unable' : 'broken';
  }
}
