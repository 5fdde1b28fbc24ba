import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, signInThroughPages, type TestHouse } from '#test';
import { createVisitor } from '../signin/visitor.samples.ts';

const port = 3427;
let house: TestHouse;
before(async () => {
  house = await openTestHouse({ persons: 400, port });
  await house.app.listen({ port, host: '127.0.0.1' });
});
after(() => house.close());

const DAY = 86_400_000;
const whoIs = async (cookie: string) =>
  (await house.app.inject({ url: '/api/session', headers: { cookie } })).json().caller?.id ?? null;
const cookieOf = async (persona: string) => `dancu-session=${await house.demonstration.signIn(persona)}`;
const openPage = async (language = 'en') => {
  const visitor = createVisitor(house.app, house.kernel.config.origin, { language });
  await visitor.go('/sign-in');
  return visitor;
};
const actionOf = (page: string) => /action="([^"]*\/persona)"/.exec(page)![1]!;

test('a persona’s button signs in through the very pages of everybody', async () => {
  for (const persona of ['mother', 'test-auditor', 'bidv-steward']) {
    const cookie = await signInThroughPages(house.kernel.config.origin, persona);
    const { rows } = await house.kernel.database.pool.query<{ person: string | null }>(
      'SELECT person FROM demonstration.persona WHERE persona = $1',
      [persona],
    );
    assert.equal(await whoIs(cookie), rows[0]!.person ?? persona);
  }
});

test('each comes to the own screen', async () => {
  const homes: [string, string][] = [
    ['mother', '/me'],
    ['hanoi-officer', '/desk'],
    ['bidv-steward', '/agency'],
    ['test-auditor', '/audit'],
  ];
  for (const [persona, home] of homes) {
    const visitor = await openPage();
    await visitor.post(actionOf(visitor.page), { persona });
    assert.equal(visitor.url, home, persona);
  }
});

test('nobody is who is not on the list', async () => {
  for (const persona of ['nobody', '', 'constructor', '__proto__', 'test-auditor\0']) {
    const visitor = await openPage();
    await visitor.post(actionOf(visitor.page), { persona });
    assert.match(visitor.url, /^\/sign-in\//, persona);
    assert.equal(visitor.cookie('dancu-session'), undefined);
  }
  await assert.rejects(house.demonstration.signIn('nobody'), /nobody can be/);
});

test('another site cannot press the button', async () => {
  const visitor = await openPage();
  const form = { persona: 'test-administrator' };
  await visitor.post(actionOf(visitor.page), form, { 'sec-fetch-site': 'cross-site' });
  assert.equal(visitor.status, 403);
  assert.equal(visitor.cookie('dancu-session'), undefined);
});

test('the sign-in page with all personas is at most 15 KB in each language', async () => {
  for (const language of ['vi', 'en', 'fr']) {
    const visitor = await openPage(language);
    const { page } = visitor;
    // Those of the tests stand there too, and are no part of a demonstration.
    const own = page.replace(/<li><button name="persona" value="[^"]*"><b>([a-z]+-)+[a-z]+<\/b>.*?<\/li>/gs, '');
    assert.ok(page.length - own.length > 1000);
    assert.ok(Buffer.byteLength(own) <= 15_000, `${Buffer.byteLength(own)} bytes in ${language}`);
    assert.match(page, new RegExp(`<html lang="${language}">`));
    for (const persona of ['mother', 'second-administrator', 'security-inspector'])
      assert.equal(page.split(`name="persona" value="${persona}"`).length, 2, persona);
    assert.doesNotMatch(page, /screen\.signIn/);
  }
});

test('a persona has an account like everybody: an official’s number, a citizen’s person, an address for messages', async () => {
  const official = await house.accounts.findAccountOf('province-officer');
  assert.deepEqual([official?.kind, official?.level, official?.state], ['official', 2, 'active']);
  assert.equal(await house.officials.nameOf('province-officer'), official?.name);
  const { rows } = await house.kernel.database.pool.query<{ person: string }>(
    "SELECT person FROM demonstration.persona WHERE persona = 'mother'",
  );
  const citizen = await house.accounts.findAccountOf(rows[0]!.person);
  assert.deepEqual([citizen?.kind, citizen?.person, citizen?.level], ['citizen', rows[0]!.person, 2]);
  const contacts = await house.kernel.database.pool.query(
    "SELECT value FROM accounts.contact WHERE account = $1 AND kind = 'email' AND proved_at IS NOT NULL",
    [citizen!.account],
  );
  assert.deepEqual(contacts.rows, [{ value: 'mother@dancu.example' }]);
});

test('what would have been sent is shown in the reader’s language', async () => {
  for (const language of ['vi', 'en', 'fr']) {
    const answer = await house.app.inject({ url: '/demonstration/messages', headers: { 'accept-language': language } });
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body, new RegExp(`<html lang="${language}">`));
    assert.doesNotMatch(answer.body, /screen\.signIn/);
  }
});

test('only the administrator moves the clock, by whole days, and sessions move with it', async () => {
  const move = (persona: string, days: unknown) => house.ask(persona, 'POST', '/api/demonstration/clock', { days });
  assert.equal((await move('mother', 1)).status, 403);
  for (const days of [0.5, '1', 40_000, null]) assert.equal((await move('test-administrator', days)).status, 400);
  const cookies = [await cookieOf('hanoi-officer'), await cookieOf('mother')];
  const known = await Promise.all(cookies.map(whoIs));
  try {
    for (const days of [30, 2000, -400]) {
      const moved = await move('test-administrator', days);
      assert.equal(moved.status, 200, JSON.stringify(moved.body));
      assert.equal(String(moved.body.now).slice(0, 10), new Date(Date.now() + days * DAY).toISOString().slice(0, 10));
      assert.deepEqual(await Promise.all(cookies.map(whoIs)), known);
    }
  } finally {
    house.kernel.clock.moveBy(0);
  }
});

test('whoever plays an official finds them at work, however far the clock was moved', async () => {
  try {
    for (const days of [46, 300, 4000]) {
      house.kernel.clock.moveBy(days * DAY);
      assert.equal(await whoIs(await cookieOf('hanoi-second')), 'hanoi-second', `${days} days`);
    }
  } finally {
    house.kernel.clock.moveBy(0);
  }
});
