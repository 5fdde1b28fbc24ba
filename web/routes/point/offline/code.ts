import { decodeCbor, type Item, writeBytes } from './cbor.ts';

/** Who signs printed codes, as the desk’s lists say. */
export interface Signer {
  /** Base64. */
  keyId: string;
  publicKey: Record<string, unknown>;
  notAfter: string;
}

export type OfflineCode =
  | { reason: 'code-signed'; name: string; birthDate: string }
  | { reason: 'code-untrusted' | 'code-expired' | 'code-malformed' };

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const LONGEST = 4296;
const LARGEST = 16_384;
/** Claims of RFC 8392 and of claim 169. */
const CLAIM = { expires: 4, notBefore: 5, identity: 169 } as const;
const IDENTITY = { name: 4, birthDate: 8 } as const;
const ES256 = -7;

/** RFC 9285. @throws RangeError */
function decodeBase45(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((one) => ALPHABET.indexOf(one));
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    const size = digits.length - 1;
    if (digits.includes(-1) || size === 0 || value >= 256 ** size) throw new RangeError('no Base45');
    if (size === 2) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return Uint8Array.from(bytes);
}

/** Nothing that unpacks without end gets further. @throws RangeError, TypeError */
async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts: number[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Uint8Array.from(parts);
    parts.push(...value);
    if (parts.length > LARGEST) throw new RangeError('too large');
  }
}

const asBytes = (item: Item | undefined): Uint8Array<ArrayBuffer> => {
  if (!(item instanceof Uint8Array)) throw new RangeError('no bytes');
  return item;
};
const asMap = (item: Item | undefined): Map<Item, Item> => {
  if (!(item instanceof Map)) throw new RangeError('no map');
  return item;
};

/** Opens COSE_Sign1 (RFC 9052). @returns undefined where nobody of the list has signed it @throws RangeError */
async function openSigned(message: Item, signers: readonly Signer[], at: Date) {
  const parts = typeof message === 'object' && 'tag' in message ? message.value : message;
  if (!Array.isArray(parts) || parts.length !== 4) throw new RangeError('no COSE_Sign1');
  const [header, payload, signature] = [asBytes(parts[0]), asBytes(parts[2]), asBytes(parts[3])];
  const inner = asMap(decodeCbor(header));
  const keyId = btoa(String.fromCharCode(...asBytes(inner.get(4) ?? asMap(parts[1]).get(4))));
  const signer = signers.find((one) => one.keyId === keyId && Date.parse(one.notAfter) > at.getTime());
  if (!signer || inner.get(1) !== ES256) return undefined;
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', signer.publicKey as JsonWebKey, curve, false, ['verify']);
  const context = [0x84, 0x6a, ...new TextEncoder().encode('Signature1')];
  const signed = Uint8Array.from([...context, ...writeBytes(header), 0x40, ...writeBytes(payload)]);
  const isRight = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed);
  return isRight ? payload : undefined;
}

/** Verifies a printed code by the lists that the desk keeps, with the browser’s own cryptography. */
export async function judgeCode(text: string, signers: readonly Signer[], at: Date): Promise<OfflineCode> {
  try {
    if (text.length > LONGEST) return { reason: 'code-malformed' };
    const payload = await openSigned(decodeCbor(await inflate(decodeBase45(text))), signers, at);
    if (!payload) return { reason: 'code-untrusted' };
    const claims = asMap(decodeCbor(payload));
    const [from, until] = [claims.get(CLAIM.notBefore), claims.get(CLAIM.expires)];
    const now = at.getTime() / 1000;
    if (typeof from !== 'number' || typeof until !== 'number') return { reason: 'code-malformed' };
    if (now < from || now > until) return { reason: 'code-expired' };
    const identity = asMap(claims.get(CLAIM.identity));
    const [name, birth] = [identity.get(IDENTITY.name), String(identity.get(IDENTITY.birthDate))];
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(birth) ?? [];
    if (typeof name !== 'string' || !year) return { reason: 'code-malformed' };
    return { reason: 'code-signed', name, birthDate: `${year}-${month}-${day}` };
  } catch {
    // Text that is no code: whatever it does not decode to.
    return { reason: 'code-malformed' };
  }
}
