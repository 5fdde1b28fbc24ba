/**
 * Bytes of standard, padded base64, or `undefined` where the text is not the one encoding of its bytes: Node's decoder
 * forgives much, and two texts for one signature would make notes malleable.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
