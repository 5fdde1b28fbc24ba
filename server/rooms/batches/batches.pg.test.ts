import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BatchClient, type BatchView, type JsonWebKeySet, readManifest } from '#libs/client';
import { openDuck, readRows } from './engine/duck.ts';
import {
  awaitEnd,
  type BatchStand,
  csvOf,
  digestOf,
  openBatchStand,
  readResult,
  reasons,
  type Sampled,
  sendBatch,
} from './stand.samples.ts';

let stand: BatchStand;
let client: BatchClient;
let people: Sampled[];
/** Ordinary persons: alive, with number and full birth date. */
let living: Sampled[];

before(async () => {
  stand = await openBatchStand();
  client = await stand.connect('viettel');
  people = (await stand.people(1_500)).filter((one) => one.pin !== '' && one.birthDate.length === 10);
  living = people.filter((one) => one.life === 'a');
});
after(() => stand.close());

const rowOf = (one: Sampled, reference = '0900000000') => [one.pin, one.name, one.birthDate, reference];
const refused = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
};
const done = async (batch: BatchView) => {
  const ended = await awaitEnd(client, batch.id);
  assert.equal(ended.state, 'done', JSON.stringify(ended));
  return ended;
};

test('each row is answered, in the order of the file, over several pieces', async () => {
  const some = living.slice(0, 900);
  const file = csvOf(
    some.map((one, index) => [
      index % 10 === 7 ? '000000000000' : one.pin,
      index % 10 === 1 ? one.name.toUpperCase() : index % 10 === 7 ? 'Không Có Ai' : one.name,
      index % 10 === 3 ? '1901-01-01' : one.birthDate,
      `09${String(index).padStart(8, '0')}`,
    ]),
  );
  const batch = await sendBatch(client, file);
  const ended = await done(batch);
  const rows = await readResult(client, batch.id);
  assert.equal(rows.length, some.length);
  for (const [index, row] of rows.entries()) {
    assert.deepEqual([row.row, row.reference], [String(index + 1), `09${String(index).padStart(8, '0')}`]);
    const expected = index % 10 === 7 ? 'unknown' : index % 10 === 3 ? 'not-correct' : 'correct';
    assert.equal(row.verdict, expected, JSON.stringify(row));
  }
  assert.deepEqual(ended.verdicts, { correct: 720, unknown: 90, 'not-correct': 90 });
  const report = await client.report(batch.id);
  assert.deepEqual([report.rows, report.looks, report.secondPass], [900, 810, 0]);
  assert.ok((report.journal as string[]).length > 1, 'one piece only');
});

test('verdicts: dead, another owner, and a person found by name and birth date alone', async () => {
  const dead = people.find((one) => one.life === 'd')!;
  const [first, second] = living;
  const alone = living.find(
    (one) => people.filter((other) => other.name === one.name && other.birthDate === one.birthDate).length === 1,
  )!;
  const rows = [
    rowOf(dead),
    [first!.pin, second!.name, '1901-01-01', ''],
    ['999999999999', alone.name, alone.birthDate, ''],
    ['', alone.name, alone.birthDate, ''],
  ];
  const batch = await sendBatch(client, csvOf(rows));
  await done(batch);
  const result = await readResult(client, batch.id);
  assert.deepEqual(
    result.map((row) => [row.verdict, row.number]),
    [
      ['dead', 'yes'],
      ['owner-differs', 'yes'],
      ['close', 'other'],
      ['close', 'other'],
    ],
  );
});

test('bad rows keep their numbers and say why; nothing is lost around them', async () => {
  const [one, two] = living;
  const file = Buffer.concat([
    Buffer.from('\ufeffSố CCCD;Họ tên;Ngày sinh;Số thuê bao\r\n'),
    Buffer.from(`${one!.pin};"${one!.name}";${one!.birthDate};"a;b"\r\n`),
    Buffer.from('too;few\n\nx"y;b;1990-01-01;c\n'),
    Buffer.from([0x31, 0x3b, 0xff, 0x3b, 0x3b, 0x0a]),
    Buffer.from(
      `${two!.pin};${two!.name};31/02/1990;\n${two!.pin};${two!.name};${two!.birthDate.split('-').reverse().join('/')};z`,
    ),
  ]);
  const batch = await sendBatch(client, file);
  await done(batch);
  const text = await (await client.download(batch.id, 'result')).text();
  assert.deepEqual(text.trimEnd().split('\n'), [
    'row,reference,verdict,reason,number,name,birthDate',
    '1,a;b,correct,,yes,yes,yes',
    '2,,unreadable,columns,empty,empty,empty',
    '3,,unreadable,quotes,empty,empty,empty',
    '4,,unreadable,encoding,empty,empty,empty',
    '5,,unreadable,,,,invalid',
    '6,z,correct,,yes,yes,yes',
  ]);
});

