import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * Blocks of a segment: a head of 48 bytes and what AES-256-GCM made of the content, filled up to 16 bytes. The file and the place
 * are sealed with it: a block that was moved does not open. The head's own checksum finds the next block after a damaged one.
 *
 * Head: magic (u32), length (u32), nonce (12 bytes), tag (16 bytes), checksum of all that (u32), 8 bytes unused; big-endian.
 */
export const BLOCK_HEAD = 48;
/** Places of blocks are multiples of it. */
export const BLOCK_STEP = 16;
/** Of the content, aimed at: what is read for one finger. */
export const BLOCK_BYTES = 64 * 1024;
/** A block holds one record at least, and the largest has 20 fingers and a face of 4,096 parts. */
export const MOST_BLOCK_BYTES = 2 * BLOCK_BYTES;
/** Records of a block have numbers of 12 bits. */
export const MOST_BLOCK_RECORDS = 4096;
const MAGIC = 0x44_47_42_31;
const CHECKED = 36;

export interface SegmentKey {
  /** 16 bytes, of this file alone. */
  readonly file: Uint8Array;
  readonly secret: Uint8Array;
}

export const blockLength = (content: number) => Math.ceil((BLOCK_HEAD + content) / BLOCK_STEP) * BLOCK_STEP;

function aboutOf({ file }: SegmentKey, at: number): Buffer {
  const about = Buffer.alloc(file.length + 8);
  about.set(file);
  about.writeBigUInt64BE(BigInt(at), file.length);
  return about;
}

/** @param at where the block will stand in its file */
export function sealBlock(key: SegmentKey, at: number, content: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce).setAAD(aboutOf(key, at));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  const block = Buffer.alloc(blockLength(content.length));
  block.writeUInt32BE(MAGIC, 0);
  block.writeUInt32BE(content.length, 4);
  block.set(nonce, 8);
  block.set(cipher.getAuthTag(), 20);
  block.writeUInt32BE(crc32(block.subarray(0, CHECKED)), CHECKED);
  block.set(sealed, BLOCK_HEAD);
  return block;
}

/** Bytes of a block's content. @returns undefined for what is no head */
export function readHead(head: Buffer): number | undefined {
  if (head.length < BLOCK_HEAD || head.readUInt32BE(0) !== MAGIC) return undefined;
  const length = head.readUInt32BE(4);
  if (length > MOST_BLOCK_BYTES || head.readUInt32BE(CHECKED) !== crc32(head.subarray(0, CHECKED))) return undefined;
  return length;
}

/** @param block from its head to the end of its content, or beyond @returns undefined where it was changed or moved */
export function openBlock(key: SegmentKey, at: number, block: Buffer): Buffer | undefined {
  const length = readHead(block);
  if (length === undefined || block.length < BLOCK_HEAD + length) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key.secret, block.subarray(8, 20)).setAAD(aboutOf(key, at));
  decipher.setAuthTag(block.subarray(20, CHECKED));
  try {
    return Buffer.concat([decipher.update(block.subarray(BLOCK_HEAD, BLOCK_HEAD + length)), decipher.final()]);
  } catch {
    return undefined;
  }
}
