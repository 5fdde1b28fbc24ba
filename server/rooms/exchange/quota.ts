import type { Client } from '#kernel';
import type { Agreement } from './model.ts';
import { problems } from './problems.ts';
import { addUses, readUsed, type Use } from './store.ts';

interface Known {
  day: string;
  /** As the counters said at `readAt`, and what this process answered since. */
  used: number;
  readAt: number;
}

const REREAD_MS = 1000;
/** From this part of the quota on, the counters are read before every flush. */
const NEAR = 0.9;

/**
 * Watches the quotas. The counters in the database are everybody's; far from its limit an agreement is counted along here
 * and read once a second, near the limit before every flush. Several processes together can pass the limit by what they
 * have in flight, never by more.
 */
export function createQuota() {
  const known = new Map<string, Known>();

  return {
    /** Brings the counts up to date that these agreements need. */
    async prepare(client: Pick<Client, 'query'>, agreements: readonly Agreement[], day: string): Promise<void> {
      const now = Date.now();
      const stale = agreements.filter((one) => {
        const count = known.get(one.id);
        return !count || count.day !== day || now - count.readAt > REREAD_MS || count.used >= one.quotaPerDay * NEAR;
      });
      if (stale.length === 0) return;
      const counted = await readUsed(
        client,
        stale.map((one) => one.organisation),
        day,
        stale.map((one) => one.id),
      );
      for (const { id } of stale) {
        const own = known.get(id);
        // Answered while the counters were read: they may not hold it yet.
        known.set(id, { day, used: Math.max(counted.get(id) ?? 0, own?.day === day ? own.used : 0), readAt: now });
      }
    },
    /** Takes one look. @returns false when the day's quota is used up. */
    take(agreement: Agreement): boolean {
      const count = known.get(agreement.id);
      if (!count || count.used >= agreement.quotaPerDay) return false;
      count.used += 1;
      return true;
    },
  };
}

export type Quota = ReturnType<typeof createQuota>;

/**
 * Counts many looks of one agreement in the caller's transaction. Two at once wait for each other at the counter's row, so
 * that together they do not pass the limit.
 * @throws Problem exchange/quota-exceeded
 */
export async function takeMany(
  client: Pick<Client, 'query'>,
  agreement: Agreement,
  use: Omit<Use, 'organisation' | 'agreement'>,
  looks: number,
  day: string,
): Promise<void> {
  const { id, organisation, quotaPerDay } = agreement;
  await addUses(client, { ...use, organisation, agreement: id }, looks, day);
  const used = (await readUsed(client, [organisation], day, [id])).get(id) ?? 0;
  if (used > quotaPerDay)
    throw problems['quota-exceeded']({ values: { agreement: id, quota: quotaPerDay }, extra: { retryAfter: 3600 } });
}