test('the result is signed, bound to the file that was sent, and verified with public keys alone', async () => {
  const file = csvOf(living.slice(0, 5).map((one) => rowOf(one)));
  const batch = await sendBatch(client, file);
  await done(batch);
  const result = Buffer.from(await (await client.download(batch.id, 'result')).arrayBuffer());
  const keys = (await (await fetch(`${stand.origin}/.well-known/jwks.json`)).json()) as JsonWebKeySet;
  const jws = await client.manifest(batch.id);
  const manifest = readManifest(jws, keys);
  assert.equal((manifest.result as { sha256: string }).sha256, digestOf(result));
  assert.deepEqual([manifest.asked, manifest.rows, manifest.organisation], [digestOf(file), 5, 'viettel']);
  const [head, , signature] = jws.split('.');
  const other = Buffer.from(JSON.stringify({ ...manifest, rows: 6 })).toString('base64url');
  assert.throws(() => readManifest(`${head}.${other}.${signature}`, keys), /does not hold/);
  const rest = await client.download(batch.id, 'result', 20);
  assert.equal(rest.status, 206);
  assert.deepEqual(Buffer.from(await rest.arrayBuffer()), result.subarray(20));
});

test('a person sees one line a batch, with the proof that it is about them, and may object to it', async () => {
  const { rows } = await stand.kernel.database.pool.query<{ persona: string; person: string }>(
    'SELECT persona, person FROM demonstration.persona WHERE person IS NOT NULL',
  );
  const personOf = (persona: string) => rows.find((row) => row.persona === persona)!.person;
  const mother = (await stand.people(100_000)).find((one) => one.person === personOf('mother'))!;
  const strangers = living.filter((one) => !rows.some((row) => row.person === one.person)).slice(0, 500);
  interface Looks {
    lines: {
      type: string;
      number: number;
      reference: string;
      organisation: string;
      purposeText: string;
      fields: { id: string }[];
    }[];
  }
  const bulkOf = async (persona: 'mother' | 'elder') => {
    const { body } = await stand.ask<Looks>(persona, 'GET', '/api/me/looks?limit=100');
    return body.lines.filter((line) => line.type === 'bulk');
  };
  const before = (await bulkOf('mother')).length;
  const others = (await bulkOf('elder')).length;
  const twice = [rowOf(mother), ...strangers.map((one) => rowOf(one)), rowOf(mother)];
  await done(await sendBatch(client, csvOf(twice)));
  const seen = await bulkOf('mother');
  assert.equal(seen.length, before + 1, 'two rows in two pieces are one line');
  assert.equal((await bulkOf('elder')).length, others, 'nobody else sees it');
  const [line] = seen;
  assert.deepEqual([line!.organisation, line!.fields.map((one) => one.id)], ['viettel', ['name', 'birthDate', 'pin']]);
  assert.ok(line!.purposeText.length > 0);

  interface Proof {
    line: string;
    bulk?: { person: string; page: number; entries: string; path: string[] };
  }
  const { body: proof } = await stand.ask<Proof>('mother', 'GET', `/api/log/proof/${line!.number}`);
  const { data } = JSON.parse(proof.line) as { data: { salt: string; bits: number; root: string } };
  const hex = (text: string) => Buffer.from(text, 'hex');
  const claim = {
    salt: hex(data.salt),
    key: hex(proof.bulk!.person.replaceAll('-', '')),
    bits: data.bits,
    page: hex(proof.bulk!.entries),
    path: proof.bulk!.path.map(hex),
    root: hex(data.root),
  };
  const { verifyMembership } = await import('#libs/blindset');
  assert.equal(verifyMembership(claim), 'in');
  assert.ok(!proof.line.includes(mother.person), 'the line names nobody');
  assert.equal((await stand.ask('elder', 'GET', `/api/log/proof/${line!.number}`)).status, 403);

  const objected = await stand.ask('mother', 'POST', '/api/me/objections', {
    reference: line!.reference,
    note: 'no contract',
  });
  assert.equal(objected.status, 201, JSON.stringify(objected.body));
});

