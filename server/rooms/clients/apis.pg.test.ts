import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { type Authenticator, createKernel, createLog, type Kernel, readConfig } from '#kernel';
import { openOffices, readCountry } from '#rooms/offices';
import { cloneDatabase, stopTestServer } from '#test';
import type { ApiGiven } from './apiModel.ts';
import { type Clients, openClients } from './index.ts';
import type { ServiceGiven } from './model.ts';

interface Body {
  code?: string;
  pointer?: string;
  api: string;
  client: string;
  state: string;
  version: number;
  inForce: ApiGiven;
  own: { api: string; asking: number }[];
  open: { api: string; name: string; scopes: { scope: string; name: string }[] }[];
  access: { client: string; apiName: string; names: Record<string, string>; scopes: string[]; asked?: string[]; note?: string }[]; // biome-ignore format: one line
}

/** Callers by a header: `engineer@moet`, `inspector`. */
const authenticator: Authenticator = (request) => {
  const [id, organisation] = String(request.headers['x-caller'] ?? '').split('@');
  if (!id) return undefined;
  const scopes = new Set([id.includes('inspector') ? 'services.inspect' : 'services.manage']);
  return { kind: 'official', id, ...(organisation ? { organisation } : {}), scopes };
};

let kernel: Kernel;
let clients: Clients;
let app: FastifyInstance;
let close: () => Promise<void>;
let service: string;
before(async () => {
  const home = mkdtempSync(join(tmpdir(), 'dancu-apis-'));
  const { url, drop } = await cloneDatabase();
  const config = readConfig({ DANCU_HOME: home, DANCU_LOG_LEVEL: 'silent', DANCU_DEMONSTRATION: '1' });
  const country = readCountry(config.country);
  const { languages, timeZone } = country.facts;
  kernel = createKernel({ config, urls: { app: url, owner: url }, languages, timeZone, log: createLog('silent') });
  clients = openClients(kernel, openOffices({ country, clock: kernel.clock, words: kernel.words }));
  app = await kernel.open([clients, { name: 'callers', authenticators: [authenticator] }]);
  close = async () => {
    await kernel.close();
    await drop();
    rmSync(home, { recursive: true, force: true });
  };
  const { body } = await call('engineer@ministry-of-health', 'POST', '/services', sampleService());
  service = body.client;
});
after(async () => {
  await close();
  await stopTestServer();
});

async function call(caller: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `/api${path}`,
    headers: { 'x-caller': caller, 'accept-language': 'en' },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as Body };
}

