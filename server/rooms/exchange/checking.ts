import type { JsonWebKey } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Logger } from '#kernel';
import type { Verifier } from '#libs/httpsig';
import type { Checked, Checks } from './checking.worker.ts';

/** A public key as a signature is checked with it. */
export interface CheckingKey {
  readonly kid: string;
  readonly jwk: JsonWebKey;
  readonly verifier: Verifier;
}

export interface SignatureChecks {
  /** Whether a signature was made over a base with the key's private half. */
  check(key: CheckingKey, base: string, signature: Buffer): Promise<boolean>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly key: CheckingKey;
  readonly base: string;
  readonly signature: Buffer;
  readonly resolve: (fits: boolean) => void;
}

/** To hand over a batch and to take it back costs as much as to check so many here. */
const FEW = 2;
const MOST = 64;
const RESTART_MS = 1000;

/**
 * Checks signatures in a thread of its own, a batch at a time. One by one over the thread pool each would cost twice what the
 * check itself does, and two thirds of that on the thread that answers. What comes alone is checked at once.
 */
export function startSignatureChecks(log: Logger): SignatureChecks {
  const waiting: Waiting[] = [];
  let sent: readonly Waiting[] = [];
  let known = new Set<string>();
  let scheduled = false;
  let stopping = false;
  let worker: Worker | undefined = start();

  function start(): Worker {
    known = new Set();
    const started = new Worker(new URL('./checking.worker.ts', import.meta.url));
    started.unref();
    started.on('message', (checked: Checked) => {
      const batch = sent;
      sent = [];
      for (let index = 0; index < batch.length; index++) batch[index]!.resolve(checked[index]!);
      send();
    });
    started.on('error', (err) => log.error({ component: 'exchange', err }, 'thread of signature checks ended'));
    started.on('exit', () => {
      worker = undefined;
      const batch = sent;
      sent = [];
      checkHere(batch);
      checkHere(waiting.splice(0));
      if (!stopping) setTimeout(restart, RESTART_MS).unref();
    });
    return started;
  }
  function restart(): void {
    if (!stopping) worker = start();
  }
  function send(): void {
    scheduled = false;
    if (sent.length > 0 || waiting.length === 0) return;
    if (worker === undefined || waiting.length <= FEW) {
      checkHere(waiting.splice(0));
      return;
    }
    const batch = waiting.splice(0, MOST);
    sent = batch;
    const fresh = new Map<string, JsonWebKey>();
    for (const { key } of batch) if (!known.has(key.kid)) fresh.set(key.kid, key.jwk);
    for (const kid of fresh.keys()) known.add(kid);
    worker.postMessage({
      keys: [...fresh],
      kids: batch.map(({ key }) => key.kid),
      bases: batch.map(({ base }) => base),
      signatures: batch.map(({ signature }) => signature.toString('latin1')),
    } satisfies Checks);
  }
  return {
    check: (key, base, signature) =>
      new Promise((resolve) => {
        waiting.push({ key, base, signature, resolve });
        if (scheduled || sent.length > 0) return;
        scheduled = true;
        // After the sockets that are readable now: their signatures go along.
        setImmediate(send);
      }),
    async stop() {
      stopping = true;
      await worker?.terminate();
    },
  };
}

function checkHere(batch: readonly Waiting[]): void {
  for (const { key, base, signature, resolve } of batch) resolve(key.verifier.verify(base, signature));
}