test('findings: who is to be locked, and a line for each person whose number or identity was used', async () => {
  const [crowded, owner, other] = living.slice(20);
  const rows = [
    ...Array.from({ length: 4 }, (_, index) => rowOf(crowded!, `c${index}`)),
    [owner!.pin, other!.name, '1901-01-01', 'o'],
    ['999999999999', 'Không Có Ai', '1990-01-01', 'u'],
    rowOf(other!, 'fine'),
  ];
  const batch = await sendBatch(client, csvOf(rows), { findings: { subscribersPerIdentity: 3 } });
  await done(batch);
  const list = (await (await client.download(batch.id, 'findings')).text()).trimEnd().split('\n');
  const lockFrom = new Date(stand.kernel.clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  assert.deepEqual(list, [
    'row,reference,finding,rows,lockFrom',
    ...[1, 2, 3, 4].map((row) => `${row},c${row - 1},too-many,4,${lockFrom}`),
    `5,o,not-the-owner,1,${lockFrom}`,
    `6,u,unidentified,1,${lockFrom}`,
  ]);
  const report = await client.report(batch.id);
  assert.deepEqual(report.findings, [
    { finding: 'not-the-owner', persons: 1, lockFrom, objections: 0, upheld: 0 },
    { finding: 'too-many', persons: 1, lockFrom, objections: 0, upheld: 0 },
  ]);
  await stand.kernel.sealing.now();
  await stand.kernel.events.deliver();
  const { pool } = stand.kernel.database;
  const linesOf = async (person: string) => {
    const looks = await stand.batches.findBulkLooks(pool, person, { today: '2999-01-01' });
    const { rows: found } = await pool.query<{ kind: string }>(
      'SELECT kind FROM batches.chunk WHERE number = ANY($1) AND batch = $2 ORDER BY kind',
      [looks.map((look) => look.number), batch.id],
    );
    return found.map((row) => row.kind);
  };
  assert.deepEqual(await linesOf(crowded!.person), ['rows', 'too-many']);
  assert.deepEqual(await linesOf(owner!.person), ['not-the-owner', 'rows']);
  assert.deepEqual(await linesOf(other!.person), ['rows']);
});

test('another organisation’s batch does not exist, and what no agreement holds is refused', async () => {
  const batch = await sendBatch(client, csvOf([rowOf(living[0]!)]));
  const stranger = await stand.connect('vnpt');
  for (const work of [
    () => stranger.view(batch.id),
    () => stranger.cancel(batch.id),
    () => stranger.report(batch.id),
    () => stranger.start(batch.id, '0'.repeat(64)),
  ])
    assert.equal(await refused(work()), 'batches/batch-unknown');
  await done(batch);
  const given = { fields: ['name'], format: 'csv' as const, bytes: 10 };
  assert.equal(await refused(client.make({ ...given, fields: ['cmnd'] }, reasons)), 'exchange/field-not-agreed');
  assert.equal(await refused(client.make({ ...given, fields: ['bloodGroup'] }, reasons)), 'batches/field-not-offered');
  assert.equal(
    await refused(client.make(given, { ...reasons, purpose: 'bank-customer-check' })),
    'exchange/purpose-not-agreed',
  );
  const bank = await stand.connect('vietcombank');
  assert.equal(
    await refused(bank.make(given, { purpose: 'bank-customer-check', legalBasis: 'anti-money-laundering-law-9' })),
    'exchange/mode-not-agreed',
  );
});

test('a start needs the whole file and its digest; what is missing can still be sent', async () => {
  const file = csvOf(living.slice(0, 30).map((one) => rowOf(one)));
  const batch = await client.make({ fields: ['name', 'birthDate'], format: 'csv', bytes: file.length }, reasons);
  assert.equal(await refused(client.start(batch.id, digestOf(file))), 'batches/file-incomplete');
  let broken = true;
  const read = async (offset: number) => {
    if (offset >= 1_000 && broken) {
      broken = false;
      throw new Error('the line broke');
    }
    return file.subarray(offset, offset + 1_000);
  };
  await client.upload(batch, read);
  assert.equal((await client.view(batch.id)).state, 'uploading');
  assert.equal(await refused(client.start(batch.id, digestOf(Buffer.from('another')))), 'batches/file-differs');
  await done(await client.start(batch.id, digestOf(file)));
  assert.equal((await readResult(client, batch.id)).length, 30);
  assert.equal(await refused(client.start(batch.id, digestOf(file))), 'batches/state-wrong');
  const guess = batch.upload!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  assert.equal((await fetch(guess, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })).status, 404);
});

