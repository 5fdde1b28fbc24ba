import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { Type } from 'typebox';
import { createClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { problems } from '../problem.ts';
import { readWords } from '../words.ts';
import { Answer, contract } from './contract.ts';
import { addContracts, createHttp, type HttpParts } from './server.ts';

const closed = { additionalProperties: false };
const text = Type.String();
const tag = 'test';
const contracts = [
  contract({
    method: 'POST', path: '/things/:number', tag, summary: 'A thing', scope: null,
    params: Type.Object({ number: Type.Integer({ minimum: 1 }) }),
    query: Type.Object({ size: Type.Integer({ default: 3 }) }),
    body: Type.Object({ name: Type.String({ minLength: 1 }), parts: Type.Array(Type.Object({ weight: Type.Number() }, closed)) }, closed),
    answers: { 200: Type.Object({ number: Type.Integer(), size: Type.Integer(), name: text }) },
    handle: (_context, { params, query, body }) => ({ number: params.number, size: query.size, name: body.name, secret: 'undeclared' }),
  }), // biome-ignore format: a table
  contract({ method: 'GET', path: '/made', tag, summary: 'Made', scope: null, answers: { 201: Type.Object({ id: text }) }, handle: () => new Answer(201, { id: 'x' }, { location: '/made/x' }) }), // biome-ignore format: a table
  contract({ method: 'GET', path: '/scoped', tag, summary: 'Scoped', scope: 'deep', answers: { 200: Type.Object({ id: text }) }, handle: ({ caller }) => ({ id: caller.id }) }), // biome-ignore format: a table
  contract({ method: 'GET', path: '/stated', tag, summary: 'Stated', scope: null, purpose: 'stated', answers: { 200: Type.Object({ purpose: text }) }, handle: ({ purpose }) => ({ purpose }) }), // biome-ignore format: a table
  contract({
    method: 'GET', path: '/osia/:kind', tag, summary: 'OSIA', scope: null, errors: 'osia', params: Type.Object({ kind: text }), answers: { 200: text },
    handle: (_context, { params }) => {
      if (params.kind === 'wrong') throw problems.invalid({ pointer: '/kind', values: { part: 'kind' } });
      if (params.kind === 'fault') throw new Error('Hòa 001190000001');
      throw problems.forbidden({ values: { scope: 'x' } });
    },
  }), // biome-ignore format: a table
  contract({
    method: 'GET', path: '/fails/:code', tag, summary: 'Fails', scope: null, params: Type.Object({ code: text }), answers: { 200: text },
    handle: (_context, { params }) => {
      throw Object.assign(new Error('Hòa 001190000001'), { code: params.code });
    },
  }), // biome-ignore format: a table
];

let app: FastifyInstance;
const logged: string[] = [];
before(async () => {
  const parts: HttpParts = {
    config: readConfig({}),
    log: createLog('info', { write: (line: string) => void logged.push(line) }),
    metrics: createMetrics(),
    words: readWords(new URL('../../../country/vn/words/', import.meta.url), ['vi', 'en', 'fr']),
    clock: createClock(),
    authenticators: [
      ({ headers }) =>
        headers['x-as'] === undefined
          ? undefined
          : { kind: 'official', id: 'o', scopes: new Set(String(headers['x-as']).split(' ')) },
    ],
  };
  app = await createHttp(parts);
  addContracts(app, contracts, parts);
  await app.ready();
});
after(() => app.close());

async function ask(url: string, options: InjectOptions = {}) {
  const answer = await app.inject({ url, ...options });
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type']),
    headers: answer.headers,
    body: answer.body === '' ? undefined : answer.json(),
  };
}
const post = (payload: unknown, options: InjectOptions = {}) =>
  ask('/things/1', {
    method: 'POST',
    payload: payload as object,
    headers: { 'content-type': 'application/json' },
    ...options,
  });
const whole = { name: 'a', parts: [] };

test('a refusal is RFC 9457 problem details with a stable code and the trace id', async () => {
  const { status, type, body } = await ask('/nothing', { headers: { 'accept-language': 'en' } });
  assert.equal(status, 404);
  assert.match(type, /^application\/problem\+json/);
  assert.deepEqual(
    { ...body, traceId: '' },
    {
      type: '/problems/kernel/not-found',
      title: 'There is nothing here',
      status: 404,
      detail: 'Check the address; the API is described at /docs/api.',
      code: 'kernel/not-found',
      traceId: '',
    },
  );
  assert.match(body.traceId, /^[0-9a-f]{32}$/);
});

