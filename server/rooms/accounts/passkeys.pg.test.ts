import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { contextOf } from './callers.ts';
import type { Assurance } from './door.ts';
import { type AuthenticatorTraits, createVirtualAuthenticator, type VirtualAuthenticator } from './passkeys.samples.ts';
import { makeAccount, openAttempt, sampleOrigin } from './signIn.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const context = () => contextOf(house.kernel, undefined);
const code = (name: string) => ({ code: `accounts/${name}` });
const make = (traits: Partial<AuthenticatorTraits> = {}) =>
  createVirtualAuthenticator({ origin: house.kernel.config.origin, ...traits });
const ask = (account: string) => house.accounts.passkeyRegistration(account, { id: 'me', name: 'Me' });
const register = (account: string, response: object, deviceBoundOnly = false) =>
  house.kernel.database.transact((transaction) =>
    house.accounts.registerPasskey(transaction, context(), account, { label: 'phone', response, deviceBoundOnly }),
  );
async function owner(traits: Partial<AuthenticatorTraits> = {}) {
  const { account } = await makeAccount(house);
  const authenticator = make(traits);
  await register(account, authenticator.create(await ask(account)));
  return { account, authenticator };
}
async function signIn(
  authenticator: VirtualAuthenticator,
  traits: Partial<AuthenticatorTraits> = {},
  wanted: Assurance = 'low',
) {
  const { attempts } = house.accounts;
  const { attempt, browser } = await openAttempt(house, wanted);
  const response = authenticator.get(await attempts.passkeyOptions(attempt, browser), traits);
  return { attempt, browser, response, view: await attempts.provePasskey(attempt, browser, response) };
}

describe('registering a passkey', () => {
  test('keeps what the authenticator said of itself, and tells the owner', async () => {
    for (const attestation of ['none', 'packed'] as const) {
      const { account } = await owner({ attestation, deviceBound: attestation === 'packed' });
      const { rows } = await house.kernel.database.pool.query(
        `SELECT secret, (SELECT count(*)::int FROM accounts.event e WHERE e.account = a.account AND kind = 'authenticator-added') AS told
         FROM accounts.authenticator a WHERE account = $1`,
        [account],
      );
      assert.equal(rows[0].secret.deviceBound, attestation === 'packed');
      assert.equal(rows[0].secret.attestation, attestation);
      assert.equal(rows[0].told, 1);
    }
  });

  test('asks for a discoverable one with user verification, and for none that is there already', async () => {
    const { account, authenticator } = await owner();
    const options = (await ask(account)) as { authenticatorSelection: object; rp: { id: string } };
    assert.deepEqual(options.authenticatorSelection, {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    });
    assert.equal(options.rp.id, 'localhost');
    assert.throws(() => authenticator.create(options), /InvalidStateError/);
  });

  test('counts once for its challenge, however many answers come at once', async () => {
    const { account } = await makeAccount(house);
    const options = await ask(account);
    const answers = Array.from({ length: 16 }, () => make().create(options));
    const made = await Promise.allSettled(answers.map((answer) => register(account, answer)));
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const one of made) if (one.status === 'rejected') assert.equal(one.reason.code, 'accounts/passkey-refused');
  });

  test('of another account’s challenge, another origin, another site, or without a verified user is refused', async () => {
    const [{ account }, other] = [await makeAccount(house), await makeAccount(house)];
    const refused = async (response: object) => assert.rejects(register(account, response), code('passkey-refused'));
    await refused(make().create(await ask(other.account)));
    await refused(make({ origin: 'http://localhost.example:3000' }).create(await ask(account)));
    await refused(make().create({ ...(await ask(account)), rp: { id: 'example.com' } }));
    await refused(make({ verifiesUser: false }).create(await ask(account)));
    await refused({});
    await refused({
      id: 'x',
      rawId: 'x',
      type: 'public-key',
      response: { clientDataJSON: '!', attestationObject: '!' },
    });
  });

  test('too late is refused', async () => {
    const { account } = await makeAccount(house);
    const response = make().create(await ask(account));
    house.kernel.clock.moveBy(301_000);
    await assert
      .rejects(register(account, response), code('passkey-refused'))
      .finally(() => house.kernel.clock.moveBy(0));
  });

  test('that must not leave its device takes no other', async () => {
    const { account } = await makeAccount(house);
    await assert.rejects(
      register(account, make({ deviceBound: false }).create(await ask(account)), true),
      code('passkey-not-device-bound'),
    );
    await register(account, make({ deviceBound: true }).create(await ask(account)), true);
  });
});

