/** How each kind that is taken is called. */
export const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
};

const BEGINNINGS: Readonly<Record<string, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
};
const LARGEST = 12 * 1024 * 1024;

/** What a file is by its bytes, as the server will find; undefined: nothing that it takes. */
export function mediaOf(bytes: Uint8Array): string | undefined {
  return Object.keys(BEGINNINGS).find((media) => BEGINNINGS[media]!.every((byte, at) => bytes[at] === byte));
}

/** Why the server would refuse a scan: the end of a key. What waits for days is to be mended now. */
export function faultOf(
  { bytes, digest }: { bytes: Uint8Array; digest: string },
  known: readonly string[],
): 'size' | 'kind' | 'known' | undefined {
  if (bytes.length > LARGEST) return 'size';
  if (!mediaOf(bytes)) return 'kind';
  return known.includes(digest) ? 'known' : undefined;
}
