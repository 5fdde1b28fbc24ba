import { isUtf8 } from 'node:buffer';
import { decode, detectEncoding, type Encoding } from '#libs/legacytext';
import { isWide } from './records.ts';

/** A record's text. */
export interface RecordText {
  readonly text: string;
  /** Written in another encoding than its file. */
  readonly recoded: boolean;
  /** In no encoding that is known here; the text is a guess. */
  readonly unknown: boolean;
}

/** Below this a record of another hand is no text for certain: a person looks at it. */
const LEAST_CONFIDENCE = 0.6;

const OLD: ReadonlySet<Encoding> = new Set(['tcvn3', 'vni', 'windows-1258']);

/** Decodes one record; one that its file's encoding cannot read is read by its own. */
export function decodeRecord(bytes: Buffer, encoding: Encoding): RecordText {
  if (isWide(encoding)) return plain(bytes.toString());
  const isModern = isUtf8(bytes);
  if (encoding === 'utf-8') {
    if (isModern) return plain(bytes.toString());
    const found = detectEncoding(bytes);
    const known = OLD.has(found.encoding) && found.confidence >= LEAST_CONFIDENCE;
    return { text: decode(bytes, known ? found.encoding : 'windows-1252'), recoded: known, unknown: !known };
  }
  if (!isModern) return plain(decode(bytes, encoding));
  const text = bytes.toString();
  return { text, recoded: text.length < bytes.length, unknown: false };
}

const plain = (text: string): RecordText => ({ text, recoded: false, unknown: false });
