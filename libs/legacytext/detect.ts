import { isUtf8 } from 'node:buffer';
import { decode, type Encoding } from './decode.ts';
import { tallySyllables } from './syllable.ts';

export interface Detection {
  readonly encoding: Encoding;
  /** 0 to 1; below one half it is a guess that a person should look at. */
  readonly confidence: number;
  /** Bytes of the byte order mark. */
  readonly mark: 0 | 2 | 3;
}

const SINGLE: readonly Encoding[] = ['tcvn3', 'vni', 'windows-1258'];

/**
 * How text is written, by its byte order mark, by the form of its bytes, and among the old Vietnamese encodings by which of them
 * makes Vietnamese syllables of its words.
 * @param head the first bytes, 64 KiB or so; they may be cut anywhere
 */
export function detectEncoding(head: Uint8Array): Detection {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', confidence: 1, mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', confidence: 1, mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', confidence: 1, mark: 2 };
  const wide = findWide(head);
  if (wide) return { encoding: wide, confidence: 0.9, mark: 0 };
  const { sequences, strays } = countUtf8(head);
  if (strays === 0) return { encoding: 'utf-8', confidence: 1, mark: 0 };
  const old = findOld(head);
  // One stray row among many good ones: a file of two hands, whose rows are read one by one.
  const share = sequences / (sequences + strays);
  if (share > 0.5 && share > old.confidence) return { encoding: 'utf-8', confidence: share, mark: 0 };
  return { ...old, mark: 0 };
}

/** ASCII as UTF-16 has a zero in every other byte. */
function findWide(head: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]! += 1;
  const half = head.length / 2;
  if (half < 2) return undefined;
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.05) return 'utf-16le';
  if (zeros[0]! > half * 0.4 && zeros[1]! < half * 0.05) return 'utf-16be';
  return undefined;
}

/** Letters beyond ASCII that are well-formed UTF-8, and bytes that are not; a last letter that is cut is neither. */
function countUtf8(head: Uint8Array): { sequences: number; strays: number } {
  let sequences = 0;
  let strays = 0;
  for (let at = 0; at < head.length; ) {
    const byte = head[at]!;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    if (length === 1) at += 1;
    else if (length > 1 && isUtf8(head.subarray(at, at + length)) && at + length <= head.length) {
      sequences += 1;
      at += length;
    } else {
      if (length > 1 && isCut(head, at, length)) break;
      strays += 1;
      at += 1;
    }
  }
  return { sequences, strays };
}

/** The head ends within a letter that began well. */
function isCut(head: Uint8Array, at: number, length: number): boolean {
  return at + length > head.length && head.subarray(at + 1).every((byte) => byte >= 0x80 && byte < 0xc0);
}

function findOld(head: Uint8Array): { encoding: Encoding; confidence: number } {
  let best: { encoding: Encoding; confidence: number } = { encoding: 'windows-1252', confidence: 0.3 };
  for (const encoding of SINGLE) {
    const { words, fitting } = tallySyllables(decode(head, encoding));
    // A half more than was seen: one word is no proof.
    const confidence = words === 0 ? 0 : (fitting / words) * (words / (words + 0.5));
    if (confidence > best.confidence) best = { encoding, confidence };
  }
  return best;
}
