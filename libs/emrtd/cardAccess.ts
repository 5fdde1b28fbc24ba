import { randomBytes } from 'node:crypto';
import { answerChallenge } from './activeAuthentication.ts';
import { type Answer, answerStatus, type Command, STATUS } from './apdu.ts';
import { makeAccessKeys, makeBacMessage, makeBacSession, nameCard, openBacMessage } from './bac.ts';
import { concat, toInteger } from './bytes.ts';
import type { CardState } from './cardState.ts';
import type { Chip } from './chip.ts';
import { agreeAsChip, chipCipher } from './chipAuthentication.ts';
import { CvChain } from './cvChain.ts';
import { formatOid } from './der.ts';
import { domainOf } from './domain.ts';
import { EmrtdError } from './errors.ts';
import { compressKey, encryptNonce, makePasswordKey, PaceExchange, type Password, paceCipher } from './pace.ts';
import type { SessionKeys } from './secureMessaging.ts';
import { readSecurityInfos, type SecurityInfo } from './securityInfos.ts';
import { readTlvs, TlvCursor, writeTlv } from './tlv.ts';

/** An answer, and the session that begins after it has been sent. */
export interface Step {
  answer: Answer;
  next?: SessionKeys;
}

const status = (code: number): Step => ({ answer: answerStatus(code) });
const dynamic = (...objects: Uint8Array[]): Step => ({
  answer: { data: writeTlv(0x7c, ...objects), status: STATUS.ok },
});

function infosOf(chip: Chip, name: 'CardAccess' | 'DG14'): SecurityInfo[] {
  const file = chip.files[name];
  return file ? readSecurityInfos(file) : [];
}

/** GET CHALLENGE, always of eight bytes: for basic access control, and for terminal authentication. */
export function getChallenge(state: CardState, command: Command): Step {
  const { expected } = command;
  if (expected === undefined) return status(STATUS.wrongLength);
  if (expected !== 8 && expected !== 256 && expected !== 65536) return status(STATUS.exactLength | 8);
  state.challenge = new Uint8Array(randomBytes(8));
  return { answer: { data: state.challenge, status: STATUS.ok } };
}

/** EXTERNAL AUTHENTICATE: of basic access control before, of the terminal after the session has begun. */
export function externalAuthenticate(state: CardState, chip: Chip, command: Command): Step {
  const challenge = state.challenge;
  state.challenge = undefined;
  if (!challenge) return status(STATUS.conditions);
  if (state.access !== 'none') return authenticateTerminal(state, challenge, command);
  if (!chip.hasBac || !state.inApplication) return status(STATUS.conditions);
  const keys = makeAccessKeys(chip.access);
  const terminal = openBacMessage(keys, command.data ?? new Uint8Array(), challenge);
  const own = { nonce: challenge, key: new Uint8Array(randomBytes(16)) };
  state.access = 'bac';
  state.cardId = nameCard(chip.access);
  return {
    answer: { data: makeBacMessage(keys, own, terminal.nonce), status: STATUS.ok },
    next: makeBacSession(terminal, own),
  };
}

function authenticateTerminal(state: CardState, challenge: Uint8Array, command: Command): Step {
  const { chain, terminalReference, terminalKey } = state;
  if (!chain || !terminalReference || !terminalKey) return status(STATUS.conditions);
  const signed = concat(state.cardId, challenge, terminalKey);
  state.rights = chain.authenticate(terminalReference, signed, command.data ?? new Uint8Array());
  return status(STATUS.ok);
}

/** MANAGE SECURITY ENVIRONMENT: announces which protocol comes. */
export function manageEnvironment(state: CardState, chip: Chip, command: Command): Step {
  const objects = new Map(readTlvs(command.data ?? new Uint8Array()).map((object) => [object.tag, object.value]));
  const text = (tag: number) => Buffer.from(objects.get(tag) ?? []).toString('latin1');
  const protocol = objects.get(0x80) && formatOid(objects.get(0x80)!);
  switch (command.p1 * 256 + command.p2) {
    case 0xc1a4:
      return announcePace(state, chip, protocol, objects);
    case 0x41a4: {
      const cipher = protocol && chipCipher(protocol);
      if (!chip.chipKey || state.access === 'none' || !cipher) return status(STATUS.wrongData);
      state.chipCipher = cipher;
      return status(STATUS.ok);
    }
    case 0x41a6:
      return agreeChip(state, chip, '3DES', objects.get(0x91), status(STATUS.ok));
    case 0x81b6:
      state.chain ??= chip.terminalAuthority ? new CvChain(chip.terminalAuthority) : undefined;
      if (!state.chain?.has(text(0x83))) return status(STATUS.keyNotFound);
      state.issuerReference = text(0x83);
      return status(STATUS.ok);
    case 0x81a4:
      state.terminalReference = text(0x83);
      return status(STATUS.ok);
    default:
      return status(STATUS.wrongParameters);
  }
}

