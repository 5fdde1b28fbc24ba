import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import {
  type CollectionStand,
  engines,
  openCollectionStand,
  type Run,
  rowOf,
  SENDER,
  sheetOf,
  spelled,
} from './stand.samples.ts';

let stand: CollectionStand;
/** A second server over the same database and files. */
let other: TestHouse;
before(async () => {
  stand = await openCollectionStand({ collection: { pieceRows: 10 } });
  // It reads every file in a thread of its own, as the first does large ones.
  other = await openTestHouse({
    databaseUrl: stand.databaseUrl,
    home: stand.home,
    collection: { pieceRows: 10, apartBytes: 0 },
  });
});
after(async () => {
  await other?.close();
  await stand?.close();
});

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    rowOf(at, {
      name: `Hoàng ${spelled(at)} ${spelled(at * 7 + 3)}`,
      birth: `${String((at % 28) + 1).padStart(2, '0')}/0${(at % 9) + 1}/${1940 + (at % 70)}`,
    }),
  );
const count = async (text: string, values: unknown[] = []) =>
  (await stand.kernel.database.pool.query<{ count: number }>(text, values)).rows[0]!.count;

test('a run that is killed between any two pieces goes on: no row twice, none lost, whichever server takes it up', async () => {
  const run = await stand.bring(sheetOf(rowsOf(4000)));
  await stand.start(run);
  let seen = 0;
  for (let kills = 0; kills < 2; ) {
    const { counts, state } = await stand.view(run.id);
    if (state === 'done' || state === 'waiting') break;
    if (counts.read > seen) {
      seen = counts.read;
      for (const pid of engines()) process.kill(pid, 'SIGKILL');
      kills += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok(seen > 0 && seen < 4000, `it was killed after ${seen} rows`);
  const done = await stand.ended(run.id);
  const { read, acceptedNew, acceptedKnown, proposed, duplicates } = done.counts;
  assert.deepEqual([read, acceptedNew + acceptedKnown + proposed + duplicates], [4000, 4000]);
  assert.equal(await count('SELECT count(*) AS count FROM collection.row WHERE run = $1', [run.id]), 4000);
  assert.equal(
    await count(
      "SELECT count(*) AS count FROM people.act WHERE kind = 'collected' AND evidence->0->>'number' LIKE $1",
      [`${run.id}/%`],
    ),
    acceptedNew,
  );
});

test('two files with the same new persons at once: each person is entered once', async () => {
  const rows = Array.from({ length: 100 }, (_, at) =>
    rowOf(at, {
      name: `Phan ${spelled(at)} ${spelled(at * 3 + 1)}`,
      birth: `15/0${(at % 9) + 1}/${1950 + at / 2 - ((at / 2) % 1)}`,
    }),
  );
  const [left, right] = [await stand.bring(sheetOf(rows), 'a.csv'), await stand.bring(sheetOf(rows), 'b.csv')];
  // The sender's earlier file had these columns: both have begun by themselves.
  const ended = [await stand.ended(left.id), await stand.ended(right.id)];
  const sum = (key: 'acceptedNew' | 'acceptedKnown') => ended.reduce((total, run) => total + run.counts[key], 0);
  const records = await stand.records("record->>'name' LIKE 'Phan %'", []);
  assert.equal(new Set(records.map(({ record }) => `${record.name} ${record.birthDate}`)).size, records.length);
  assert.equal(sum('acceptedNew'), records.length);
  assert.ok(sum('acceptedKnown') > 50, JSON.stringify(ended.map(({ counts }) => counts)));
});

test('a file put into a sender’s folder is taken once; one of nobody’s folder is set aside', async () => {
  const inbox = join(stand.home, 'collection', 'inbox');
  for (const folder of ['00004', 'nobody']) {
    mkdirSync(join(inbox, folder), { recursive: true });
    const file = join(inbox, folder, 'sổ.csv');
    writeFileSync(file, sheetOf([rowOf(1, { name: 'Tạ Văn Phụng', birth: '09/09/1969' })]));
    utimesSync(file, new Date(0), new Date(0));
  }
  let runs: Run[] = [];
  while (runs.length === 0) {
    runs = (await stand.ask<{ runs: Run[] }>(SENDER, 'GET', '/api/collection/runs')).body.runs.filter(
      ({ channel }) => channel === 'folder',
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const done = await stand.ended(runs[0]!.id);
  assert.deepEqual([runs.length, done.file, done.counts.acceptedNew], [1, 'sổ.csv', 1]);
  while (!readdirSync(join(inbox, 'nobody')).includes('.refused'))
    await new Promise((resolve) => setTimeout(resolve, 100));
});

/** Files that no clerk sends on purpose, and what the sender is told of each. */
const hostile: readonly (readonly [name: string, bytes: () => Buffer, told: string | RegExp])[] = [
  ['empty of rows', () => Buffer.from('\n\n\n'), /^(empty|header-missing)$/],
  ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not-rows'],
  [
    '100,000 columns',
    () => Buffer.from(`${Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(',')}\n`),
    'columns-too-many',
  ],
  ['a workbook cut off', () => Buffer.from('PK\x03\x04 and no more'), 'zip-damaged'],
];

for (const [name, bytes, told] of hostile)
  test(`${name} ends in a sentence to its sender, and no row in the register`, async () => {
    const content = bytes();
    const made = (await stand.ask<Run>(SENDER, 'POST', '/api/collection/runs', { file: 'x', bytes: content.length }))
      .body;
    await stand.upload(made, content);
    const read = await stand.ask<{ code: string; reason: string; detail: string }>(
      SENDER,
      'POST',
      `/api/collection/runs/${made.id}/read`,
      {},
    );
    assert.deepEqual([read.status, read.body.code], [422, 'collection/file-unreadable']);
    assert.match(read.body.reason, typeof told === 'string' ? new RegExp(`^${told}$`) : told);
    const view = await stand.view(made.id);
    assert.deepEqual([view.failure?.code, view.counts.read], [read.body.reason, 0]);
    assert.ok(view.failure!.sentence.length > 10);
  });

test('broken quotes, formulas, hidden marks, other encodings and endless lines: each row is told, none breaks the run', async () => {
  const before = await count('SELECT count(*) AS count FROM people.person');
  const good = rowOf(1, { name: 'Chu Thị Mộc Lan', sex: 'Nữ', birth: '08/03/1970' }).join(',');
  const lines: (string | Buffer)[] = [
    sheetOf([]),
    good,
    rowOf(2, { name: '=HYPERLINK("http://x")' }).join(',').replaceAll('"', '""'),
    rowOf(3, { name: 'Lý \u202eThị\u200b Hoa', sex: 'Nữ' }).join(','),
    Buffer.concat([Buffer.from('4,Ng'), Buffer.from([0xff, 0xfe, 0x81, 0x00]), Buffer.from(',01/01/1990,Nam,,,')]),
    '5,too,few',
    `6,${'A'.repeat(2_000_000)},01/01/1990,Nam,,,`,
    '7,"Tô Văn never closed,01/01/1990,Nam,,,',
  ];
  const bytes = Buffer.concat(lines.flatMap((line) => [Buffer.from(line as string), Buffer.from('\n')]));
  const run = await stand.collect(bytes, 'messy.csv');
  assert.equal(run.state === 'done' || run.state === 'waiting', true, JSON.stringify(run.failure));
  const rows = await stand.rows(run.id);
  assert.equal(rows.find(({ name }) => name === 'Chu Thị Mộc Lan')!.verdict, 'accepted-new');
  assert.ok(
    rows.filter(({ verdict }) => verdict === 'refused').length >= 4,
    JSON.stringify(rows.map(({ row, verdict, reasons }) => [row, verdict, reasons])),
  );
  assert.ok(rows.filter(({ verdict }) => verdict === 'refused').every(({ reasons }) => reasons.length > 0));
  assert.equal(await count('SELECT count(*) AS count FROM people.person'), before + run.counts.acceptedNew);
  const report = await stand.as(SENDER, { method: 'GET', url: `/api/collection/runs/${run.id}/report?rows=all` });
  assert.ok(!/(^|,)=HYPERLINK/m.test(report.body));
});
