import { noteReach, reaches, watchReach } from '../offline.ts';
import { readOutbox, sendWaiting } from './outbox.ts';

/** No part of a session: asking for it does not keep one alive that nobody uses. */
const PROBE = '/healthz';
const [FIRST_MS, LONGEST_MS] = [2000, 30_000];
let timer: ReturnType<typeof setTimeout> | undefined;
let wait = FIRST_MS;

/**
 * Looks for the line while there is none, ever more seldom, and sends what waits once it is back. Browsers know only whether
 * there is a network; whether it leads to the server is found out by asking.
 */
export function watchLine(): void {
  addEventListener('offline', () => noteReach(false));
  addEventListener('online', () => void probe());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && !reaches()) void probe();
  });
  watchReach(() => {
    clearTimeout(timer);
    if (!reaches()) return plan();
    wait = FIRST_MS;
    void sendWaiting();
  });
  if (!reaches()) plan();
  else void readOutbox().then(() => sendWaiting());
}

function plan(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void probe(), wait);
  wait = Math.min(wait * 2, LONGEST_MS);
}

async function probe(): Promise<void> {
  try {
    const answer = await fetch(PROBE, { cache: 'no-store' });
    // Read to its end: an answer that is left lying holds its connection.
    await answer.arrayBuffer();
    if (answer.ok) return noteReach(true);
  } catch {
    // Still none.
  }
  if (!reaches()) plan();
}
