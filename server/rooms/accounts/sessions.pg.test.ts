import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { callerOf, contextOf, credentialsOf } from './callers.ts';
import type { Acting } from './door.ts';
import { makeAccount, openAttempt, openSession, sampleOrigin } from './signIn.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const context = () => contextOf(house.kernel, undefined);
const transact: TestHouse['kernel']['database']['transact'] = (work) => house.kernel.database.transact(work);
const code = (name: string) => ({ code: `accounts/${name}` });
const minutes = 60_000;
const eventually = async (holds: () => boolean) => {
  for (let left = 100; left > 0 && !holds(); left -= 1) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(holds());
};
const read = (cookie: string, headers: Record<string, string> = {}) =>
  house.app.inject({ url: '/api/me/record', headers: { cookie, ...headers } });

describe('accounts', () => {
  test('one actor has one account, also when two are made at once', async () => {
    const person = crypto.randomUUID();
    const made = await Promise.allSettled(Array.from({ length: 16 }, () => makeAccount(house, { person })));
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const one of made) if (one.status === 'rejected') assert.equal(one.reason.code, 'accounts/account-exists');
    assert.equal((await house.accounts.findAccountOf(person))?.person, person);
    assert.equal(await house.accounts.findAccountOf('nobody-at-all'), undefined);
  });

  test('locking an account ends its sessions, and closed stays closed', async () => {
    const { account } = await makeAccount(house);
    const { session, token } = await openSession(house, account);
    await transact((transaction) => house.accounts.setAccountState(transaction, context(), account, 'locked', 'lost'));
    assert.equal(await house.accounts.findSession(token), undefined);
    assert.equal(await house.accounts.readSession(account, session.session), undefined);
    await transact((transaction) => house.accounts.setAccountState(transaction, context(), account, 'closed', 'dead'));
    await assert.rejects(
      transact((transaction) => house.accounts.setAccountState(transaction, context(), account, 'active', 'oops')),
      code('account-closed'),
    );
  });
});

