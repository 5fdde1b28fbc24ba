import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { TOTP } from 'otpauth';
import { openTestHouse, type TestHouse } from '#test';
import { makeRecoveryCodes } from './recoveryCodes.ts';
import { giveContact, makeAccount, sampleOrigin } from './signIn.samples.ts';
import { signInStand } from './stand.samples.ts';
import { addTotp } from './totp.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const {
  attempts,
  context,
  transact,
  query,
  times,
  code,
  minute,
  citizen,
  nobody,
  begin,
  identified,
  sentCode,
  withTotp,
  wrongCode,
  isDone,
} = signInStand(() => house);

describe('an attempt', () => {
  test('belongs to the browser that began it', async () => {
    const { attempt, browser } = await begin();
    await assert.rejects(attempts().read(attempt, 'another'), code('attempt-unknown'));
    await assert.rejects(attempts().open({ attempt, browser: 'another', wanted: 'low', origin: sampleOrigin }), code('attempt-unknown')); // biome-ignore format: one line
    assert.equal((await attempts().read(attempt, browser)).step, 'identify');
  });

  test('is over after ten minutes', async () => {
    const { attempt, browser } = await begin();
    house.kernel.clock.moveBy(11 * minute);
    try {
      assert.deepEqual((await attempts().read(attempt, browser)).step, 'over');
      await assert.rejects(attempts().identify(attempt, browser, nobody), code('attempt-over'));
    } finally {
      house.kernel.clock.moveBy(0);
    }
  });

  test('opens no session before it is done', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'a@example.com');
    await withTotp(account.account);
    const half = await identified(pin, 'substantial');
    await half.choose('code');
    const view = await half.prove(await sentCode(account.account));
    assert.deepEqual([view.step, view.methods], ['choose', ['totp']]);
    await assert.rejects(attempts().finish(half.attempt, half.browser, sampleOrigin), code('step-unexpected'));
    await assert.rejects(attempts().accountOf(half.attempt, half.browser), code('step-unexpected'));
  });

  test('is over after five wrong answers, and a right one comes too late, however many are sent at once', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'b@example.com');
    const { attempt, browser, choose, prove } = await identified(pin);
    await choose('code');
    const right = await sentCode(account.account);
    const answers = await Promise.allSettled(Array.from({ length: 16 }, () => prove(wrongCode(right))));
    const taken = answers.filter(({ status }) => status === 'fulfilled');
    assert.equal(taken.length, 5);
    assert.equal((await attempts().read(attempt, browser)).refusal, 'too-many');
    await assert.rejects(prove(right), code('attempt-over'));
    const failed = await query("SELECT 1 FROM accounts.event WHERE account = $1 AND kind = 'sign-in-failed'", [
      account.account,
    ]);
    assert.equal(failed.length, 5);
  });

  test('stepping up asks an account that is known only for ways that lift it', async () => {
    const { account } = await citizen();
    await giveContact(house, account.account, 'c@example.com');
    const poor = await begin('substantial', account.account);
    assert.deepEqual([poor.view.step, poor.view.refusal], ['over', 'not-enough']);
    const totp = await withTotp(account.account);
    const { attempt, browser, view } = await begin('substantial', account.account);
    assert.deepEqual([view.step, view.methods], ['choose', ['totp', 'code']]);
    await attempts().choose(attempt, browser, 'totp', 'en');
    await attempts().prove(attempt, browser, totp.generate());
    await attempts().choose(attempt, browser, 'code', 'en');
    assert.ok(isDone(await attempts().prove(attempt, browser, await sentCode(account.account))));
    const { session } = await attempts().finish(attempt, browser, sampleOrigin);
    assert.equal(session.assurance, 'substantial');
    assert.deepEqual(
      session.factors.map(({ method }) => method),
      ['totp', 'code'],
    );
  });
});

describe('another entrance', () => {
  const at = () => house.kernel.clock.now().toISOString();

  test('vouches for whom it knows, as far as the account’s level goes', async () => {
    for (const [level, wanted, step] of [
      [2, 'high', 'done'],
      [1, 'low', 'done'],
      [1, 'substantial', 'over'],
      [0, 'low', 'over'],
    ] as const) {
      // biome-ignore format: a table
      const { account } = await makeAccount(house, { level });
      const { attempt, browser } = await begin(wanted);
      const view = await attempts().vouch(attempt, browser, account, { method: 'persona', at: at() });
      assert.equal(view.step, step);
    }
  });

  test('cannot make somebody else of whoever proved something', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'v@example.com');
    await withTotp(account.account);
    const { attempt, browser, choose, prove } = await identified(pin, 'substantial');
    await choose('code');
    await prove(await sentCode(account.account));
    const other = await makeAccount(house);
    await assert.rejects(
      attempts().vouch(attempt, browser, other.account, { method: 'persona', at: at() }),
      code('step-unexpected'),
    );
    await assert.rejects(
      attempts().vouch(attempt, browser, randomUUID(), { method: 'persona', at: at() }),
      code('account-unknown'),
    );
  });
});

