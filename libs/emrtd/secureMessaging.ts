import type { Answer, Command } from './apdu.ts';
import { concat, fromInteger, isSame, toInteger } from './bytes.ts';
import { blockOf, type CipherName, decrypt, encrypt, isMacRight, makeMac, pad, unpad } from './cipher.ts';
import { EmrtdError } from './errors.ts';
import { readTlvs, type Tlv, writeTlv } from './tlv.ts';

/** Keys of a session. They are never printed: the class below keeps them private. */
export interface SessionKeys {
  cipher: CipherName;
  encryption: Uint8Array;
  mac: Uint8Array;
  /** The send sequence counter to begin with: a block of the cipher. */
  counter: Uint8Array;
}

const DO = { data: 0x87, dataOdd: 0x85, expected: 0x97, status: 0x99, mac: 0x8e } as const;
const SECURE = 0x0c;
const isOdd = (ins: number) => (ins & 1) === 1;

/**
 * Secure messaging (Doc 9303-11, 9.8): both ends of one session. Every command and every answer counts the counter up, so that
 * none can be repeated, dropped or swapped.
 */
export class SecureMessaging {
  readonly #keys: SessionKeys;
  #counter: bigint;

  constructor(keys: SessionKeys) {
    this.#keys = keys;
    this.#counter = toInteger(keys.counter);
  }

  get #block(): number {
    return blockOf(this.#keys.cipher);
  }

  get #sequence(): Uint8Array {
    return fromInteger(this.#counter, this.#block);
  }

  #count(): void {
    this.#counter = BigInt.asUintN(this.#block * 8, this.#counter + 1n);
  }

  /** 3DES begins at zero; AES at the encrypted counter, so that equal texts differ. */
  get #vector(): Uint8Array {
    const { cipher, encryption } = this.#keys;
    return cipher === '3DES' ? new Uint8Array(8) : encrypt(cipher, encryption, this.#sequence);
  }

  #encrypt(data: Uint8Array): Uint8Array {
    return encrypt(this.#keys.cipher, this.#keys.encryption, pad(data, this.#block), this.#vector);
  }

  #decrypt(data: Uint8Array): Uint8Array {
    return unpad(decrypt(this.#keys.cipher, this.#keys.encryption, data, this.#vector));
  }

  #macInput(header: Uint8Array, objects: Uint8Array): Uint8Array {
    const padded = objects.length > 0 ? pad(objects, this.#block) : objects;
    return concat(this.#sequence, header, padded);
  }

  #mac(input: Uint8Array): Uint8Array {
    return makeMac(this.#keys.cipher, this.#keys.mac, input, true);
  }

  #header(command: Command): Uint8Array {
    return pad(Uint8Array.of(command.cla | SECURE, command.ins, command.p1, command.p2), this.#block);
  }

  /** A command, encrypted and authenticated, by the terminal. */
  wrapCommand(command: Command): Command {
    this.#count();
    const { data, expected, ins } = command;
    const objects: Uint8Array[] = [];
    if (data && data.length > 0) {
      const secret = this.#encrypt(data);
      objects.push(isOdd(ins) ? writeTlv(DO.dataOdd, secret) : writeTlv(DO.data, Uint8Array.of(1), secret));
    }
    if (expected !== undefined)
      objects.push(
        writeTlv(DO.expected, fromInteger(expected % (expected > 256 ? 65536 : 256), expected > 256 ? 2 : 1)),
      );
    const body = concat(...objects);
    const mac = writeTlv(DO.mac, this.#mac(this.#macInput(this.#header(command), body)));
    const whole = concat(body, mac);
    const long = whole.length > 255 || (expected ?? 0) > 231;
    return {
      ...command,
      cla: command.cla | SECURE,
      data: whole,
      expected: long && (expected ?? 0) > 256 ? 65536 : 256,
    };
  }

  /** A command as the card reads it. @throws {EmrtdError} mac-wrong, secure-message-malformed, tlv-* */
  unwrapCommand(command: Command): Command {
    this.#count();
    const found = this.#open(command.data ?? new Uint8Array(), this.#header(command));
    const { cla, ins, p1, p2 } = command;
    const plain = this.#readData(found, ins);
    const length = found.get(DO.expected)?.value;
    const expected = length && (Number(toInteger(length)) || 256 ** length.length);
    return { cla: cla & ~SECURE, ins, p1, p2, ...(plain ? { data: plain } : {}), ...(expected ? { expected } : {}) };
  }

  /** An answer, encrypted and authenticated, by the card. */
  wrapAnswer(answer: Answer, ins: number): Answer {
    this.#count();
    const objects: Uint8Array[] = [];
    if (answer.data.length > 0) {
      const secret = this.#encrypt(answer.data);
      objects.push(isOdd(ins) ? writeTlv(DO.dataOdd, secret) : writeTlv(DO.data, Uint8Array.of(1), secret));
    }
    objects.push(writeTlv(DO.status, fromInteger(answer.status, 2)));
    const body = concat(...objects);
    const mac = this.#mac(this.#macInput(new Uint8Array(), body));
    return { data: concat(body, writeTlv(DO.mac, mac)), status: answer.status };
  }

  /** An answer as the terminal reads it. @throws {EmrtdError} mac-wrong, secure-message-malformed, tlv-* */
  unwrapAnswer(answer: Answer, ins: number): Answer {
    this.#count();
    const found = this.#open(answer.data, new Uint8Array());
    const status = found.get(DO.status)?.value;
    // The status outside is not authenticated: a relay could have changed it.
    if (!status || !isSame(status, fromInteger(answer.status, 2)))
      throw new EmrtdError('secure-message-malformed', 'the answer’s status is not the authenticated one');
    return { data: this.#readData(found, ins) ?? new Uint8Array(), status: answer.status };
  }

  /** The objects of a message whose MAC is right. */
  #open(message: Uint8Array, header: Uint8Array): Map<number, Tlv> {
    const objects = readTlvs(message);
    const last = objects.pop();
    const found = new Map(objects.map((object) => [object.tag, object]));
    if (last?.tag !== DO.mac || found.size !== objects.length)
      throw new EmrtdError('secure-message-malformed', 'the MAC is not there, or an object is there twice');
    const input = this.#macInput(header, message.subarray(0, message.length - last.raw.length));
    if (!isMacRight(this.#keys.cipher, this.#keys.mac, input, last.value, true))
      throw new EmrtdError('mac-wrong', 'the message was altered, or belongs to another session');
    return found;
  }

  #readData(found: Map<number, Tlv>, ins: number): Uint8Array | undefined {
    const object = found.get(isOdd(ins) ? DO.dataOdd : DO.data);
    if (!object) return undefined;
    if (isOdd(ins)) return this.#decrypt(object.value);
    if (object.value[0] !== 1) throw new EmrtdError('secure-message-malformed', 'an unknown padding indicator');
    return this.#decrypt(object.value.subarray(1));
  }
}