describe('a session', () => {
  test('is opened once of one attempt, however many ask at once', async () => {
    const { account } = await makeAccount(house);
    const { attempt, browser } = await openAttempt(house);
    const at = house.kernel.clock.now().toISOString();
    await house.accounts.attempts.vouch(attempt, browser, account, { method: 'persona', at });
    const opened = await Promise.allSettled(
      Array.from({ length: 32 }, () => house.accounts.attempts.finish(attempt, browser, sampleOrigin)),
    );
    assert.equal(opened.filter(({ status }) => status === 'fulfilled').length, 1);
    const { rows } = await house.kernel.database.pool.query('SELECT 1 FROM accounts.session WHERE account = $1', [
      account,
    ]);
    assert.equal(rows.length, 1);
  });

  test('of two tabs that finish at once only one stays, and the cookies of both name it', async () => {
    const { account } = await makeAccount(house);
    const browser = crypto.randomUUID().replaceAll('-', '');
    const tabs = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const attempt = crypto.randomUUID();
        await house.accounts.attempts.open({ attempt, browser, wanted: 'low', origin: sampleOrigin });
        const at = house.kernel.clock.now().toISOString();
        await house.accounts.attempts.vouch(attempt, browser, account, { method: 'persona', at });
        return attempt;
      }),
    );
    const elsewhere = await openSession(house, account);
    const opened = await Promise.all(
      tabs.map((attempt) => house.accounts.attempts.finish(attempt, browser, sampleOrigin)),
    );
    const found = await Promise.all(opened.map(({ token }) => house.accounts.findSession(token)));
    assert.equal(new Set(found.map((one) => one?.session)).size, 1);
    assert.ok(opened.some(({ session }) => session.session === found[0]?.session));
    const living = await Promise.all(opened.map(({ session }) => house.accounts.readSession(account, session.session)));
    assert.equal(living.filter((one) => one !== undefined).length, 1);
    assert.ok(await house.accounts.findSession(elsewhere.token), 'another browser is left alone');
  });

  test('that a browser opens anew ends the one whose cookie it no longer has, and its old cookie names nothing', async () => {
    const { account } = await makeAccount(house);
    const browser = crypto.randomUUID().replaceAll('-', '');
    const signIn = async () => {
      const attempt = crypto.randomUUID();
      await house.accounts.attempts.open({ attempt, browser, wanted: 'low', origin: sampleOrigin });
      const at = house.kernel.clock.now().toISOString();
      await house.accounts.attempts.vouch(attempt, browser, account, { method: 'persona', at });
      return house.accounts.attempts.finish(attempt, browser, sampleOrigin);
    };
    const first = await signIn();
    const second = await signIn();
    assert.equal(await house.accounts.findSession(first.token), undefined);
    assert.ok(await house.accounts.findSession(second.token));
  });

  test('is found by its token and by its sealed cookie, never by another', async () => {
    const { account } = await makeAccount(house);
    const { session, token, cookie } = await openSession(house, account);
    assert.equal((await house.accounts.findSession(token))?.session, session.session);
    assert.equal(await house.accounts.findSession(`${token}x`), undefined);
    assert.equal(await house.accounts.findSession(undefined), undefined);
    assert.notEqual((await read(cookie)).statusCode, 401);
    for (const bad of [
      `${cookie.slice(0, -6)}AAAAAA`,
      'dancu-session=s1.',
      'dancu-session=s1.AAAA',
      'dancu-session=x.y',
    ])
      assert.equal((await read(bad)).statusCode, 401, bad);
  });

  test('changes nothing for a page of another origin', async () => {
    const { account } = await makeAccount(house);
    const { cookie } = await openSession(house, account);
    const answer = await house.app.inject({
      method: 'DELETE',
      url: '/api/me/sessions',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    });
    assert.equal(answer.statusCode, 403);
  });

  test('rests after its idle time and ends with its absolute time', async () => {
    const { account } = await makeAccount(house);
    const { clock } = house.kernel;
    try {
      const resting = await openSession(house, account);
      clock.moveBy(31 * minutes);
      assert.equal(await house.accounts.findSession(resting.token), undefined);
      const kept = await openSession(house, account);
      for (let at = 31; at < 12 * 60 + 31; at += 20) {
        clock.moveBy(at * minutes);
        const row = await house.kernel.database.pool.query(
          'UPDATE accounts.session SET seen_at = $2 WHERE session = $1 RETURNING 1',
          [kept.session.session, clock.now()],
        );
        assert.equal(row.rowCount, 1);
      }
      clock.moveBy((12 * 60 + 32) * minutes);
      await house.kernel.database.pool.query('UPDATE accounts.session SET seen_at = $2 WHERE session = $1', [
        kept.session.session,
        clock.now(),
      ]);
      assert.equal(await house.accounts.findSession(kept.token), undefined);
    } finally {
      clock.moveBy(0);
    }
  });

  test('that ends is told once it is committed, and never where it is not', async () => {
    const { account } = await makeAccount(house);
    const [one, other] = [await openSession(house, account), await openSession(house, account)];
    const told: string[] = [];
    house.accounts.onSessionEnded((_account, session) => told.push(session));
    await assert.rejects(
      transact(async (transaction) => {
        await house.accounts.endSessions(transaction, context(), account, { session: one.session.session }, 'test');
        throw new Error('undone');
      }),
      /undone/,
    );
    assert.equal((await house.accounts.findSession(one.token))?.session, one.session.session);
    const ended = await transact((transaction) =>
      house.accounts.endSessions(transaction, context(), account, { except: one.session.session }, 'test'),
    );
    assert.deepEqual(ended, [other.session.session]);
    await eventually(() => told.length > 0);
    assert.deepEqual(told, [other.session.session]);
    assert.equal(await house.accounts.findSession(other.token), undefined);
  });

  test('is ended by the post or the mandate that it acts under', async () => {
    const { account } = await makeAccount(house);
    const acting: Acting = {
      kind: 'organisation',
      mandate: 'm1',
      organisation: 'o1',
      name: 'Công ty Mẫu',
      taxCode: '0100000000',
      scopes: [],
    };
    const { session, token } = await openSession(house, account);
    const changed = await transact((transaction) => house.accounts.setActing(transaction, context(), session, acting));
    assert.deepEqual(changed.acting, acting);
    assert.deepEqual((await house.accounts.findSession(token))?.acting, acting);
    const none = await transact((transaction) =>
      house.accounts.endSessions(transaction, context(), account, { mandate: 'm2' }, 'test'),
    );
    assert.deepEqual(none, []);
    const ended = await transact((transaction) =>
      house.accounts.endSessions(transaction, context(), account, { mandate: 'm1' }, 'test'),
    );
    assert.deepEqual(ended, [session.session]);
    await assert.rejects(
      transact((transaction) => house.accounts.setActing(transaction, context(), session, undefined)),
      code('session-ended'),
    );
  });

  test('makes the caller: a citizen of oneself, an official only in a post', async () => {
    const citizen = await makeAccount(house);
    const own = callerOf(house.offices, (await openSession(house, citizen.account)).session);
    assert.deepEqual([own.kind, own.id, own.person, own.role], ['citizen', citizen.person, citizen.person, 'citizen']);
    const official = await makeAccount(house, { kind: 'official', actor: 'CB-1' });
    const { session } = await openSession(house, official.account);
    assert.equal(callerOf(house.offices, session).scopes.size, 0);
    const acting: Acting = { kind: 'post', post: 'p', role: 'registration-officer', area: '00004' };
    const inPost = callerOf(house.offices, { ...session, acting });
    assert.deepEqual([inPost.id, inPost.area, inPost.scopes.has('people.read')], ['CB-1', '00004', true]);
    assert.equal(credentialsOf(inPost)?.session, session.session);
  });
});

describe('an allowance', () => {
  test('is never exceeded by parallel uses, tells how long to wait, and is there again in the next window', async () => {
    const bucket = `test:${crypto.randomUUID()}`;
    const used = await Promise.allSettled(Array.from({ length: 64 }, () => house.accounts.spend(bucket, 10, 600)));
    assert.equal(used.filter(({ status }) => status === 'fulfilled').length, 10);
    const refused = used.find((one) => one.status === 'rejected');
    assert.equal(refused?.reason.status, 429);
    // A tenth of the next window has to pass before one of ten uses has faded.
    assert.ok(refused?.reason.extra.retryAfter > 0 && refused.reason.extra.retryAfter <= 660);
    house.kernel.clock.moveBy(12 * minutes);
    await house.accounts.spend(bucket, 10, 600).finally(() => house.kernel.clock.moveBy(0));
  });
});
