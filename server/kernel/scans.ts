import { type Static, Type } from 'typebox';

/** In bytes: a sheet of A3 scanned in colour at 300 dpi as JPEG has some six megabytes. */
export const LARGEST_SCAN = 12 * 1024 * 1024;

const BEGINNINGS = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
} as const;
export type ScanMedia = keyof typeof BEGINNINGS;
const SCAN_MEDIA = Object.keys(BEGINNINGS) as ScanMedia[];

/** What a file is by its bytes, whatever it is called; undefined: nothing that a scanner or a camera makes. */
export function recogniseScan(bytes: Uint8Array): ScanMedia | undefined {
  return SCAN_MEDIA.find((media) => BEGINNINGS[media].every((byte, at) => bytes[at] === byte));
}

/** As contracts take a scan. */
export const ScanContent = Type.String({
  minLength: 4,
  pattern: '^[A-Za-z0-9+/]*={0,2}$',
  description: 'Base64 of a JPEG, PNG or PDF of at most 12 MiB',
});
/** Of a body with one: base64 is a third longer than what it carries. */
export const SCAN_BODY_LIMIT = Math.ceil((LARGEST_SCAN * 4) / 3) + 2048;

export interface Scan {
  readonly bytes: Buffer;
  readonly media: ScanMedia;
}

/** @returns the scan, or why it is none that is taken: too large, or of another kind */
export function readScan(content: Static<typeof ScanContent>): Scan | 'size' | 'kind' {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > LARGEST_SCAN) return 'size';
  const media = recogniseScan(bytes);
  return media ? { bytes, media } : 'kind';
}
