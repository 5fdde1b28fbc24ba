import { fromAscii, toInteger, utf8 } from './bytes.ts';
import { EmrtdError } from './errors.ts';
import { readTlv, type Tlv, writeTlv } from './tlv.ts';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printable: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

export const sequence = (...parts: readonly Uint8Array[]) => writeTlv(TAG.sequence, ...parts);
export const octets = (bytes: Uint8Array) => writeTlv(TAG.octets, bytes);
export const bits = (bytes: Uint8Array, unused = 0) => writeTlv(TAG.bits, Uint8Array.of(unused), bytes);
export const utf8String = (text: string) => writeTlv(TAG.utf8, utf8(text));
export const printable = (text: string) => writeTlv(TAG.printable, utf8(text));
export const boolean = (value: boolean) => writeTlv(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
export const nothing = () => writeTlv(TAG.null);
/** `[number]` around whole objects. */
export const explicit = (number: number, ...parts: readonly Uint8Array[]) => writeTlv(0xa0 + number, ...parts);

/** A SET OF is sorted by its encodings (X.690, 11.6): a signature over it would not verify elsewhere otherwise. */
export const setOf = (...parts: readonly Uint8Array[]) =>
  writeTlv(TAG.set, ...parts.toSorted((left, right) => Buffer.compare(left, right)));

/** The two's complement of a number that is not negative; bytes are taken as a big-endian number. */
export function integer(value: number | bigint | Uint8Array, tag: number = TAG.integer): Uint8Array {
  const whole = value instanceof Uint8Array ? toInteger(value) : BigInt(value);
  const text = whole.toString(16);
  const bytes = Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex');
  return writeTlv(tag, bytes[0]! >= 0x80 ? Uint8Array.of(0) : Uint8Array.of(), bytes);
}

/** The content bytes of an object identifier, without tag and length. */
export function oidBytes(dotted: string): Uint8Array {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  return Uint8Array.from(
    [first * 40 + second, ...rest].flatMap((arc) => {
      const bytes = [arc % 128];
      for (let more = Math.floor(arc / 128); more > 0; more = Math.floor(more / 128))
        bytes.unshift(0x80 | (more % 128));
      return bytes;
    }),
  );
}

export const oid = (dotted: string) => writeTlv(TAG.oid, oidBytes(dotted));

/** To the second. Until 2049 as UTCTime, then as GeneralizedTime (RFC 5280, 4.1.2.5). */
export function time(date: Date): Uint8Array {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050
    ? writeTlv(TAG.utcTime, utf8(digits.slice(2)))
    : writeTlv(TAG.generalizedTime, utf8(digits));
}

function expectTag(tlv: Tlv, ...tags: number[]): Uint8Array {
  if (!tags.includes(tlv.tag))
    throw new EmrtdError('tlv-tag', `expected ${tags.map((tag) => tag.toString(16))}, found ${tlv.tag.toString(16)}`);
  return tlv.value;
}

/** A number that is not negative. @throws {EmrtdError} tlv-tag, tlv-length */
export function readInteger(tlv: Tlv, tag: number = TAG.integer): bigint {
  const value = expectTag(tlv, tag);
  if (value.length === 0 || value[0]! >= 0x80) throw new EmrtdError('tlv-length', 'a number that is empty or negative');
  return toInteger(value);
}

/** @throws {EmrtdError} tlv-length for what is not a small number */
export function readSmall(tlv: Tlv, tag: number = TAG.integer): number {
  const value = readInteger(tlv, tag);
  if (value > 0x7fffffffn) throw new EmrtdError('tlv-length', 'the number is too large');
  return Number(value);
}

/** @throws {EmrtdError} tlv-tag, tlv-truncated */
export function readOid(tlv: Tlv): string {
  return formatOid(expectTag(tlv, TAG.oid));
}

/** @throws {EmrtdError} tlv-truncated, tlv-length */
export function formatOid(value: Uint8Array): string {
  if (value.length === 0 || value.length > 64 || value.at(-1)! >= 0x80)
    throw new EmrtdError('tlv-truncated', 'the object identifier does not end');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER)
      throw new EmrtdError('tlv-length', 'an arc of the object identifier is too large');
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const head = arcs.shift()!;
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...arcs].join('.');
}

/** The bytes of a BIT STRING of whole bytes. @throws {EmrtdError} tlv-tag, tlv-length */
export function readBits(tlv: Tlv): Uint8Array {
  const value = expectTag(tlv, TAG.bits);
  if (value.length === 0 || value[0]! > 7) throw new EmrtdError('tlv-length', 'the bit string lacks its first byte');
  return value.subarray(1);
}

export const readOctets = (tlv: Tlv): Uint8Array => expectTag(tlv, TAG.octets);

/** @throws {EmrtdError} tlv-tag, tlv-length */
export function readTime(tlv: Tlv): Date {
  const text = fromAscii(expectTag(tlv, TAG.utcTime, TAG.generalizedTime));
  const found = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!found || (found[1]!.length === 2) !== (tlv.tag === TAG.utcTime))
    throw new EmrtdError('tlv-length', 'the time is not in the form that DER has');
  const short = Number(found[1]);
  const year = found[1]!.length === 4 ? short : short + (short < 50 ? 2000 : 1900);
  const [month, day, hour, minute, second] = found.slice(2).map(Number) as [number, number, number, number, number];
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

/** What PEM holds, or the bytes themselves if they are DER already. */
export function fromPem(input: Uint8Array): Uint8Array {
  const text = fromAscii(input.subarray(0, 64));
  if (!text.trimStart().startsWith('-----BEGIN')) return input;
  const body = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(fromAscii(input))?.[1];
  if (!body) throw new EmrtdError('tlv-truncated', 'the PEM block does not end');
  return new Uint8Array(Buffer.from(body, 'base64'));
}

export function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** The same object under another tag: IMPLICIT tagging. */
export function retag(tag: number, object: Uint8Array): Uint8Array {
  return writeTlv(tag, readTlv(object).value);
}
