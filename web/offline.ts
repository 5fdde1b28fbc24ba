import { useSyncExternalStore } from 'react';

/** Names that the service worker gives: its cache of one's own answers, and the header of an answer out of it. */
const OWN_CACHE = 'dancu-own';
const KEPT_AT = 'dancu-kept-at';

let asOf: string | undefined;
const listeners = new Set<() => void>();

/** Each answer tells whether it came from the server or was kept, and since when. */
export function noteAnswer(headers: Headers): void {
  const kept = headers.get(KEPT_AT) ?? undefined;
  const next = kept && asOf && asOf < kept ? asOf : kept;
  if (next === asOf) return;
  asOf = next;
  for (const listener of listeners) listener();
}

/** Browsers know only whether there is a network, not whether it leads anywhere. */
export function isOffline(): boolean {
  return asOf !== undefined || !navigator.onLine;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** ISO 8601: how old the oldest shown answer is, while there is no connection. */
export function useAsOf(): string | undefined {
  return useSyncExternalStore(subscribe, () => asOf);
}

/** Nothing of a person's data stays on the device: after signing out, and when the session has ended. */
export async function forgetKept(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(OWN_CACHE);
}

/**
 * Makes the citizen's screens work without a connection. What was asked before the worker stood is not kept yet: `begun` is
 * told once, on the first visit, so that it is asked again.
 */
export async function startWorker(begun: () => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const first = navigator.serviceWorker.controller === null;
  if (first) navigator.serviceWorker.addEventListener('controllerchange', begun, { once: true });
  await navigator.serviceWorker.register('/sw.js', { scope: '/me' });
}