function sampleService(): ServiceGiven {
  return {
    ...{ name: words('Portal'), purpose: 'public-service-login', legalBasis: 'public-service-decree' },
    fields: [{ field: 'name', required: true }],
    ...{ assurance: 'low', profile: 'plain', actsFor: [] },
    metadata: {
      redirect_uris: ['http://localhost:4999/cb'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  };
}

const words = (text: string) => ({ vi: text, en: text, fr: text });
let count = 0;
function sample(change: Partial<ApiGiven> = {}): ApiGiven {
  count += 1;
  return {
    indicator: `https://api.moet.example.vn/v${count}`,
    name: words('Accounts'),
    scopes: ['accounts.read', 'accounts.pay'].map((scope) => ({
      ...{ scope, name: words(scope), description: words(`May ${scope}`) },
    })),
    tokenSeconds: 120,
    tokenFormat: 'jwt',
    ...change,
  };
}
const owner = 'teacher@ministry-of-education-and-training';
async function register(given = sample({ indicator: `https://api.moet.vn/v${count}` })) {
  const { status, body } = await call(owner, 'POST', '/apis', given);
  assert.equal(status, 201, JSON.stringify(body));
  return { id: body.api, given };
}
const found = (indicator: string, realm: 'simulation' | 'production' = 'simulation') =>
  clients.apis.find(indicator, { client: service, realm });

test('an API is refused that is somebody else’s, ours, without words in each language, or says the sign-in’s own scopes', async () => {
  const { given } = await register();
  const [one] = given.scopes;
  const refused: readonly [what: string, change: Partial<ApiGiven>, code: string, pointer: string][] = [
    ['taken', { indicator: given.indicator }, 'api-indicator', '/indicator'],
    ['ours', { indicator: `${kernel.config.origin}/api` }, 'api-indicator', '/indicator'],
    ['plain http', { indicator: 'http://api.moet.vn/x' }, 'service-uri-insecure', '/indicator'],
    ['with a fragment', { indicator: 'https://api.moet.vn/x#y' }, 'service-uri-malformed', '/indicator'],
    ['without French', { name: { vi: 'a', en: 'a' } }, 'service-name', '/name/fr'],
    ['openid', { scopes: [{ ...one!, scope: 'openid' }] }, 'api-scope', '/scopes/0/scope'],
    ['a scope twice', { scopes: [one!, one!] }, 'api-scope', '/scopes/1/scope'],
    ['opaque without a reader', { tokenFormat: 'opaque' }, 'api-reader', '/reader'],
    ['another organisation’s reader', { tokenFormat: 'opaque', reader: service }, 'api-reader', '/reader'],
    ['tokens of an hour', { tokenSeconds: 3600 }, 'invalid', ''],
  ];
  for (const [what, change, code, pointer] of refused) {
    const { status, body } = await call(owner, 'POST', '/apis', sample({ indicator: `https://api.moet.vn/${count}`, ...change })); // biome-ignore format: one call
    assert.ok(status >= 400, what);
    assert.equal(body.code?.split('/')[1], code, what);
    if (pointer) assert.equal(body.pointer, pointer, what);
  }
});

test('a service holds the scopes that the owner gave, of those it asked for, until either side ends it', async () => {
  const { id, given } = await register();
  const asker = 'engineer@ministry-of-health';
  assert.equal(await found(given.indicator), undefined, 'nothing was given');
  const ask = (scopes: string[]) =>
    call(asker, 'POST', `/services/${service}/apis`, { api: id, scopes, why: 'to show balances' });
  assert.equal((await ask(['accounts.own'])).body.code, 'clients/api-scope');
  assert.equal((await ask(['accounts.read', 'accounts.pay'])).status, 204);
  const decide = (caller: string, body: object) => call(caller, 'POST', `/apis/${id}/access/${service}`, body);
  const give = { decision: 'give', scopes: ['accounts.read'] };
  assert.equal((await decide(asker, give)).body.code, 'clients/api-unknown', 'not the asker’s');
  assert.equal((await decide(owner, { ...give, scopes: ['openid'] })).body.code, 'clients/api-scope');
  assert.equal((await decide(owner, give)).status, 204);
  assert.deepEqual((await found(given.indicator))?.scopes.map(({ scope }) => scope), ['accounts.read']); // biome-ignore format: one line
  assert.equal(await found(given.indicator, 'production'), undefined, 'another realm');
  assert.equal((await decide(owner, give)).body.code, 'clients/api-access', 'decided once');
  await ask(['accounts.pay']);
  assert.equal((await found(given.indicator))?.scopes.length, 1, 'what stands goes on');
  await decide(owner, { decision: 'refuse', note: 'not for a ministry' });
  const held = await call(asker, 'GET', `/services/${service}/apis`);
  const [line] = held.body.access;
  assert.deepEqual([line?.scopes, line?.asked, line?.note], [['accounts.read'], undefined, 'not for a ministry']);
  assert.equal((await call(asker, 'DELETE', `/services/${service}/apis/${id}`)).status, 204);
  assert.equal(await found(given.indicator), undefined);
});

test('the owner takes away one scope and leaves the other, while a question still waits', async () => {
  const { id, given } = await register();
  const ask = (scopes: string[]) =>
    call('engineer@ministry-of-health', 'POST', `/services/${service}/apis`, {
      api: id,
      scopes,
      why: 'to show balances',
    });
  const decide = (body: object) => call(owner, 'POST', `/apis/${id}/access/${service}`, body);
  const asking = async () => {
    const list = await call(owner, 'GET', '/apis');
    return list.body.own.find(({ api }) => api === id)?.asking;
  };
  const all = ['accounts.read', 'accounts.pay'];
  await ask(all);
  assert.equal(await asking(), 1);
  await decide({ decision: 'give', scopes: all });
  assert.equal(await asking(), 0);
  await ask(all);
  const end = (scopes?: string[]) => decide({ decision: 'end', note: 'no longer paid', ...(scopes ? { scopes } : {}) });
  assert.equal((await end(['accounts.own'])).body.code, 'clients/api-scope', 'not held');
  assert.equal((await end(['accounts.pay'])).status, 204);
  assert.deepEqual((await found(given.indicator))?.scopes.map(({ scope }) => scope), ['accounts.read']); // biome-ignore format: one line
  const [line] = (await call(owner, 'GET', `/apis/${id}/access`)).body.access;
  assert.deepEqual([line?.asked, line?.note, line?.names['accounts.read'], line?.apiName], [all, 'no longer paid', 'accounts.read', 'Accounts']); // biome-ignore format: one line
  assert.equal((await end()).status, 204);
  assert.equal(await found(given.indicator), undefined);
  assert.equal(await asking(), 0, 'all is answered');
});

test('nobody gives what they asked for themselves', async () => {
  const own = (await call(owner, 'POST', '/services', sampleService())).body; // biome-ignore format: one call
  const { id } = await register();
  const asked = await call(owner, 'POST', `/services/${own.client}/apis`, { api: id, scopes: ['accounts.read'], why: 'our own portal' }); // biome-ignore format: one call
  assert.equal(asked.status, 204, JSON.stringify([asked.body, own]));
  const give = { decision: 'give', scopes: ['accounts.read'] };
  const path = `/apis/${id}/access/${own.client}`;
  assert.equal((await call(owner, 'POST', path, give)).body.code, 'clients/service-own');
  assert.equal((await call('steward@ministry-of-education-and-training', 'POST', path, give)).status, 204);
});

test('production is an inspector’s to sign who had no hand in it; a change waits, an indicator never changes', async () => {
  const { id, given } = await register();
  const approve = (caller: string, version: number) => call(caller, 'POST', `/apis/${id}/approve`, { version });
  assert.equal((await approve('inspector', 1)).body.code, 'clients/service-state', 'nobody submitted it');
  assert.equal((await call(owner, 'POST', `/apis/${id}/submit`)).body.state, 'checking');
  assert.equal((await approve(owner, 1)).status, 403);
  assert.equal((await approve('inspector', 2)).body.code, 'clients/service-changed');
  assert.equal((await approve('inspector', 1)).body.state, 'production');
  const changed = { ...given, tokenSeconds: 30 };
  const change = (api: ApiGiven, version: number) => call(owner, 'PUT', `/apis/${id}`, { version, api });
  assert.equal((await change({ ...changed, indicator: `${given.indicator}/2` }, 1)).body.code, 'clients/api-indicator');
  assert.equal((await change(changed, 1)).body.version, 2);
  assert.equal((await change(changed, 1)).body.code, 'clients/service-changed');
  assert.equal((await call(owner, 'GET', `/apis/${id}`)).body.inForce.tokenSeconds, 120);
  await call(owner, 'POST', `/apis/${id}/submit`);
  await approve('inspector', 2);
  assert.equal((await call(owner, 'GET', `/apis/${id}`)).body.inForce.tokenSeconds, 30);
  const asked = await call('engineer@ministry-of-health', 'POST', `/services/${service}/apis`, { api: id, scopes: ['accounts.read'], why: 'a simulation service' }); // biome-ignore format: one call
  assert.equal(asked.body.code, 'clients/api-unknown', 'a service that is tried out asks nothing of what serves');
  assert.equal((await call(owner, 'POST', `/apis/${id}/suspend`, { why: 'a key leaked' })).body.state, 'suspended');
  assert.equal((await call(owner, 'POST', `/apis/${id}/resume`, { why: 'a new key' })).status, 403);
  const open = async (caller: string) => (await call(caller, 'GET', '/apis')).body.open.some(({ api }) => api === id);
  assert.deepEqual([await open('inspector'), await open(owner)], [true, false], 'stopped: the inspector’s to find');
  assert.equal((await call('inspector', 'POST', `/apis/${id}/resume`, { why: 'a new key' })).body.state, 'production');
  assert.equal((await call(owner, 'POST', `/apis/${id}/close`, { why: 'replaced' })).body.state, 'closed');
  const again = await call(owner, 'POST', '/apis', given);
  assert.equal(again.body.code, 'clients/api-indicator', 'never another’s');
});

test('another organisation’s API is not there to read or change, and stands among those to ask for', async () => {
  const { id } = await register();
  const stranger = 'engineer@ministry-of-health';
  assert.equal((await call(stranger, 'GET', `/apis/${id}`)).status, 404);
  assert.equal((await call(stranger, 'GET', `/apis/${id}/access`)).status, 404);
  assert.equal((await call(stranger, 'POST', `/apis/${id}/submit`)).status, 404);
  assert.equal((await call(stranger, 'PUT', `/apis/${id}`, { version: 1, api: sample() })).status, 404);
  const { body } = await call(stranger, 'GET', '/apis');
  assert.deepEqual(body.own, []);
  assert.ok(body.open.some(({ api }) => api === id));
  assert.equal((await call('', 'GET', '/apis')).status, 401);
});
