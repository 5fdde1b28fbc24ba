import type { Config } from '#kernel';
import type { Channel } from './messages.ts';
import { createSmsSender } from './senderSms.ts';
import { createSmtpSender } from './senderSmtp.ts';

/** A message as it goes out. */
export interface Letter {
  /** The same at every try: a gateway that has it already need not send it twice. */
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands messages to whoever delivers them. An installation has one for each channel that it can reach people by. */
export interface Sender {
  /** @throws SendError */
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** Why a message was not taken. `final`: it will not be taken tomorrow either. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly code: string;
  readonly final: boolean;
  constructor(code: string, final: boolean) {
    super(code);
    this.code = code;
    this.final = final;
  }
}

export type Senders = Readonly<Partial<Record<Channel, Sender>>>;

/** The senders that the configuration names. */
export function createSenders(config: Config): Senders {
  return {
    ...(config.smtpUrl ? { email: createSmtpSender(config.smtpUrl, config.mailFrom) } : {}),
    ...(config.smsWebhook ? { sms: createSmsSender(config.smsWebhook, config.smsWebhookSecret) } : {}),
  };
}
