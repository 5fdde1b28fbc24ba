import { type Answer, type Command, decodeAnswer, encodeCommand } from './apdu.ts';
import { concat } from './bytes.ts';
import type { CardApplication } from './cardApplication.ts';
import { EmrtdError } from './errors.ts';
import { SecureMessaging, type SessionKeys } from './secureMessaging.ts';

/** The way to a card: in this process, over vpcd or PC/SC. Sockets and drivers live outside this library. */
export interface Transport {
  /** One command, its answer with the status. */
  transmit(command: Uint8Array): Promise<Uint8Array>;
}

/** A card in this process. */
export const connectInProcess = (card: CardApplication): Transport => ({
  transmit: async (command) => card.transmit(command),
});

const LONGEST_ANSWER = 65_536;

/** Commands over a transport, under secure messaging once a session has begun. */
export class Channel {
  readonly #transport: Transport;
  #messaging: SecureMessaging | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get isSecured(): boolean {
    return this.#messaging !== undefined;
  }

  begin(session: SessionKeys): void {
    this.#messaging = new SecureMessaging(session);
  }

  /** Whatever the card's status. @throws {EmrtdError} mac-wrong, secure-message-malformed, status */
  async ask(command: Command): Promise<Answer> {
    const messaging = this.#messaging;
    const sent = messaging ? messaging.wrapCommand(command) : command;
    const answer = await this.#transmit(sent);
    if (!messaging) return answer;
    // A card that refuses the message itself answers without protection, and has ended the session.
    if (answer.data.length === 0) {
      this.#messaging = undefined;
      throw new EmrtdError('status', `the card ended the session: ${formatStatus(answer.status)}`, answer.status);
    }
    return messaging.unwrapAnswer(answer, command.ins);
  }

  /** Some cards and readers hand out an answer in parts (61xx), or want to hear its exact length (6Cxx). */
  async #transmit(command: Command): Promise<Answer> {
    const send = async (one: Command) => decodeAnswer(await this.#transport.transmit(encodeCommand(one)));
    const lengthOf = (status: number) => status & 0xff || 256;
    let answer = await send(command);
    // With data it is the card's own word, under protection, and not the reader's: to send it again would end the session.
    if (answer.status >> 8 === 0x6c && answer.data.length === 0)
      answer = await send({ ...command, expected: lengthOf(answer.status) });
    while (answer.status >> 8 === 0x61 && answer.data.length < LONGEST_ANSWER) {
      const more = await send({ cla: 0, ins: 0xc0, p1: 0, p2: 0, expected: lengthOf(answer.status) });
      if (more.data.length === 0) return more;
      answer = { data: concat(answer.data, more.data), status: more.status };
    }
    return answer;
  }

  /** @throws {EmrtdError} status where the card refuses; mac-wrong, secure-message-malformed */
  async demand(command: Command): Promise<Uint8Array> {
    const answer = await this.ask(command);
    if (answer.status !== 0x9000)
      throw new EmrtdError(
        'status',
        `the card refused command ${formatStatus(command.ins).slice(2)}: ${formatStatus(answer.status)}`,
        answer.status,
      );
    return answer.data;
  }
}

export const formatStatus = (status: number): string => status.toString(16).toUpperCase().padStart(4, '0');
