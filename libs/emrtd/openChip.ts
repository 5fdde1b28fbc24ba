import { randomBytes } from 'node:crypto';
import { STATUS } from './apdu.ts';
import { makeAccessKeys, makeBacMessage, makeBacSession, nameCard, openBacMessage } from './bac.ts';
import { oidBytes } from './der.ts';
import { DOMAIN_IDS, type Domain, domainOf, type Point } from './domain.ts';
import { EmrtdError } from './errors.ts';
import { LDS_APPLICATION } from './files.ts';
import type { MrzAccess } from './mrzCheck.ts';
import {
  compressKey,
  decryptNonce,
  makePasswordKey,
  PASSWORD_REFERENCE,
  PaceExchange,
  type Password,
  paceCipher,
} from './pace.ts';
import { readSecurityInfos, type SecurityInfo } from './securityInfos.ts';
import { TlvCursor, writeTlv } from './tlv.ts';
import type { Channel } from './transport.ts';

type PaceInfo = Extract<SecurityInfo, { kind: 'pace' }>;

/** How a session was opened, and how the card is named in it for terminal authentication. */
export interface Opened {
  by: 'pace' | 'bac';
  cardId: Uint8Array;
  /** Chip mapping: whether the chip proved, on the way, to have a static key; which one it has EF.CardSecurity says. */
  provesKey?: (domain: Domain, key: Point) => boolean;
}

/** What this reader speaks of what a chip offers; chip mapping first, AES before 3DES, as the chip's order says nothing. */
export function choosePace(infos: readonly SecurityInfo[]): PaceInfo | undefined {
  return infos
    .filter((info): info is PaceInfo => info.kind === 'pace')
    .filter((info) => paceCipher(info.protocol) && DOMAIN_IDS.includes(info.parameters))
    .toSorted((left, right) => right.protocol.localeCompare(left.protocol))[0];
}

/** @throws {EmrtdError} status */
export async function selectApplication(channel: Channel): Promise<void> {
  await channel.demand({ cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: LDS_APPLICATION });
}

/** PACE (Doc 9303-11, 4.4). @throws {EmrtdError} password-wrong, authentication-failed, point-invalid, status */
export async function openWithPace(
  channel: Channel,
  cardAccess: Uint8Array,
  password: Password,
  makeExchange = (info: PaceInfo) => new PaceExchange(info.protocol, domainOf(info.parameters)),
): Promise<Opened> {
  const infos = readSecurityInfos(cardAccess);
  const info = choosePace(infos);
  if (!info) throw new EmrtdError('algorithm-unsupported', 'the chip offers no PACE that is known');
  const exchange = makeExchange(info);
  const isAmbiguous = new Set(infos.map((one) => one.kind === 'pace' && one.parameters).filter(Boolean)).size > 1;
  const reference = Uint8Array.of(PASSWORD_REFERENCE[password.kind]);
  const environment = [writeTlv(0x80, oidBytes(info.protocol)), writeTlv(0x83, reference)];
  if (isAmbiguous) environment.push(writeTlv(0x84, Uint8Array.of(info.parameters)));
  await channel.demand({ cla: 0, ins: 0x22, p1: 0xc1, p2: 0xa4, data: Buffer.concat(environment) });
  const step = async (isLast: boolean, ...objects: Uint8Array[]) => {
    const data = writeTlv(0x7c, ...objects);
    const reply = await channel.ask({ cla: isLast ? 0x00 : 0x10, ins: 0x86, p1: 0, p2: 0, data, expected: 256 });
    // Only the last step tells of a wrong password: 63xx, or 6982 on some cards.
    if (isLast && reply.status !== STATUS.ok)
      throw new EmrtdError('password-wrong', 'the password is not this card’s', reply.status);
    if (reply.status !== STATUS.ok) throw new EmrtdError('status', 'the card broke off PACE', reply.status);
    return new TlvCursor(reply.data).enter(0x7c);
  };
  const ask = async (answer: number, ...objects: Uint8Array[]) => (await step(false, ...objects)).next(answer).value;
  const secret = await ask(0x80);
  const nonce = decryptNonce(exchange.cipher, makePasswordKey(exchange.cipher, password), secret);
  exchange.map(nonce, await ask(0x82, writeTlv(0x81, exchange.mappingKey)));
  const chip = await ask(0x84, writeTlv(0x83, exchange.agreementKey));
  exchange.agree(chip);
  const last = await step(true, writeTlv(0x85, exchange.token));
  if (!exchange.isTokenRight(last.next(0x86).value))
    throw new EmrtdError('authentication-failed', 'the card did not prove that it knows the password');
  const opened: Opened = { by: 'pace', cardId: compressKey(chip) };
  if (exchange.provesChip) opened.provesKey = exchange.openProof(last.next(0x8a).value);
  channel.begin(exchange.session);
  return opened;
}

/** Basic access control (Doc 9303-11, 4.3), after the application was selected. @throws {EmrtdError} password-wrong, status */
export async function openWithBac(channel: Channel, access: MrzAccess): Promise<Opened> {
  const challenge = await channel.demand({ cla: 0, ins: 0x84, p1: 0, p2: 0, expected: 8 });
  if (challenge.length !== 8) throw new EmrtdError('authentication-failed', 'the card’s challenge is not 8 bytes');
  const keys = makeAccessKeys(access);
  const own = { nonce: new Uint8Array(randomBytes(8)), key: new Uint8Array(randomBytes(16)) };
  const reply = await channel.ask({
    cla: 0,
    ins: 0x82,
    p1: 0,
    p2: 0,
    data: makeBacMessage(keys, own, challenge),
    expected: 40,
  });
  if (reply.status !== STATUS.ok)
    throw new EmrtdError('password-wrong', 'the number and dates are not this card’s', reply.status);
  const card = openBacMessage(keys, reply.data, own.nonce, challenge);
  channel.begin(makeBacSession(own, card));
  return { by: 'bac', cardId: nameCard(access) };
}