test('the trace id is the caller’s where a traceparent came, and a new one for what is none', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  assert.equal(
    (await ask('/nothing', { headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } })).body.traceId,
    trace,
  );
  const first = (await ask('/nothing', { headers: { traceparent: `00-${trace.toUpperCase()}-b7ad6b7169203331-01` } }))
    .body.traceId;
  assert.notEqual(first.toLowerCase(), trace);
  assert.notEqual((await ask('/nothing')).body.traceId, (await ask('/nothing')).body.traceId);
});

test('the sentence is in the reader’s language: the address goes before the cookie, the cookie before the browser', async () => {
  const title = async (url: string, headers: Record<string, string>) => (await ask(url, { headers })).body.title;
  const vi = await title('/nothing', {});
  const fr = await title('/nothing', { 'accept-language': 'fr-CA,en;q=0.5' });
  const en = await title('/nothing', { 'accept-language': 'fr', cookie: 'lang=en' });
  assert.equal(new Set([vi, fr, en]).size, 3);
  assert.equal(await title('/nothing?lang=fr', { cookie: 'lang=en' }), fr);
  assert.equal(await title('/nothing?lang=xx', { cookie: 'lang=../../en' }), vi);
});

test('what is wrong in a body is told place by place, with JSON pointers', async () => {
  const { status, body } = await post(
    { name: '', parts: [{ weight: 1 }, { weight: 'x', more: 1 }] },
    { headers: { 'content-type': 'application/json', 'accept-language': 'en' } },
  );
  assert.equal(status, 400);
  assert.equal(body.code, 'kernel/invalid');
  const pointers = body.errors.map((one: { pointer: string }) => one.pointer);
  assert.ok(pointers.includes('/name') && pointers.includes('/parts/1/weight'), String(pointers));
  assert.equal(body.pointer, pointers[0]);
  assert.match(body.detail, /body/);
});

test('path and query arrive as text and are converted; a body never is', async () => {
  assert.deepEqual((await ask('/things/7?size=5', { method: 'POST', payload: whole })).body, {
    number: 7,
    size: 5,
    name: 'a',
  });
  assert.equal((await ask('/things/x', { method: 'POST', payload: whole })).status, 400);
  assert.equal((await ask('/things/7?size=5x', { method: 'POST', payload: whole })).status, 400);
  assert.equal((await post({ name: 5, parts: [] })).status, 400);
});

test('fields that the answer does not declare never leave', async () => {
  assert.deepEqual((await post(whole)).body, { number: 1, size: 3, name: 'a' });
});

