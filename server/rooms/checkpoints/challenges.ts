import type { Static } from 'typebox';
import { type Context, newId, performAct, requireScope } from '#kernel';
import { requireOwnAgreement } from './agreed.ts';
import { askHolder } from './approvals.ts';
import type { ChallengeBody } from './contracts.ts';
import { requireDesk } from './desks.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { insertChallenge } from './store.ts';

/** As long as a reading of a chip waits. */
const CHALLENGE_SECONDS = 90;

/**
 * A challenge for one check, of one officer at one desk. With what opens a chip the officer’s reader is asked with it, with a number the
 * holder in their own account.
 * @throws Problem checkpoints/input-not-allowed, readers/…, and those of the agreement: nobody is asked for what may not be looked up
 */
export function makeChallenge(parts: Parts, context: Context, id: string, given: Static<typeof ChallengeBody>) {
  requireScope(context.caller, 'checkpoints.use');
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { desk, rules } = await requireDesk(parts, transaction.client, context, id);
    const { number, ...keys } = given;
    const challenge = newId();
    const own = { challenge, desk: desk.desk, official: context.caller.id };
    if (number !== undefined) {
      if (!rules.inputs.includes('app')) throw problems['input-not-allowed']({ pointer: '/number' });
      const agreed = await requireOwnAgreement(parts, context, desk, rules);
      const asking = { challenge, desk, rules, number };
      const { number: digits, asked, expiresAt } = await askHolder(parts, transaction, agreed.context, asking);
      await insertChallenge(transaction.client, { ...own, reading: null, asked, expiresAt });
      return { challenge, digits, expiresAt };
    }
    const read = keys.can || keys.zone ? await parts.readers.ask(transaction, context, keys) : undefined;
    const expiresAt =
      read?.expiresAt ?? new Date(Date.parse(context.receivedAt) + CHALLENGE_SECONDS * 1000).toISOString();
    await insertChallenge(transaction.client, { ...own, reading: read?.reading ?? null, asked: null, expiresAt });
    return { challenge, ...(read ? { reading: read.reading } : {}), expiresAt };
  });
}
