import { type Bytes, encodeText, fromBase64, fromBase64Url, fromHex, sha256, toHex } from './bytes.ts';
import { checkEd25519, type Verdict } from './key.ts';
import type { ProvenLine } from './package.ts';

/** A log's statement of its size and root (C2SP tlog-checkpoint), not yet verified. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** What is signed: the text with its last newline. */
  readonly text: string;
  readonly signatures: readonly { name: string; bytes: Bytes }[];
}

const LINE = encodeText('dancu-line-v1\n');
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const ED25519 = 0x01;

/** Reads a signed note as a checkpoint. @returns undefined for what is none */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const blank = note.lastIndexOf('\n\n');
  if (blank === -1 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, blank + 1);
  const [origin = '', size = '', encoded = '', ...rest] = text.split('\n');
  const root = fromBase64(encoded);
  if (origin === '' || !/^(?:0|[1-9][0-9]{0,15})$/.test(size) || root?.length !== 32 || rest.length !== 1)
    return undefined;
  const signatures: { name: string; bytes: Bytes }[] = [];
  for (const line of note.slice(blank + 2, -1).split('\n')) {
    const [, name, signature = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(signature);
    if (name === undefined || bytes === undefined) return undefined;
    signatures.push({ name, bytes });
  }
  return { origin, size: Number(size), root: toHex(root), text, signatures };
}

/** Whether a log's key (C2SP signed-note, `name+hash+base64`) signed the checkpoint, and the log is the key's own. */
export async function checkCheckpoint(checkpoint: Checkpoint, verifierKey: string): Promise<Verdict> {
  // The key's base64 may itself hold a plus sign: only the first two separate.
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey) ?? [];
  const typed = fromBase64(encoded);
  if (typed?.length !== 1 + KEY_BYTES || typed[0] !== ED25519 || checkpoint.origin !== name) return 'broken';
  if (toHex(await sha256(encodeText(`${name}\n`), typed)).slice(0, 8) !== id) return 'broken';
  const own = checkpoint.signatures.filter((one) => one.name === name && toHex(one.bytes.slice(0, 4)) === id);
  if (own.length !== 1 || own[0]!.bytes.length !== 4 + SIGNATURE_BYTES) return 'broken';
  return checkEd25519(typed.slice(1), checkpoint.text, own[0]!.bytes.slice(4));
}

/**
 * Whether a line is in the tree that the checkpoint tells of. The commitment is SHA-256("dancu-line-v1\n" ‖ salt ‖ line), the
 * rest RFC 9162 section 2.1.3.2.
 */
export async function isInLog({ number, line, salt, path }: ProvenLine, { size, root }: Checkpoint): Promise<boolean> {
  const saltBytes = fromBase64Url(salt);
  if (saltBytes?.length !== SALT_BYTES || number >= size) return false;
  let hash = await sha256(Uint8Array.of(0x00), await sha256(LINE, saltBytes, encodeText(line)));
  let node = number;
  let last = size - 1;
  for (const text of path) {
    const sibling = fromHex(text);
    if (sibling?.length !== 32 || last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await sha256(Uint8Array.of(0x01), sibling, hash);
      // On the right edge a node may have no sibling for some levels: it rises unhashed.
      while (node % 2 === 0 && node !== 0) [node, last] = rise(node, last);
    } else {
      hash = await sha256(Uint8Array.of(0x01), hash, sibling);
    }
    [node, last] = rise(node, last);
  }
  return last === 0 && toHex(hash) === root;
}

function rise(node: number, last: number): [number, number] {
  return [Math.floor(node / 2), Math.floor(last / 2)];
}
