import { hash } from 'node:crypto';
import { Answer, type Client, closeLine, type Witness } from '#kernel';
import { decodeHeaderText } from '#libs/client';
import type { AnswerSigner } from './answer.ts';
import type { Signed, SignedMessage } from './authenticate.ts';
import { packExchanged, recordExchange } from './exchanged.ts';

/**
 * Takes down what a system asks at another room's door: the answer's line gets the digests of both sides, its subjects are
 * closed, and the signatures stand beside it. What comes of it is the evidence that the exchange's own questions have.
 */
export function createWitness(sign: AnswerSigner, asked: SignedMessage, { digest }: Pick<Signed, 'digest'>): Witness {
  return {
    async attest(client, entry, line, { status, body, headers: given }) {
      const headers: Record<string, string> = { ...given, 'dancu-journal': line.reference };
      const base = sign(asked.message, status, headers, body);
      const caseNumber = readStated(asked, 'dancu-case');
      const officer = readStated(asked, 'dancu-officer');
      line.write(
        closeLine({
          ...entry,
          ...(caseNumber ? { caseNumber } : {}),
          data: {
            outcome: body === '' ? 'done' : 'given',
            ...entry.data,
            ...(officer ? { officer } : {}),
            requestDigest: digest,
            answerDigest: headers['content-digest'],
            answerBase: hash('sha256', base, 'base64url'),
          },
        }),
      );
      await keepExchanged(client, line.reference, recordExchange(asked, base, headers.signature!));
      // An empty text would be sent with a type that nobody signed.
      return new Answer(status, body === '' ? undefined : body, headers);
    },
  };
}

/** A reason as the line says it: header text travels percent-encoded. */
export function readStated({ message }: SignedMessage, name: string): string | undefined {
  const value = message.headers[name];
  if (typeof value !== 'string') return undefined;
  try {
    return decodeHeaderText(value);
  } catch {
    return undefined;
  }
}

/** The transaction that a question named in its address. */
export function readTransaction({ message }: SignedMessage): string | undefined {
  const given = /[?&]transactionId=([^&]*)/.exec(message.targetUri)?.[1];
  try {
    return given && decodeURIComponent(given.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** The record of one line of a block whose other lines have none. */
export async function keepExchanged(client: Client, reference: string, record: string): Promise<void> {
  const [stream, seq, index] = reference.split(':');
  const records = [...Array<string>(Number(index)).fill(''), record];
  await client.query({
    name: 'exchange-keep',
    text: 'INSERT INTO exchange.exchanged (stream, seq, day, packed) VALUES ($1, $2, current_date, $3)',
    values: [stream, seq, packExchanged(records)],
  });
}
