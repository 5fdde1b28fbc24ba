import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { signSession } from './session.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse({ demonstration: false });
});
after(() => house.close());

test('unless it is configured there is no page to sign in without an account', async () => {
  for (const [method, url] of [
    ['GET', '/sign-in'],
    ['POST', '/sign-in'],
    ['POST', '/sign-out'],
    ['GET', '/'],
  ] as const) {
    const answer = await house.app.inject({
      method,
      url,
      ...(method === 'POST' ? { payload: { persona: 'test-administrator' } } : {}),
    });
    assert.equal(answer.statusCode, 404, `${method} ${url}`);
    assert.equal(answer.cookies.length, 0);
  }
});

test('and a cookie of one, though rightly signed, opens nothing', async () => {
  const cookie = `dancu-session=${signSession(house.kernel.keys, 'test-administrator', Date.now())}`;
  const session = (await house.app.inject({ url: '/api/session', headers: { cookie } })).json();
  assert.deepEqual([session.caller, session.demonstration], [null, false]);
  const moved = await house.app.inject({
    method: 'POST',
    url: '/api/demonstration/clock',
    payload: { days: 9 },
    headers: { cookie },
  });
  assert.equal(moved.statusCode, 404);
  assert.equal(house.kernel.clock.offset, 0);
});
