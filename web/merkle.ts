/** Bytes and Merkle trees with the browser's own cryptography and nothing else. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The root that leaf and path (hex) lead to; undefined where the path does not fit the tree. RFC 9162 section 2.1.3.2. */
export async function climb(
  leaf: Bytes,
  { index, size, path }: { index: number; size: number; path: readonly string[] },
): Promise<Bytes | undefined> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const text of path) {
    const sibling = fromHex(text);
    if (sibling?.length !== 32 || last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = await sha256(Uint8Array.of(0x01), sibling, hash);
      // On the right edge a node may have no sibling for some levels: it rises unhashed.
      while (node % 2 === 0 && node !== 0) [node, last] = rise(node, last);
    } else {
      hash = await sha256(Uint8Array.of(0x01), hash, sibling);
    }
    [node, last] = rise(node, last);
  }
  return last === 0 ? hash : undefined;
}

function rise(node: number, last: number): [number, number] {
  return [Math.floor(node / 2), Math.floor(last / 2)];
}

export async function sha256(...parts: Uint8Array[]): Promise<Bytes> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

export function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(text: string): Bytes | undefined {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
