import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { sampleGuardian } from '../people/samples.ts';
import { atCounter, enter, moveHours, newPhone, queued, request, signedIn } from './life.samples.ts';
import { openSession } from './signIn.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());
afterEach(() => moveHours(house, 0));

describe('children', () => {
  async function family(birthDate: string) {
    const parent = await signedIn(house, { sex: 'female' });
    const child = await enter(house, { name: 'Trần Văn Bé', birthDate, sex: 'male', mother: parent.person });
    return { parent, child };
  }
  const consent = (parent: Awaited<ReturnType<typeof signedIn>>, person: string, decision = 'consent') =>
    parent.own('POST', `/api/me/wards/${person}/account`, { decision });
  async function activate(child: { pin: string; birthDate: string; name: string }) {
    const phone = newPhone();
    const origin = { device: '', network: `203.5.${phone.slice(-3)}` };
    const { activation } = await house.accounts.activation.begin(
      {
        identifier: child.pin,
        birthDate: child.birthDate,
        name: child.name,
        contact: { kind: 'phone', value: phone },
        language: 'en',
      },
      origin,
    );
    const code = (await queued(house, phone)).at(-1)?.code;
    if (code) await house.accounts.activation.confirm(activation, code, origin);
    return code !== undefined;
  }
  const born = (age: number) => `${Number(house.kernel.clock.today().slice(0, 4)) - age}-01-01`;

  test('under 14 have an account once a parent has consented, and lose its use when the parent withdraws', async () => {
    const { parent, child } = await family(born(9));
    assert.equal(await activate(child), false);
    const { body } = await parent.own<{ wards: object[] }>('GET', '/api/me/wards');
    assert.deepEqual(body.wards, [
      { person: child.person, name: child.name, birthDate: child.birthDate, age: 9, consentNeeded: true },
    ]);
    assert.equal((await consent(parent, child.person)).status, 204);
    assert.equal(await activate(child), true);
    const account = (await house.accounts.findAccountOf(child.person))!;
    assert.deepEqual([account.state, account.level], ['active', 1]);
    const { cookie } = await openSession(house, account.account);
    assert.equal((await consent(parent, child.person, 'withdraw')).status, 204);
    assert.equal((await request(house, { method: 'GET', url: '/api/me/account', headers: { cookie } })).status, 401);
    const unlocked = await atCounter(house, `${child.person}/unlock`);
    assert.equal(unlocked.body.code, 'accounts/account-locked');
    assert.equal((await consent(parent, child.person)).status, 204);
    assert.equal((await house.accounts.findAccountOf(child.person))?.state, 'active');
  });

  test('who comes of age is unlocked at the counter, though a guardian had withdrawn', async () => {
    const { parent, child } = await family(born(13));
    await consent(parent, child.person);
    await activate(child);
    assert.equal((await consent(parent, child.person, 'withdraw')).status, 204);
    const unlock = () => atCounter(house, `${child.person}/unlock`);
    assert.equal((await unlock()).status, 403);
    moveHours(house, 24 * 366);
    assert.equal((await unlock()).status, 204);
  });

  test('a guardian’s withdrawal holds where the child had locked the account before', async () => {
    const { parent, child } = await family(born(9));
    await consent(parent, child.person);
    await activate(child);
    const { account } = (await house.accounts.findAccountOf(child.person))!;
    const { cookie } = await openSession(house, account);
    await request(house, { method: 'POST', url: '/api/me/lock', headers: { cookie }, payload: { why: 'lost' } });
    assert.equal((await consent(parent, child.person, 'withdraw')).status, 204);
    const { status } = await atCounter(house, `${child.person}/unlock`);
    assert.equal(status, 403);
  });

  test('from 14 on decide alone', async () => {
    const { parent, child } = await family(born(15));
    assert.equal((await consent(parent, child.person)).body.code, 'accounts/ward-of-age');
    assert.equal(await activate(child), true);
  });

  test('under 6 stay at level 1, at the counter too', async () => {
    const { parent, child } = await family(born(4));
    const refused = await atCounter(house, child.person);
    assert.equal(refused.body.code, 'accounts/guardian-needed');
    await consent(parent, child.person);
    const { body } = await atCounter(house, child.person);
    assert.equal(body.level, 1);
    assert.equal((await house.accounts.findAccountOf(child.person))?.level, 1);
  });

  test('a guardian in the register goes before the parents, and a stranger consents to nothing', async () => {
    const { parent, child } = await family(born(10));
    const guardian = await signedIn(house);
    await house.ask('hanoi-officer', 'POST', '/api/people/acts/guardian', sampleGuardian(child.person, guardian.person, '2026-01-05')); // biome-ignore format: one line
    assert.equal((await consent(parent, child.person)).body.code, 'accounts/ward-unknown');
    assert.equal((await consent(await signedIn(house), child.person)).body.code, 'accounts/ward-unknown');
    assert.equal((await consent(guardian, child.person)).status, 204);
  });

  test('two parents who consent at once open one account', async () => {
    const { parent, child } = await family(born(8));
    const tried = await Promise.all(Array.from({ length: 8 }, () => consent(parent, child.person)));
    assert.equal(tried.filter(({ status }) => status === 204).length, 1);
  });
});
