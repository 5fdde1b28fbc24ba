import type { AnswerOf } from './api.ts';
import { proveMembership } from './bulkProof.ts';
import { type Bytes, climb, encode, sha256, toHex } from './merkle.ts';

/**
 * One journal line, exactly as recorded, and what ties it to the log's signed root. `index` counts from 0 in the tree of
 * `size` entries that `path` leads into, from the leaf's sibling up to below the root. `salt` is 16 bytes of base64url,
 * every hash is hex, `checkpoint` is a C2SP signed note and `verifierKey` a C2SP verifier key.
 */
export type ProofAnswer = AnswerOf<'/api/log/proof/{number}'>;

/** `page`, `person`: of a line that names nobody, whether it is about the reader all the same. */
export type StepId = 'line' | 'leaf' | 'path' | 'checkpoint' | 'signature' | 'page' | 'person';

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
    ...(proof.bulk ? await checkMembership(proof.line, proof.bulk) : []),
  ];
  const verdicts = steps.map(({ verdict }) => verdict);
  return { verdict: verdicts.includes('broken') ? 'broken' : verdicts.includes('unable') ? 'unable' : 'holds', steps };
}

/** A line of a batch stands for many: its root, which the steps before bind, leads to a page that holds this person. */
async function checkMembership(line: string, bulk: NonNullable<ProofAnswer['bulk']>): Promise<Step[]> {
  const { page, person } = await proveMembership(line, bulk);
  return [step('page', page.holds, page.computed), step('person', person.holds, person.computed)];
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

function decodeBase64(text: string, alphabet: 'standard' | 'url'): Bytes | undefined {
  const standard = alphabet === 'url' ? text.replaceAll('-', '+').replaceAll('_', '/') : text;
  try {
    return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
