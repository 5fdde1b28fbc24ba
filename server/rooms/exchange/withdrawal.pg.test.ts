import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findNumber } from '#kernel';
import { createClient, DancuProblem } from '#libs/client';
import { openTestHouse, type TestHouse } from '#test';
import { freePort } from '../provider/stage.samples.ts';
import { agree, askAs, type Bank, dayFromNow, FORMS, LAW, openBank, read } from './consent.samples.ts';

let bank: Bank;
before(async () => {
  bank = await openBank();
});
after(() => bank?.stage.close());

const person = (index: number) => bank.stage.accounts[index]!;
const withdraw = (index: number, consent: string) =>
  askAs(bank.stage, person(index), 'DELETE', `/api/me/data-consents/${consent}`);

test('the question after a withdrawal is refused; withdrawn twice is withdrawn; nobody withdraws another’s', async () => {
  const { pin, account } = person(0);
  const { consent } = await agree(bank, account);
  assert.equal(await read(bank.system, pin), 'given');
  assert.equal((await withdraw(1, consent)).statusCode, 404);
  assert.equal(await read(bank.system, pin), 'given');
  assert.equal((await withdraw(0, consent)).statusCode, 204);
  assert.equal(await read(bank.system, pin), 'exchange/consent-missing');
  assert.equal((await withdraw(0, consent)).statusCode, 204);
  const held = await bank.system.consent(consent);
  assert.equal(held.state, 'withdrawn');
  assert.ok(held.withdrawnAt);
  await agree(bank, account);
  assert.equal(await read(bank.system, pin), 'given', 'a new yes is a new consent');
});

test('a consent ends with its last day, by itself', async () => {
  const { kernel } = bank.stage.house;
  const { pin, account } = person(1);
  const { consent } = await agree(bank, account, { until: dayFromNow(1) });
  assert.equal(await read(bank.system, pin), 'given');
  kernel.clock.moveBy(3 * 86_400_000);
  try {
    assert.equal(await read(bank.system, pin), 'exchange/consent-missing');
    assert.equal((await bank.system.consent(consent)).state, 'expired');
  } finally {
    kernel.clock.moveBy(-3 * 86_400_000);
  }
});

test('sixteen at a time while it is withdrawn: in the log every answered look stands before the withdrawal, and none after', async () => {
  const { kernel } = bank.stage.house;
  const { pin, account, person: key } = person(2);
  const { consent } = await agree(bank, account);
  const answered: string[] = [];
  let refused = 0;
  let withdrawal: Promise<unknown> | undefined;
  async function askOn(): Promise<void> {
    // Each asks on until it is refused: the withdrawal comes while all of them ask.
    for (;;) {
      const answer = await bank.system.attributes(pin, ['name'], { legalBasis: LAW }).catch((error: unknown) => error);
      if (answer instanceof DancuProblem) {
        assert.equal(answer.code, 'exchange/consent-missing');
        refused += 1;
        return;
      }
      if (answer instanceof Error) throw answer;
      answered.push(
        (answer as { evidence: { response: { headers: Record<string, string> } } }).evidence.response.headers[
          'dancu-journal'
        ]!,
      );
      if (answered.length === 40) withdrawal = withdraw(2, consent);
    }
  }
  await Promise.all(Array.from({ length: 16 }, askOn));
  await withdrawal;
  assert.equal(refused, 16);
  assert.ok(answered.length >= 40);
  await kernel.sealing.now();
  const { rows } = await kernel.database.pool.query<{ stream: string; seq: number; lines: string }>(
    "SELECT stream, seq, lines FROM kernel.journal_block WHERE lines LIKE '%consent-withdrawn%' AND lines LIKE '%' || $1 || '%'",
    [consent],
  );
  assert.equal(rows.length, 1);
  const [{ stream, seq, lines }] = rows as [(typeof rows)[number]];
  const index = lines.split('\n').findIndex((line) => line.includes('consent-withdrawn') && line.includes(key));
  const last = await findNumber(kernel.database.pool, `${stream}:${seq}:${index}`);
  const numbers = await Promise.all(answered.map((reference) => findNumber(kernel.database.pool, reference)));
  assert.ok(last !== undefined && numbers.every((number) => number !== undefined));
  const late = numbers.filter((number) => number! > last);
  assert.deepEqual(late, [], `the withdrawal is line ${last}`);
  assert.equal(await read(bank.system, pin), 'exchange/consent-missing');
});

test('another process refuses the very next question too', async () => {
  const { house } = bank.stage;
  const { pin, account } = person(3);
  const { consent } = await agree(bank, account);
  const port = await freePort();
  const other: TestHouse = await openTestHouse({ databaseUrl: house.databaseUrl, home: house.home, port });
  try {
    await other.app.listen({ port, host: '127.0.0.1' });
    const { privateKey } = bank.connected;
    const there = createClient({ baseUrl: other.kernel.config.origin, privateKey, retries: 0, purpose: FORMS });
    assert.equal(await read(there, pin), 'given');
    assert.equal((await withdraw(3, consent)).statusCode, 204);
    assert.equal(await read(there, pin), 'exchange/consent-missing');
  } finally {
    await other.kernel.close();
  }
});
