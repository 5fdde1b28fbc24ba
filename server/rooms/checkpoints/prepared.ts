import { randomBytes } from 'node:crypto';
import type { Static } from 'typebox';
import { type Context, newId, requireScope } from '#kernel';
import type { LateChip, PreparedMade } from './contracts.ts';
import { requireDesk } from './desks.ts';
import type { Checking, Parts } from './parts.ts';
import { type Read, readChipTaken } from './presented.ts';
import { problems } from './problems.ts';
import { consumePrepared, insertPrepared } from './store.ts';

/** A busy desk’s hours without a line; with a line the page asks again before they are used up. */
const AT_ONCE = 100;
const HOUR = 3_600_000;
/** As for the time of the check itself. */
const CLOCKS_DIFFER = 5 * 60_000;

/**
 * Challenges for chips that are read without a line: of one officer at one desk, each for one check. What a chip signs over one was
 * signed after it was made, and only the chip can have signed it.
 * @throws Problem checkpoints/offline-not-allowed, …
 */
export async function prepareChallenges(
  parts: Parts,
  context: Context,
  id: string,
): Promise<Static<typeof PreparedMade>> {
  requireScope(context.caller, 'checkpoints.use');
  const { database } = parts.kernel;
  const { desk, rules } = await requireDesk(parts, database.pool, context, id);
  const { inputs, listHours, lateDays } = rules.offline;
  if (!inputs.includes('chip')) throw problems['offline-not-allowed']();
  const madeAt = Date.parse(context.receivedAt);
  const goodUntil = madeAt + listHours * HOUR;
  const challenges = Array.from({ length: AT_ONCE }, () => ({ challenge: newId(), bytes: randomBytes(8) }));
  await database.transact(({ client }) =>
    insertPrepared(client, {
      ...{ desk: desk.desk, official: context.caller.id, challenges, madeAt: new Date(madeAt) },
      expiresAt: new Date(goodUntil + lateDays * 24 * HOUR),
    }),
  );
  return {
    challenges: challenges.map(({ challenge, bytes }) => ({ challenge, bytes: bytes.toString('base64') })),
    goodUntil: new Date(goodUntil).toISOString(),
  };
}

/**
 * A chip that was read without a line: proven anew, over a challenge that counts once.
 * @throws Problem checkpoints/challenge-unknown, challenge-replayed, challenge-expired, readers/files-malformed
 */
export async function readLateChip(checking: Checking, { challenge, shown }: LateChip): Promise<Read> {
  const { transaction, context, desk, rules, readers, at } = checking;
  const by = { challenge, desk: desk.desk, official: context.caller.id, at: context.receivedAt };
  const used = await consumePrepared(transaction.client, by);
  const pointer = '/presented/challenge';
  if (used === 'unknown') throw problems['challenge-unknown']({ pointer });
  if (used === 'used') throw problems['challenge-replayed']({ pointer });
  // Read before it was made, or after the desk’s lists proved nothing any more: the time that is told is not true.
  const age = used === 'expired' ? Number.POSITIVE_INFINITY : at.getTime() - used.madeAt.getTime();
  if (used === 'expired' || age < -CLOCKS_DIFFER || age > rules.offline.listHours * HOUR + CLOCKS_DIFFER)
    throw problems['challenge-expired']({ pointer });
  return readChipTaken(await readers.proveLate(shown, used.bytes, at));
}
