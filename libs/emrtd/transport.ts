import { type Answer, type Command, decodeAnswer, encodeCommand } from './apdu.ts';
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
    const answer = decodeAnswer(await this.#transport.transmit(encodeCommand(sent)));
    if (!messaging) return answer;
    // A card that refuses the message itself answers without protection, and has ended the session.
    if (answer.data.length === 0) {
      this.#messaging = undefined;
      throw new EmrtdError('status', `the card ended the session: ${formatStatus(answer.status)}`, answer.status);
    }
    return messaging.unwrapAnswer(answer, command.ins);
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
