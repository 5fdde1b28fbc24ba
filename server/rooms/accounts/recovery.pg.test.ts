import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import type { Origin } from './door.ts';
import {
  eventsOf,
  moveHours,
  newPhone,
  passkey,
  queued,
  request,
  type Signed,
  seen,
  signedIn,
  stated,
} from './life.samples.ts';
import { makeAccount, openAttempt } from './signIn.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());
afterEach(() => moveHours(house, 0));

let networks = 0;
const elsewhere = (): Origin => ({ device: 'Chromium on Android', network: `203.1.${++networks}` });
const begin = (pin: string) => house.accounts.recovery.begin(pin, elsewhere());

/** An owner with a telephone and three trusted persons. */
async function withTrusted(count = 3): Promise<{ owner: Signed; phone: string; friends: Signed[] }> {
  const phone = newPhone();
  const owner = await signedIn(house, { phone });
  const friends: Signed[] = [];
  for (let index = 0; index < count; index += 1) {
    const friend = await signedIn(house, { phone: newPhone(), name: `Phạm Văn Bạn` });
    friends.push(friend);
    assert.equal((await owner.own('POST', '/api/me/trusted', { identifier: friend.pin })).status, 201);
  }
  return { owner, phone, friends };
}
const decide = (friend: Signed, recovery: string, decision: 'confirm' | 'refuse') =>
  friend.own('POST', `/api/me/trusted-for/${recovery}`, { decision });
/** Signs in with the code of a recovery. @returns the session's cookie, or what the attempt refused for */
async function enterWith(pin: string, code: string): Promise<{ cookie?: string; refusal?: string | undefined }> {
  const { attempts } = house.accounts;
  const origin = elsewhere();
  const { attempt, browser } = await openAttempt(house, 'low', { origin });
  await attempts.identify(attempt, browser, pin);
  await attempts.choose(attempt, browser, 'recovery', 'en');
  const view = await attempts.prove(attempt, browser, code);
  if (view.step !== 'done') return { refusal: view.refusal };
  const { session } = await attempts.finish(attempt, browser, origin);
  return { cookie: `dancu-session=${house.accounts.sealSession(session)}` };
}

