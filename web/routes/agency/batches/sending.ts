import { useSyncExternalStore } from 'react';
import { sendUpload } from '#libs/tus';
import { createDigestingReader } from './digest.ts';

/** A file that the platform waits for. */
export interface Expected {
  readonly id: string;
  readonly bytes: number;
  readonly received: number;
  readonly upload?: string | undefined;
}

/** What follows when the whole file is there. @param digest its SHA-256, hex */
export type Finish = (digest: () => Promise<string>) => Promise<unknown>;

/** A file on its way from this page. */
export interface Sending {
  readonly state: 'sending' | 'starting' | 'broken';
  readonly sent: number;
  readonly bytes: number;
  /** Bytes that had arrived when this page began, and when it began: what the rate is counted from. */
  readonly from: number;
  readonly since: number;
  /** Why it broke off. */
  readonly error?: unknown;
}

interface Kept {
  file: File;
  stop: AbortController;
  shown: Sending;
}

/** Outlives the screen that began it: one may look at other screens meanwhile and find it again. */
const sendings = new Map<string, Kept>();
const listeners = new Set<() => void>();

function show(batch: string, shown: Sending | undefined): void {
  const kept = sendings.get(batch);
  if (!kept) return;
  if (shown) kept.shown = shown;
  else sendings.delete(batch);
  window.onbeforeunload = [...sendings.values()].some((one) => one.shown.state !== 'broken') ? warn : null;
  for (const listener of listeners) listener();
}

/** The browser asks in its own words whether to leave. */
const warn = (event: BeforeUnloadEvent) => event.preventDefault();

/** Sends what has not arrived yet, then does what follows. */
export function beginSending(expected: Expected, file: File, finish: Finish): void {
  if (sendings.get(expected.id)?.shown.state === 'sending') return;
  const { id, bytes, received, upload = '' } = expected;
  const stop = new AbortController();
  const begun: Sending = { state: 'sending', sent: received, bytes, from: received, since: Date.now() };
  sendings.set(id, { file, stop, shown: begun });
  show(id, begun);
  const run = async () => {
    const { read, digest } = createDigestingReader(file);
    const onProgress = (sent: number) => show(id, { ...begun, sent });
    await sendUpload({ url: new URL(upload, location.origin).pathname, bytes, read, onProgress, signal: stop.signal });
    show(id, { ...begun, state: 'starting', sent: bytes });
    await finish(digest);
  };
  run().then(
    () => show(id, undefined),
    (error: unknown) => {
      if (stop.signal.aborted) return;
      show(id, { ...begun, state: 'broken', sent: sendings.get(id)?.shown.sent ?? received, error });
    },
  );
}

/** Goes on after a break, with the file that is still at hand. */
export function goOnSending(expected: Expected, finish: Finish): void {
  const file = sendings.get(expected.id)?.file;
  if (file) beginSending(expected, file, finish);
}

export function stopSending(batch: string): void {
  sendings.get(batch)?.stop.abort();
  show(batch, undefined);
}

export function useSending(batch: string): Sending | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => sendings.get(batch)?.shown,
  );
}
