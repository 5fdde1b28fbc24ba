import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { createClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readWords } from '../words.ts';
import { type Contract, contract } from './contract.ts';
import { addContracts, createHttp, type HttpParts } from './server.ts';

const declare = (method: Contract['method'], path: string, status = 200): Contract =>
  contract({
    method,
    path,
    tag: 'test',
    summary: 'A thing',
    scope: null,
    answers: { [status]: Type.Object({ path: Type.String() }) },
    handle: () => ({ path }),
  });

let app: FastifyInstance;
before(async () => {
  const parts: HttpParts = {
    config: readConfig({}),
    log: createLog('silent'),
    metrics: createMetrics(),
    words: readWords(new URL('../../../country/vn/words/', import.meta.url), ['vi', 'en', 'fr']),
    clock: createClock(),
    authenticators: [],
  };
  app = await createHttp(parts);
  addContracts(
    app,
    [
      declare('GET', '/things/:thing'),
      declare('PATCH', '/things/:other'),
      declare('POST', '/things/search'),
      declare('POST', '/things'),
    ],
    parts,
  );
  app.get('/tiles/*', async () => ({}));
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === '/mounted') await reply.send({ path: 'mounted' });
  });
  app.get('/gone', (_request, reply) => void reply.callNotFound());
  await app.ready();
});
after(() => app.close());

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
async function ask(method: Method, url: string, more: { payload?: string; headers?: Record<string, string> } = {}) {
  const { statusCode: status, headers, body } = await app.inject({ method, url, ...more });
  return { status, allow: headers.allow, body, code: body && JSON.parse(body).code, headers };
}

test('a method that a known path does not offer is answered 405, with the ones it does', async () => {
  for (const [method, url, allow] of [
    ['PUT', '/things', 'OPTIONS, POST'],
    ['GET', '/things', 'OPTIONS, POST'],
    ['DELETE', '/things/7', 'GET, HEAD, OPTIONS, PATCH'],
    ['DELETE', '/things/7?a=/b', 'GET, HEAD, OPTIONS, PATCH'],
    ['PUT', '/things/search', 'GET, HEAD, OPTIONS, PATCH, POST'],
    ['POST', '/tiles/0/x001/067', 'GET, HEAD, OPTIONS'],
  ] as const) {
    const answer = await ask(method, url);
    assert.deepEqual(
      [answer.status, answer.code, answer.allow],
      [405, 'kernel/method-not-allowed', allow],
      `${method} ${url}`,
    );
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  }
});

test('a path that nobody declared is 404 for every method, and says nothing of methods', async () => {
  for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE'] as const) {
    for (const url of ['/nothing', '/thing', '/things/7/parts', '/tiles', '/']) {
      const answer = await ask(method, url);
      assert.deepEqual([answer.status, answer.allow], [404, undefined], `${method} ${url}`);
      if (method !== 'HEAD') assert.equal(answer.code, 'kernel/not-found');
    }
  }
});

test('what a room mounts beside the routes answers for itself', async () => {
  assert.equal((await ask('POST', '/mounted', { payload: '{"half":' })).status, 200);
});

test('a route that took the request and found nothing stays 404', async () => {
  const answer = await ask('GET', '/gone');
  assert.deepEqual([answer.status, answer.code, answer.allow], [404, 'kernel/not-found', undefined]);
});

test('HEAD goes with GET: the same status and length, no body; without a GET it is 405', async () => {
  const [get, head] = [await ask('GET', '/things/7'), await ask('HEAD', '/things/7')];
  assert.equal(head.status, get.status);
  assert.equal(head.body, '');
  assert.equal(head.headers['content-length'], get.headers['content-length']);
  assert.deepEqual(
    [(await ask('HEAD', '/things')).status, (await ask('HEAD', '/things')).allow],
    [405, 'OPTIONS, POST'],
  );
});

test('OPTIONS tells the methods of a path, and lets no other origin in', async () => {
  const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'PATCH' };
  const answer = await ask('OPTIONS', '/things/7', { headers });
  assert.deepEqual([answer.status, answer.body, answer.allow], [204, '', 'GET, HEAD, OPTIONS, PATCH']);
  assert.deepEqual(
    Object.keys(answer.headers).filter((name) => name.startsWith('access-control')),
    [],
  );
});

test('whoever has the wrong method or path learns that, whatever the body is', async () => {
  for (const [payload, type] of [
    ['{"half":', 'application/json'],
    ['<a/>', 'application/xml'],
    ['x'.repeat(100_000), 'application/json'],
  ] as const) {
    const more = { payload, headers: { 'content-type': type } };
    assert.equal((await ask('PUT', '/things', more)).code, 'kernel/method-not-allowed');
    assert.equal((await ask('PUT', '/nothing', more)).code, 'kernel/not-found');
  }
});
