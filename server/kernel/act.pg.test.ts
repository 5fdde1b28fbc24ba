import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { ANSWERS_KEPT_DAYS, forgetAnswers } from './act.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const newSystem = () => ({
  name: 'core',
  publicJwk: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
});
const register = (body: unknown, key?: string, persona = 'bidv-steward') =>
  house.ask(persona, 'POST', '/api/agency/systems', body, key ? { 'idempotency-key': key } : {});
const countSystems = async (name: string) =>
  (await house.kernel.database.pool.query('SELECT 1 FROM exchange.system WHERE name = $1', [name])).rowCount;

test('16 parallel repetitions act once and get the same answer', async () => {
  const body = { ...newSystem(), name: 'once' };
  const answers = await Promise.all(Array.from({ length: 16 }, () => register(body, 'key-1')));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.equal(answers[0]!.status, 201);
  assert.equal(await countSystems('once'), 1);
  await house.kernel.sealing.now();
  const { rows } = await house.kernel.database.pool.query<{ n: number }>(
    "SELECT count(*) AS n FROM kernel.journal_block WHERE lines LIKE '%system-registered%'",
  );
  assert.equal(rows[0]!.n, 1);
});

test('a repetition after the act gets the first answer too', async () => {
  const body = { ...newSystem(), name: 'again' };
  const first = await register(body, 'key-2');
  assert.deepEqual(await register(body, 'key-2'), first);
  assert.equal(await countSystems('again'), 1);
});

test('the same key with another request is refused and does nothing', async () => {
  await register({ ...newSystem(), name: 'first' }, 'key-3');
  const other = await register({ ...newSystem(), name: 'second' }, 'key-3');
  assert.equal(other.status, 422);
  assert.equal(other.body.code, 'kernel/idempotency-mismatch');
  assert.equal(other.body.pointer, '/headers/idempotency-key');
  assert.equal(await countSystems('second'), 0);
});

test('a key is its sender’s: another caller’s is another one', async () => {
  const one = await register({ ...newSystem(), name: 'mine' }, 'key-4');
  const two = await register({ ...newSystem(), name: 'theirs' }, 'key-4', 'hospital-steward');
  assert.deepEqual([one.status, two.status], [201, 201]);
  assert.equal(await countSystems('theirs'), 1);
});

test('an act that was refused may be tried again under its key', async () => {
  const { publicJwk } = newSystem();
  assert.equal((await register({ name: 'taken', publicJwk })).status, 201);
  const refused = await register({ name: 'late', publicJwk }, 'key-5');
  assert.equal(refused.status, 409);
  const { rowCount } = await house.kernel.database.pool.query("SELECT 1 FROM kernel.idempotency WHERE key = 'key-5'");
  assert.equal(rowCount, 0);
});

test('without a key each request acts', async () => {
  await Promise.all([register({ ...newSystem(), name: 'twice' }), register({ ...newSystem(), name: 'twice' })]);
  assert.equal(await countSystems('twice'), 2);
});

test('an answer is kept for its days and forgotten afterwards', async () => {
  const body = { ...newSystem(), name: 'kept' };
  const first = await register(body, 'key-6');
  await register({ ...newSystem(), name: 'old' }, 'key-7');
  const { pool } = house.kernel.database;
  const age = 'UPDATE kernel.idempotency SET made_at = now() - make_interval(days => $2, hours => $3) WHERE key = $1';
  await pool.query(age, ['key-6', ANSWERS_KEPT_DAYS, -1]);
  await pool.query(age, ['key-7', ANSWERS_KEPT_DAYS, 1]);
  await forgetAnswers(house.kernel.database);
  const { rows } = await pool.query("SELECT key FROM kernel.idempotency WHERE key IN ('key-6', 'key-7')");
  assert.deepEqual(rows, [{ key: 'key-6' }]);
  assert.deepEqual(await register(body, 'key-6'), first);
});
