import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { atCounter, enter, eventsOf, newPhone, queued, seen, signedIn, stated } from './life.samples.ts';
import { openAttempt } from './signIn.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const counter = (...given: [what: string, body?: object, who?: string, headers?: Record<string, string>]) =>
  atCounter(house, ...given);

describe('the counter', () => {
  test('opens an account of level 2 that the paper activates, with card, face, purpose and area written down', async () => {
    const citizen = await enter(house);
    const { status, body } = await counter(citizen.person);
    assert.deepEqual([status, body.level], [201, 2]);
    assert.equal((await house.accounts.findAccountOf(citizen.person))?.state, 'pending');
    const { attempts } = house.accounts;
    const { attempt, browser } = await openAttempt(house, 'low', { origin: { device: '', network: '203.3.1' } });
    await attempts.identify(attempt, browser, citizen.pin);
    await attempts.choose(attempt, browser, 'recovery', 'en');
    assert.equal((await attempts.prove(attempt, browser, body.code)).step, 'done');
    const account = await house.accounts.findAccountOf(citizen.person);
    assert.deepEqual([account?.state, account?.level], ['active', 2]);
    const { rows } = await house.kernel.database.pool.query<{ lines: string }>(
      'SELECT lines FROM kernel.journal_block WHERE lines LIKE $1',
      [`%accounts.level-raised%${citizen.person}%`],
    );
    const line = rows[0]!.lines.split('\n').find((one) => one.includes('level-raised'))!;
    assert.match(line, /"purpose":"electronic-identity"/);
    assert.match(line, /"office":"00004"/);
    assert.match(line, /"checks":\["card","face"\]/);
    assert.doesNotMatch(line, /001090000001/);
  });

  test('lifts an account that was opened from afar', async () => {
    const owner = await signedIn(house, {}, { level: 1 });
    assert.equal((await counter(owner.person)).status, 201);
    assert.equal((await house.accounts.findAccount(owner.account.account))?.level, 2);
  });

  test('hands out no second code for somebody who is proved: that is a way back, and every contact is told', async () => {
    const phone = newPhone();
    const owner = await signedIn(house, { phone });
    const again = await counter(owner.person);
    assert.deepEqual([again.status, again.body.code], [409, 'accounts/already-proved']);
    const papers = await house.kernel.database.pool.query('SELECT 1 FROM accounts.recovery WHERE account = $1', [
      owner.account.account,
    ]);
    assert.equal(papers.rowCount, 0);
    assert.equal((await counter(`${owner.person}/recovery`)).status, 201);
    assert.ok((await eventsOf(house, owner.account.account)).includes('recovery-begun'));
    assert.ok((await queued(house, phone)).some(({ template }) => template === 'recovery-begun'));
  });

  test('replaces a paper that was lost before it was used by the way back, and that opens the account', async () => {
    const citizen = await enter(house);
    const first = await counter(citizen.person);
    assert.equal((await counter(citizen.person)).status, 409);
    const second = await counter(`${citizen.person}/recovery`);
    const { attempts } = house.accounts;
    const { attempt, browser } = await openAttempt(house, 'low', { origin: { device: '', network: '203.3.2' } });
    await attempts.identify(attempt, browser, citizen.pin);
    await attempts.choose(attempt, browser, 'recovery', 'en');
    assert.equal((await attempts.prove(attempt, browser, first.body.code)).refusal, 'wrong');
    assert.equal((await attempts.prove(attempt, browser, second.body.code)).step, 'done');
    assert.equal((await house.accounts.findAccountOf(citizen.person))?.state, 'active');
  });

  test('needs scope, area, purpose, and both the card and its holder', async () => {
    const { person } = await enter(house);
    const code = async (...given: Parameters<typeof counter>) => (await counter(...given)).body.code;
    assert.equal(await code(person, { evidence: seen }, 'saigon-officer'), 'kernel/out-of-area');
    assert.equal(await code(person, { evidence: seen }, 'test-auditor'), 'kernel/forbidden');
    assert.equal(await code(person, { evidence: seen }, 'hanoi-officer', { ...stated, 'dancu-purpose': 'nothing' }), 'offices/purpose-unknown'); // biome-ignore format: one line
    assert.equal(await code(person, { evidence: { ...seen, checks: ['card'] } }), 'accounts/face-not-recorded');
    assert.equal(await house.accounts.findAccountOf(person), undefined);
  });

  test('two officers at once open one account', async () => {
    const { person } = await enter(house);
    await Promise.all(Array.from({ length: 8 }, () => counter(person)));
    const { rowCount } = await house.kernel.database.pool.query('SELECT 1 FROM accounts.account WHERE person = $1', [
      person,
    ]);
    assert.equal(rowCount, 1);
  });

  test('an account that waits for its paper is not opened from afar', async () => {
    const citizen = await enter(house);
    await counter(citizen.person);
    const phone = newPhone();
    await house.accounts.activation.begin(
      {
        identifier: citizen.pin,
        birthDate: citizen.birthDate,
        name: citizen.name,
        contact: { kind: 'phone', value: phone },
        language: 'en',
      },
      { device: '', network: '203.4.1' },
    );
    assert.deepEqual(await queued(house, phone), []);
  });
});
