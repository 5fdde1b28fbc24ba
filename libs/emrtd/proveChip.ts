import { type KeyObject, randomBytes, sign } from 'node:crypto';
import { isAnswerRight } from './activeAuthentication.ts';
import { importPublicKey } from './algorithm.ts';
import { STATUS } from './apdu.ts';
import { ascii, concat } from './bytes.ts';
import { agreeAsTerminal, CHIP_KEY_PROTOCOL, chipCipher, chipProtocol } from './chipAuthentication.ts';
import { cvDigest, readCvCertificate } from './cvCertificate.ts';
import { integer, oidBytes } from './der.ts';
import { encodePoint, makeDomainKey, readSpki } from './domain.ts';
import { EmrtdError } from './errors.ts';
import { compressKey } from './pace.ts';
import { readDg15, readSecurityInfos, type SecurityInfo } from './securityInfos.ts';
import { readTlv, writeTlv } from './tlv.ts';
import { type Channel, formatStatus } from './transport.ts';

type ChipInfo = Extract<SecurityInfo, { kind: 'chip-authentication' }>;
type KeyInfo = Extract<SecurityInfo, { kind: 'chip-key' }>;

/** The key and protocol of DG14 that go together; the strongest cipher. */
function chooseChipKey(infos: readonly SecurityInfo[]): { info: ChipInfo; key: KeyInfo } | undefined {
  const keys = infos.filter((info): info is KeyInfo => info.kind === 'chip-key' && info.protocol === CHIP_KEY_PROTOCOL);
  const offers = infos.filter((info) => info.kind === 'chip-authentication');
  // Chips of the first years name a key and no protocol: triple DES was the only one (Doc 9303-11, 9.2.6).
  const [first] = keys;
  if (offers.length === 0 && first)
    return { info: { kind: 'chip-authentication', protocol: chipProtocol('3DES'), keyId: first.keyId }, key: first };
  return offers
    .filter((info) => chipCipher(info.protocol) !== undefined)
    .toSorted((left, right) => right.protocol.localeCompare(left.protocol))
    .flatMap((info) => keys.filter((key) => key.keyId === info.keyId).map((key) => ({ info, key })))[0];
}

/**
 * Chip authentication version 1 (Doc 9303-11, 6.2). The session goes on under new keys that only the holder of DG14's private
 * key can have; the next answer proves it.
 *
 * @returns our key of this session, compressed, for terminal authentication; undefined where the chip offers none
 * @throws {EmrtdError} status, point-invalid, algorithm-unsupported
 */
export async function authenticateChip(channel: Channel, dg14: Uint8Array): Promise<Uint8Array | undefined> {
  const chosen = chooseChipKey(readSecurityInfos(dg14));
  if (!chosen) return undefined;
  const { info, key } = chosen;
  const cipher = chipCipher(info.protocol)!;
  const { domain, point } = readSpki(key.spki);
  const own = makeDomainKey(domain.id);
  const ownPoint = encodePoint(own.publicPoint);
  const reference = info.keyId === undefined ? [] : [writeTlv(0x84, readTlv(integer(info.keyId)).value)];
  if (cipher === '3DES')
    await channel.demand({
      cla: 0,
      ins: 0x22,
      p1: 0x41,
      p2: 0xa6,
      data: concat(writeTlv(0x91, ownPoint), ...reference),
    });
  else {
    const environment = concat(writeTlv(0x80, oidBytes(info.protocol)), ...reference);
    await channel.demand({ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data: environment });
    const data = writeTlv(0x7c, writeTlv(0x80, ownPoint));
    await channel.demand({ cla: 0, ins: 0x86, p1: 0, p2: 0, data, expected: 256 });
  }
  channel.begin(agreeAsTerminal(cipher, own, point));
  return compressKey(ownPoint);
}

/** An answer over 256 bytes, of RSA keys over 2048 bits, needs an extended length; all others stay within a short one. */
const answerLength = (dg15: Uint8Array): number => {
  const key = importPublicKey(readDg15(dg15));
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) > 2048 ? 65536 : 256;
};

/** Active authentication (Doc 9303-11, 6.1): whether the card has the key of DG15. @throws {EmrtdError} status, algorithm-unsupported */
export async function authenticateActively(
  channel: Channel,
  dg15: Uint8Array,
  dg14: Uint8Array | undefined,
  challenge: Uint8Array = new Uint8Array(randomBytes(8)),
): Promise<{ isRight: boolean; answer: Uint8Array }> {
  const answer = await channel.demand({
    cla: 0,
    ins: 0x88,
    p1: 0,
    p2: 0,
    data: challenge,
    expected: answerLength(dg15),
  });
  return { isRight: isAnswerRight(readDg15(dg15), dg14 ? readSecurityInfos(dg14) : [], challenge, answer), answer };
}

/** A terminal's credentials: its chain from below the card's authority down to itself, and its key. */
export interface TerminalCredentials {
  chain: readonly Uint8Array[];
  privateKey: KeyObject;
}

/**
 * Terminal authentication version 1 (BSI TR-03110-3, B.3), after chip authentication.
 *
 * @throws {EmrtdError} access-denied where the card does not accept the chain or the key
 */
export async function authenticateTerminal(
  channel: Channel,
  terminal: TerminalCredentials,
  session: { cardId: Uint8Array; terminalKey: Uint8Array },
): Promise<void> {
  const must = async (p1: number, p2: number, ins: number, data: Uint8Array) => {
    const { status } = await channel.ask({ cla: 0, ins, p1, p2, data });
    if (status !== STATUS.ok)
      throw new EmrtdError('access-denied', `the card does not accept the terminal: ${formatStatus(status)}`, status);
  };
  let [holder, protocol] = ['', ''];
  for (const bytes of terminal.chain) {
    const certificate = readCvCertificate(bytes);
    await must(0x81, 0xb6, 0x22, writeTlv(0x83, ascii(certificate.authorityReference)));
    await must(0x00, 0xbe, 0x2a, concat(certificate.body, writeTlv(0x5f37, certificate.signature)));
    [holder, protocol] = [certificate.holderReference, certificate.protocol];
  }
  await must(0x81, 0xa4, 0x22, writeTlv(0x83, ascii(holder)));
  const challenge = await channel.demand({ cla: 0, ins: 0x84, p1: 0, p2: 0, expected: 8 });
  const signed = concat(session.cardId, challenge, session.terminalKey);
  const signature = sign(cvDigest(protocol), signed, { key: terminal.privateKey, dsaEncoding: 'ieee-p1363' });
  await must(0x00, 0x00, 0x82, new Uint8Array(signature));
}
