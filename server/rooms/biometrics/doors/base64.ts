const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Base64 of RFC 4648, 4, strictly: Node's own decoder leaves out whatever it does not know, and half a template would be
 * taken for a whole one.
 * @returns undefined for what is no base64
 */
export function readBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || !ALPHABET.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  // Bits that no byte has: two texts would mean the same.
  return bytes.toString('base64') === text ? bytes : undefined;
}

export function writeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
