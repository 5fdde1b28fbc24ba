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
      if (!(error instanceof EmrtdError)) throw error;
      return encodeAnswer(answerStatus(STATUS_OF[error.code] ?? STATUS.wrongData));
    }
  }

  #answer(command: Command): Answer {
    const isSecured = (command.cla & 0x0c) === 0x0c;
    const { messaging } = this.#state;
    if (isSecured && !messaging) return answerStatus(STATUS.secureObjectsMissing);
    // A command outside the session ends it (Doc 9303-11, 9.8.5): its keys and its rights are gone.
    if (!isSecured && messaging) this.reset();
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
    } catch (error) {
      if (!(error instanceof EmrtdError)) throw error;
      this.reset();
      return undefined;
    }
  }

  #run(command: Command): Step {
    try {
      return this.#dispatch(command);
    } catch (error) {
      if (!(error instanceof EmrtdError)) throw error;
      return { answer: answerStatus(STATUS_OF[error.code] ?? STATUS.wrongData) };
    }
  }

  #dispatch(command: Command): Step {
    const [state, chip] = [this.#state, this.#chip];
    if ((command.cla & 0xe0) !== 0) return { answer: answerStatus(STATUS.wrongClass) };
    switch (command.ins) {
      case 0xa4:
        return { answer: select(state, chip, command) };
      case 0xb0:
      case 0xb1:
        return { answer: readBinary(state, chip, command) };
      case 0x84:
        return getChallenge(state);
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
