import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLine } from '#kernel';
import { DancuProblem } from '#libs/client';
import { type Connected, openStand, type Stand } from '../rooms/exchange/stand.samples.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
let stand: Stand;
let bank: Connected;
before(async () => {
  stand = await openStand();
  bank = await stand.connect('bidv');
});
after(() => stand.close());

function drop(...args: string[]): Promise<{ code: number; out: string }> {
  const { host, port, database, user, password } = stand.owner;
  const DATABASE_URL = `postgresql://${user}:${encodeURIComponent(password ?? '')}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, DANCU_HOME: stand.kernel.config.home, DATABASE_URL };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'evidence', 'drop', ...args], { env }, (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out: out + error }),
    );
  });
}

/** A question of so many days ago. */
async function askedBefore(days: number): Promise<string> {
  const { evidence } = await bank.client.verify('001190000001', {
    purpose: 'bank-customer-check',
    legalBasis: 'anti-money-laundering-law-9',
    biographicData: { name: 'Nguyễn Thị Hòa' },
  });
  const reference = evidence.response.headers['dancu-journal']!;
  const [stream, seq] = reference.split(':');
  await stand.owner.query('UPDATE exchange.exchanged SET day = current_date - $3::int WHERE stream = $1 AND seq = $2', [
    stream,
    seq,
    days,
  ]);
  return reference;
}
const dayBefore = async (days: number) =>
  (await stand.owner.query<{ day: string }>('SELECT (current_date - $1::int)::text AS day', [days])).rows[0]!.day;
const codeOf = (reference: string) =>
  bank.client.evidence(reference).then(
    () => 'given',
    (error: unknown) => (error instanceof DancuProblem ? error.code : assert.fail(String(error))),
  );
async function droppedLines() {
  const { rows } = await stand.owner.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  return rows.flatMap(({ lines }) => lines.split('\n').map(readLine)).filter(({ type }) => type === 'evidence-dropped');
}

test('old evidence is counted, then removed with a line a day; what is younger stays, and the journal whole', async () => {
  const [oldest, old, kept] = [await askedBefore(2500), await askedBefore(2300), await askedBefore(2100)];
  const before = await dayBefore(2200);
  const counted = await drop('--before', before, '--dry-run', '--json');
  assert.equal(counted.code, 0, counted.out);
  const told = JSON.parse(counted.out) as Record<string, unknown>;
  assert.ok(Number(told.bytes) > 0);
  assert.deepEqual(
    { ...told, bytes: 0 },
    { before, rows: 2, days: 2, bytes: 0, first: await dayBefore(2500), dropped: false },
  );
  assert.deepEqual([await codeOf(oldest), await codeOf(old), (await droppedLines()).length], ['given', 'given', 0]);

  const done = await drop('--before', before, '--json');
  assert.deepEqual([done.code, JSON.parse(done.out).rows, JSON.parse(done.out).dropped], [0, 2, true]);
  for (const gone of [oldest, old]) assert.equal(await codeOf(gone), 'exchange/evidence-unknown');
  assert.equal(await codeOf(kept), 'given');
  assert.deepEqual(
    (await droppedLines()).map(({ data, kind, subjects }) => [kind, subjects, data?.day, data?.rows]),
    [
      ['note', [], await dayBefore(2500), 1],
      ['note', [], await dayBefore(2300), 1],
    ],
  );
  const { rows } = await stand.owner.query('SELECT 1 FROM kernel.journal_block WHERE stream = $1', [
    oldest.split(':')[0],
  ]);
  assert.ok(rows.length > 0);
});

test('what the law keeps is refused, to the day, and nothing goes', async () => {
  const reference = await askedBefore(1900);
  const { rows } = await stand.owner.query<{ day: string; next: string }>(
    "SELECT (current_date - interval '5 years')::date::text AS day, (current_date - interval '5 years' + interval '1 day')::date::text AS next",
  );
  const { day, next } = rows[0]!;
  const refused = await drop('--before', next);
  assert.deepEqual([refused.code, refused.out.includes('exchange/evidence-kept')], [3, true], refused.out);
  assert.ok(refused.out.includes(day));
  assert.equal(await codeOf(reference), 'given');
  assert.equal((await drop('--before', day)).code, 0);
  assert.equal(await codeOf(reference), 'exchange/evidence-unknown');
});

test('a day that is none is wrong usage', async () => {
  assert.equal((await drop('--before', '2020-02-30')).code, 2);
});
