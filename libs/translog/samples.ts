import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { type ReadTile, type Signer, type Tile, tilePath } from './index.ts';

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** Entry `i` of the test log: distinct, of varying length. */
export function sampleEntry(i: number): Buffer {
  return Buffer.from(`entry ${i}`.padEnd((i % 40) + 8, '.'));
}

/** RFC 6962 section 2.1 word for word: the slow definition everything else is judged by. */
export class ReferenceTree {
  readonly entries: readonly Uint8Array[];
  readonly #known = new Map<string, Buffer>();

  constructor(entries: readonly Uint8Array[]) {
    this.entries = entries;
  }

  root(size: number): Buffer {
    return this.#hash(0, size);
  }

  /** PATH(m, D[n]), section 2.1.1. */
  path(index: number, size: number, start = 0): Buffer[] {
    if (size === 1) return [];
    const k = split(size);
    return index < k
      ? [...this.path(index, k, start), this.#hash(start + k, start + size)]
      : [...this.path(index - k, size - k, start + k), this.#hash(start, start + k)];
  }

  /** PROOF(m, D[n]), section 2.1.2. */
  proof(oldSize: number, newSize: number): Buffer[] {
    return this.#subproof(oldSize, newSize, 0, true);
  }

  #subproof(m: number, n: number, start: number, complete: boolean): Buffer[] {
    if (m === n) return complete ? [] : [this.#hash(start, start + n)];
    const k = split(n);
    return m <= k
      ? [...this.#subproof(m, k, start, complete), this.#hash(start + k, start + n)]
      : [...this.#subproof(m - k, n - k, start + k, false), this.#hash(start, start + k)];
  }

  #hash(start: number, end: number): Buffer {
    const name = `${start}-${end}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const made = this.#compute(start, end);
    this.#known.set(name, made);
    return made;
  }

  #compute(start: number, end: number): Buffer {
    if (start === end) return sha256();
    if (end - start === 1) return sha256(Buffer.of(0), this.entries[start]!);
    const middle = start + split(end - start);
    return sha256(Buffer.of(1), this.#hash(start, middle), this.#hash(middle, end));
  }
}

function split(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

/** A store of tiles by path, as a log's directory of files would be. */
export class TileStore {
  readonly files = new Map<string, Buffer>();

  save(tiles: readonly Tile[]): void {
    for (const tile of tiles) this.files.set(tilePath({ kind: 'hashes', ...tile }), Buffer.from(tile.bytes));
  }

  readonly read: ReadTile = (level, index, width) =>
    this.files.get(tilePath({ kind: 'hashes', level, index, width })) ??
    this.files.get(tilePath({ kind: 'hashes', level, index, width: 256 }));
}

/** A signer with a fresh Ed25519 key. */
export function sampleSigner(name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { name, publicKey: raw, sign: (bytes) => sign(null, bytes, privateKey) };
}