function announcePace(
  state: CardState,
  chip: Chip,
  protocol: string | undefined,
  objects: ReadonlyMap<number, Uint8Array>,
): Step {
  const cipher = protocol && paceCipher(protocol);
  const reference = objects.get(0x83)?.[0];
  const id = objects.get(0x84);
  const info = infosOf(chip, 'CardAccess').find(
    (one) => one.kind === 'pace' && one.protocol === protocol && (!id || BigInt(one.parameters) === toInteger(id)),
  );
  if (!cipher || info?.kind !== 'pace') return status(STATUS.wrongData);
  const password: Password | undefined =
    reference === 1
      ? { kind: 'mrz', access: chip.access }
      : reference === 2 && chip.can
        ? { kind: 'can', can: chip.can }
        : undefined;
  if (!password) return status(STATUS.keyNotFound);
  state.pace = {
    exchange: new PaceExchange(info.protocol, domainOf(info.parameters)),
    key: makePasswordKey(cipher, password),
    step: 'nonce',
    nonce: new Uint8Array(randomBytes(16)),
  };
  return status(STATUS.ok);
}

/** GENERAL AUTHENTICATE: the steps of PACE in their order, or chip authentication. */
export function generalAuthenticate(state: CardState, chip: Chip, command: Command): Step {
  const body = new TlvCursor(command.data ?? new Uint8Array()).enter(0x7c);
  const object = body.isDone ? undefined : body.next();
  body.end();
  if (state.pace) return stepPace(state, chip, object?.tag, object?.value ?? new Uint8Array());
  if (state.chipCipher && object?.tag === 0x80)
    return agreeChip(state, chip, state.chipCipher, object.value, dynamic());
  return status(STATUS.conditions);
}

function stepPace(state: CardState, chip: Chip, tag: number | undefined, value: Uint8Array): Step {
  const pace = state.pace!;
  // Whatever fails on the way, the exchange is over: a second guess begins anew.
  state.pace = undefined;
  const { exchange } = pace;
  if (tag === undefined && pace.step === 'nonce') {
    state.pace = { ...pace, step: 'map' };
    return dynamic(writeTlv(0x80, encryptNonce(exchange.cipher, pace.key, pace.nonce)));
  }
  if (tag === 0x81 && pace.step === 'map') {
    exchange.map(pace.nonce, value);
    state.pace = { ...pace, step: 'agree' };
    return dynamic(writeTlv(0x82, exchange.mappingKey));
  }
  if (tag === 0x83 && pace.step === 'agree') {
    exchange.agree(value);
    state.pace = { ...pace, step: 'confirm' };
    return dynamic(writeTlv(0x84, exchange.agreementKey));
  }
  if (tag !== 0x85 || pace.step !== 'confirm') return status(STATUS.conditions);
  if (!exchange.isTokenRight(value)) return status(STATUS.wrongPassword);
  state.access = 'pace';
  state.cardId = compressKey(exchange.agreementKey);
  const proof = exchange.provesChip && chip.chipKey ? [writeTlv(0x8a, exchange.proveStaticKey(chip.chipKey))] : [];
  return { ...dynamic(writeTlv(0x86, exchange.token), ...proof), next: exchange.session };
}

function agreeChip(
  state: CardState,
  chip: Chip,
  cipher: NonNullable<CardState['chipCipher']>,
  key: Uint8Array | undefined,
  done: Step,
): Step {
  if (!chip.chipKey || !key || state.access === 'none') return status(STATUS.conditions);
  const next = agreeAsChip(cipher, chip.chipKey, key);
  state.chipCipher = undefined;
  state.terminalKey = compressKey(key);
  return { ...done, next };
}

/** INTERNAL AUTHENTICATE: active authentication. */
export function internalAuthenticate(state: CardState, chip: Chip, command: Command): Step {
  if (state.access === 'none') return status(STATUS.notAllowed);
  if (!chip.activeKey) return status(STATUS.conditions);
  if (command.data?.length !== 8) return status(STATUS.wrongLength);
  return { answer: { data: answerChallenge(chip.activeKey, command.data), status: STATUS.ok } };
}

/** PERFORM SECURITY OPERATION: a card-verifiable certificate of the chain. */
export function verifyCertificate(state: CardState, command: Command): Step {
  if (!state.chain || !state.issuerReference) return status(STATUS.conditions);
  const certificate = state.chain.add(command.data ?? new Uint8Array());
  if (certificate.authorityReference !== state.issuerReference)
    throw new EmrtdError('cv-certificate-refused', 'the certificate is another issuer’s than was announced');
  return status(STATUS.ok);
}
