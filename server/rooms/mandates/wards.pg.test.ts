import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { eventsOf } from '../accounts/life.samples.ts';
import { sampleDeath, sampleGround, sampleGuardian } from '../people/samples.ts';
import { born, citizen, linesAbout, type Played, settle } from './stand.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const today = () => house.kernel.clock.today();
const aged = (years: number) => `${Number(today().slice(0, 4)) - years}-01-02`;
const act = async (path: string, body: unknown) => {
  const done = await house.ask('hanoi-officer', 'POST', `/api/people/${path}`, body);
  assert.equal(done.status, 200, JSON.stringify(done.body));
};
const actings = async ({ account }: Played) => house.mandates.actingsOf((await house.accounts.findAccount(account))!);
const wards = async (who: Played) =>
  (await actings(who)).map((one) => one.kind === 'person' && [one.person, one.basis]);
const told = async ({ account }: Played) =>
  (await eventsOf(house, account)).filter((kind) => kind === 'guardianship-found');
const child = (mother: Played, years: number) => born(house, { birthDate: aged(years), mother: mother.person });

describe('representation that follows from the register', () => {
  test('a parent acts for children under fourteen and for no older ones', async () => {
    const mother = await citizen(house);
    const [young] = [await child(mother, 7), await child(mother, 15)];
    assert.deepEqual(await wards(mother), [[young.person, 'guardian']]);
    assert.deepEqual(await wards(mother), [[young.person, 'guardian']], 'the second look finds the same');
    const mandate = (await actings(mother))[0]!.mandate;
    const lines = await linesAbout(house, mandate);
    assert.deepEqual(lines.map(({ type, subjects }) => [type, subjects]), [['guardianship-found', [young.person, mother.person]]]); // biome-ignore format: one line
  });

  test('sixteen looks at once make one key', async () => {
    const mother = await citizen(house);
    await child(mother, 3);
    const keys = await Promise.all(Array.from({ length: 16 }, async () => (await actings(mother))[0]?.mandate));
    assert.equal(new Set(keys).size, 1);
  });

  test('a registered guardian acts in the parents’ place, as long as the register says so', async () => {
    const [mother, guardian] = [await citizen(house), await citizen(house)];
    const ward = await child(mother, 9);
    assert.equal((await wards(mother)).length, 1);
    assert.deepEqual(await told(mother), [], 'of one’s own child nobody is told');
    await act('acts/guardian', sampleGuardian(ward.person, guardian.person, '2024-03-01'));
    await settle(house);
    assert.deepEqual(await told(guardian), ['guardianship-found'], 'before anybody looks');
    assert.deepEqual([await wards(mother), await wards(guardian)], [[], [[ward.person, 'guardian']]]);
    assert.deepEqual(await told(guardian), ['guardianship-found'], 'once');
    const mandate = (await actings(guardian))[0]!.mandate;
    assert.equal((await guardian.ask('POST', '/api/me/acting', { mandate })).status, 200);
    await act(`${ward.person}/acts/guardian-end`, {
      ...sampleGround('application', 'civil-status-law-22'),
      on: '2025-01-01',
    });
    await settle(house);
    assert.equal((await guardian.ask('GET', '/api/me/mandates')).status, 401, 'the session that acted has ended');
    assert.deepEqual([await wards(mother), await wards(guardian)], [[[ward.person, 'guardian']], []]);
  });

  test('the register’s representative cannot give it back, nor the ward’s be accepted', async () => {
    const mother = await citizen(house);
    const ward = await child(mother, 5);
    const mandate = (await actings(mother))[0]!.mandate;
    const ended = await mother.ask('DELETE', `/api/me/mandates/${ward.person}/${mandate}`);
    assert.deepEqual([ended.status, ended.body.code], [409, 'mandates/mandate-by-register']);
    assert.equal((await mother.ask('POST', `/api/me/mandates/${mandate}/accept`)).status, 404);
  });

  test('it ends with the child’s death and with the birthday', async () => {
    const mother = await citizen(house);
    const [lost, grown] = [await child(mother, 4), await child(mother, 13)];
    assert.equal((await wards(mother)).length, 2);
    await act(`${lost.person}/acts/death`, sampleDeath('2026-06-01'));
    assert.deepEqual(await wards(mother), [[grown.person, 'guardian']]);
    try {
      house.kernel.clock.moveBy(366 * 86_400_000);
      assert.deepEqual(await wards(mother), []);
    } finally {
      house.kernel.clock.moveBy(0);
    }
  });

  test('who has a guardian represents nobody', async () => {
    const [mother, guardian] = [await citizen(house), await citizen(house)];
    await child(mother, 6);
    await act('acts/guardian', {
      ...sampleGuardian(mother.person, guardian.person, '2025-03-01'),
      ...sampleGround('court-decision', 'civil-code-54'),
    });
    assert.deepEqual(await wards(mother), []);
    assert.deepEqual(await wards(guardian), [[mother.person, 'guardian']]);
  });
});

test('who came without a session may act as nobody', async () => {
  const { statusCode } = await house.app.inject({ url: '/api/me/actings' });
  assert.equal(statusCode, 401);
});
