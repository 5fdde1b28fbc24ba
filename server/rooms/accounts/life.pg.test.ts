import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { contextOf } from './callers.ts';
import { eventsOf, moveHours, newPhone, passkey, queued, request, signedIn } from './life.samples.ts';
import { createVirtualAuthenticator } from './passkeys.samples.ts';
import { giveContact, openAttempt, openSession } from './signIn.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());
afterEach(() => moveHours(house, 0));

const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000');
const codeTo = async (phone: string) => (await queued(house, phone)).findLast((one) => one.code !== '')!.code;
async function addPasskey(account: string): Promise<string> {
  const { rows } = await house.kernel.database.pool.query<{ authenticator: string }>(
    `INSERT INTO accounts.authenticator (account, authenticator, kind, label, secret, added_at, confirmed_at)
     VALUES ($1, gen_random_uuid(), 'passkey', 'telephone', '{"deviceBound": true}', now(), now()) RETURNING authenticator`,
    [account],
  );
  return rows[0]!.authenticator;
}

describe('contacts', () => {
  test('are added, proved by the code that came, and removed; the old ones are told', async () => {
    const [old, fresh] = [newPhone(), newPhone()];
    const owner = await signedIn(house, { phone: old });
    const { status, body } = await owner.own<{ id: string }>('POST', '/api/me/contacts', {
      kind: 'phone',
      value: fresh,
    });
    assert.equal(status, 201);
    assert.equal((await queued(house, old)).at(-1)?.template, 'contact-added');
    const code = await codeTo(fresh);
    assert.equal((await owner.own('POST', `/api/me/contacts/${body.id}/prove`, { code: wrongOf(code) })).status, 400);
    assert.equal((await owner.own('POST', `/api/me/contacts/${body.id}/prove`, { code })).status, 204);
    const view = await owner.own<{ contacts: { id: string; masked: string; proved: boolean }[] }>(
      'GET',
      '/api/me/account',
    );
    assert.deepEqual(view.body.contacts.map(({ proved }) => proved), [true, true]); // biome-ignore format: one line
    assert.ok(!JSON.stringify(view.body).includes(fresh));
    const first = view.body.contacts.find(({ id }) => id !== body.id)!;
    assert.equal((await owner.own('DELETE', `/api/me/contacts/${first.id}`)).status, 204);
    assert.equal((await queued(house, old)).at(-1)?.template, 'contact-removed');
    assert.equal((await owner.own('DELETE', `/api/me/contacts/${body.id}`)).body.code, 'accounts/contact-last');
  });

  test('a code may be tried five times, also at once', async () => {
    const owner = await signedIn(house);
    const phone = newPhone();
    const { body } = await owner.own<{ id: string }>('POST', '/api/me/contacts', { kind: 'phone', value: phone });
    const code = await codeTo(phone);
    const prove = (typed: string) => owner.own('POST', `/api/me/contacts/${body.id}/prove`, { code: typed });
    await Promise.all(Array.from({ length: 9 }, () => prove(wrongOf(code))));
    assert.equal((await prove(code)).status, 400);
  });

  test('are five at most', async () => {
    const owner = await signedIn(house);
    for (let count = 0; count < 5; count += 1)
      assert.equal((await owner.own('POST', '/api/me/contacts', { kind: 'phone', value: newPhone() })).status, 201);
    assert.equal((await owner.own('POST', '/api/me/contacts', { kind: 'phone', value: newPhone() })).status, 429);
  });

  test('need a proof of the last ten minutes', async () => {
    const owner = await signedIn(house);
    moveHours(house, 0.2);
    const { status, body } = await owner.own('POST', '/api/me/contacts', { kind: 'phone', value: newPhone() });
    assert.deepEqual([status, body.code, body.maxAge], [403, 'accounts/step-up-needed', 600]);
  });
});

