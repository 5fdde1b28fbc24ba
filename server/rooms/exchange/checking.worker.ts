import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { createVerifier, type Verifier } from '#libs/httpsig';

/** Signatures to check. Bytes travel as latin1 text: the cheapest thing that threads can hand each other. */
export interface Checks {
  /** Keys that the thread has not seen yet, by their thumbprints. */
  readonly keys: readonly (readonly [kid: string, jwk: JsonWebKey])[];
  readonly kids: readonly string[];
  readonly bases: readonly string[];
  readonly signatures: readonly string[];
}

/** Whether each fits, in order. */
export type Checked = readonly boolean[];

const verifiers = new Map<string, Verifier>();

parentPort?.on('message', ({ keys, kids, bases, signatures }: Checks) => {
  for (const [kid, jwk] of keys) verifiers.set(kid, createVerifier(createPublicKey({ key: jwk, format: 'jwk' })));
  const checked: Checked = kids.map((kid, index) =>
    verifiers.get(kid)!.verify(bases[index]!, Buffer.from(signatures[index]!, 'latin1')),
  );
  parentPort!.postMessage(checked);
});
