import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { createVisitor } from '../signin/visitor.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse({ demonstration: false });
});
after(() => house.close());

test('unless it is configured the sign-in page offers nobody, and takes nobody', async () => {
  const visitor = createVisitor(house.app, house.kernel.config.origin);
  await visitor.go('/sign-in');
  assert.match(visitor.url, /^\/sign-in\//);
  assert.doesNotMatch(visitor.page, /persona/);
  await visitor.post(`${visitor.url.split('?')[0]}/persona`, { persona: 'test-administrator' });
  assert.equal(visitor.cookie('dancu-sso'), undefined);
  assert.equal(visitor.cookie('dancu-session'), undefined);
});

test('and nobody can be played', async () => {
  await assert.rejects(house.demonstration.signIn('test-administrator'), /nobody can be test-administrator/);
  assert.equal(await house.accounts.findAccountOf('test-administrator'), undefined);
  assert.equal((await house.app.inject({ url: '/demonstration/messages' })).statusCode, 404);
  const moved = await house.app.inject({ method: 'POST', url: '/api/demonstration/clock', payload: { days: 9 } });
  assert.equal(moved.statusCode, 404);
  assert.equal(house.kernel.clock.offset, 0);
});
