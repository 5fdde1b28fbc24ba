import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { KeyStore } from '#kernel';
import type { SegmentKey } from './blocks.ts';
import { EngineError } from './engineError.ts';

/**
 * A segment's first 512 bytes: the same header twice, so that one flipped bit does not take the segment's key along. The key is
 * the segment's own, sealed under the data keys of the installation; who destroys it has destroyed the segment.
 *
 * Magic (8 bytes), number (u32), file (16 bytes), face model (32 bytes), length of the sealed key (u16), sealed key, checksum (u32).
 */
export const HEADER_BYTES = 512;
const COPY = HEADER_BYTES / 2;
const MAGIC = Buffer.from('DANCUBS1');
const SEALED = 62;

export type Seal = Pick<KeyStore, 'seal' | 'open'>;

/** The face model whose embeddings are kept. */
export interface FaceModel {
  readonly id: string;
  /** Parts of an embedding, a multiple of 16 up to 4,096. */
  readonly dimension: number;
}

const digest = ({ id, dimension }: FaceModel) => createHash('sha256').update(`${dimension}:${id}`).digest();
const aboutOf = (number: number, file: Buffer) => `biometric-segment:${number}:${file.toString('hex')}`;

export function makeHeader(keys: Seal, number: number, model: FaceModel): { header: Buffer; key: SegmentKey } {
  const file = randomBytes(16);
  const secret = randomBytes(32);
  const sealed = keys.seal(aboutOf(number, file), secret);
  const copy = Buffer.alloc(COPY);
  copy.set(MAGIC);
  copy.writeUInt32BE(number, 8);
  copy.set(file, 12);
  copy.set(digest(model), 28);
  copy.writeUInt16BE(sealed.length, 60);
  copy.set(sealed, SEALED);
  copy.writeUInt32BE(crc32(copy.subarray(0, COPY - 4)), COPY - 4);
  return { header: Buffer.concat([copy, copy]), key: { file, secret } };
}

/** @returns undefined where both copies are damaged @throws EngineError key-unknown, model-other */
export function readHeader(keys: Seal, number: number, model: FaceModel, bytes: Buffer): SegmentKey | undefined {
  const copy = [bytes.subarray(0, COPY), bytes.subarray(COPY, HEADER_BYTES)].find(
    (one) =>
      one.length === COPY &&
      one.subarray(0, MAGIC.length).equals(MAGIC) &&
      one.readUInt32BE(COPY - 4) === crc32(one.subarray(0, COPY - 4)),
  );
  if (!copy || copy.readUInt32BE(8) !== number) return undefined;
  if (!copy.subarray(28, 60).equals(digest(model)))
    throw new EngineError('model-other', 'the segments hold embeddings of another face model');
  const file = Buffer.from(copy.subarray(12, 28));
  const secret = keys.open(aboutOf(number, file), copy.subarray(SEALED, SEALED + copy.readUInt16BE(60)));
  if (!secret) throw new EngineError('key-unknown', `segment ${number} was sealed under a data key that is not here`);
  return { file, secret };
}
