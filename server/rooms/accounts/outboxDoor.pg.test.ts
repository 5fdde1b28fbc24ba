import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestHouse } from '#test';

for (const demonstration of [true, false]) {
  test(`${demonstration ? 'a demonstration shows' : 'an installation does not show'} what was sent to whom`, async () => {
    const house = await openTestHouse({ demonstration });
    try {
      const { statusCode } = await house.app.inject({ method: 'GET', url: '/api/demonstration/outbox' });
      assert.equal(statusCode, demonstration ? 200 : 404);
      assert.equal(house.accounts.recentMessages !== undefined, demonstration);
    } finally {
      await house.close();
    }
  });
}
