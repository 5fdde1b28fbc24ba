import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { makeAccount, openSession } from '../accounts/signIn.samples.ts';
import { BACK, back, signInPagesStand } from './stand.samples.ts';
import { createVisitor, startUrl } from './visitor.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
  await registerService('open-portal', { assurance: 'low', fields: [] });
});
after(() => house.close());

const { registerService, visit, citizen } = signInPagesStand(() => house);

describe('a phone that vouches for another screen', () => {
  async function show(client = 'open-portal', address = '198.51.100.20') {
    const screen = createVisitor(house.app, house.kernel.config.origin, { address });
    await screen.go(startUrl(client, BACK));
    await screen.go(`${screen.url}?way=phone`);
    const code = /\/approve\/([a-z0-9]{10})</.exec(screen.page)![1]!;
    const number = /<strong class="number">(\d\d)</.exec(screen.page)![1]!;
    return { screen, code, number };
  }
  async function phoneOf(account: string, address = '198.51.100.20', factors?: Parameters<typeof openSession>[2]) {
    const { token } = await openSession(house, account, factors);
    const phone = createVisitor(house.app, house.kernel.config.origin, { address });
    phone.setCookie('dancu-sso', token);
    return phone;
  }

  test('opens it with the number that stands there', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phone = await phoneOf(account);
    await phone.go(`/approve/${code}`);
    assert.match(phone.page, /Chromium on Linux/);
    assert.match(phone.page, /same network/);
    assert.ok(!phone.page.includes(`>${number}<`), 'the number stands on the screen only');
    await screen.go(screen.url);
    assert.notEqual(screen.heading(), '', 'nothing opens before the answer');
    await phone.submit('decide', { decision: 'approve', number });
    assert.equal(phone.heading(), 'The other screen goes on');
    await screen.go(screen.url);
    assert.ok(back(screen).code, screen.heading());
  });

  test('by a weak session is told to prove more, and with less than level 2 where to go', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phone = await phoneOf(account, undefined, [{ method: 'code' }]);
    await phone.go(`/approve/${code}`);
    assert.equal(phone.heading(), 'Prove more on this phone first');
    assert.match(phone.page, new RegExp(`/sign-in\\?to=%2Fapprove%2F${code}&amp;acr=urn%3Adancu%3Aacr%3Asubstantial`));
    const strong = await phoneOf(account);
    await strong.go(`/approve/${code}`);
    strong.setCookie('dancu-sso', (await openSession(house, account, [{ method: 'recovery' }])).token);
    await strong.submit('decide', { decision: 'approve', number });
    assert.equal(strong.heading(), 'Prove more on this phone first');
    const low = await phoneOf((await makeAccount(house, { level: 1 })).account);
    await low.go(`/approve/${code}`);
    assert.equal(low.heading(), 'This account’s level is too low');
    await screen.go(screen.url);
    assert.notEqual(screen.heading(), '', 'nothing was opened');
  });

  test('as an official opens no screen', async () => {
    const { account } = await makeAccount(house, { kind: 'official', actor: 'CB-902' });
    const { code } = await show();
    const phone = await phoneOf(account);
    await phone.go(`/approve/${code}`);
    assert.equal(phone.heading(), 'Not with an official’s account');
  });

  test('whose session ended before the other screen went on opens nothing', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phone = await phoneOf(account);
    await phone.go(`/approve/${code}`);
    await phone.submit('decide', { decision: 'approve', number });
    assert.equal(phone.heading(), 'The other screen goes on');
    await house.kernel.database.pool.query('UPDATE accounts.session SET ended_at = now() WHERE account = $1', [
      account,
    ]);
    await screen.go(screen.url);
    assert.notEqual(screen.heading(), '');
    assert.ok(!screen.url.includes('code='));
  });

  test('gets one more try for the number, then none', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phone = await phoneOf(account);
    await phone.go(`/approve/${code}`);
    const wrong = number === '10' ? '11' : '10';
    await phone.submit('decide', { decision: 'approve', number: wrong });
    assert.equal(phone.status, 422);
    await phone.submit('decide', { decision: 'approve', number: wrong });
    assert.equal(phone.heading(), 'Not opened');
    await phone.go(`/approve/${code}`);
    assert.equal(phone.status, 404);
    await screen.go(screen.url);
    assert.notEqual(screen.heading(), '');
  });

  test('without a session answers nothing', async () => {
    const { code } = await show();
    const stranger = visit();
    await stranger.go(`/approve/${code}`);
    assert.equal(stranger.heading(), 'Sign in on this phone first');
  });

  test('tells another network, and for the highest assurance refuses it', async () => {
    const { account } = await citizen();
    const far = await phoneOf(account, '192.0.2.5');
    const { code } = await show();
    await far.go(`/approve/${code}`);
    assert.match(far.page, /another network than this phone/);
    await registerService('highest-portal', { assurance: 'high', fields: [] });
    const { code: high, number } = await show('highest-portal');
    await far.go(`/approve/${high}`);
    assert.equal(far.heading(), 'Not from another network');
    assert.equal(far.status, 403);
    const near = await phoneOf(account);
    await near.go(`/approve/${high}`);
    await near.submit('decide', { decision: 'approve', number });
    assert.equal(near.heading(), 'The other screen goes on');
  });

  test('is answered once, however many phones answer at once', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phones = await Promise.all(Array.from({ length: 16 }, () => phoneOf(account)));
    await Promise.all(phones.map((phone) => phone.go(`/approve/${code}`)));
    await Promise.all(phones.map((phone) => phone.submit('decide', { decision: 'approve', number })));
    assert.equal(phones.filter((phone) => phone.heading() === 'The other screen goes on').length, 1);
    await screen.go(screen.url);
    assert.ok(back(screen).code);
  });

  test('two minutes later the code opens nothing', async () => {
    const { account } = await citizen();
    const { code } = await show();
    const phone = await phoneOf(account);
    house.kernel.clock.moveBy(121_000);
    try {
      await phone.go(`/approve/${code}`);
      assert.equal(phone.heading(), 'No sign-in waits here');
    } finally {
      house.kernel.clock.moveBy(0);
    }
  });
});
