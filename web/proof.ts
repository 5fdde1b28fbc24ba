import type { AnswerOf } from './api.ts';

/**
 * One journal line, exactly as recorded, and what ties it to the log's signed root. `index` counts from 0 in the tree of
 * `size` entries that `path` leads into, from the leaf's sibling up to below the root. `salt` is 16 bytes of base64url,
 * every hash is hex, `checkpoint` is a C2SP signed note and `verifierKey` a C2SP verifier key.
 */
export type ProofAnswer = AnswerOf<'/api/log/proof/{number}'>;

export type StepId = 'line' | 'leaf' | 'path' | 'checkpoint' | 'signature';

export interface Step {
  id: StepId;
  /** `unable`: this browser cannot compute it, which proves nothing either way. */
  verdict: 'holds' | 'broken' | 'unable';
  /** What was computed here, hex or text, to compare by eye. */
  computed: string;
}

export interface Verdict {
  verdict: 'holds' | 'broken' | 'unable';
  steps: Step[];
}

type Bytes = Uint8Array<ArrayBuffer>;

const DOMAIN = encode('dancu-line-v1\n');
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const ED25519 = 0x01;

/**
 * Recomputes a proof with the browser's own cryptography and nothing else. Each step builds on what was computed, never on
 * what the server says of it, so the first broken step is where the server's story stops being true. Never throws: what
 * cannot be read is broken.
 */
export async function verifyProof(proof: ProofAnswer): Promise<Verdict> {
  const salt = decodeBase64(proof.salt, 'url');
  const commitment = await sha256(DOMAIN, salt ?? new Uint8Array(), encode(proof.line));
  const leaf = await sha256(Uint8Array.of(0x00), commitment);
  const root = await climb(leaf, proof);
  const note = readCheckpoint(proof.checkpoint);
  const steps: Step[] = [
    step('line', salt?.length === SALT_BYTES && toHex(commitment) === proof.commitment, toHex(commitment)),
    step('leaf', toHex(leaf) === proof.leafHash, toHex(leaf)),
    step('path', root !== undefined && toHex(root) === proof.root, root ? toHex(root) : ''),
    step(
      'checkpoint',
      root !== undefined && note !== undefined && note.size === proof.size && note.root === toHex(root),
      note ? `${note.origin} · ${note.size}` : '',
    ),
    await checkSignature(note, proof.verifierKey),
  ];
  const verdicts = steps.map(({ verdict }) => verdict);
  return { verdict: verdicts.includes('broken') ? 'broken' : verdicts.includes('unable') ? 'unable' : 'holds', steps };
}

/** The root that leaf and path lead to; undefined where the path does not fit the tree. RFC 9162 section 2.1.3.2. */
async function climb(leaf: Bytes, { index, size, path }: ProofAnswer): Promise<Bytes | undefined> {
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

interface SignedCheckpoint {
  origin: string;
  size: number;
  /** Hex. */
  root: string;
  /** What is signed: the text with its last newline. */
  text: string;
  signatures: { name: string; bytes: Bytes }[];
}

/** C2SP signed-note and tlog-checkpoint. */
function readCheckpoint(note: string): SignedCheckpoint | undefined {
  const blank = note.lastIndexOf('\n\n');
  if (blank === -1) return undefined;
  const text = note.slice(0, blank + 1);
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = decodeBase64(encoded, 'standard');
  if (origin === '' || !/^(?:0|[1-9][0-9]{0,15})$/.test(size) || root?.length !== 32) return undefined;
  const signatures = note
    .slice(blank + 2)
    .split('\n')
    .flatMap((line) => {
      const [, name, signature = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
      const bytes = decodeBase64(signature, 'standard');
      return name !== undefined && bytes !== undefined ? [{ name, bytes }] : [];
    });
  return { origin, size: Number(size), root: toHex(root), text, signatures };
}

async function checkSignature(note: SignedCheckpoint | undefined, verifierKey: string): Promise<Step> {
  // The key's base64 may itself hold a plus sign: only the first two separate.
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey) ?? [];
  const typed = decodeBase64(encoded, 'standard');
  if (!note || typed?.length !== 1 + KEY_BYTES || typed[0] !== ED25519) return step('signature', false, name);
  const keyHash = toHex(await sha256(encode(`${name}\n`), typed)).slice(0, 8);
  const signature = note.signatures.find((each) => each.name === name && toHex(each.bytes.slice(0, 4)) === id)?.bytes;
  if (keyHash !== id || note.origin !== name || signature?.length !== 4 + SIGNATURE_BYTES) {
    return step('signature', false, name);
  }
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('raw', typed.slice(1), 'Ed25519', false, ['verify']);
  } catch {
    // Browsers before 2025 lack Ed25519.
    return { id: 'signature', verdict: 'unable', computed: name };
  }
  return step('signature', await crypto.subtle.verify('Ed25519', key, signature.slice(4), encode(note.text)), name);
}

function step(id: StepId, holds: boolean, computed: string): Step {
  return { id, verdict: holds ? 'holds' : 'broken', computed };
}

async function sha256(...parts: Uint8Array[]): Promise<Bytes> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Bytes | undefined {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function decodeBase64(text: string, alphabet: 'standard' | 'url'): Bytes | undefined {
  const standard = alphabet === 'url' ? text.replaceAll('-', '+').replaceAll('_', '/') : text;
  try {
    return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
