/** The bytes of r and of s on P-256. */
const HALF = 32;

/**
 * ECDSA signatures on P-256 between r‖s, as RFC 9421 and JOSE write them, and DER, as OpenSSL works with them. Node converts
 * too (`dsaEncoding`), but holding a lock of the key meanwhile: its main thread then waits for the threads of the pool.
 * @returns undefined for what is not 64 bytes long
 */
export function derFromConcat(signature: Uint8Array): Buffer | undefined {
  if (signature.length !== 2 * HALF) return undefined;
  const der = Buffer.allocUnsafe(2 * HALF + 8);
  const end = writeInteger(der, writeInteger(der, 2, signature.subarray(0, HALF)), signature.subarray(HALF));
  der[0] = 0x30;
  der[1] = end - 2;
  return der.subarray(0, end);
}

/** @param der as OpenSSL made it; what others made is not checked here */
export function concatFromDer(der: Uint8Array): Buffer {
  const concat = Buffer.alloc(2 * HALF);
  const afterR = readInteger(der, 2, concat.subarray(0, HALF));
  readInteger(der, afterR, concat.subarray(HALF));
  return concat;
}

/** Shortest form of an unsigned integer: no leading zeros, but one where the first bit would make it negative. */
function writeInteger(der: Buffer, at: number, value: Uint8Array): number {
  let start = 0;
  while (start < HALF - 1 && value[start] === 0) start++;
  const padding = value[start]! >= 0x80 ? 1 : 0;
  der[at] = 0x02;
  der[at + 1] = HALF - start + padding;
  if (padding) der[at + 2] = 0;
  der.set(value.subarray(start), at + 2 + padding);
  return at + 2 + padding + HALF - start;
}

function readInteger(der: Uint8Array, at: number, into: Uint8Array): number {
  const end = at + 2 + der[at + 1]!;
  const start = Math.max(at + 2, end - HALF);
  into.set(der.subarray(start, end), HALF - (end - start));
  return end;
}
