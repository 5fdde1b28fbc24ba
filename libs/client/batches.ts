import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { createSigner, signMessage } from '#libs/httpsig';
import type { AskOptions, ClientOptions } from './client.ts';
import { encodeHeaderText } from './header-text.ts';
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

/** One request's worth of file: less than a slow line carries in half a minute. */
const BLOCK = 8 << 20;
const UPLOAD_TRIES = 6;

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
    async upload(batch, read, onProgress = () => {}) {
      for (let tries = 0; ; ) {
        try {
          let offset = await readOffset(fetch, batch.upload!);
          onProgress(offset);
          while (offset < batch.bytes) {
            offset = await sendBlock(fetch, batch.upload!, offset, await read(offset, BLOCK));
            tries = 0;
            onProgress(offset);
          }
          return;
        } catch (error) {
          tries += 1;
          if (tries >= UPLOAD_TRIES) throw error;
          await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries));
        }
      }
    },
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

const tus = { 'tus-resumable': '1.0.0' };

async function readOffset(fetch: typeof globalThis.fetch, url: string): Promise<number> {
  const answer = await fetch(url, { method: 'HEAD', headers: tus });
  if (!answer.ok) throw new Error(`the upload answered ${answer.status}`);
  return Number(answer.headers.get('upload-offset'));
}

async function sendBlock(
  fetch: typeof globalThis.fetch,
  url: string,
  offset: number,
  block: Uint8Array,
): Promise<number> {
  const headers = { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  const answer = await fetch(url, { method: 'PATCH', headers, body: Buffer.from(block) });
  if (answer.status !== 204) throw new Error(`the upload answered ${answer.status}`);
  return Number(answer.headers.get('upload-offset'));
}

/**
 * What a result's signature says, once it holds: compare `result.sha256` with the file's own digest.
 * @throws Error when the platform's keys did not sign it
 */
export function readManifest(jws: string, keys: JsonWebKeySet): Record<string, unknown> {
  const [head = '', payload = '', signature = ''] = jws.trim().split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  if (header.typ !== 'dancu-batch+jws') throw new Error('this is no signature of a batch');
  const jwk = keys.keys.find((one) => one.kid === header.kid);
  if (!jwk) throw new Error(`the platform has no key ${String(header.kid)}`);
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const };
  // The key says how it signs; what the header says could be somebody else's wish.
  const digest = jwk.crv === 'P-256' ? 'sha256' : null;
  if (!verify(digest, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')))
    throw new Error('the signature does not hold');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}
