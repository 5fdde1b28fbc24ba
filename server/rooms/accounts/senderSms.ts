import { createHmac } from 'node:crypto';
import { SendError, type Sender } from './sender.ts';

const PATIENCE = 10_000;

/**
 * Hands text messages to a gateway: POST `{id, to, text}` as JSON. Header `dancu-signature: t=<seconds>, v1=<hex>` is the
 * HMAC-SHA256 of `<t>.<body>` under the shared secret, so that nobody else makes the gateway send; `idempotency-key` is the
 * message's id. 2xx: taken; 408, 425, 429 and 5xx: later; any other: never.
 */
export function createSmsSender(url: string, secret: string | undefined): Sender {
  return {
    async send({ id, recipient, text }) {
      const body = JSON.stringify({ id, to: recipient, text });
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(secret ? { 'dancu-signature': signBody(body, secret, Math.floor(Date.now() / 1000)) } : {}),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      }).catch((error: Error) => {
        throw new SendError(error.name === 'TimeoutError' ? 'timeout' : 'unreachable', false);
      });
      await response.body?.cancel();
      if (response.ok) return;
      const later = response.status >= 500 || [408, 425, 429].includes(response.status);
      throw new SendError(String(response.status), !later);
    },
    close: () => {},
  };
}

/** @param seconds Unix time: the gateway refuses old ones, so that a caught message is not sent again */
export function signBody(body: string, secret: string, seconds: number): string {
  return `t=${seconds}, v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
