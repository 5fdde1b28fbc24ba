import { type Kernel, type Listener, Problem } from '#kernel';
import { type Parts, requireAgreed } from './acts.ts';
import { kindOf } from './model.ts';
import { findWatchers, insertEvent, type Watcher } from './store.ts';

/**
 * Hears what the register does, and puts it into the outbox of those who watch the person, under an agreement that holds at this
 * moment. Each is a look at the person, in the same transaction.
 */
export function createTelling({ clock }: Pick<Kernel, 'clock'>, parts: Pick<Parts, 'exchange'>): Listener {
  async function agreedWith(watcher: Watcher): Promise<{ id: string; version?: number } | undefined> {
    try {
      return await requireAgreed(parts, watcher);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // It waits in the outbox until the hours of the agreement.
      return error.code === 'exchange/outside-hours' ? { id: String(error.values.agreement) } : undefined;
    }
  }
  return {
    name: 'subscriptions',
    async hear(lines, transaction) {
      const told = lines.flatMap(({ room, kind: entry, type, subjects, receivedAt }) => {
        const kind = room === 'people' && entry === 'act' ? kindOf(type) : undefined;
        return kind ? subjects.map((person) => ({ person, kind, at: receivedAt })) : [];
      });
      if (told.length === 0) return;
      const watchers = await findWatchers(transaction.client, [...new Set(told.map(({ person }) => person))]);
      if (watchers.length === 0) return;
      const agreements = new Map<string, ReturnType<typeof agreedWith>>();
      for (const { person, kind, at } of told)
        for (const watcher of watchers) {
          const { subscription, organisation, system, purpose, legal_basis: legalBasis } = watcher;
          if (watcher.person !== person || !watcher.kinds.includes(kind)) continue;
          if (!agreements.has(subscription)) agreements.set(subscription, agreedWith(watcher));
          const agreement = await agreements.get(subscription);
          if (!agreement) continue;
          const { id, version } = agreement;
          const agreed = { agreement: id, ...(version === undefined ? {} : { version }) };
          const number = await insertEvent(transaction.client, watcher, kind, at);
          transaction.append({
            ...{ kind: 'look', room: 'subscriptions', type: 'event-told', subjects: [person] },
            ...{ actor: system, organisation, purpose, legalBasis },
            data: { subscription, number, event: kind, ...agreed },
            actedAt: clock.now().toISOString(),
            receivedAt: new Date().toISOString(),
          });
        }
    },
  };
}
