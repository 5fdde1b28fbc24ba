import { randomUUID } from 'node:crypto';
import { createSigner, signMessage } from '#libs/httpsig';
import { sendUpload } from '#libs/tus';
import type { AskOptions, ClientOptions } from './client.ts';
import { encodeHeaderText } from './header-text.ts';
import { openJws } from './jws.ts';
import { computeThumbprint, publicHalf, readPrivateKey } from './key.ts';
import { ask, type Line } from './send.ts';
import { followServerKeys, type JsonWebKeySet, pinServerKeys } from './server-keys.ts';

/** What a file asks. */
export interface BatchGiven {
  /** Compared beside the number: name, birthDate, sex, cmnd. */
  readonly fields: readonly string[];
  readonly format: 'csv' | 'jsonl' | 'parquet';
  readonly bytes: number;
  /** Role -> column, where the header does not tell. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Also list what is to be locked. */
  readonly findings?: { readonly subscribersPerIdentity: number };
}

/** A batch as the platform describes it. */
export interface BatchView {
  readonly id: string;
  readonly state: 'draft' | 'uploading' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly bytes: number;
  readonly received: number;
  readonly upload?: string;
  readonly rows: number;
  readonly format: string;
  /** Line of its start: evidence of the batch is taken by it. */
  readonly journal?: string;
  readonly rate?: number;
  readonly part?: number;
  readonly secondsLeft?: number;
  readonly failure?: { readonly code: string; readonly detail: string; readonly sentence: string };
  readonly verdicts?: Readonly<Record<string, number>>;
}

export interface BatchClient {
  make(given: BatchGiven, stated: AskOptions): Promise<BatchView>;
  /** Sends the file, from where it stopped if it did. @param read bytes of the file from an offset */
  upload(
    batch: BatchView,
    read: (offset: number, length: number) => Promise<Uint8Array>,
    onProgress?: (sent: number) => void,
  ): Promise<void>;
  /** @param sha256 of the whole file, hex: with this request's signature it is the agency's word for the file */
  start(id: string, sha256: string, columns?: Readonly<Record<string, string>>): Promise<BatchView>;
  view(id: string): Promise<BatchView>;
  cancel(id: string): Promise<BatchView>;
  report(id: string): Promise<Record<string, unknown>>;
  manifest(id: string): Promise<string>;
  /** The result or the findings; the body streams. @param from where a download that broke off goes on */
  download(id: string, what: 'result' | 'findings', from?: number): Promise<Response>;
}

/** Bulk answers for one agency. Throws as `createClient` does. */
export function createBatchClient(options: ClientOptions): BatchClient {
  const baseUrl = options.baseUrl.replace(/\/$/, '');
  const privateKey = readPrivateKey(options.privateKey);
  const fetch = options.fetch ?? globalThis.fetch;
  const line: Line = {
    keyId: options.keyId ?? computeThumbprint(publicHalf(privateKey)),
    signer: createSigner(privateKey),
    findServerKey: options.serverKeys
      ? pinServerKeys(options.serverKeys)
      : followServerKeys(`${baseUrl}/.well-known/jwks.json`, fetch),
    fetch,
    retries: options.retries ?? 3,
    // A start reads the whole file once before it answers.
    timeoutMs: options.timeoutMs ?? 600_000,
  };

  async function send(
    method: 'GET' | 'POST',
    path: string,
    content: object | null,
    stated: AskOptions = {},
  ): Promise<Record<string, unknown>> {
    const headers: Record<string, string> = {};
    if (stated.purpose) headers['dancu-purpose'] = encodeHeaderText(stated.purpose);
    if (stated.legalBasis) headers['dancu-legal-basis'] = encodeHeaderText(stated.legalBasis);
    if (stated.caseNumber) headers['dancu-case'] = encodeHeaderText(stated.caseNumber);
    // Repeated after a lost connection, it acts once.
    if (method === 'POST') headers['idempotency-key'] = randomUUID();
    const body = content === null ? null : JSON.stringify(content);
    return (await ask(line, { method, targetUri: `${baseUrl}/v1/batches${path}`, headers, body })).body;
  }
  const view = async (sent: Promise<Record<string, unknown>>) => (await sent) as unknown as BatchView;

  return {
    make: (given, stated) => view(send('POST', '', given, stated)),
    start: (id, sha256, columns) => view(send('POST', `/${id}/start`, { sha256, ...(columns ? { columns } : {}) })),
    view: (id) => view(send('GET', `/${id}`, null)),
    cancel: (id) => view(send('POST', `/${id}/cancel`, {})),
    report: (id) => send('GET', `/${id}/report`, null),
    manifest: async (id) => (await send('GET', `/${id}/manifest`, null)).manifest as string,
    upload: (batch, read, onProgress) =>
      sendUpload({ url: batch.upload!, bytes: batch.bytes, read, fetch, ...(onProgress ? { onProgress } : {}) }),
    async download(id, what, from = 0) {
      const url = `${baseUrl}/v1/batches/${id}/${what}`;
      const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
      const created = Math.floor(Date.now() / 1000);
      const params = {
        created,
        expires: created + 60,
        nonce: randomUUID(),
        keyid: line.keyId,
        alg: line.signer.alg,
        tag: 'dancu-exchange',
      };
      const components = ['@method', '@target-uri'];
      const signed = signMessage(
        { method: 'GET', targetUri: url, headers, body: null },
        { label: 'sig1', components, params, sign: line.signer.sign },
      );
      return fetch(url, { headers: { ...headers, ...signed, 'accept-encoding': 'identity' }, redirect: 'manual' });
    },
  };
}

/**
 * What a result's signature says, once it holds: compare `result.sha256` with the file's own digest.
 * @throws Error when the platform's keys did not sign it
 */
export function readManifest(jws: string, keys: JsonWebKeySet): Record<string, unknown> {
  return openJws(jws, 'dancu-batch+jws', keys);
}
