import { createTransport } from 'nodemailer';
import { SendError, type Sender } from './sender.ts';

/** Sends e-mail by SMTP (RFC 5321), plain text only: nothing in a security message is to be clicked. */
export function createSmtpSender(url: string, from: string): Sender {
  const transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ id, recipient, subject, text }) {
      try {
        await transport.sendMail({
          to: { name: '', address: recipient },
          subject,
          text,
          messageId: `<${id}@${from.split('@')[1]}>`,
          // RFC 3834: no out-of-office answers to a machine.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string };
        // A server that refuses our sign-in has nothing against the message: the operator will put it right.
        const final = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
        throw new SendError(String(responseCode ?? code ?? 'smtp'), final);
      }
    },
    close: () => transport.close(),
  };
}
