import { type Context, requireScope, type Transaction } from '#kernel';
import type { Parts } from './posts.ts';
import { problems } from './problems.ts';
import { writeLine } from './proposals.ts';
import { readOfficial } from './store.ts';

/**
 * An official's device is lost: by one, at once, for every minute it may be in other hands. Nobody can tell by a session which
 * key opened it, so all of the official's sessions end and all keys go. The posts stay; another device comes as the first did,
 * proposed by one and confirmed by another.
 * @throws Problem officials/official-unknown, officials/official-left
 */
export async function reportLost(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  official: string,
): Promise<{ devices: number; journal: string }> {
  requireScope(context.caller, 'officials.manage');
  const { client } = transaction;
  const known = await readOfficial(client, official, true);
  if (!known) throw problems['official-unknown']();
  if (known.state === 'left') throw problems['official-left']();
  // A code on paper may lie in the same bag.
  await client.query(
    "UPDATE officials.proposal SET state = 'expired', code = NULL WHERE official = $1 AND state = 'confirmed' AND code IS NOT NULL",
    [official],
  );
  const removed = await parts.accounts.removeAuthenticators(transaction, context, known.account);
  await parts.accounts.endSessions(transaction, context, known.account, {}, 'device-lost');
  const journal = writeLine(transaction, context, 'device-lost', { official, authenticators: removed });
  return { devices: removed.length, journal };
}
