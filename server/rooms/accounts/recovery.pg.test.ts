import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { TOTP } from 'otpauth';
import { openTestHouse, type TestHouse } from '#test';
import { moveHours, newPhone, passkey, queued, request, seen, signedIn, stated } from './life.samples.ts';
import { recoveryStand } from './recovery.samples.ts';
import { makeAccount } from './signIn.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());
afterEach(() => moveHours(house, 0));

const { begin, decide, enterWith, withTrusted } = recoveryStand(() => house);

describe('at the counter', () => {
  const counter = (person: string, what: string, evidence: object = seen, who = 'hanoi-officer') =>
    house.ask<{ code: string }>(who, 'POST', `/api/counter/accounts/${person}/${what}`, { evidence }, stated);

  test('the code that the officer hands over opens a session, once, among eight that try', async () => {
    const owner = await signedIn(house);
    const { status, body } = await counter(owner.person, 'recovery');
    assert.equal(status, 201);
    const tried = await Promise.all(Array.from({ length: 8 }, () => enterWith(owner.pin, body.code)));
    assert.equal(tried.filter(({ cookie }) => cookie).length, 1);
  });

  test('a second paper ends the first, and a paper lasts a day', async () => {
    const owner = await signedIn(house);
    const [first, second] = [await counter(owner.person, 'recovery'), await counter(owner.person, 'recovery')];
    assert.deepEqual(await enterWith(owner.pin, first.body.code), { refusal: 'wrong' });
    moveHours(house, 25);
    assert.deepEqual(await enterWith(owner.pin, second.body.code), { refusal: 'wrong' });
  });

  test('however the code is typed, with small letters, blanks or O for 0, it is the code', async () => {
    const owner = await signedIn(house);
    const { body } = await counter(owner.person, 'recovery');
    assert.ok((await enterWith(owner.pin, body.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'))).cookie);
  });

  test('no card, no face or finger: no code', async () => {
    const owner = await signedIn(house);
    for (const checks of [['card'], ['face'], ['face', 'finger']])
      assert.equal(
        (await counter(owner.person, 'recovery', { document: 'card', checks })).body.code,
        'accounts/face-not-recorded',
      );
  });

  test('a locked account is unlocked where its owner stands, by nobody from another province', async () => {
    const owner = await signedIn(house);
    assert.equal((await owner.own('POST', '/api/me/lock', { why: 'lost telephone' })).status, 204);
    assert.equal((await counter(owner.person, 'unlock', seen, 'saigon-officer')).status, 403);
    assert.equal((await counter(owner.person, 'unlock')).status, 204);
    assert.equal((await house.accounts.findAccount(owner.account.account))?.state, 'active');
  });
});

describe('what a recovery opens', () => {
  test('is adding an authenticator, and nothing else', async () => {
    const { owner, friends } = await withTrusted();
    const { recovery, code } = await begin(owner.pin);
    for (const friend of friends.slice(0, 2)) await decide(friend, recovery, 'confirm');
    moveHours(house, 48.1);
    const { cookie } = await enterWith(owner.pin, code);
    const own = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
      request(house, { method, url, headers: { cookie: cookie! }, ...(payload ? { payload } : {}) });
    const account = await own('GET', '/api/me/account');
    assert.deepEqual([account.status, account.body.recoveryOnly, account.body.assurance], [200, true, 'low']);
    assert.equal((await own('POST', '/api/me/passkeys/options')).status, 200);
    assert.equal((await own('POST', '/api/me/totp')).status, 200);
    const refused = [
      await own('POST', '/api/me/recovery-codes'),
      await own('POST', '/api/me/contacts', { kind: 'phone', value: newPhone() }),
      await own('POST', '/api/me/trusted', { identifier: friends[0]!.pin }),
      await own('DELETE', `/api/me/trusted/${friends[0]!.person}`),
      await own('GET', '/api/me/sessions'),
      await own('GET', '/api/me/security-events'),
      await own('GET', '/api/me/wards'),
      await own('POST', '/api/me/lock', { why: 'x' }),
    ];
    for (const { status, body } of refused) assert.deepEqual([status, body.code], [403, 'accounts/recovery-only']);
    for (const url of ['/api/me/record', '/api/me/relatives']) {
      const { status, body } = await own('GET', url);
      assert.deepEqual([status, body.code], [403, 'kernel/forbidden']);
    }
  });

  test('is nothing that may be in other hands: sessions end and authenticators are locked', async () => {
    const owner = await signedIn(house);
    await house.kernel.database.pool.query(
      `INSERT INTO accounts.authenticator (account, authenticator, kind, label, secret, added_at, confirmed_at)
       VALUES ($1, gen_random_uuid(), 'passkey', 'old telephone', '{}', now(), now())`,
      [owner.account.account],
    );
    const paper = await house.ask<{ code: string }>('hanoi-officer', 'POST', `/api/counter/accounts/${owner.person}/recovery`, { evidence: seen }, stated); // biome-ignore format: one line
    const { cookie } = await enterWith(owner.pin, paper.body.code);
    assert.equal((await owner.own('GET', '/api/me/account')).status, 401);
    const view = await request<{ authenticators: { locked: boolean }[] }>(house, {
      method: 'GET',
      url: '/api/me/account',
      headers: { cookie: cookie! },
    });
    assert.deepEqual(
      view.body.authenticators.map(({ locked }) => locked),
      [true],
    );
  });

  test('is also the paper that lifts an account in use: who takes it shuts out nobody unnoticed', async () => {
    const phone = newPhone();
    const owner = await signedIn(house, { phone }, { level: 1 });
    const { body } = await owner.own<{ id: string; secret: string }>('POST', '/api/me/totp', {});
    const totp = new TOTP({ secret: body.secret, algorithm: 'SHA1', digits: 6, period: 30 });
    const confirmed = await owner.own('POST', `/api/me/totp/${body.id}/confirm`, { code: totp.generate() });
    assert.ok(confirmed.status < 300);
    const paper = await house.ask<{ code: string }>('hanoi-officer', 'POST', `/api/counter/accounts/${owner.person}`, { evidence: seen }, stated); // biome-ignore format: one line
    assert.equal(paper.status, 201);
    assert.equal((await owner.own('GET', '/api/me/account')).status, 200, 'while it is not used nothing changes');
    const { cookie } = await enterWith(owner.pin, paper.body.code);
    assert.equal((await owner.own('GET', '/api/me/account')).status, 401);
    const view = await request<{ authenticators: { locked: boolean }[] }>(house, { url: '/api/me/account', headers: { cookie: cookie! } }); // biome-ignore format: one line
    assert.deepEqual(view.body.authenticators.map(({ locked }) => locked), [true]); // biome-ignore format: one line
    const told = (await queued(house, phone)).map(({ template }) => template);
    assert.ok(told.includes('level-raised') && told.includes('recovered'), String(told));
    assert.deepEqual(await enterWith(owner.pin, paper.body.code), { refusal: 'wrong' }, 'once');
  });

  test('opens the lock that the owner of a lost telephone had put on', async () => {
    const { owner, friends } = await withTrusted();
    await owner.own('POST', '/api/me/lock', { why: 'lost' });
    const { recovery, code } = await begin(owner.pin);
    for (const friend of friends.slice(0, 2)) await decide(friend, recovery, 'confirm');
    moveHours(house, 48.1);
    assert.ok((await enterWith(owner.pin, code)).cookie);
    assert.equal((await house.accounts.findAccount(owner.account.account))?.state, 'active');
  });
});

test('a new device with a remaining second factor needs no recovery: two factors, then the new passkey', async () => {
  const owner = await signedIn(house, {}, {}, [{ method: 'recovery-code' }, { method: 'code' }]);
  assert.equal((await owner.own('POST', '/api/me/passkeys/options')).status, 200);
  await owner.again([{ method: 'code' }]);
  await house.kernel.database.pool.query(
    `INSERT INTO accounts.authenticator (account, authenticator, kind, label, secret, added_at, confirmed_at)
     VALUES ($1, gen_random_uuid(), 'passkey', 'telephone', '{"credential": "b2xk"}', now(), now())`,
    [owner.account.account],
  );
  const { status, body } = await owner.own('POST', '/api/me/passkeys/options');
  assert.deepEqual([status, body.code, body.acr], [403, 'accounts/step-up-needed', 'urn:dancu:acr:substantial']);
  await owner.again([passkey]);
  assert.equal((await owner.own('POST', '/api/me/passkeys/options')).status, 200);
});

test('an account of somebody who died or of an official has no way back by trusted persons', async () => {
  const official = await makeAccount(house, { kind: 'official', actor: 'staff-77' });
  const { recovery } = await begin('staff-77');
  const { rowCount } = await house.kernel.database.pool.query('SELECT 1 FROM accounts.recovery WHERE account = $1', [
    official.account,
  ]);
  assert.deepEqual([rowCount, typeof recovery], [0, 'string']);
});
