import { AsyncLocalStorage } from 'node:async_hooks';
import { type Artifacts, type NewArtifact, type Place, placeKey } from './artifacts.ts';

/** What a request to the provider has made so far and nobody has seen. */
interface Pending {
  readonly rows: Map<string, NewArtifact>;
  open: boolean;
}

const requests = new AsyncLocalStorage<Pending>();

/**
 * Writes what one request makes (a grant, a session, a code) together, before its answer leaves. Only what needs no answer
 * of the database waits so long: whatever may happen once is decided by its own statement, at once.
 */
export async function writeTogether(artifacts: Pick<Artifacts, 'write'>, work: () => Promise<unknown>): Promise<void> {
  const pending: Pending = { rows: new Map(), open: true };
  try {
    await requests.run(pending, work);
  } finally {
    pending.open = false;
    await flush(artifacts, pending);
  }
}

/** @returns false outside of a request: then it is written at once */
export function deferWrite(row: NewArtifact): boolean {
  const pending = requests.getStore();
  if (!pending?.open) return false;
  pending.rows.set(placeKey(row), row);
  return true;
}

export function findPending(place: Place): NewArtifact | undefined {
  return requests.getStore()?.rows.get(placeKey(place));
}

export function dropPending(place: Place): void {
  requests.getStore()?.rows.delete(placeKey(place));
}

/** Before a statement that may concern what was made in this very request. */
export async function settleWrites(artifacts: Pick<Artifacts, 'write'>): Promise<void> {
  const pending = requests.getStore();
  if (pending) await flush(artifacts, pending);
}

async function flush({ write }: Pick<Artifacts, 'write'>, { rows }: Pending): Promise<void> {
  const waiting = [...rows.values()];
  rows.clear();
  // In one turn: they go into one statement.
  await Promise.all(waiting.map(write));
}
