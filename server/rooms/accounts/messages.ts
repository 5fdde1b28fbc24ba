import { type KeyStore, newId, type Transaction } from '#kernel';

export type Channel = 'sms' | 'email';

/** What a message says: words `message.<template>.text`, and for e-mail `.subject`. */
export interface NewMessage {
  readonly account?: string | undefined;
  readonly channel: Channel;
  readonly recipient: string;
  readonly template: string;
  readonly language: string;
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** The value `code`, sealed by `sealCode`: what waits in the table must not open an account. */
  readonly sealed?: string | undefined;
  /** After this nobody needs it any more. */
  readonly expiresAt?: Date | undefined;
  /** Written like any other and never sent: whoever measures cannot tell that nobody is there. */
  readonly withheld?: boolean | undefined;
}

/** Puts a message into the queue, in the act's own transaction: no message without the act, no act without its message. */
export async function queueMessage(transaction: Transaction, given: NewMessage): Promise<void> {
  const { account, channel, recipient, template, language, values = {}, sealed, expiresAt, withheld } = given;
  await transaction.client.query(
    `INSERT INTO accounts.message (message, account, channel, recipient, body, made_at, expires_at, failed)
     VALUES ($1, $2, $3, $4, $5, now(), $6, $7)`,
    [
      newId(),
      account ?? null,
      channel,
      withheld ? '' : recipient,
      JSON.stringify(withheld ? {} : { template, language, values, sealed }),
      expiresAt ?? null,
      withheld ? 'withheld' : null,
    ],
  );
}

export const channelOf = { phone: 'sms', email: 'email' } as const;

const ABOUT = 'message code';

export function sealCode(keys: Pick<KeyStore, 'seal'>, code: string): string {
  return keys.seal(ABOUT, Buffer.from(code)).toString('base64url');
}

export function openCode(keys: Pick<KeyStore, 'open'>, sealed: string): string {
  return keys.open(ABOUT, Buffer.from(sealed, 'base64url'))?.toString() ?? '';
}
