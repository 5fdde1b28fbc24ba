import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { readSession, signSession } from './session.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse({ persons: 400 });
});
after(() => house.close());

const HOUR = 3_600_000;
const form = 'application/x-www-form-urlencoded';
const whoIs = async (cookie: string) =>
  (await house.app.inject({ url: '/api/session', headers: { cookie: `dancu-session=${cookie}` } })).json().caller?.id ??
  null;
const sign = (persona: string, at = Date.now()) => signSession(house.kernel.keys, persona, at);
const signIn = (headers: Record<string, string> = {}, payload = 'persona=test-auditor&lang=fr') =>
  house.app.inject({ method: 'POST', url: '/sign-in', payload, headers: { 'content-type': form, ...headers } });

test('who signs in gets a cookie that no script reads and no other site sends, and comes to the own screen', async () => {
  const answer = await signIn();
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, '/audit');
  const session = answer.cookies.find((one) => one.name === 'dancu-session')!;
  assert.deepEqual([session.httpOnly, session.sameSite, session.path], [true, 'Strict', '/']);
  assert.equal(answer.cookies.find((one) => one.name === 'lang')?.value, 'fr');
  assert.equal(await whoIs(session.value), 'test-auditor');
});

test('nobody is who is not on the list', async () => {
  for (const persona of ['nobody', '', 'constructor', '__proto__', 'test-auditor%00']) {
    const answer = await signIn({}, `persona=${persona}`);
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/sign-in'], persona);
    assert.ok(!answer.cookies.some((one) => one.name === 'dancu-session'));
  }
  assert.equal((await signIn({}, '')).statusCode, 303);
  assert.equal(await whoIs(sign('nobody')), null);
});

test('a session lasts eight hours', () => {
  const { keys } = house.kernel;
  const now = Date.now();
  const cookie = signSession(keys, 'elder', now);
  assert.equal(readSession(keys, cookie, now + 8 * HOUR - 1), 'elder');
  assert.equal(readSession(keys, cookie, now + 8 * HOUR), undefined);
});

test('an ended session is nobody’s', async () => {
  assert.equal(await whoIs(sign('elder', Date.now() - 8 * HOUR)), null);
});

test('a forged cookie is nobody’s', async () => {
  const [payload, signature] = sign('elder').split('.') as [string, string];
  const other = Buffer.from(JSON.stringify({ persona: 'test-administrator', until: Date.now() + HOUR })).toString(
    'base64url',
  );
  const flipped = Buffer.from(signature, 'base64url');
  flipped[0]! ^= 1;
  for (const cookie of [
    `${other}.${signature}`,
    `${payload}.${flipped.toString('base64url')}`,
    payload,
    `${payload}.`,
    `.${signature}`,
    `${payload}.AAAA`,
    '',
    '.',
    'a.b.c',
    '%00.%00',
  ])
    assert.equal(await whoIs(cookie), null, cookie);
  assert.equal(await whoIs(`${payload}.${signature}`), 'elder');
});

test('a session outlives a rotation of the key', async () => {
  const cookie = sign('elder');
  house.kernel.keys.rotate('session');
  assert.equal(await whoIs(cookie), 'elder');
  assert.equal(await whoIs(sign('elder')), 'elder');
});

for (const [what, headers, refused] of [
  ['another site, told by the browser', { 'sec-fetch-site': 'cross-site' }, true],
  ['a neighbour of the same site', { 'sec-fetch-site': 'same-site' }, true],
  ['another origin', { origin: 'https://evil.example', host: 'localhost:80' }, true],
  ['an origin that hides', { origin: 'null', host: 'localhost:80' }, true],
  ['another port of this machine', { origin: 'http://localhost:81', host: 'localhost:80' }, true],
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80', host: 'localhost' }, false],
  ['a program without a browser', {}, false],
] as const) {
  test(`a request that changes something, from ${what}, is ${refused ? 'refused' : 'let through'}`, async () => {
    const cookie = `dancu-session=${sign('test-administrator')}`;
    const requests = [
      await signIn(headers),
      await house.app.inject({ method: 'POST', url: '/sign-out', headers }),
      await house.app.inject({
        method: 'POST',
        url: '/api/demonstration/clock',
        payload: { days: 0 },
        headers: { ...headers, cookie },
      }),
    ];
    for (const answer of requests) {
      if (refused)
        assert.deepEqual([answer.statusCode, answer.json().code, answer.cookies], [403, 'kernel/forbidden', []]);
      else assert.ok(answer.statusCode < 400, answer.body);
    }
    const read = await house.app.inject({ url: '/api/session', headers: { ...headers, cookie } });
    assert.equal(read.statusCode, 200, 'reading is let through: the answer stays with who asked');
  });
}

test('the sign-in page is at most 15 KB, without script, in each language, under a policy that lets nothing else in', async () => {
  const titles = new Set<string>();
  for (const language of ['vi', 'en', 'fr']) {
    const answer = await house.app.inject({ url: '/sign-in', headers: { 'accept-language': language } });
    assert.equal(answer.statusCode, 200);
    assert.ok(answer.rawPayload.length <= 15_000, `${answer.rawPayload.length} bytes in ${language}`);
    assert.doesNotMatch(answer.body, /<script|\son[a-z]+="|https?:\/\//i);
    assert.match(answer.body, new RegExp(`<html lang="${language}">`));
    titles.add(/<title>([^<]*)</.exec(answer.body)![1]!);
    const policy = String(answer.headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; .*form-action 'self'/);
    assert.doesNotMatch(policy, /unsafe|script-src/);
  }
  assert.equal(titles.size, 3);
});

test('the first page leads to the sign-in page, or to the own screen', async () => {
  const to = async (headers: Record<string, string>) =>
    (await house.app.inject({ url: '/', headers })).headers.location;
  assert.equal(await to({}), '/sign-in');
  assert.equal(await to({ cookie: `dancu-session=${sign('elder')}` }), '/me');
  assert.equal(await to({ cookie: `dancu-session=${sign('hanoi-officer')}` }), '/desk');
  assert.equal(await to({ cookie: `dancu-session=${sign('bidv-steward')}` }), '/agency');
});

test('signing out takes the cookie away', async () => {
  const answer = await house.app.inject({
    method: 'POST',
    url: '/sign-out',
    headers: { cookie: `dancu-session=${sign('elder')}` },
  });
  const cookie = answer.cookies.find((one) => one.name === 'dancu-session')!;
  assert.equal(cookie.value, '');
  assert.ok(cookie.expires instanceof Date && cookie.expires.getTime() < Date.now());
});

test('only the administrator moves the clock, by whole days', async () => {
  const move = (persona: string, days: unknown) => house.ask(persona, 'POST', '/api/demonstration/clock', { days });
  assert.equal((await move('elder', 1)).status, 403);
  for (const days of [0.5, '1', 40_000, null]) assert.equal((await move('test-administrator', days)).status, 400);
  try {
    const moved = await move('test-administrator', 30);
    assert.equal(moved.status, 200);
    assert.equal(String(moved.body.now).slice(0, 10), new Date(Date.now() + 30 * 24 * HOUR).toISOString().slice(0, 10));
    assert.equal(await whoIs(sign('elder')), 'elder', 'a session is held against the true time');
  } finally {
    await move('test-administrator', 0);
  }
});
