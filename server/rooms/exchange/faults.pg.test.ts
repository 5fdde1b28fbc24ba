import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { logOrigin, verifyJournal } from '#kernel';
import { formatVerifierKey } from '#libs/translog';
import { NONCE_MINUTES } from './authenticate.ts';
import { type Connected, openStand, readJournal, type Stand, sendRaw, signRaw } from './stand.samples.ts';
import { forgetNonces } from './store.ts';

let stand: Stand;
let bank: Connected;
before(async () => {
  stand = await openStand();
  bank = await stand.connect('bidv');
});
after(() => stand.close());

const ask = async () => {
  const answer = await sendRaw(signRaw(stand, bank));
  return { status: answer.status, journal: answer.body.journal as string | undefined };
};

test('of 500 questions at once every answered one is in the journal exactly once', async () => {
  const answers = await Promise.all(Array.from({ length: 500 }, ask));
  assert.ok(answers.every((one) => one.status === 200));
  const references = (await readJournal(stand)).map((line) => line.reference);
  assert.equal(new Set(references).size, references.length);
  assert.deepEqual(new Set(answers.map((one) => one.journal)), new Set(references));
});

test('connections killed under load: no answered look is missing, and the exchange comes back by itself', async () => {
  const answers: { status: number; journal: string | undefined }[] = [];
  let loading = true;
  const load = Promise.all(
    Array.from({ length: 16 }, async () => {
      while (loading) answers.push(await ask());
    }),
  );
  for (let round = 0; round < 6; round++) {
    await wait(150);
    await stand.owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'dancu-exchange-%'",
    );
  }
  await wait(400);
  loading = false;
  await load;
  const statuses = new Set(answers.map((one) => one.status));
  assert.deepEqual(
    [...statuses].filter((status) => status !== 200 && status !== 503),
    [],
  );
  assert.ok(statuses.has(503), 'the connections were not killed under load');
  const written = new Set((await readJournal(stand)).map((line) => line.reference));
  const missing = answers.filter((one) => one.status === 200 && !written.has(one.journal!));
  assert.deepEqual(missing, []);
  assert.equal((await ask()).status, 200);
});

test('after all that the sealed log is whole', async () => {
  await stand.kernel.sealing.now();
  const key = stand.kernel.keys.current('log-checkpoint');
  const verdict = await verifyJournal(stand.owner, [
    formatVerifierKey({
      name: logOrigin('vn'),
      type: 'ed25519',
      publicKey: Buffer.from(key.publicJwk.x!, 'base64url'),
    }),
  ]);
  assert.deepEqual([verdict.ok, verdict.first], [true, undefined]);
  assert.ok(verdict.size >= 500);
});

test('nonces are kept for as long as their signatures are good', async () => {
  const raw = signRaw(stand, bank, { created: Math.floor(Date.now() / 1000) - 50 });
  assert.equal((await sendRaw(raw)).status, 200);
  await forgetNonces(stand.kernel.database.pool, Math.floor(Date.now() / 60_000) - NONCE_MINUTES);
  assert.equal((await sendRaw(raw)).body.code, 'exchange/replayed');
});
