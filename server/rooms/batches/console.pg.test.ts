import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nameKey } from '#libs/names';
import { consoleOf, path, stated, type View } from './console.samples.ts';
import {
  awaitEnd,
  type BatchStand,
  csvOf,
  digestOf,
  openBatchStand,
  readResult,
  type Sampled,
  sendBatch,
} from './stand.samples.ts';

/** The same doors as an engineer in the console opens them, and what persons do with what came of it. */
let stand: BatchStand;
let living: Sampled[];
const engineer = 'telecom-engineer';
const { make, start, sendBytes, ended, answer } = consoleOf(() => stand, engineer);

before(async () => {
  stand = await openBatchStand();
  living = (await stand.people(1_500)).filter(
    (one) => one.pin !== '' && one.birthDate.length === 10 && one.life === 'a',
  );
});
after(() => stand.close());

const rowOf = (one: Sampled) => [one.pin, one.name, one.birthDate, '0900000000'];
test('a file that was left half sent is found again and goes on where it stopped', async () => {
  const file = csvOf(living.slice(0, 60).map(rowOf));
  const { body: made } = await make(file);
  assert.equal(await sendBytes(made, 0, file.subarray(0, 500)), 500);
  const { body: list } = await stand.ask<{ batches: View[] }>(engineer, 'GET', path);
  const found = list.batches.find((one) => one.id === made.id)!;
  assert.deepEqual([found.state, found.received], ['uploading', 500]);
  assert.equal((await start(made.id, file)).body.code, 'batches/file-incomplete');
  assert.equal(
    await sendBytes(found, 400, file.subarray(400)),
    -409,
    'bytes that are there already are not taken again',
  );
  assert.equal(await sendBytes(found, 500, file.subarray(500)), file.length);
  assert.equal((await start(made.id, file)).status, 202);
  assert.deepEqual((await ended(made.id)).verdicts, { correct: 60 });
});

test('a batch of another organisation does not exist in the console', async () => {
  const file = csvOf([rowOf(living[0]!)]);
  const { id } = await answer(file);
  for (const [method, rest] of [
    ['GET', ''],
    ['GET', '/report'],
    ['GET', '/manifest'],
    ['GET', '/result'],
    ['POST', '/cancel'],
    ['POST', '/start'],
  ] as const) {
    const body = rest === '/start' ? { sha256: digestOf(file) } : method === 'POST' ? {} : undefined;
    const refused = await stand.ask<View>('bank-engineer', method, `${path}/${id}${rest}`, body);
    assert.deepEqual([refused.status, refused.body.code], [404, 'batches/batch-unknown'], rest);
  }
  const { body } = await stand.ask<{ batches: View[] }>('bank-engineer', 'GET', path);
  assert.deepEqual(body.batches, []);
});

test('who may only look may not send; who is no agency sees nothing', async () => {
  const file = csvOf([rowOf(living[0]!)]);
  const given = { fields: ['name'], format: 'csv', bytes: file.length };
  // A director signs agreements and may try out; sending is for whoever manages the connection.
  assert.equal((await stand.ask('bank-director', 'POST', path, given, stated)).status, 403);
  assert.equal((await stand.ask('bank-director', 'GET', path)).status, 200);
  assert.equal((await stand.ask('mother', 'GET', path)).status, 403);
  assert.equal((await stand.ask('province-officer', 'POST', path, given, stated)).status, 403);
  assert.equal((await stand.app.inject({ method: 'GET', url: path })).statusCode, 401);
  const unstated = await stand.ask<View>(engineer, 'POST', path, given, {
    'dancu-purpose': '',
    'dancu-legal-basis': '',
  });
  assert.equal(unstated.status, 400);
});

test('a cancelled batch takes no more of its file and cannot be started', async () => {
  const file = csvOf(living.slice(0, 30).map(rowOf));
  const { body: made } = await make(file);
  assert.equal(await sendBytes(made, 0, file.subarray(0, 300)), 300);
  const cancelled = await stand.ask<View>(engineer, 'POST', `${path}/${made.id}/cancel`, {});
  assert.equal(cancelled.body.state, 'cancelled');
  assert.ok((await sendBytes(made, 300, file.subarray(300))) < 0);
  assert.equal((await start(made.id, file)).body.code, 'batches/state-wrong');
});

test('a header in any language of the country is recognised before the file is sent', async () => {
  const ask = async (names: string[]) =>
    (await stand.ask<{ columns: object }>('bank-director', 'POST', `${path}/columns`, { names })).body.columns;
  assert.deepEqual(await ask(['Số định danh', 'HỌ VÀ TÊN', 'date of birth', 'weather']), {
    number: 'Số định danh',
    name: 'HỌ VÀ TÊN',
    birthDate: 'date of birth',
  });
  assert.deepEqual(await ask(['a', 'b']), {});
});

