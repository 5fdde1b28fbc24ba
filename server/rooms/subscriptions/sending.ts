import { type Kernel, Problem } from '#kernel';
import { makeContentDigest, signMessage } from '#libs/httpsig';
import { type Parts, requireAgreed } from './acts.ts';
import { insertDelivery } from './deliveryStore.ts';
import { backoff } from './model.ts';
import { claimDue, markDelivered, markFailed, readEvents, type SubscriptionRow } from './store.ts';
import { presentEvents } from './views.ts';

export interface Pace {
  /** So long a receiver may take. */
  readonly timeoutMilliseconds: number;
  readonly lookMilliseconds: number;
  /** Milliseconds until the next try after so many failures in a row. */
  readonly backoff: (attempts: number) => number;
}
export const PACE: Pace = { timeoutMilliseconds: 10_000, lookMilliseconds: 1000, backoff };

/** Receivers at once: a slow one holds up no other. */
const AT_ONCE = 16;
/** Events of one request. */
const MOST = 100;
const CLOSED_MS = 60_000;

export interface Sending {
  start(): void;
  stop(): Promise<void>;
}

/** Sends what lies in outboxes, in order, each request signed (RFC 9421), until the receiver has said that it arrived. */
export function createSending(
  { database, keys, log }: Pick<Kernel, 'database' | 'keys' | 'log'>,
  parts: Pick<Parts, 'exchange'>,
  pace: Pace,
): Sending {
  const { pool } = database;
  const leaseSeconds = Math.ceil(pace.timeoutMilliseconds / 1000) + 20;
  const under = new Set<Promise<void>>();
  const halt = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    while (!halt.signal.aborted && under.size < AT_ONCE) {
      const row = await claimDue(pool, leaseSeconds);
      if (!row) return;
      const work = deliver(row)
        .catch((err: Error) => log.warn({ component: 'subscriptions', err }, 'events are sent another time'))
        .finally(() => {
          under.delete(work);
          hint();
        });
      under.add(work);
    }
  }
  function hint(): void {
    if (halt.signal.aborted) return;
    looking ??= look()
      .catch((err: Error) => log.warn({ component: 'subscriptions', err }, 'outboxes are looked at again'))
      .finally(() => {
        looking = undefined;
      });
  }

  async function deliver(row: SubscriptionRow): Promise<void> {
    const { subscription, delivered, attempts } = row;
    try {
      await requireAgreed(parts, row);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Suspended, ended, or outside its hours: nothing leaves, nothing is lost.
      return markFailed(pool, subscription, error.code, CLOSED_MS);
    }
    const events = await readEvents(pool, subscription, delivered, MOST);
    // Those that were kept too long are gone: what is left is numbered on.
    const last = events.at(-1)?.number ?? row.newest;
    const begun = performance.now();
    const failure =
      events.length === 0 ? undefined : await send(row.endpoint!, JSON.stringify(presentEvents(row, events)));
    const milliseconds = Math.round(performance.now() - begun);
    // Ended by us, not by the receiver: another process, or the next start, sends it.
    if (halt.signal.aborted && failure) return;
    const first = events[0]?.number;
    if (first !== undefined)
      await insertDelivery(pool, subscription, { first, last, milliseconds, failure: failure ?? null });
    if (failure) await markFailed(pool, subscription, failure, pace.backoff(attempts + 1));
    else await markDelivered(pool, subscription, last);
  }

  /** @returns why it did not arrive */
  async function send(endpoint: string, body: string): Promise<string | undefined> {
    const key = keys.current('exchange-answer');
    const headers = { 'content-type': 'application/json', 'content-digest': makeContentDigest(body) };
    const components = ['@method', '@target-uri', ...Object.keys(headers)];
    const created = Math.floor(Date.now() / 1000);
    const params = { created, keyid: key.kid, alg: 'ecdsa-p256-sha256', tag: 'dancu-event' };
    const signed = signMessage(
      { method: 'POST', targetUri: endpoint, headers, body },
      { label: 'sig1', components, params, sign: (base) => key.sign(Buffer.from(base, 'latin1')) },
    );
    const late = AbortSignal.timeout(pace.timeoutMilliseconds);
    try {
      const answer = await fetch(endpoint, {
        ...{ method: 'POST', headers: { ...headers, ...signed }, body, redirect: 'manual' },
        signal: AbortSignal.any([late, halt.signal]),
      });
      await answer.body?.cancel();
      return answer.ok ? undefined : `status-${answer.status}`;
    } catch {
      return late.aborted ? 'timeout' : 'unreachable';
    }
  }

  return {
    start() {
      timer = setInterval(hint, pace.lookMilliseconds);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      halt.abort();
      await looking;
      await Promise.all(under);
    },
  };
}
