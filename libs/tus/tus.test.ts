import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendUpload, UploadRefused } from './index.ts';

const file = Uint8Array.from({ length: 20 << 20 }, (_, at) => at % 251);
const read = async (offset: number, length: number) => file.subarray(offset, offset + length);

/** A server that keeps what arrives; `disturb` may answer in its place. */
function createServer(disturb: (request: number) => Response | 'lost' | undefined) {
  const kept: Uint8Array[] = [];
  let requests = 0;
  const received = () => kept.reduce((sum, part) => sum + part.length, 0);
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    const disturbed = disturb(requests++);
    if (disturbed instanceof Response) return disturbed;
    const headers = new Headers(init?.headers);
    assert.equal(headers.get('tus-resumable'), '1.0.0');
    if (init?.method === 'PATCH') {
      if (Number(headers.get('upload-offset')) !== received()) return new Response(null, { status: 409 });
      kept.push(init.body as Uint8Array);
      if (disturbed === 'lost') throw new TypeError('the answer was lost');
    }
    const status = init?.method === 'PATCH' ? 204 : 200;
    return new Response(null, { status, headers: { 'upload-offset': String(received()) } });
  };
  return { fetch, kept: () => Buffer.concat(kept), requests: () => requests };
}

const send = (server: ReturnType<typeof createServer>, onProgress?: (sent: number) => void) =>
  sendUpload({
    url: 'https://any',
    bytes: file.length,
    read,
    fetch: server.fetch,
    ...(onProgress ? { onProgress } : {}),
  });

test('every byte arrives once, though an answer is lost and the server fails for a moment', async () => {
  const server = createServer((request) =>
    request === 2 ? 'lost' : request === 4 ? new Response(null, { status: 503 }) : undefined,
  );
  const progress: number[] = [];
  await send(server, (sent) => progress.push(sent));
  assert.ok(server.kept().equals(file));
  assert.deepEqual(
    progress,
    progress.toSorted((a, b) => a - b),
  );
  assert.equal(progress.at(-1), file.length);
});

test('an upload that is gone is not asked for again', async () => {
  const server = createServer(() => new Response(null, { status: 404 }));
  await assert.rejects(send(server), (error) => error instanceof UploadRefused && error.status === 404);
  assert.equal(server.requests(), 1);
});

test('a sending that is stopped sends no more', async () => {
  const server = createServer(() => undefined);
  const stop = new AbortController();
  const onProgress = (sent: number) => sent > 0 && stop.abort(new Error('stopped'));
  const { signal } = stop;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    init?.signal?.throwIfAborted();
    return server.fetch(url, init);
  };
  await assert.rejects(
    sendUpload({ url: 'https://any', bytes: file.length, read, fetch, onProgress, signal }),
    /stopped/,
  );
  assert.equal(server.kept().length, 8 << 20);
});