describe('with two trusted persons', () => {
  test('the answer is the same whether or not there is an account with trusted persons', async () => {
    const { owner } = await withTrusted();
    const lonely = await signedIn(house);
    const answers = [];
    for (const identifier of [owner.pin, lonely.pin, '001199999999', 'nobody'])
      answers.push(
        await request(house, {
          method: 'POST',
          url: '/api/accounts/recover',
          payload: { identifier },
          remoteAddress: `198.52.${++networks}.7`,
        }),
      );
    for (const { status, body } of answers) {
      assert.equal(status, 202);
      assert.deepEqual(Object.keys(body), ['recovery', 'code', 'number', 'waitHours', 'trustedNeeded']);
    }
    assert.ok((await eventsOf(house, owner.account.account)).includes('recovery-begun'));
    assert.ok(!(await eventsOf(house, lonely.account.account)).includes('recovery-begun'));
  });

  test('two confirm, two days pass, and the code opens a session; before that it does not', async () => {
    const { owner, phone, friends } = await withTrusted();
    const { recovery, code, number } = await begin(owner.pin);
    const asked = await friends[0]!.own<{ recoveries: { number: number; name: string }[] }>(
      'GET',
      '/api/me/trusted-for',
    );
    assert.deepEqual(
      asked.body.recoveries.map((one) => [one.number, one.name]),
      [[number, owner.name]],
    );
    assert.equal((await decide(friends[0]!, recovery, 'confirm')).status, 204);
    moveHours(house, 49);
    assert.deepEqual(await enterWith(owner.pin, code), { refusal: 'wrong' });
    moveHours(house, 0);
    assert.equal((await decide(friends[1]!, recovery, 'confirm')).status, 204);
    assert.deepEqual(await enterWith(owner.pin, code), { refusal: 'wrong' });
    moveHours(house, 47);
    assert.deepEqual(await enterWith(owner.pin, code), { refusal: 'wrong' });
    moveHours(house, 48.1);
    assert.ok((await enterWith(owner.pin, code)).cookie);
    assert.deepEqual(await enterWith(owner.pin, code), { refusal: 'wrong' });
    const templates = (await queued(house, phone)).map(({ template }) => template);
    for (const told of ['recovery-begun', 'recovery-confirmed', 'recovered']) assert.ok(templates.includes(told), told);
  });

  test('one person cannot confirm twice, nor both decide at once more than once each', async () => {
    const { owner, friends } = await withTrusted();
    const { recovery } = await begin(owner.pin);
    const tried = await Promise.all(Array.from({ length: 8 }, () => decide(friends[0]!, recovery, 'confirm')));
    assert.equal(tried.filter(({ status }) => status === 204).length, 1);
    const { body } = await owner.own<{ recoveries: { confirmed: number; readyAt?: string }[] }>(
      'GET',
      '/api/me/recoveries',
    );
    assert.deepEqual(
      body.recoveries.map((one) => [one.confirmed, one.readyAt]),
      [[1, undefined]],
    );
  });

  test('the third confirmation does not begin the waiting anew', async () => {
    const { owner, friends } = await withTrusted();
    const { recovery, code } = await begin(owner.pin);
    for (const friend of friends.slice(0, 2)) await decide(friend, recovery, 'confirm');
    moveHours(house, 5);
    await friends[2]!.again();
    assert.equal((await decide(friends[2]!, recovery, 'confirm')).status, 204);
    moveHours(house, 48.1);
    assert.ok((await enterWith(owner.pin, code)).cookie);
  });

  test('any device that is still signed in can refuse without a proof, and a trusted person too', async () => {
    const { owner, friends } = await withTrusted();
    const first = await begin(owner.pin);
    for (const friend of friends.slice(0, 2)) await decide(friend, first.recovery, 'confirm');
    assert.equal((await owner.own('POST', `/api/me/recoveries/${first.recovery}/refuse`)).status, 204);
    moveHours(house, 48.1);
    assert.deepEqual(await enterWith(owner.pin, first.code), { refusal: 'wrong' });
    moveHours(house, 0);
    const second = await begin(owner.pin);
    assert.equal((await decide(friends[2]!, second.recovery, 'refuse')).status, 204);
    assert.equal((await decide(friends[0]!, second.recovery, 'confirm')).body.code, 'accounts/recovery-unknown');
  });

  test('who is not named, or no longer, has no say', async () => {
    const { owner, friends } = await withTrusted();
    const { recovery } = await begin(owner.pin);
    const stranger = await signedIn(house);
    assert.equal((await decide(stranger, recovery, 'confirm')).status, 404);
    assert.equal((await owner.own('DELETE', `/api/me/trusted/${friends[0]!.person}`)).status, 204);
    assert.equal((await decide(friends[0]!, recovery, 'confirm')).status, 404);
  });

  test('a stranger who began does not keep the owner out: three wait side by side, each under its own number', async () => {
    const { owner, friends } = await withTrusted();
    const made = await Promise.all(Array.from({ length: 5 }, () => begin(owner.pin)));
    type Asked = { recoveries: { recovery: string; number: number }[] };
    const asked = async () => (await friends[0]!.own<Asked>('GET', '/api/me/trusted-for')).body.recoveries;
    const waiting = await asked();
    assert.equal(waiting.length, 3);
    assert.equal(new Set(waiting.map(({ number }) => number)).size, 3);
    for (const { recovery, number } of waiting)
      assert.equal(made.find((one) => one.recovery === recovery)?.number, number);
    const own = made.find(({ recovery }) => recovery === waiting[1]!.recovery)!;
    for (const friend of friends.slice(0, 2)) await decide(friend, own.recovery, 'confirm');
    moveHours(house, 48.1);
    assert.ok((await enterWith(owner.pin, own.code)).cookie);
    const { rows } = await house.kernel.database.pool.query(
      "SELECT 1 FROM accounts.recovery WHERE account = $1 AND state IN ('waiting', 'ready')",
      [owner.account.account],
    );
    assert.deepEqual(rows, [], 'what others began is over with it');
  });

  test('what nobody has confirmed in a day makes room; what one has confirmed stays for a week', async () => {
    const { owner, friends } = await withTrusted();
    const kept = await begin(owner.pin);
    assert.equal((await decide(friends[0]!, kept.recovery, 'confirm')).status, 204);
    for (let index = 0; index < 2; index += 1) await begin(owner.pin);
    const list = async () => {
      await friends[1]!.again();
      const { body } = await friends[1]!.own<{ recoveries: { recovery: string }[] }>('GET', '/api/me/trusted-for');
      return body.recoveries.map(({ recovery }) => recovery);
    };
    const full = await begin(owner.pin);
    assert.ok(!(await list()).includes(full.recovery));
    moveHours(house, 24.1);
    const later = await begin(owner.pin);
    assert.deepEqual((await list()).sort(), [kept.recovery, later.recovery].sort());
  });

  test('one trusted person is not enough to begin', async () => {
    const alone = await withTrusted(1);
    await begin(alone.owner.pin);
    assert.deepEqual((await alone.owner.own('GET', '/api/me/recoveries')).body, { recoveries: [] });
  });

  test('naming oneself, a child, somebody without an account or nobody is refused in the same words', async () => {
    const owner = await signedIn(house);
    const child = await signedIn(house, { birthDate: '2015-05-05', name: 'Lê Văn Bé' });
    for (const identifier of [owner.pin, child.pin, '001199999999', 'x']) {
      const { status, body } = await owner.own('POST', '/api/me/trusted', { identifier });
      assert.deepEqual([status, body.code], [404, 'accounts/trusted-unknown']);
    }
  });

  test('the list of trusted persons does not tell the name behind a number', async () => {
    const { owner } = await withTrusted(1);
    const { body } = await owner.own<{ trusted: { name: string }[] }>('GET', '/api/me/account');
    assert.equal(body.trusted[0]?.name, 'P. V. B.');
  });

  test('at most five are named, also by requests at once', async () => {
    const owner = await signedIn(house);
    const friends = [];
    for (let index = 0; index < 8; index += 1) friends.push(await signedIn(house));
    const tried = await Promise.all(
      friends.map(({ pin }) => owner.own('POST', '/api/me/trusted', { identifier: pin })),
    );
    assert.equal(tried.filter(({ status }) => status === 201).length, 5);
  });
});

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
