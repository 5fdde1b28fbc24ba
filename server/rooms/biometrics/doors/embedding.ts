/**
 * A face's embedding on its way between two engines of one face model. Neither standard has a form for it, both have a place
 * for a template of one's own: numbers of IEEE 754, 32 bits, little-endian, one after the other.
 */
export const EMBEDDING_FORMAT = 'DANCU_EMBEDDING_F32';

/** Embeddings of known face models have 128 to 2,048 numbers. */
const LONGEST = 4096;

export function writeEmbedding(face: Float32Array): Buffer {
  const bytes = Buffer.alloc(face.length * 4);
  face.forEach((value, index) => {
    bytes.writeFloatLE(value, index * 4);
  });
  return bytes;
}

/** @returns undefined for bytes that are none: of another length, or with a number that is no number */
export function readEmbedding(bytes: Uint8Array): Float32Array | undefined {
  if (bytes.length === 0 || bytes.length % 4 !== 0 || bytes.length > LONGEST * 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const face = Float32Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(index * 4, true));
  return face.every(Number.isFinite) ? face : undefined;
}
