import { type Bytes, climb, fromHex, sha256, toHex } from './merkle.ts';

/** What comes beside a line of a batch: hex, and the person's key in the register. */
export interface BulkPage {
  readonly person: string;
  readonly page: number;
  readonly entries: string;
  readonly path: readonly string[];
}

interface Computed {
  readonly holds: boolean;
  readonly computed: string;
}

const BLOCK = 16;
const ENTRY = 8;
const MOST_BITS = 24;

/**
 * Whether a line that names nobody is about a person, computed anew: the page's hash leads to the root that stands in the line,
 * and the page is the one for the person's key, blinded with the line's salt, and holds it. What cannot be read does not hold.
 */
export async function proveMembership(
  line: string,
  { person, entries, path }: BulkPage,
): Promise<{ page: Computed; person: Computed }> {
  const { salt, bits, root } = readLine(line);
  const key = fromHex(person.replaceAll('-', ''));
  const page = fromHex(entries);
  if (salt?.length !== BLOCK || key?.length !== BLOCK || !page || page.length % ENTRY !== 0 || bits === undefined)
    return { page: { holds: false, computed: '' }, person: { holds: false, computed: '' } };
  const token = await blind(salt, key);
  // The place follows from the key: a page from elsewhere in the tree says nothing of this person.
  const index = bits === 0 ? 0 : new DataView(token.buffer).getUint32(0) >>> (32 - bits);
  const reached = await climb(await sha256(Uint8Array.of(0x00), page), { index, size: 2 ** bits, path });
  const hash = reached ? toHex(reached) : '';
  const entry = toHex(token.subarray(4, 4 + ENTRY));
  return {
    page: { holds: hash !== '' && hash === root, computed: hash },
    person: { holds: holdsEntry(page, entry), computed: entry },
  };
}

function readLine(line: string): { salt?: Bytes | undefined; bits?: number; root?: string } {
  try {
    const { data } = JSON.parse(line) as { data?: { salt?: unknown; bits?: unknown; root?: unknown } };
    const { salt, bits, root } = data ?? {};
    const known = typeof bits === 'number' && Number.isInteger(bits) && bits >= 0 && bits <= MOST_BITS;
    return {
      ...(typeof salt === 'string' ? { salt: fromHex(salt) } : {}),
      ...(known ? { bits } : {}),
      ...(typeof root === 'string' ? { root } : {}),
    };
  } catch {
    return {};
  }
}

/**
 * AES-128(salt, key) XOR key (ISO/IEC 10118-2). Browsers offer no bare block cipher; the first block of CBC with an initial
 * vector of zeros is one.
 */
async function blind(salt: Bytes, key: Bytes): Promise<Bytes> {
  const cipher = await crypto.subtle.importKey('raw', salt, 'AES-CBC', false, ['encrypt']);
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(BLOCK) }, cipher, key);
  return new Uint8Array(encrypted, 0, BLOCK).map((byte, at) => byte ^ key[at]!).slice();
}

function holdsEntry(page: Bytes, entry: string): boolean {
  for (let at = 0; at < page.length; at += ENTRY) if (toHex(page.subarray(at, at + ENTRY)) === entry) return true;
  return false;
}
