import { useSyncExternalStore } from 'react';

/** Names that the service worker gives: its cache of one's own answers, and the header of an answer out of it. */
const OWN_CACHE = 'dancu-own';
const KEPT_AT = 'dancu-kept-at';

let asOf: string | undefined;
const listeners = new Set<() => void>();

const forgetters = new Set<() => Promise<void>>();
const watchers = new Set<() => void>();
let reached = typeof navigator === 'undefined' || navigator.onLine !== false;

/** What was kept of an answer is shown in its place. @param at ISO 8601, when it was kept */
export function noteKept(at: string): void {
  noteAnswer(new Headers({ [KEPT_AT]: at }));
}

/** Whether the last request reached the server. */
export function reaches(): boolean {
  return reached;
}

export function noteReach(now: boolean): void {
  if (now === reached) return;
  reached = now;
  for (const watcher of watchers) watcher();
}

/** Told when the line goes and when it comes back. @returns how to stop */
export function watchReach(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useReach(): boolean {
  return useSyncExternalStore(watchReach, reaches);
}

let unsent = 0;

/** How many acts wait on this device: whoever signs out is told. */
export function setUnsent(count: number): void {
  if (count === unsent) return;
  unsent = count;
  for (const listener of listeners) listener();
}

export function useUnsent(): number {
  return useSyncExternalStore(subscribe, () => unsent);
}

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

/** What else is to be forgotten with it. */
export function whenForgotten(forget: () => Promise<void>): void {
  forgetters.add(forget);
}

/** Nothing of a person's data stays on the device: after signing out, and when the session has ended. */
export async function forgetKept(): Promise<void> {
  await Promise.allSettled([...forgetters].map((forget) => forget()));
  if ('caches' in globalThis) await caches.delete(OWN_CACHE);
}

/** The worker of each area that works without a connection. */
const WORKERS = { '/me': '/sw.js', '/desk': '/sw-desk.js' } as const;

/**
 * Makes an area's screens work without a connection. What was asked before the worker stood is not kept yet: `begun` is told
 * once, on the first visit, so that it is asked again.
 */
export async function startWorker(area: keyof typeof WORKERS, begun: () => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const first = navigator.serviceWorker.controller === null;
  if (first) navigator.serviceWorker.addEventListener('controllerchange', begun, { once: true });
  await navigator.serviceWorker.register(WORKERS[area], { scope: area });
}