test('in simulation the same engine answers of synthetic persons; nobody is looked at', async () => {
  const persons = [...stand.exchange.simulated()].flatMap(([value, named]) =>
    named.filter((one) => one.kind === 'pin' && one.status === 'active').map((one) => ({ value, ...one })),
  );
  const alive = persons.filter((one) => one.life === 'alive' && one.record.birthDate.length === 10);
  const dead = persons.find((one) => one.life === 'dead' && one.record.birthDate.length === 10)!;
  const [one, two] = alive;
  const real = living.find((each) => !stand.exchange.simulated().has(each.pin))!;
  const file = csvOf([
    ...alive.slice(0, 500).map((each) => [each.value, each.record.name, each.record.birthDate, '']),
    [one!.value, nameKey(one!.record.name), one!.record.birthDate, ''],
    [one!.value, two!.record.name, '1901-01-01', ''],
    [dead.value, dead.record.name, dead.record.birthDate, ''],
    rowOf(real),
  ]);
  const before = await countTold();
  const client = await stand.connect('viettel', 'simulation');
  const batch = await sendBatch(client, file, { findings: { subscribersPerIdentity: 1 } });
  const done = await awaitEnd(client, batch.id);
  assert.equal(done.state, 'done', JSON.stringify(done));
  const rows = await readResult(client, batch.id);
  assert.equal(rows.slice(0, 500).filter((row) => row.verdict === 'correct').length, 500);
  assert.deepEqual(
    rows.slice(500).map((row) => row.verdict),
    ['close', 'owner-differs', 'dead', 'unknown'],
  );
  assert.deepEqual(await countTold(), before, 'no line concerns anybody, no key is in an index');

  const { body: inConsole } = await make(file, { simulation: true });
  assert.equal(inConsole.stage, 'simulation');
  const system = await stand.connect('viettel', 'simulation');
  const { body: earnest } = await make(file);
  await assert.rejects(system.view(earnest.id), { code: 'batches/batch-unknown' });
  assert.equal((await system.view(inConsole.id)).id, inConsole.id);
});

async function countTold() {
  await stand.kernel.sealing.now();
  await stand.kernel.events.deliver();
  const { rows } = await stand.kernel.database.pool.query<{ pages: number; traces: number }>(
    'SELECT (SELECT count(*) FROM batches.page) AS pages, (SELECT count(*) FROM oversight.trace) AS traces',
  );
  return rows[0];
}

test('whose number is found under another’s name is told when it takes effect, objects before, and the agency sees how many', async () => {
  const { rows: personas } = await stand.kernel.database.pool.query<{ person: string }>(
    "SELECT person FROM demonstration.persona WHERE persona = 'mother'",
  );
  const mother = (await stand.people(100_000)).find((one) => one.person === personas[0]!.person)!;
  const file = csvOf([[mother.pin, 'Không Phải Tôi', '1901-01-01', '0911111111'], ...living.slice(0, 5).map(rowOf)]);
  const { id } = await answer(file, { findings: { subscribersPerIdentity: 3 } });
  interface Line {
    type: string;
    kind: string;
    number: number;
    reference: string;
    sentence: string;
    effectiveOn?: string;
    objection?: { state: string };
  }
  const linesOf = async () =>
    (await stand.ask<{ lines: Line[] }>('mother', 'GET', '/api/me/looks?limit=100')).body.lines;
  const finding = (await linesOf()).find((one) => one.type === 'bulk-not-the-owner')!;
  assert.match(finding.sentence, /under another person’s name/);
  const today = stand.kernel.clock.today();
  assert.ok(finding.effectiveOn! > today, `takes effect on ${finding.effectiveOn}`);
  const report = async () =>
    (await stand.ask<{ findings: object[] }>(engineer, 'GET', `${path}/${id}/report`)).body.findings;
  const told = { finding: 'not-the-owner', persons: 1, lockFrom: finding.effectiveOn };
  assert.deepEqual(await report(), [{ ...told, objections: 0, upheld: 0 }]);

  const proof = await stand.ask<{ bulk?: object }>('mother', 'GET', `/api/log/proof/${finding.number}`);
  assert.ok(proof.body.bulk, 'the finding is proved as the look is');
  const objection = { reference: finding.reference, note: 'It is my own telephone.' };
  assert.equal((await stand.ask('elder', 'POST', '/api/me/objections', objection)).status, 403);
  const opened = await stand.ask<{ id: string; dueOn: string }>('mother', 'POST', '/api/me/objections', objection);
  assert.equal(opened.status, 201, JSON.stringify(opened.body));
  assert.ok(opened.body.dueOn < finding.effectiveOn!, 'it is answered before the lock');
  const after = (await linesOf()).find((one) => one.number === finding.number)!;
  assert.equal(after.objection?.state, 'open');
  assert.deepEqual(await report(), [{ ...told, objections: 1, upheld: 0 }]);

  const decision = { finding: 'upheld', reason: 'The number is hers.' };
  assert.equal((await stand.ask('auditor', 'POST', `/api/objections/${opened.body.id}/decide`, decision)).status, 200);
  await linesOf();
  assert.deepEqual(await report(), [{ ...told, objections: 1, upheld: 1 }]);
});