test('a file without a column that is asked for fails with its name, and starts again with the columns named', async () => {
  const file = Buffer.from(`a,b,c\n${living[0]!.pin},${living[0]!.name},${living[0]!.birthDate}\n`);
  const batch = await sendBatch(client, file);
  const failed = await awaitEnd(client, batch.id);
  assert.deepEqual(
    [failed.state, failed.failure?.code, failed.failure?.detail],
    ['failed', 'column-missing', 'number, name, birthDate'],
  );
  await done(await client.start(batch.id, digestOf(file), { number: 'a', name: 'b', birthDate: 'c' }));
  assert.equal((await readResult(client, batch.id))[0]!.verdict, 'correct');
});

test('two batches at once are both answered, one after the other', async () => {
  const files = [living.slice(0, 450), living.slice(450, 900)].map((some) => csvOf(some.map((one) => rowOf(one))));
  const sent = await Promise.all(files.map((file) => sendBatch(client, file)));
  for (const batch of sent) assert.deepEqual((await done(batch)).verdicts, { correct: 450 });
});

/** Processes that answer batches now. */
function engines(): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) => Number(parent) === process.pid && args.some((one) => one.endsWith('engine.child.ts')),
    )
    .map(([pid]) => Number(pid));
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Waits until a batch has answered some rows, and gives how many; fewer than all if it is caught in time. */
async function awaitRows(id: string): Promise<number> {
  for (;;) {
    const { rows, state } = await client.view(id);
    if (rows > 0 || !['waiting', 'running'].includes(state)) return rows;
    await pause(5);
  }
}
const long = () => csvOf(Array.from({ length: 12 }, () => living.slice(0, 900).map((one) => rowOf(one))).flat());

test('an engine that is killed goes on after its last piece; every row once, every look in the journal', async () => {
  const batch = await sendBatch(client, long());
  const reached = await awaitRows(batch.id);
  for (const pid of engines()) process.kill(pid, 'SIGKILL');
  const ended = await done(batch);
  assert.deepEqual(ended.verdicts, { correct: 10_800 });
  const rows = await readResult(client, batch.id);
  assert.deepEqual(
    rows.map((row) => row.row),
    Array.from({ length: 10_800 }, (_, index) => String(index + 1)),
  );
  const { rows: pieces } = await stand.kernel.database.pool.query<{ looks: number; reference: string }>(
    'SELECT looks, reference FROM batches.chunk WHERE batch = $1',
    [batch.id],
  );
  assert.ok(reached < 10_800 && pieces.length > 5, `killed at ${reached}`);
  assert.equal(
    pieces.reduce((sum, one) => sum + one.looks, 0),
    10_800,
  );
});

test('a cancelled batch stops, its files go, and nothing of it comes later', async () => {
  const batch = await sendBatch(client, long());
  await awaitRows(batch.id);
  const cancelled = await client.cancel(batch.id);
  assert.equal(cancelled.state, 'cancelled');
  await pause(500);
  const { rows } = await client.view(batch.id);
  await pause(500);
  assert.equal((await client.view(batch.id)).rows, rows);
  assert.equal(engines().length, 0);
  assert.equal(await refused(client.report(batch.id)), 'batches/not-done');
  assert.equal(await refused(client.start(batch.id, '0'.repeat(64))), 'batches/state-wrong');
});

