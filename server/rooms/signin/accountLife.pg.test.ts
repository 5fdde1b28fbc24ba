import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SESSION_COOKIE } from '#rooms/accounts';
import { openTestHouse, type TestHouse } from '#test';
import { contextOf } from '../accounts/callers.ts';
import { newPhone, request, signedIn } from '../accounts/life.samples.ts';
import { createVirtualAuthenticator, type VirtualAuthenticator } from '../accounts/passkeys.samples.ts';
import { sampleOrganisation, settle } from '../mandates/stand.samples.ts';
import { BACK, back, signInPagesStand } from './stand.samples.ts';
import { startUrl, type Visitor } from './visitor.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
  await registerService('open-portal', { assurance: 'low', fields: [] });
  await registerService('strict-portal', { assurance: 'substantial', fields: [] });
  await registerService('companies-portal', { assurance: 'low', fields: [], actsFor: ['organisations'] });
});
after(() => house.close());

const { registerService, visit, citizen, withTotp, giveCode, signInByCode } = signInPagesStand(() => house);
const say = (language: string, key: string) => house.kernel.words.say(language, key);
async function givePasskey(visitor: Visitor, device: VirtualAuthenticator) {
  const page = visitor.url;
  const { token } = /name="token" value="(?<token>[^"]*)"/.exec(visitor.page)!.groups!;
  await visitor.post(`${page}/passkey`, { token: token! });
  const response = JSON.stringify(device.get(JSON.parse(visitor.page)));
  await visitor.go(page);
  await visitor.submit('passkey', { response });
}

describe('an account that is locked', () => {
  async function lockedOwner() {
    const phone = newPhone();
    const owner = await signedIn(house, { phone });
    const device = createVirtualAuthenticator({ origin: house.kernel.config.origin });
    const asked = await owner.own<{ options: object }>('POST', '/api/me/passkeys/options');
    const added = await owner.own('POST', '/api/me/passkeys', {
      label: 'phone',
      response: device.create(asked.body.options),
    });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    assert.equal((await owner.own('POST', '/api/me/lock', { why: 'owner' })).status, 204);
    return { ...owner, phone, device };
  }
  test('is said to be so behind a proof and never before it, with what opens it, and opens by that', async () => {
    for (const language of ['vi', 'en', 'fr']) {
      const owner = await lockedOwner();
      const visitor = visit(language);
      await visitor.go(startUrl('open-portal', BACK));
      await visitor.submit('identify', { identifier: owner.pin });
      assert.equal(visitor.heading(), say(language, 'page.choose.title'));
      assert.ok(!visitor.page.includes(say(language, 'page.locked.title')));
      await giveCode(visitor, owner);
      assert.equal(visitor.heading(), say(language, 'page.locked.title'));
      assert.ok(visitor.page.includes(say(language, 'page.locked.proofs')));
      await givePasskey(visitor, owner.device);
      assert.ok(back(visitor).code, visitor.heading());
    }
  });

  test('is told what else opens it where no proof does: a counter, the guardian, and a closed one only the counter', async () => {
    const ending = async (person: { pin: string; phone: string }) => {
      const visitor = visit();
      await visitor.go(startUrl('open-portal', BACK));
      await signInByCode(visitor, person);
      return [visitor.heading(), /<p>([^<]*)<\/p>/.exec(visitor.page.split('</h1>')[1]!)?.[1]];
    };
    const told = (kind: string) => [say('en', 'page.locked.title'), say('en', `page.locked.${kind}`)];
    const set = (account: string, state: string, why: string | null) =>
      house.kernel.database.pool.query('UPDATE accounts.account SET state = $2, locked_why = $3 WHERE account = $1', [
        account,
        state,
        why,
      ]);
    const weak = await citizen();
    await set(weak.account, 'locked', 'owner');
    assert.deepEqual(await ending(weak), told('counter'));
    const reopened = await lockedOwner();
    await set(reopened.account.account, 'locked', 'counter-only');
    assert.deepEqual(await ending(reopened), told('counter-only'));
    await set(weak.account, 'closed', null);
    assert.deepEqual(await ending(weak), [say('en', 'page.closed.title'), say('en', 'page.closed.text')]);
  });
});

