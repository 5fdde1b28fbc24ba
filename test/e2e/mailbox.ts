import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { until } from './browser.ts';

/** A mail server that keeps what comes for one person. */
export interface Mailbox {
  /** For DANCU_SMTP_URL. */
  readonly url: string;
  /** Letters so far. */
  count(): number;
  /** The code in the first letter after the first `seen` that has one; waits for it. */
  readCode(seen: number): Promise<string>;
  close(): Promise<void>;
}

const CODE = /(?<!\d)\d{6}(?!\d)/;

export async function openMailbox(address: string): Promise<Mailbox> {
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part));
      stream.on('end', () => {
        if (envelope.rcptTo.some((to) => to.address === address)) letters.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    count: () => letters.length,
    readCode: (seen) =>
      until(
        () =>
          letters
            .slice(seen)
            .map((letter) => CODE.exec(letter.slice(letter.indexOf('\r\n\r\n')))?.[0])
            .find(Boolean),
        'a letter with a code',
      ),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
