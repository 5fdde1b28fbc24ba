import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { eventsOf, moveHours, queued, request, signedIn } from './life.samples.ts';
import { recoveryStand } from './recovery.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());
afterEach(() => moveHours(house, 0));

const { begin, decide, enterWith, withTrusted } = recoveryStand(() => house);

describe('with two trusted persons', () => {
  test('the answer is the same whether or not there is an account with trusted persons', async () => {
    const { owner } = await withTrusted();
    const lonely = await signedIn(house);
    const answers = [];
    let asked = 0;
    for (const identifier of [owner.pin, lonely.pin, '001199999999', 'nobody'])
      answers.push(
        await request(house, {
          method: 'POST',
          url: '/api/accounts/recover',
          payload: { identifier },
          remoteAddress: `198.52.${++asked}.7`,
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