for (const { what, payload, type = 'application/json', code } of [
  { what: 'half a JSON', payload: '{"name":', code: 'kernel/body-malformed' },
  { what: 'nothing', payload: '', code: 'kernel/body-malformed' },
  {
    what: 'what is not UTF-8',
    payload: Buffer.from('{"name":"Nguy\xean","parts":[]}', 'latin1'),
    code: 'kernel/body-malformed',
  },
  {
    what: 'a NUL, which the database cannot hold',
    payload: '{"name":"a\\u0000b","parts":[]}',
    code: 'kernel/body-malformed',
  },
  { what: 'half a surrogate pair', payload: '{"name":"\\ud83d","parts":[]}', code: 'kernel/body-malformed' },
  {
    what: 'a NUL in a name of a member',
    payload: '{"name":"a","parts":[],"\\u0000":1}',
    code: 'kernel/body-malformed',
  },
  { what: 'a prototype', payload: '{"name":"a","parts":[],"__proto__":{"a":1}}', code: 'kernel/body-malformed' },
  {
    what: 'a constructor',
    payload: '{"name":"a","parts":[],"constructor":{"prototype":{"a":1}}}',
    code: 'kernel/body-malformed',
  },
  { what: 'text', payload: 'name=a', type: 'text/plain', code: 'kernel/unsupported-media-type' },
  {
    what: 'XML',
    payload: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    type: 'application/xml',
    code: 'kernel/unsupported-media-type',
  },
  { what: '70 KB', payload: JSON.stringify({ name: 'a'.repeat(70_000), parts: [] }), code: 'kernel/body-too-large' },
  { what: 'a list where an object is expected', payload: '[]', code: 'kernel/invalid' },
  {
    what: 'lists in lists, 20,000 deep',
    payload: `{"name":"\\u0041","parts":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    code: 'kernel/invalid',
  },
]) {
  test(`a body that is ${what} is refused as ${code}`, async () => {
    const { status, body } = await post(payload, { headers: { 'content-type': type } });
    assert.equal(body.code, code);
    assert.ok(status >= 400 && status < 500);
  });
}

test('letters written as escapes are letters', async () => {
  assert.equal((await post('{"name":"\\u0110\\ud83d\\ude00","parts":[]}')).body.name, 'Đ😀');
});

test('an address that cannot be read is a problem too, in the reader’s language and with the headers of all answers', async () => {
  for (const url of ['/%E0%A4%A', '/things/%ff']) {
    const { status, type, body, headers } = await ask(url, { method: 'POST', headers: { 'accept-language': 'en' } });
    assert.equal(status, 400);
    assert.match(type, /^application\/problem\+json/);
    assert.equal(body.title, 'The request is not valid');
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }
});

test('a NUL in path or query is refused at its place', async () => {
  const { status, body } = await ask('/osia/a%00b');
  assert.equal(status, 400);
  assert.match(body.message ?? body.code, /kernel\/invalid/);
});

test('who is nobody learns how to sign in; who lacks a scope learns which', async () => {
  const nobody = await ask('/scoped');
  assert.equal(nobody.status, 401);
  assert.equal(nobody.headers['www-authenticate'], 'Signature');
  const other = await ask('/scoped', { headers: { 'x-as': 'flat', 'accept-language': 'en' } });
  assert.equal(other.status, 403);
  assert.match(other.body.detail, /deep/);
  assert.equal((await ask('/scoped', { headers: { 'x-as': 'flat deep' } })).status, 200);
});

test('a contract that wants a stated purpose names the header that is missing', async () => {
  const purpose = { 'dancu-purpose': 'p' };
  assert.equal((await ask('/stated')).body.pointer, '/headers/dancu-purpose');
  assert.equal((await ask('/stated', { headers: purpose })).body.pointer, '/headers/dancu-legal-basis');
  assert.equal((await ask('/stated', { headers: { ...purpose, 'dancu-legal-basis': 'l' } })).status, 200);
});

test('an inner fault tells the caller nothing of what happened, and the log nothing of its message’s database', async () => {
  const { status, body } = await ask('/fails/oops');
  assert.equal(status, 500);
  assert.equal(body.code, 'kernel/internal');
  assert.doesNotMatch(JSON.stringify(body), /Hòa|001190000001/);
  assert.ok(
    logged.some((line) => line.includes(body.traceId)),
    'the trace id leads to the log',
  );
});

for (const code of ['57P01', '57P03', '08006', '53300', 'ECONNREFUSED']) {
  test(`without its database (${code}) the server asks to try again`, async () => {
    const { status, headers, body } = await ask(`/fails/${code}`);
    assert.equal(status, 503);
    assert.equal(body.code, 'kernel/unavailable');
    assert.equal(headers['retry-after'], '1');
  });
}

test('an OSIA interface answers 400 and 500 in OSIA’s form and the others as problems', async () => {
  const wrong = await ask('/osia/wrong', { headers: { 'accept-language': 'en' } });
  assert.equal(wrong.status, 400);
  assert.match(wrong.type, /^application\/json/);
  assert.deepEqual(Object.keys(wrong.body).sort(), ['code', 'message']);
  assert.equal(wrong.body.code, 400);
  assert.match(wrong.body.message, /^kernel\/invalid: .* \(\/kind\)$/);
  assert.equal(wrong.headers['dancu-problem'], 'kernel/invalid');
  const fault = await ask('/osia/fault');
  assert.deepEqual([fault.status, fault.body.code], [500, 500]);
  assert.doesNotMatch(fault.body.message, /Hòa/);
  assert.match((await ask('/osia/other')).type, /^application\/problem\+json/);
});

test('an answer with its own status and headers is sent so, and every answer carries the security headers', async () => {
  const { status, headers, body } = await ask('/made');
  assert.equal(status, 201);
  assert.deepEqual(body, { id: 'x' });
  assert.equal(headers.location, '/made/x');
  assert.equal(headers['cache-control'], 'no-store');
  assert.match(String(headers['content-security-policy']), /^default-src 'none'/);
});