describe('locks', () => {
  test('an account is locked at once by whoever is signed in, and every session ends', async () => {
    const phone = newPhone();
    const owner = await signedIn(house, { phone });
    const { cookie } = await openSession(house, owner.account.account, [passkey]);
    moveHours(house, 0.2);
    assert.equal((await owner.own('POST', '/api/me/lock', { why: 'stolen' })).status, 204);
    moveHours(house, 0);
    for (const answer of [await owner.own('GET', '/api/me/account'), await request(house, { method: 'GET', url: '/api/me/account', headers: { cookie } })]) // biome-ignore format: one line
      assert.equal(answer.status, 401);
    assert.ok((await queued(house, phone)).some(({ template }) => template === 'account-locked'));
  });

  test('a locked account is not opened by a code and a recovery code: whoever has the telephone may have both', async () => {
    const phone = newPhone();
    const owner = await signedIn(house, { phone });
    const codes = await owner.own<{ codes: string[] }>('POST', '/api/me/recovery-codes');
    await owner.own('POST', '/api/me/lock', { why: 'stolen' });
    const { attempts } = house.accounts;
    const origin = { device: 'Firefox on Linux', network: '203.2.1' };
    const { attempt, browser } = await openAttempt(house, 'low', { origin });
    await attempts.identify(attempt, browser, owner.pin);
    await attempts.choose(attempt, browser, 'code', 'en');
    const once = await attempts.prove(attempt, browser, await codeTo(phone));
    assert.deepEqual([once.step, once.refusal], ['over', 'locked']);
    await assert.rejects(attempts.finish(attempt, browser, origin), { code: 'accounts/attempt-over' });
    assert.equal(codes.body.codes.length, 10);
    assert.equal((await house.accounts.findAccount(owner.account.account))?.state, 'locked');
  });

  test('a locked account opens again by a passkey and another proof, and not by the passkey alone', async () => {
    const phone = newPhone();
    const owner = await signedIn(house, { phone });
    const { account } = owner.account;
    const key = createVirtualAuthenticator({ origin: house.kernel.config.origin });
    const response = key.create(await house.accounts.passkeyRegistration(account, { id: owner.pin, name: owner.name }));
    await house.kernel.database.transact(
      (transaction) =>
      house.accounts.registerPasskey(transaction, contextOf(house.kernel, owner.account), account, { label: 'key', response }), // biome-ignore format: one line
    );
    await owner.own('POST', '/api/me/lock', { why: 'stolen' });
    const { attempts } = house.accounts;
    const origin = { device: 'Firefox on Linux', network: '203.2.2' };
    const { attempt, browser } = await openAttempt(house, 'low', { origin });
    const options = await attempts.passkeyOptions(attempt, browser);
    const once = await attempts.provePasskey(attempt, browser, key.get(options));
    assert.deepEqual([once.step, once.methods], ['choose', ['code']]);
    await assert.rejects(attempts.finish(attempt, browser, origin), { code: 'accounts/step-unexpected' });
    await attempts.choose(attempt, browser, 'code', 'en');
    assert.equal((await attempts.prove(attempt, browser, await codeTo(phone))).step, 'done');
    await attempts.finish(attempt, browser, origin);
    assert.equal((await house.accounts.findAccount(owner.account.account))?.state, 'active');
    assert.ok((await eventsOf(house, owner.account.account)).includes('account-unlocked'));
  });

  test('a factor that is locked proves nothing, and only a proof after the lock opens it', async () => {
    const owner = await signedIn(house);
    const id = await addPasskey(owner.account.account);
    assert.equal((await owner.own('POST', `/api/me/authenticators/${id}/lock`)).status, 204);
    const early = await owner.own('POST', `/api/me/authenticators/${id}/unlock`);
    assert.deepEqual([early.status, early.body.code], [403, 'accounts/step-up-needed']);
    await owner.again([{ method: 'code' }]);
    assert.equal((await owner.own('POST', `/api/me/authenticators/${id}/unlock`)).status, 403);
    await owner.again([{ method: 'code' }, { method: 'totp' }]);
    assert.equal((await owner.own('POST', `/api/me/authenticators/${id}/unlock`)).status, 204);
    assert.equal((await owner.own('DELETE', `/api/me/authenticators/${id}`)).status, 204);
    assert.equal((await owner.own('DELETE', `/api/me/authenticators/${id}`)).status, 404);
  });

  test('nobody locks, sees or removes another’s factor', async () => {
    const [owner, other] = [await signedIn(house), await signedIn(house)];
    const id = await addPasskey(owner.account.account);
    for (const [method, path] of [['POST', '/lock'], ['POST', '/unlock'], ['DELETE', '']] as const) // biome-ignore format: one line
      assert.equal((await other.own(method, `/api/me/authenticators/${id}${path}`)).status, 404);
  });
});

describe('sessions and events', () => {
  test('sessions are listed and ended one by one, or all others', async () => {
    const owner = await signedIn(house);
    const others = [await openSession(house, owner.account.account), await openSession(house, owner.account.account)];
    const list = () => owner.own<{ sessions: { id: string; current: boolean }[] }>('GET', '/api/me/sessions');
    assert.equal((await list()).body.sessions.filter(({ current }) => current).length, 1);
    assert.equal((await owner.own('DELETE', `/api/me/sessions/${others[0]!.session.session}`)).status, 204);
    assert.equal((await owner.own('DELETE', `/api/me/sessions/${others[0]!.session.session}`)).status, 404);
    assert.deepEqual((await owner.own('DELETE', '/api/me/sessions')).body, { ended: 1 });
    assert.equal((await list()).body.sessions.length, 1);
  });

  test('events are read newest first, by page, by kind and by year, in the reader’s words', async () => {
    const owner = await signedIn(house);
    for (let count = 0; count < 4; count += 1) await owner.again();
    type Page = { events: { id: string; kind: string; text: string; line: string }[]; more: boolean };
    const read = async (query: string) => (await owner.own<Page>('GET', `/api/me/security-events?${query}`)).body;
    const first = await read('limit=3');
    assert.deepEqual([first.more, first.events.map(({ text }) => text)], [true, Array(3).fill('Signed in')]);
    const rest = await read(`limit=100&before=${first.events.at(-1)!.id}`);
    assert.equal(rest.more, false);
    assert.equal(new Set([...first.events, ...rest.events].map(({ id }) => id)).size, 7);
    assert.deepEqual((await read('kind=opened')).events.map(({ kind }) => kind), ['opened']); // biome-ignore format: one line
    assert.deepEqual((await read('year=2001')).events, []);
    assert.match(first.events[0]!.line, /^[0-9a-f-]{36}:\d+:\d+$/);
  });

  test('an event cannot be changed or removed by the application', async () => {
    for (const statement of ['UPDATE accounts.event SET kind = kind', 'DELETE FROM accounts.event'])
      await assert.rejects(house.kernel.database.pool.query(statement), { code: '42501' });
  });
});

test('a message says the first name and nothing more of anybody', async () => {
  const phone = newPhone();
  const owner = await signedIn(house);
  await giveContact(house, owner.account.account, phone);
  await owner.own('POST', '/api/me/lock', { why: 'stolen' });
  const text = JSON.stringify(await queued(house, phone));
  assert.match(text, /Lan/);
  for (const hidden of [owner.pin, owner.name, owner.birthDate]) assert.ok(!text.includes(hidden), hidden);
});
