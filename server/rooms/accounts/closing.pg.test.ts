import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { sampleCorrection, sampleDeath, sampleGround } from '../people/samples.ts';
import { enter, eventsOf, moveHours, newPhone, passkey, queued, request, type Signed, seen, signedIn, stated } from './life.samples.ts'; // biome-ignore format: one line
import { followRegister } from './listeners.ts';
import { openSession } from './signIn.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());
afterEach(() => moveHours(house, 0));

/** What was written is sealed, and every listener has heard it. */
async function settle(): Promise<void> {
  await house.kernel.sealing.now();
  await house.kernel.events.deliver();
}
const stateOf = async ({ account }: Pick<Signed, 'account'>) =>
  (await house.accounts.findAccount(account.account))!.state;
const counter = (person: string, what: string) =>
  house.ask<{ code: string }>('hanoi-officer', 'POST', `/api/counter/accounts/${person}/${what}`, { evidence: seen }, stated); // biome-ignore format: one line
async function act(person: string, kind: string, body: object) {
  const { status, body: answer } = await house.ask('hanoi-officer', 'POST', `/api/people/${person}/acts/${kind}`, body);
  assert.equal(status, 200, JSON.stringify(answer));
  await settle();
}
async function carryOut(kind: 'merge' | 'unmerge', target: string, source: string) {
  const proposed = await house.ask<{ id: string }>('hanoi-supervisor', 'POST', '/api/people/proposals', { ...sampleGround('police-decision', 'identification-law-12'), kind, target, source }); // biome-ignore format: one line
  const { status, body } = await house.ask('hanoi-second', 'POST', `/api/people/proposals/${proposed.body.id}/decide`, { approve: true, reason: 'the same person' }); // biome-ignore format: one line
  assert.equal(status, 200, JSON.stringify(body));
  await settle();
}

describe('the register reaches the account', () => {
  test('death closes it, ends every session, and is told to the contacts; once, however often it is heard', async () => {
    const phone = newPhone();
    const owner = await signedIn(house, { phone });
    await act(owner.person, 'death', sampleDeath('2026-06-01'));
    assert.equal(await stateOf(owner), 'closed');
    assert.equal((await owner.own('GET', '/api/me/account')).status, 401);
    assert.ok((await queued(house, phone)).some(({ template }) => template === 'account-closed'));
    const line = { room: 'people', kind: 'act', type: 'death', subjects: [owner.person] };
    const { kernel, offices, accounts } = house;
    await kernel.database.transact((transaction) =>
      followRegister({ kernel, offices, accounts }).hear([line as never], transaction),
    );
    const events = await eventsOf(house, owner.account.account);
    assert.equal(events.filter((kind) => kind === 'account-closed').length, 1);
  });

  test('a record merged into another loses its account, and gets it back locked when the merge is taken back', async () => {
    const [owner, other] = [await signedIn(house), await enter(house)];
    await carryOut('merge', other.person, owner.person);
    assert.equal(await stateOf(owner), 'closed');
    await carryOut('unmerge', other.person, owner.person);
    assert.equal(await stateOf(owner), 'locked');
    assert.ok((await eventsOf(house, owner.account.account)).includes('account-reopened'));
    // Proofs that were good before are not asked: the owner comes to a counter.
    const { kernel, accounts } = house;
    const context = { clock: kernel.clock } as never;
    await assert.rejects(
      kernel.database.transact((transaction) => accounts.unlock(transaction, context, owner.account.account, 'passkey-and-another')), // biome-ignore format: one line
      { code: 'accounts/account-locked' },
    );
    assert.equal((await counter(owner.person, 'unlock')).status, 204);
    assert.equal(await stateOf(owner), 'active');
  });

  test('a name that was corrected is the name of the account', async () => {
    const owner = await signedIn(house);
    await act(owner.person, 'correct', sampleCorrection({ name: 'Trần Thị Ngọc Lam' }));
    assert.equal((await house.accounts.findAccount(owner.account.account))?.name, 'Trần Thị Ngọc Lam');
  });
});

describe('an owner who closes the account', () => {
  test('needs a fresh proof; every session ends, and a counter alone opens it again', async () => {
    const owner = await signedIn(house, { phone: newPhone() });
    const { cookie } = await openSession(house, owner.account.account, [passkey]);
    moveHours(house, 0.2);
    assert.equal((await owner.own('POST', '/api/me/close')).body.code, 'accounts/step-up-needed');
    moveHours(house, 0);
    assert.equal((await owner.own('POST', '/api/me/close')).status, 204);
    assert.equal((await request(house, { method: 'GET', url: '/api/me/account', headers: { cookie } })).status, 401);
    assert.equal(await stateOf(owner), 'closed');
    assert.equal((await counter(owner.person, 'recovery')).status, 404);
    // The register has nothing to take back of what the owner wished.
    await act(owner.person, 'correct', sampleCorrection({ name: 'Trần Thị Ngọc Liên' }));
    assert.equal(await stateOf(owner), 'closed');
    assert.equal((await counter(owner.person, 'unlock')).status, 204);
    assert.equal(await stateOf(owner), 'active');
  });
});