test('the day’s quota stops a batch between two pieces, and it goes on when there is more', async () => {
  const { kernel, exchange } = stand;
  const context = stand.stewardOf('mobifone');
  const mobifone = await stand.connect('mobifone');
  await exchange.changeAgreement(context, 'mobifone-subscribers', { quotaPerDay: 500 });
  const batch = await sendBatch(mobifone, csvOf(living.slice(0, 900).map((one) => rowOf(one))));
  const failed = await awaitEnd(mobifone, batch.id);
  assert.deepEqual([failed.state, failed.failure?.code], ['failed', 'quota-exceeded']);
  assert.ok(failed.rows < 900);
  await exchange.changeAgreement(context, 'mobifone-subscribers', { quotaPerDay: 900 });
  const file = csvOf(living.slice(0, 900).map((one) => rowOf(one)));
  await mobifone.start(batch.id, digestOf(file));
  const ended = await awaitEnd(mobifone, batch.id);
  assert.deepEqual(ended.verdicts, { correct: 900 }, JSON.stringify(ended));
  const { rows } = await kernel.database.pool.query<{ used: number }>(
    "SELECT sum(count)::int AS used FROM exchange.usage WHERE agreement = 'mobifone-subscribers'",
  );
  assert.equal(rows[0]!.used, 900, 'a row is counted once');
});

test('the command line sends, fetches and verifies, and finds a result that was altered', async () => {
  const key = await stand.connectWithKey('viettel');
  const file = join(stand.home, 'subscribers.csv');
  await writeFile(file, csvOf(living.slice(0, 12).map((one) => rowOf(one))));
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
      execFile(process.execPath, [cli, 'batch', ...args], (error, out) =>
        resolve({ code: (error?.code as number | undefined) ?? 0, out }),
      );
    });
  const reach = ['--server', stand.origin, '--json'];
  const reason = ['--purpose', reasons.purpose, '--legal-basis', reasons.legalBasis];
  const sent = await run('send', file, '--key', key, ...reason, '--findings', '3', ...reach);
  assert.equal(sent.code, 0, sent.out);
  const { ok, verdicts } = JSON.parse(sent.out) as { ok: boolean; verdicts: unknown };
  assert.deepEqual([ok, verdicts], [true, { correct: 12 }]);
  const result = `${file}.result.csv`;
  const check = () => run('verify', result, '--manifest', `${file}.manifest.jws`, ...reach);
  assert.equal((await check()).code, 0);
  await writeFile(result, (await readFile(result, 'utf8')).replace('correct', 'dead'));
  assert.equal((await check()).code, 1);
  assert.equal(
    (await run('send', file, '--key', key, '--purpose', 'boarding', '--legal-basis', 'x', ...reach)).code,
    3,
  );
});

test('a Parquet file is answered as a Parquet file, over several pieces; what is none fails', async () => {
  const some = living.slice(0, 900);
  const duck = await openDuck({ folder: stand.home, memory: '200MB' });
  const [sent, back] = ['sent', 'back'].map((name) => join(stand.home, `${name}.parquet`));
  const text = join(stand.home, 'rows.csv');
  await writeFile(text, csvOf(some.map((one) => rowOf(one))));
  await duck.connection.run(
    `COPY (SELECT * REPLACE ("ngày sinh"::DATE AS "ngày sinh") FROM read_csv('${text}', all_varchar = true)) TO '${sent}' (FORMAT parquet)`,
  );
  const batch = await sendBatch(client, await readFile(sent!), { format: 'parquet' });
  assert.deepEqual((await done(batch)).verdicts, { correct: 900 });
  await writeFile(back!, Buffer.from(await (await client.download(batch.id, 'result')).arrayBuffer()));
  const rows = await readRows<{ row: bigint; verdict: string }>(duck.connection, `FROM read_parquet('${back}')`);
  duck.close();
  assert.deepEqual(
    rows.map((row) => Number(row.row)),
    some.map((_, index) => index + 1),
  );
  const none = await awaitEnd(client, (await sendBatch(client, Buffer.from('no Parquet'), { format: 'parquet' })).id);
  assert.deepEqual([none.state, none.failure?.code], ['failed', 'file-malformed']);
});
