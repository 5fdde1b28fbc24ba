import { sha256 } from '@noble/hashes/sha2.js';

/** Reads a file block by block and computes its SHA-256 on the way, each byte once, however often a block is read again. */
export interface DigestingReader {
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Reads what was not read yet. @returns hex */
  digest(): Promise<string>;
}

const BLOCK = 1 << 20;

/** WebCrypto digests only what lies in memory as a whole; a file here may have gigabytes. */
export function createDigestingReader(file: Blob): DigestingReader {
  const hash = sha256.create();
  let hashed = 0;
  const load = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  async function hashUpTo(end: number): Promise<void> {
    while (hashed < end) {
      const block = await load(hashed, Math.min(end, hashed + BLOCK));
      // The file was cut or taken away while it was read.
      if (block.length === 0) throw new DOMException('the file has changed', 'NotReadableError');
      hash.update(block);
      hashed += block.length;
    }
  }
  return {
    async read(offset, length) {
      const end = Math.min(file.size, offset + length);
      await hashUpTo(end);
      return load(offset, end);
    },
    async digest() {
      await hashUpTo(file.size);
      return Array.from(hash.clone().digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}
