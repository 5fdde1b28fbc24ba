import { EmrtdError } from './errors.ts';
import { readTag, readTlv, readTlvAt, writeTlv } from './tlv.ts';

const OCTETS = 0x04;
const OCTETS_IN_PARTS = 0x24;
const DEPTH = 16;

function convert(bytes: Uint8Array, start: number, depth: number): { object: Uint8Array; next: number } {
  if (depth === 0) throw new EmrtdError('tlv-depth', 'objects of indefinite length are nested too deeply');
  const { tag, next: lengthAt } = readTag(bytes, start);
  if (bytes[lengthAt] !== 0x80) {
    const { raw } = readTlvAt(bytes, start);
    return { object: raw, next: start + raw.length };
  }
  if ((bytes[start]! & 0x20) === 0) throw new EmrtdError('tlv-indefinite', 'an indefinite length without parts');
  const parts: Uint8Array[] = [];
  let place = lengthAt + 1;
  while (bytes[place] !== 0 || bytes[place + 1] !== 0) {
    const part = convert(bytes, place, depth - 1);
    parts.push(part.object);
    place = part.next;
  }
  // A string in parts is one string: what was hashed is their contents.
  const object =
    tag === OCTETS_IN_PARTS ? writeTlv(OCTETS, ...parts.map((part) => readTlv(part).value)) : writeTlv(tag, ...parts);
  return { object, next: place + 2 };
}

/**
 * One object with its lengths said, where some issuers' EF.SOD (New Zealand's is one) leaves them open as CMS may (RFC 5652, 2).
 * What has a length is taken over byte for byte: whatever is signed or hashed is in there.
 *
 * @throws {EmrtdError} tlv-*
 */
export function toDefinite(bytes: Uint8Array): Uint8Array {
  const { object, next } = convert(bytes, 0, DEPTH);
  if (next !== bytes.length) throw new EmrtdError('tlv-trailing', `${bytes.length - next} bytes after the object`);
  return object;
}
