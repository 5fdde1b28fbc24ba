import { settleCapitals } from './capitals.ts';
import { markVni, TCVN3, VNI_LETTERS, WINDOWS_1252 } from './tables.ts';

/** Ways in which files are written. `windows-1252` is what is left when nothing fits. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'tcvn3' | 'vni' | 'windows-1258' | 'windows-1252';

/** Reads bytes in pieces: `write` gives what is certain so far, `end` the rest. */
export interface Decoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

/**
 * A decoder for bytes that come in pieces, cut anywhere. What is no text becomes U+FFFD; a byte order mark is dropped. Letters
 * of Windows-1258 and VNI leave composed (NFC). Capital fonts of TCVN3 are settled by `decode` and `mendText` alone, which see
 * whole phrases.
 */
export function createDecoder(encoding: Encoding): Decoder {
  switch (encoding) {
    case 'vni':
      return createVniDecoder();
    case 'tcvn3':
      return createComposer((bytes) => readTable(bytes, TCVN3));
    case 'windows-1252':
      return { write: (bytes) => readTable(bytes, WINDOWS_1252), end: () => '' };
    case 'windows-1258': {
      const decoder = new TextDecoder('windows-1258');
      return createComposer((bytes) => decoder.decode(bytes));
    }
    default: {
      const decoder = new TextDecoder(encoding);
      return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
    }
  }
}

/** The text of bytes that are there whole. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  const decoder = createDecoder(encoding);
  const text = decoder.write(bytes) + decoder.end();
  return encoding === 'tcvn3' ? settleCapitals(text) : text;
}

function readTable(bytes: Uint8Array, table: readonly string[]): string {
  let text = '';
  for (const byte of bytes) text += table[byte]!;
  return text;
}

const BEHIND_LETTER = /\P{M}\p{M}*$/u;

/** Keeps the last letter back, as its marks may come with the next bytes. */
function createComposer(read: (bytes: Uint8Array) => string): Decoder {
  let kept = '';
  return {
    write(bytes) {
      const text = kept + read(bytes);
      const cut = text.search(BEHIND_LETTER);
      if (cut < 0) {
        kept = text;
        return '';
      }
      kept = text.slice(cut);
      return text.slice(0, cut).normalize('NFC');
    },
    end: () => {
      const text = kept.normalize('NFC');
      kept = '';
      return text;
    },
  };
}

function createVniDecoder(): Decoder {
  let last = '';
  return {
    write(bytes) {
      let text = '';
      for (const byte of bytes) {
        const marked = last === '' ? undefined : markVni(last, byte);
        if (marked === undefined) {
          text += last;
          last = VNI_LETTERS[byte]!;
        } else last = marked;
      }
      return text;
    },
    end: () => {
      const text = last;
      last = '';
      return text;
    },
  };
}