describe('a one-time code', () => {
  test('signs in once, also when it is sent by many at once', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, '+84901234567');
    const { attempt, browser, choose, prove } = await identified(pin);
    assert.equal((await choose('code')).step, 'prove');
    const right = await sentCode(account.account);
    const answers = await Promise.allSettled(Array.from({ length: 32 }, () => prove(right)));
    assert.equal(answers.filter((one) => one.status === 'fulfilled' && isDone(one.value)).length, 1);
    const opened = await Promise.allSettled(
      Array.from({ length: 16 }, () => attempts().finish(attempt, browser, sampleOrigin)),
    );
    assert.equal(opened.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  test('of one attempt is none of another', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'd@example.com');
    const [one, other] = [await identified(pin), await identified(pin)];
    await one.choose('code');
    const first = await sentCode(account.account);
    await other.choose('code');
    if (first !== (await sentCode(account.account))) assert.equal((await other.prove(first)).refusal, 'wrong');
  });

  test('counts for five minutes', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'e@example.com');
    const { choose, prove } = await identified(pin);
    await choose('code');
    house.kernel.clock.moveBy(5 * minute + 1);
    try {
      const view = await prove(await sentCode(account.account));
      assert.deepEqual([view.step, view.refusal], ['choose', 'expired']);
    } finally {
      house.kernel.clock.moveBy(0);
    }
  });

  test('is sent five times an hour and no more', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'f@example.com');
    const views = await times(12, async () => (await identified(pin)).choose('code'));
    assert.equal(views.filter(({ step }) => step === 'prove').length, 5);
    assert.ok(views.every(({ step, refusal }) => step === 'prove' || refusal === 'too-many'));
    const sent = await query('SELECT 1 FROM accounts.message WHERE account = $1', [account.account]);
    assert.equal(sent.length, 5);
  });

  test('lies nowhere in the clear', async () => {
    const { pin, account } = await citizen();
    await giveContact(house, account.account, 'g@example.com');
    const { attempt, choose } = await identified(pin);
    await choose('code');
    const right = await sentCode(account.account);
    const rows = await query('SELECT challenge::text AS text FROM accounts.attempt WHERE attempt = $1 UNION ALL SELECT body::text FROM accounts.message WHERE account = $2', [attempt, account.account]); // biome-ignore format: one line
    assert.equal(rows.length, 2);
    assert.ok(!JSON.stringify(rows).includes(right));
  });
});

describe('an application’s code', () => {
  test('counts once for a time step, in whatever attempt and however many at once', async () => {
    const { pin, account } = await citizen();
    const totp = await withTotp(account.account);
    const own = await times(8, () => identified(pin));
    await Promise.all(own.map(({ choose }) => choose('totp')));
    const now = totp.generate();
    const views = await Promise.all(own.map(({ prove }) => prove(now)));
    assert.equal(views.filter(isDone).length, 1);
    assert.ok(views.every((view) => isDone(view) || view.refusal === 'wrong'));
  });

  test('two steps away is wrong', async () => {
    const { pin, account } = await citizen();
    const totp = await withTotp(account.account);
    const { choose, prove } = await identified(pin);
    await choose('totp');
    for (const seconds of [-90, 90])
      assert.equal((await prove(totp.generate({ timestamp: Date.now() + seconds * 1000 }))).refusal, 'wrong');
    assert.ok(isDone(await prove(totp.generate())));
  });

  test('counts for nothing until its application is confirmed', async () => {
    const { pin, account } = await citizen();
    const { secret } = await transact((transaction) =>
      addTotp(house.kernel, transaction, account.account, { label: 'app', name: 'me' }),
    );
    const { choose, prove } = await identified(pin);
    await choose('totp');
    assert.equal((await prove(new TOTP({ secret }).generate())).refusal, 'wrong');
  });

  test('rests for everybody after ten wrong ones in an hour', async () => {
    const { pin, account } = await citizen();
    const totp = await withTotp(account.account);
    for (let round = 0; round < 2; round += 1) {
      const { choose, prove } = await identified(pin);
      await choose('totp');
      await times(5, () => prove(wrongCode(totp.generate())));
    }
    const { choose, prove } = await identified(pin);
    await choose('totp');
    assert.deepEqual([(await prove(totp.generate())).refusal], ['too-many']);
  });
});

describe('a recovery code', () => {
  test('counts once, and the other nine remain', async () => {
    const { pin, account } = await citizen();
    const { codes } = await transact((transaction) =>
      makeRecoveryCodes(house.kernel, transaction, context(), account.account),
    );
    assert.equal(new Set(codes).size, 10);
    const own = await times(8, () => identified(pin));
    await Promise.all(own.map(({ choose }) => choose('recovery-code')));
    const views = await Promise.all(own.map(({ prove }) => prove(codes[0]!.toLowerCase().replaceAll('-', ' '))));
    assert.equal(views.filter(isDone).length, 1);
    const [row] = await query<{ left: number }>(
      "SELECT jsonb_array_length(secret->'hashes') AS left FROM accounts.authenticator WHERE account = $1",
      [account.account],
    );
    assert.equal(row?.left, 9);
  });

  test('that was right uses up no guess', async () => {
    const { pin, account } = await citizen();
    const { codes } = await transact((transaction) =>
      makeRecoveryCodes(house.kernel, transaction, context(), account.account),
    );
    const own = await Promise.all(codes.map(() => identified(pin)));
    await Promise.all(own.map(({ choose }) => choose('recovery-code')));
    const views = await Promise.all(own.map(({ prove }, index) => prove(codes[index]!)));
    assert.ok(views.every(isDone));
    const { choose, prove } = await identified(pin);
    await choose('recovery-code');
    assert.equal((await prove(codes[0]!)).refusal, 'wrong');
  });

  test('of an older sheet is none any more', async () => {
    const { pin, account } = await citizen();
    const make = () =>
      transact((transaction) => makeRecoveryCodes(house.kernel, transaction, context(), account.account));
    const [old] = [await make(), await make()];
    const { choose, prove } = await identified(pin);
    await choose('recovery-code');
    assert.equal((await prove(old.codes[3]!)).refusal, 'wrong');
  });
});
