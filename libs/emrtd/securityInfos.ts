import { integer, oid, readInteger, readOid, readSmall, sequence, setOf, TAG } from './der.ts';
import { EmrtdError } from './errors.ts';
import { readTlv, readTlvs, TlvCursor, writeTlv } from './tlv.ts';

/** What a chip can do (Doc 9303-11, 9.2): EF.CardAccess before access, DG14 after it. */
export type SecurityInfo =
  /** `parameters` is a standardised domain parameter: 12 P-256, 13 brainpoolP256r1. */
  | { kind: 'pace'; protocol: string; parameters: number }
  | { kind: 'chip-authentication'; protocol: string; keyId: bigint | undefined }
  /** The SubjectPublicKeyInfo of the chip's static key. */
  | { kind: 'chip-key'; protocol: string; spki: Uint8Array; keyId: bigint | undefined }
  | { kind: 'active-authentication'; signature: string }
  | { kind: 'terminal-authentication' }
  | { kind: 'other'; protocol: string };

const PACE = '0.4.0.127.0.7.2.2.4';
const CHIP_AUTHENTICATION = '0.4.0.127.0.7.2.2.3';
const CHIP_KEY = '0.4.0.127.0.7.2.2.1';
const TERMINAL_AUTHENTICATION = '0.4.0.127.0.7.2.2.2';
const ACTIVE_AUTHENTICATION = '2.23.136.1.1.5';

const keyIdOf = (keyId: bigint | undefined) => (keyId === undefined ? [] : [integer(keyId)]);

function writeInfo(info: SecurityInfo): Uint8Array {
  switch (info.kind) {
    case 'pace':
      return sequence(oid(info.protocol), integer(2), integer(info.parameters));
    case 'chip-authentication':
      return sequence(oid(info.protocol), integer(1), ...keyIdOf(info.keyId));
    case 'chip-key':
      return sequence(oid(info.protocol), info.spki, ...keyIdOf(info.keyId));
    case 'active-authentication':
      return sequence(oid(ACTIVE_AUTHENTICATION), integer(1), oid(info.signature));
    case 'terminal-authentication':
      return sequence(oid(TERMINAL_AUTHENTICATION), integer(1));
    case 'other':
      throw new EmrtdError('algorithm-unsupported', `security info ${info.protocol}`);
  }
}

/** EF.CardAccess: the bare set. */
export const makeCardAccess = (infos: readonly SecurityInfo[]): Uint8Array => setOf(...infos.map(writeInfo));

/** DG14: the set under the group's tag. */
export const makeDg14 = (infos: readonly SecurityInfo[]): Uint8Array => writeTlv(0x6e, makeCardAccess(infos));

const isUnder = (protocol: string, family: string) => protocol.startsWith(`${family}.`);

function readInfo(cursor: TlvCursor): SecurityInfo {
  const protocol = readOid(cursor.next(TAG.oid));
  const keyId = () => (cursor.peek === TAG.integer ? readInteger(cursor.next()) : undefined);
  if (isUnder(protocol, PACE)) {
    const version = readSmall(cursor.next());
    if (cursor.peek !== TAG.integer || version !== 2) return { kind: 'other', protocol };
    return { kind: 'pace', protocol, parameters: readSmall(cursor.next()) };
  }
  if (isUnder(protocol, CHIP_AUTHENTICATION)) {
    // The same arc, without a cipher, says the curve of version 2; and version 2 itself is another protocol.
    const version = cursor.peek === TAG.integer ? readSmall(cursor.next()) : undefined;
    return version === 1 ? { kind: 'chip-authentication', protocol, keyId: keyId() } : { kind: 'other', protocol };
  }
  if (isUnder(protocol, CHIP_KEY)) {
    const spki = cursor.next(TAG.sequence).raw;
    return { kind: 'chip-key', protocol, spki, keyId: keyId() };
  }
  if (protocol === ACTIVE_AUTHENTICATION) {
    cursor.next(TAG.integer);
    return { kind: 'active-authentication', signature: readOid(cursor.next()) };
  }
  if (protocol === TERMINAL_AUTHENTICATION) return { kind: 'terminal-authentication' };
  return { kind: 'other', protocol };
}

/** EF.CardAccess or DG14. @throws {EmrtdError} tlv-*, file-malformed */
export function readSecurityInfos(file: Uint8Array): SecurityInfo[] {
  const whole = readTlv(file);
  const set = whole.tag === 0x6e ? readTlv(whole.value) : whole;
  if (set.tag !== TAG.set) throw new EmrtdError('file-malformed', 'no set of security infos');
  return readTlvs(set.value).map((item) => readInfo(new TlvCursor(item.value)));
}

/** DG15: the public key of active authentication. */
export const makeDg15 = (spki: Uint8Array): Uint8Array => writeTlv(0x6f, spki);

/** The SubjectPublicKeyInfo of DG15. @throws {EmrtdError} tlv-* */
export const readDg15 = (file: Uint8Array): Uint8Array => new TlvCursor(file).enter(0x6f).next(TAG.sequence).raw;
