import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';

interface Vault {
  secret: string;
  sealed: string;
  openSeconds: number;
  code: string;
}

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const ask = (who: string, body: object) => house.ask<Vault>(who, 'POST', '/api/officials/vault', body);
const refused = ({ status, body }: { status: number; body: Vault }) => [status, body.code];

test('an official gets back the secret that was sealed for them, and a new one each time without', async () => {
  const [one, other] = [await ask('hanoi-officer', {}), await ask('hanoi-officer', {})];
  assert.equal(one.status, 200);
  assert.equal(Buffer.from(one.body.secret, 'base64url').length, 32);
  assert.notEqual(one.body.secret, other.body.secret);
  assert.ok(!Buffer.from(one.body.sealed, 'base64url').includes(Buffer.from(one.body.secret, 'base64url')));
  const again = await ask('hanoi-officer', { sealed: one.body.sealed });
  assert.deepEqual(again.body, one.body);
});

test('a secret that is another official’s, or was changed, does not open', async () => {
  const { body } = await ask('hanoi-officer', {});
  assert.deepEqual(refused(await ask('hanoi-second', { sealed: body.sealed })), [403, 'officials/vault-not-yours']);
  const bytes = Buffer.from(body.sealed, 'base64url');
  bytes[bytes.length - 1]! ^= 1;
  const changed = bytes.toString('base64url');
  assert.deepEqual(refused(await ask('hanoi-officer', { sealed: changed })), [403, 'officials/vault-not-yours']);
  const cut = body.sealed.slice(0, 20);
  assert.deepEqual(refused(await ask('hanoi-officer', { sealed: cut })), [403, 'officials/vault-not-yours']);
});

test('whoever is not signed in gets none', async () => {
  const answer = await house.app.inject({ method: 'POST', url: '/api/officials/vault', payload: {} });
  assert.equal(answer.statusCode, 401);
});