describe('a passkey', () => {
  test('says who it is and proves it; one that cannot leave its device reaches high', async () => {
    for (const [deviceBound, assurance] of [
      [true, 'high'],
      [false, 'substantial'],
    ] as const) {
      // biome-ignore format: a table
      const { account, authenticator } = await owner({ deviceBound });
      const { attempt, browser, view } = await signIn(authenticator, { deviceBound });
      assert.equal(view.step, 'done');
      const { session } = await house.accounts.attempts.finish(attempt, browser, sampleOrigin);
      assert.deepEqual([session.account, session.assurance], [account, assurance]);
    }
  });

  test('is told of nobody: the options are the same before and after a number was typed', async () => {
    const official = await makeAccount(house, { kind: 'official', actor: 'CB-9' });
    await register(official.account, make().create(await ask(official.account)));
    const { attempts } = house.accounts;
    for (const typed of ['CB-9', 'CB-404']) {
      const { attempt, browser } = await openAttempt(house);
      await attempts.identify(attempt, browser, typed);
      const { challenge: _fresh, ...options } = (await attempts.passkeyOptions(attempt, browser)) as Record<
        string,
        unknown
      >;
      assert.deepEqual(JSON.parse(JSON.stringify(options)), {
        rpId: 'localhost',
        timeout: 60000,
        userVerification: 'required',
      });
    }
  });

  test('answers its challenge once, and no other attempt’s', async () => {
    const { authenticator } = await owner();
    const { attempts } = house.accounts;
    const { attempt, browser } = await openAttempt(house, 'high');
    const other = await openAttempt(house);
    const response = authenticator.get(await attempts.passkeyOptions(attempt, browser), { deviceBound: false });
    await attempts.passkeyOptions(other.attempt, other.browser);
    assert.equal((await attempts.provePasskey(other.attempt, other.browser, response)).refusal, 'wrong');
    const answers = await Promise.allSettled(
      Array.from({ length: 16 }, () => attempts.provePasskey(attempt, browser, response)),
    );
    const taken = answers.filter((one) => one.status === 'fulfilled' && one.value.factors.length === 1);
    assert.equal(taken.length, 1);
  });

  test('whose counter does not grow is a copy and is refused', async () => {
    const { authenticator } = await owner();
    const copy = authenticator.clone();
    assert.equal((await signIn(authenticator)).view.step, 'done');
    assert.equal((await signIn(copy)).view.refusal, 'wrong');
    assert.equal((await signIn(authenticator)).view.step, 'done');
  });

  test('without a counter is taken as it is', async () => {
    const { authenticator } = await owner({ counts: false });
    for (let round = 0; round < 2; round += 1) assert.equal((await signIn(authenticator)).view.step, 'done');
  });

  test('of another origin, without a verified user, or of nobody is wrong', async () => {
    const { authenticator } = await owner();
    assert.equal((await signIn(authenticator, { origin: 'http://127.0.0.1:3000' })).view.refusal, 'wrong');
    assert.equal((await signIn(authenticator, { verifiesUser: false })).view.refusal, 'wrong');
    const stranger = make();
    stranger.create(await ask((await makeAccount(house)).account));
    assert.equal((await signIn(stranger)).view.refusal, 'wrong');
    const { attempts } = house.accounts;
    for (const junk of [{}, { id: 5 }, { id: 'AAAA', response: null }]) {
      const { attempt, browser } = await openAttempt(house);
      await attempts.passkeyOptions(attempt, browser);
      assert.equal((await attempts.provePasskey(attempt, browser, junk)).refusal, 'wrong');
    }
  });

  test('of somebody else than whose number was typed is wrong', async () => {
    await makeAccount(house, { kind: 'official', actor: 'CB-10' });
    const { authenticator } = await owner();
    const { attempts } = house.accounts;
    const { attempt, browser } = await openAttempt(house);
    await attempts.identify(attempt, browser, 'CB-10');
    const response = authenticator.get(await attempts.passkeyOptions(attempt, browser));
    assert.equal((await attempts.provePasskey(attempt, browser, response)).refusal, 'wrong');
  });

  test('that was locked or removed proves nothing', async () => {
    for (const column of ['locked_at', 'removed_at']) {
      const { account, authenticator } = await owner();
      await house.kernel.database.pool.query(`UPDATE accounts.authenticator SET ${column} = now() WHERE account = $1`, [
        account,
      ]);
      assert.equal((await signIn(authenticator)).view.refusal, 'wrong');
    }
  });
});
