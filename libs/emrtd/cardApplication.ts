import { type Answer, answerStatus, type Command, decodeCommand, encodeAnswer, STATUS } from './apdu.ts';
import {
  externalAuthenticate,
  generalAuthenticate,
  getChallenge,
  internalAuthenticate,
  manageEnvironment,
  type Step,
  verifyCertificate,
} from './cardAccess.ts';
import { readBinary, select } from './cardFiles.ts';
import { type CardState, freshState } from './cardState.ts';
import type { Chip } from './chip.ts';
import { EmrtdError, type EmrtdErrorCode } from './errors.ts';
import { SecureMessaging } from './secureMessaging.ts';

/** What a card says of an error; nothing that would tell a wrong password from a broken message. */
const STATUS_OF: Partial<Record<EmrtdErrorCode, number>> = {
  'apdu-malformed': STATUS.wrongLength,
  'password-wrong': STATUS.wrongPassword,
  'point-invalid': STATUS.wrongPassword,
  'cv-certificate-refused': STATUS.wrongPassword,
};

const statusOf = (error: unknown): number =>
  error instanceof EmrtdError ? (STATUS_OF[error.code] ?? STATUS.wrongData) : STATUS.internal;

/** Classes that this card does not have (ISO/IEC 7816-4, 5.4.1): other channels, parts of other commands than PACE's. */
function refuseClass({ cla, ins }: Command): number | undefined {
  if ((cla & 0xe0) !== 0) return STATUS.wrongClass;
  if ((cla & 0x03) !== 0) return STATUS.channelUnsupported;
  if ((cla & 0x0c) !== 0 && (cla & 0x0c) !== 0x0c) return STATUS.messagingUnsupported;
  if ((cla & 0x10) !== 0 && ins !== 0x86) return STATUS.chainingUnsupported;
  return undefined;
}

/** ISO 14443 historical bytes are of no interest to the protocols: an answer to reset as contactless readers make it. */
export const ANSWER_TO_RESET = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);

/**
 * The application of a travel document or identity card, as its chip runs it: commands in, answers out. It keeps one session;
 * `reset` is taking the card away.
 */
export class CardApplication {
  readonly #chip: Chip;
  #state: CardState = freshState();

  constructor(chip: Chip) {
    this.#chip = chip;
  }

  reset(): void {
    this.#state = freshState();
  }

  /** One command, one answer. It never throws: a card answers with a status. */
  transmit(bytes: Uint8Array): Uint8Array {
    try {
      return encodeAnswer(this.#answer(decodeCommand(bytes)));
    } catch (error) {
      return encodeAnswer(answerStatus(statusOf(error)));
    }
  }

  #answer(command: Command): Answer {
    const isSecured = (command.cla & 0x0c) === 0x0c;
    const { messaging } = this.#state;
    if (isSecured && !messaging) return answerStatus(STATUS.secureObjectsMissing);
    // A command outside the session ends it (Doc 9303-11, 9.8.5): its keys and its rights are gone.
    if (!isSecured && messaging) this.#endSession();
    const plain = isSecured ? this.#unwrap(command) : command;
    if (!plain) return answerStatus(STATUS.secureObjectsWrong);
    const step = this.#run(plain);
    const answer = isSecured ? messaging!.wrapAnswer(step.answer, plain.ins) : step.answer;
    if (step.next) this.#state.messaging = new SecureMessaging(step.next);
    return answer;
  }

  #unwrap(command: Command): Command | undefined {
    try {
      return this.#state.messaging!.unwrapCommand(command);
    } catch {
      this.#endSession();
      return undefined;
    }
  }

  /** Keys, rights and whatever was under way are gone; which application is selected has nothing to do with it. */
  #endSession(): void {
    this.#state = { ...freshState(), inApplication: this.#state.inApplication };
  }

  #run(command: Command): Step {
    try {
      return this.#dispatch(command);
    } catch (error) {
      return { answer: answerStatus(statusOf(error)) };
    }
  }

  #dispatch(command: Command): Step {
    const [state, chip] = [this.#state, this.#chip];
    const refused = refuseClass(command);
    if (refused) return { answer: answerStatus(refused) };
    switch (command.ins) {
      case 0xa4:
        return { answer: select(state, chip, command) };
      case 0xb0:
      case 0xb1:
        return { answer: readBinary(state, chip, command) };
      case 0x84:
        return getChallenge(state, command);
      case 0x82:
        return externalAuthenticate(state, chip, command);
      case 0x22:
        return manageEnvironment(state, chip, command);
      case 0x86:
        return generalAuthenticate(state, chip, command);
      case 0x88:
        return internalAuthenticate(state, chip, command);
      case 0x2a:
        return verifyCertificate(state, command);
      default:
        return { answer: answerStatus(STATUS.wrongInstruction) };
    }
  }
}
