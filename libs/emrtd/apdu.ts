import { concat, fromInteger } from './bytes.ts';
import { EmrtdError } from './errors.ts';

/** A command to a card (ISO/IEC 7816-4, 5.1). `expected` is the longest answer, at most 65536; undefined for none. */
export interface Command {
  cla: number;
  ins: number;
  p1: number;
  p2: number;
  data?: Uint8Array;
  expected?: number;
}

export interface Answer {
  data: Uint8Array;
  /** SW1 and SW2 as one number. */
  status: number;
}

/** Status words that this library sends or tells apart. */
export const STATUS = {
  ok: 0x9000,
  endOfFile: 0x6282,
  wrongPassword: 0x6300,
  wrongLength: 0x6700,
  channelUnsupported: 0x6881,
  messagingUnsupported: 0x6882,
  chainingUnsupported: 0x6884,
  secureObjectsMissing: 0x6987,
  secureObjectsWrong: 0x6988,
  notAllowed: 0x6982,
  conditions: 0x6985,
  noFile: 0x6986,
  wrongData: 0x6a80,
  fileNotFound: 0x6a82,
  wrongParameters: 0x6a86,
  keyNotFound: 0x6a88,
  wrongOffset: 0x6b00,
  /** Its low byte is the length that the command should have asked for. */
  exactLength: 0x6c00,
  wrongInstruction: 0x6d00,
  wrongClass: 0x6e00,
  internal: 0x6f00,
} as const;

/** @throws {EmrtdError} apdu-malformed */
export function encodeCommand(command: Command): Uint8Array {
  const data = command.data ?? new Uint8Array();
  const { expected } = command;
  const header = Uint8Array.of(command.cla, command.ins, command.p1, command.p2);
  if (data.length > 65535 || (expected ?? 0) > 65536) throw new EmrtdError('apdu-malformed', 'the command is too long');
  if (data.length > 255 || (expected ?? 0) > 256) {
    const lc = data.length > 0 ? fromInteger(data.length, 3) : new Uint8Array(expected === undefined ? 0 : 1);
    return concat(header, lc, data, expected === undefined ? new Uint8Array() : fromInteger(expected % 65536, 2));
  }
  const lc = data.length > 0 ? Uint8Array.of(data.length) : new Uint8Array();
  return concat(header, lc, data, expected === undefined ? new Uint8Array() : Uint8Array.of(expected % 256));
}

const expectedOf = (bytes: Uint8Array) => {
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return value === 0 ? 256 ** bytes.length : value;
};

/** All seven cases, short and extended. @throws {EmrtdError} apdu-malformed */
export function decodeCommand(bytes: Uint8Array): Command {
  const refuse = () => new EmrtdError('apdu-malformed', 'the lengths of the command do not agree');
  if (bytes.length < 4) throw refuse();
  const [cla, ins, p1, p2] = bytes as unknown as [number, number, number, number];
  const command = { cla, ins, p1, p2 };
  const body = bytes.subarray(4);
  if (body.length === 0) return command;
  if (body.length === 1) return { ...command, expected: expectedOf(body) };
  const extended = body[0] === 0;
  if (extended && body.length === 3) return { ...command, expected: expectedOf(body.subarray(1)) };
  const start = extended ? 3 : 1;
  const length = extended ? (body[1] ?? 0) * 256 + (body[2] ?? 0) : body[0]!;
  const rest = body.subarray(start + length);
  if (length === 0 || body.length < start + length) throw refuse();
  const data = body.subarray(start, start + length);
  if (rest.length === 0) return { ...command, data };
  if (rest.length !== (extended ? 2 : 1)) throw refuse();
  return { ...command, data, expected: expectedOf(rest) };
}

export const encodeAnswer = (answer: Answer): Uint8Array => concat(answer.data, fromInteger(answer.status, 2));

/** @throws {EmrtdError} apdu-malformed */
export function decodeAnswer(bytes: Uint8Array): Answer {
  if (bytes.length < 2) throw new EmrtdError('apdu-malformed', 'the card answered without a status');
  return { data: bytes.subarray(0, -2), status: bytes.at(-2)! * 256 + bytes.at(-1)! };
}

export const answerStatus = (status: number): Answer => ({ data: new Uint8Array(), status });
