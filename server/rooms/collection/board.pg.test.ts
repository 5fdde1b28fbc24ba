import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Static } from 'typebox';
import type { ReasonsAnswer } from './contracts.ts';
import type { Board } from './reviewContracts.ts';
import {
  type CollectionStand,
  openCollectionStand,
  REVIEWER,
  type Rows,
  type Run,
  rowOf,
  SENDER,
  sheetOf,
} from './stand.samples.ts';

type BoardAnswer = Static<typeof Board>;
type Reasons = Static<typeof ReasonsAnswer>['reasons'];

const BA_DINH = '00004';
const HA_NOI = '01';
const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
let stand: CollectionStand;
before(async () => {
  stand = await openCollectionStand();
});
after(() => stand.close());

const board = async () => (await stand.ask<BoardAnswer>(REVIEWER, 'GET', '/api/collection/board')).body;
const expect = (expectations: unknown[], persona = REVIEWER) =>
  stand.ask<BoardAnswer & { code: string; pointer: string }>(persona, 'PUT', '/api/collection/expectations', {
    expectations,
  });
const lineOf = ({ lines }: BoardAnswer, area: string) => lines.find((line) => line.area === area);

function collect(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const env = { PATH: process.env.PATH, DANCU_HOME: stand.home, DATABASE_URL: stand.databaseUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'collect', ...args], { env }, (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
}

test('an area is complete when all that is expected of it has come; the others are counted beside it', async () => {
  const other = lineOf(await board(), '00008') ?? (await board()).lines.find(({ area }) => area !== BA_DINH)!;
  const said = await expect([
    { area: BA_DINH, rows: 2, dueOn: '2031-06-30' },
    { area: other.area, rows: 500 },
  ]);
  assert.equal(said.status, 200, JSON.stringify(said.body));
  assert.deepEqual([said.body.complete, said.body.expecting], [0, 2]);
  await stand.collect(sheetOf([rowOf(1, { name: 'Tạ Quang Minh' }), rowOf(2, { name: 'Tạ Thu Hà', sex: 'Nữ' })]));
  const now = await board();
  assert.deepEqual([now.complete, now.expecting], [1, 2]);
  const { expected, dueOn, received, complete, changeable } = lineOf(now, BA_DINH)!;
  assert.deepEqual([expected, dueOn, received, complete, changeable], [2, '2031-06-30', 2, true, true]);
  assert.equal(lineOf(now, other.area)!.complete, false);
});

test('said again it is changed, 0 rows take it back, and of an area named twice the last word counts', async () => {
  await expect([
    { area: BA_DINH, rows: 7 },
    { area: BA_DINH, rows: 9 },
  ]);
  const changed = lineOf(await board(), BA_DINH)!;
  assert.deepEqual([changed.expected, changed.dueOn, changed.complete], [9, undefined, false]);
  const back = await expect([{ area: BA_DINH, rows: 0 }]);
  assert.equal(lineOf(back.body, BA_DINH)!.expected, undefined);
});

test('what is wrong is said of its field; other provinces and senders’ officers are refused', async () => {
  const unknown = await expect([{ area: '99999', rows: 1 }]);
  assert.deepEqual(
    [unknown.status, unknown.body.code, unknown.body.pointer],
    [400, 'collection/area-unknown', '/expectations/0/area'],
  );
  for (const wrong of [{ rows: -1 }, { rows: 1.5 }, { rows: 2_000_000_000 }, { rows: 1, dueOn: '2031-02-30' }])
    assert.equal((await expect([{ area: BA_DINH, ...wrong }])).status, 400, JSON.stringify(wrong));
  assert.equal((await expect([{ area: '79', rows: 1 }])).status, 403);
  assert.equal((await expect([{ area: BA_DINH, rows: 1 }], SENDER)).status, 403);
});

test('from the command line the same is said, with exit codes; the board shows it', async () => {
  const said = await collect('expect', '--area', HA_NOI, '--rows', '12000', '--due', '2031-12-31', '--json');
  assert.deepEqual([said.code, said.error], [0, '']);
  assert.deepEqual(JSON.parse(said.out), { area: HA_NOI, rows: 12000, dueOn: '2031-12-31' });
  assert.equal(lineOf(await board(), HA_NOI)?.expected, 12000);
  const hospital = await collect('expect', '--area', 'bach-mai-hospital', '--rows', '300');
  assert.deepEqual([hospital.code, hospital.error], [0, '']);
  const wrong = await collect('expect', '--area', HA_NOI, '--rows', '10', '--due', '2031-02-30');
  assert.notEqual(wrong.code, 0);
  assert.match(wrong.error, /such as 2027-06-30/);
  assert.notEqual((await collect('expect', '--area', '99999', '--rows', '1')).code, 0);
  assert.equal((await collect('expect', '--area', HA_NOI, '--rows', '0')).code, 0);
  assert.equal(lineOf(await board(), HA_NOI)?.expected, undefined);
});

test('each rule counts its rows, and leads to exactly those', async () => {
  const run = await stand.collect(
    sheetOf([
      rowOf(1, { name: '' }),
      rowOf(2, { name: 'VƯƠNG THỊ LOAN', sex: 'Nữ' }),
      rowOf(3, { name: 'vương đình khoa', birth: '31/13/1990' }),
      rowOf(4, { name: 'Vương Hải Yến', sex: 'Nữ', birth: '' }),
    ]),
  );
  const path = `/api/collection/runs/${run.id}`;
  const read = async () => (await stand.ask<{ reasons: Reasons }>(SENDER, 'GET', `${path}/reasons`)).body.reasons;
  const reasons = await read();
  const counted = reasons.map(({ rule, severity, rows }) => `${severity} ${rule} ${rows}`);
  for (const one of ['refused name-missing 1', 'refused birth-missing 1', 'mended capitals 2'])
    assert.ok(counted.includes(one), counted.join(', '));
  assert.equal(reasons[0]!.severity, 'refused');
  for (const { rule, severity, rows, sentence } of reasons) {
    const { body } = await stand.ask<Rows>(SENDER, 'GET', `${path}/rows?rule=${rule}&severity=${severity}`);
    assert.equal(body.rows.length, rows, `${severity} ${rule}`);
    assert.notEqual(sentence, '');
  }
  assert.equal((await stand.ask('saigon-officer', 'GET', `${path}/reasons`)).status, 404);
  await stand.ask<Run>(SENDER, 'POST', `${path}/undo`);
  assert.ok((await stand.ended(run.id)).counts.takenBack);
  assert.deepEqual(await read(), reasons, 'what was found in the file stays found');
});
