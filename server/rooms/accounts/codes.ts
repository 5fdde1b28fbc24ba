import type { Client, KeyStore } from '#kernel';
import { takeAllowance } from './allowances.ts';
import type { ContactKind } from './door.ts';
import { channelOf, queueMessage, sealCode } from './messages.ts';
import type { Way } from './proving.ts';
import { drawDigits, isCode, sealDigits } from './secretCodes.ts';
import { NOBODY } from './store.ts';

/** Minutes for which a one-time code counts. */
const CODE_MINUTES = 5;
const SENT = { limit: 5, seconds: 3600 };

/**
 * A one-time code to a proved contact. For a number that nobody has, and for an account without contact, all is the same but
 * that nothing is sent.
 */
export function oneTimeCodes(keys: Pick<KeyStore, 'seal' | 'open'>): Way {
  return {
    async begin({ transaction, account, row, now }) {
      const { client } = transaction;
      if ((await takeAllowance(client, now, `code:${row.subject}`, SENT.limit, SENT.seconds)) !== undefined)
        return undefined;
      const code = drawDigits();
      const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
      // A code on a telephone proves no official.
      const contact = await readContact(client, account?.kind === 'official' ? undefined : account?.account);
      const channel = contact ? channelOf[contact.kind] : 'sms';
      if (contact && account)
        await queueMessage(transaction, {
          account: account.account,
          channel,
          recipient: contact.value,
          template: 'sign-in-code',
          language: account.language,
          values: { minutes: String(CODE_MINUTES) },
          sealed: sealCode(keys, code),
          expiresAt,
        });
      // One row is written either way.
      else await takeAllowance(client, now, `nobody:${row.subject}`, SENT.limit, SENT.seconds);
      const sealed = sealDigits(keys, row.attempt, code).toString('base64url');
      return { method: 'code', code: sealed, channel, expiresAt: expiresAt.toISOString() };
    },
    async prove({ account, row, now }, { code, channel, expiresAt }, answer) {
      if (!code || !expiresAt || now.toISOString() >= expiresAt) return 'expired';
      return isCode(keys, row.attempt, Buffer.from(code, 'base64url'), answer) && account
        ? { method: 'code', channel: channel ?? 'sms' }
        : 'wrong';
    },
  };
}

/** The telephone goes before the mailbox: it is looked at at once. */
async function readContact(
  client: Pick<Client, 'query'>,
  account: string | undefined,
): Promise<{ kind: ContactKind; value: string } | undefined> {
  const { rows } = await client.query<{ kind: ContactKind; value: string }>({
    name: 'accounts-code-contact',
    text: `SELECT kind, value FROM accounts.contact WHERE account = $1 AND proved_at IS NOT NULL AND removed_at IS NULL
      ORDER BY kind DESC, proved_at DESC LIMIT 1`,
    values: [account ?? NOBODY],
  });
  return rows[0];
}