describe('a session that is replaced in its browser', () => {
  /** Signed in to our own screens, and where the person sees where they are signed in. */
  async function enterScreens() {
    const person = await citizen();
    const totp = await withTotp(person.account);
    const visitor = visit();
    await visitor.go('/sign-in');
    await signInByCode(visitor, person);
    const cookie = () => `${SESSION_COOKIE}=${visitor.cookie(SESSION_COOKIE)}`;
    const sessions = async () => {
      const { status, body } = await request<{ sessions: { id: string; assurance: string; current: boolean }[] }>(
        house,
        { url: '/api/me/sessions', headers: { cookie: cookie() } },
      );
      assert.equal(status, 200, 'our own screens go on');
      return body.sessions;
    };
    const bound = async () =>
      (
        await house.kernel.database.pool.query<{ session: string }>(
          'SELECT session FROM provider.sign_in WHERE account = $1',
          [person.account],
        )
      ).rows.map(({ session }) => session);
    return { person, totp, visitor, sessions, bound };
  }

  test('by a step-up for a service ends, and the services and our screens go on in the new one', async () => {
    const { person, totp, visitor, sessions, bound } = await enterScreens();
    await visitor.go(startUrl('open-portal', BACK));
    assert.ok(back(visitor).code);
    const [first] = await sessions();
    assert.deepEqual(await bound(), [first!.id]);
    await visitor.go(startUrl('strict-portal', BACK));
    await visitor.submit('choose', { method: 'totp' });
    await visitor.submit('prove', { code: totp.generate() });
    await giveCode(visitor, person);
    assert.ok(back(visitor).code, visitor.heading());
    const after = await sessions();
    assert.deepEqual(
      after.map(({ assurance, current }) => [assurance, current]),
      [['substantial', true]],
    );
    assert.notEqual(after[0]!.id, first!.id);
    assert.deepEqual(await bound(), [after[0]!.id], 'nobody was logged out, and all end with the new one');
    // Told in every process a moment later: what was moved is not taken away by that.
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal((await bound()).length, 1);
    const { rows } = await house.kernel.database.pool.query<{ data: object }>(
      "SELECT data FROM accounts.event WHERE account = $1 AND kind = 'session-ended'",
      [person.account],
    );
    assert.deepEqual(
      rows.map(({ data }) => data),
      [{ session: first!.id, why: 'replaced' }],
    );
  });

  test('by a proof that was asked for anew ends too', async () => {
    const { person, visitor, sessions } = await enterScreens();
    const [first] = await sessions();
    await visitor.go('/sign-in?fresh=1');
    await signInByCode(visitor, person);
    const after = await sessions();
    assert.equal(after.length, 1);
    assert.notEqual(after[0]!.id, first!.id);
  });

  test('by somebody else’s sign-in ends, and takes what hung on it', async () => {
    const { visitor, bound, person } = await enterScreens();
    const other = await citizen();
    await visitor.go('/sign-in?fresh=1');
    await signInByCode(visitor, other);
    const { rows } = await house.kernel.database.pool.query<{ account: string }>(
      'SELECT account FROM accounts.session WHERE account = ANY($1) AND ended_at IS NULL',
      [[person.account, other.account]],
    );
    assert.deepEqual(
      rows.map(({ account }) => account),
      [other.account],
    );
    for (let tries = 0; tries < 50 && (await bound()).length > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(await bound(), []);
  });
});

test('acting for a company from the sign-in on is read by whoever answers for it', async () => {
  const [director, clerk] = [await citizen(), await citizen()];
  const opened = await house.ask<{ id: string }>(
    'hanoi-supervisor',
    'POST',
    '/api/organisations',
    sampleOrganisation(director.person),
  );
  assert.equal(opened.status, 201, JSON.stringify(opened.body));
  const looks = async (person: { pin: string; phone: string }) => {
    await settle(house);
    const visitor = visit();
    await visitor.go('/sign-in');
    await signInByCode(visitor, person);
    const { body } = await request<{ lines: { type: string; mine: boolean }[] }>(house, {
      url: '/api/me/looks',
      headers: { cookie: `${SESSION_COOKIE}=${visitor.cookie(SESSION_COOKIE)}` },
    });
    return body.lines.filter(({ type }) => type === 'mandates.acting-chosen' || type === 'acting-chosen');
  };
  const mandate = crypto.randomUUID();
  await house.kernel.database.pool.query(
    `INSERT INTO mandates.mandate (principal, mandate, kind, holder, name, scopes, legal_basis, state, valid_from, given_by, given_at, accepted_at)
     VALUES ($1, $2, 'member', $3, $4, '["procurement.bid"]', 'civil-code-562', 'active', '2020-01-01', $5, now(), now())`,
    [opened.body.id, mandate, clerk.person, clerk.name, director.person],
  );
  await house.kernel.database.pool.query('INSERT INTO mandates.held (holder, principal, mandate) VALUES ($1, $2, $3)', [
    clerk.person,
    opened.body.id,
    mandate,
  ]);
  assert.deepEqual(await looks(director), []);
  const visitor = visit();
  await visitor.go(startUrl('companies-portal', BACK));
  await signInByCode(visitor, clerk);
  assert.equal(visitor.heading(), 'As whom do you act?');
  await visitor.submit('acting', { acting: `mandate:${mandate}` });
  assert.ok(back(visitor).code, visitor.heading());
  assert.deepEqual(
    (await looks(director)).map(({ mine }) => mine),
    [false],
  );
  assert.deepEqual(
    (await looks(clerk)).map(({ mine }) => mine),
    [true],
  );
  // A stronger proof for another service goes on as before, and is no new choice.
  await visitor.go(startUrl('open-portal', BACK, { prompt: 'login' }));
  await signInByCode(visitor, clerk);
  assert.ok(back(visitor).code, visitor.heading());
  const { rows } = await house.kernel.database.pool.query<{ acting: { mandate: string } | null }>(
    'SELECT acting FROM accounts.session WHERE account = $1 AND ended_at IS NULL ORDER BY made_at DESC LIMIT 1',
    [clerk.account],
  );
  assert.equal(rows[0]?.acting?.mandate, mandate);
  assert.equal((await looks(director)).length, 1);
});

test('an official without a post to take up reads why', async () => {
  const { kernel, accounts, officials } = house;
  const context = contextOf(kernel, undefined);
  // Two days from now, wherever the country's midnight is.
  const elsewhen = ((new Date().getUTCDay() + 2) % 7) + 1;
  const given = { official: 'SO-77', name: 'Ngô Thị Vắng', role: 'registration-officer', area: '00004' };
  const { account } = await kernel.database.transact((transaction) =>
    officials.install(transaction, context, {
      ...given,
      hours: { from: '08:00', to: '09:00', days: [elsewhen as 1] },
    }),
  );
  const device = createVirtualAuthenticator({ origin: kernel.config.origin });
  const response = device.create(await accounts.passkeyRegistration(account, { id: given.official, name: given.name }));
  await kernel.database.transact((transaction) =>
    accounts.registerPasskey(transaction, context, account, { label: 'desk', response }),
  );
  const reason = async () => {
    const visitor = visit();
    await visitor.go('/sign-in');
    await visitor.submit('identify', { identifier: 'SO-77' });
    await givePasskey(visitor, device);
    assert.equal(visitor.heading(), say('en', 'page.asWhom.noPostTitle'));
    assert.equal(visitor.status, 403);
    return visitor.page;
  };
  assert.ok((await reason()).includes(say('en', 'page.asWhom.rest.closed')));
  await kernel.database.pool.query("UPDATE officials.post SET ended_at = now() WHERE official = 'SO-77'");
  assert.ok((await reason()).includes(say('en', 'page.asWhom.rest.none')));
});

test('the demonstration’s persons stand above the number', async () => {
  const visitor = visit();
  await visitor.go('/sign-in');
  const [personas, number] = [visitor.page.indexOf('name="persona"'), visitor.page.indexOf('name="identifier"')];
  assert.ok(personas > 0 && personas < number, `${personas} ${number}`);
});
