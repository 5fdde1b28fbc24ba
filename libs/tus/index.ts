/** A file on its way to where it is to lie. */
export interface Sending {
  /** Address of the upload; whoever knows it may send. */
  readonly url: string;
  readonly bytes: number;
  /** Bytes of the file from an offset. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** How many bytes have arrived. */
  onProgress?: (sent: number) => void;
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
}

/** The upload is not there, or takes nothing more: sending again would not help. */
export class UploadRefused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the upload answered ${status}`);
    this.status = status;
  }
}

/** One request's worth of file: less than a slow line carries in half a minute. */
const BLOCK = 8 << 20;
const TRIES = 6;
const tus = { 'tus-resumable': '1.0.0' };

/**
 * Sends a file by tus 1.0, from where it stopped if it did: asks how much has arrived and sends the rest in blocks; after a broken
 * line it asks again, six times in a row at most. Runs in browsers too.
 * @throws UploadRefused; what `fetch` throws; the signal's reason
 */
export async function sendUpload(sending: Sending): Promise<void> {
  const { bytes, onProgress = () => {}, signal } = sending;
  for (let tries = 0; ; ) {
    try {
      let offset = await readOffset(sending);
      onProgress(offset);
      while (offset < bytes) {
        offset = await sendBlock(sending, offset);
        tries = 0;
        onProgress(offset);
      }
      return;
    } catch (error) {
      signal?.throwIfAborted();
      tries += 1;
      if (error instanceof UploadRefused || tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries));
    }
  }
}

async function readOffset(sending: Sending): Promise<number> {
  const answer = await send(sending, { method: 'HEAD', headers: tus });
  if (!answer.ok) throw refusal(answer.status);
  return Number(answer.headers.get('upload-offset'));
}

async function sendBlock(sending: Sending, offset: number): Promise<number> {
  const block = await sending.read(offset, BLOCK);
  const headers = { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  const answer = await send(sending, { method: 'PATCH', headers, body: Uint8Array.from(block) });
  if (answer.status !== 204) throw refusal(answer.status);
  return Number(answer.headers.get('upload-offset'));
}

function send({ url, signal, fetch = globalThis.fetch }: Sending, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, signal: signal ?? null });
}

/** 409: other bytes have arrived than thought; 423: an earlier request still writes. Asking again settles both. */
function refusal(status: number): Error {
  const passing = status >= 500 || status === 409 || status === 423 || status === 408 || status === 429;
  return passing ? new Error(`the upload answered ${status}`) : new UploadRefused(status);
}
