import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type CollectionStand,
  openCollectionStand,
  REVIEWER,
  type Run,
  rowOf,
  SENDER,
  sheetOf,
} from './stand.samples.ts';

let stand: CollectionStand;
before(async () => {
  stand = await openCollectionStand();
});
after(() => stand.close());

const range = (count: number, from = 1) => Array.from({ length: count }, (_, at) => at + from);

describe('the life of a run', () => {
  let run: Run;

  test('columns are recognised, with a sample, and confirmed by the sender', async () => {
    run = await stand.bring(
      sheetOf(range(120).map((at) => rowOf(at, { phone: `09120000${String(at).padStart(2, '0').slice(-2)}` }))),
    );
    assert.equal(run.state, 'mapped');
    assert.deepEqual(run.missing, []);
    assert.deepEqual(
      run.columns!.map(({ target }) => target),
      ['rowNumber', 'name', 'birthDate', 'sex', 'pin', 'permanentResidence', 'phone'],
    );
    assert.ok(run.columns!.every(({ confidence }) => confidence > 0.3));
    assert.equal(run.columns![1]!.sample.length, 5);
  });

  test('every row becomes a record by an act of its own, with its line in the journal', async () => {
    await stand.start(run);
    const done = await stand.ended(run.id);
    assert.deepEqual(
      done.counts,
      { read: 120, acceptedNew: 120, acceptedKnown: 0, proposed: 0, refused: 0, duplicates: 0 },
      JSON.stringify((await stand.rows(run.id)).slice(0, 3)),
    );
    assert.equal(done.state, 'done');
    const records = await stand.records("commune = '00004' AND record->>'name' LIKE 'Nguyễn Văn %'", []);
    assert.equal(records.length, 120);
    // Thường trú is no place of birth registration: no number can be made of it.
    assert.ok(records.every(({ record }) => record.identifiers.length === 0 && record.nationality[0] === 'VNM'));
    const { rows } = await stand.kernel.database.pool.query<{ acts: number; lines: number }>(
      `SELECT (SELECT count(*) FROM people.act WHERE kind = 'collected' AND evidence->0->>'number' LIKE $1) AS acts,
         (SELECT sum(regexp_count(lines, '"type":"collected"')) FROM kernel.journal_block)::int AS lines`,
      [`${run.id}/%`],
    );
    assert.deepEqual(rows[0], { acts: 120, lines: 120 });
  });

  test('the same file again begins by itself and confirms whom the register holds: nobody is entered twice', async () => {
    const again = await stand.collect(
      sheetOf(range(120).map((at) => rowOf(at, { phone: `09120000${String(at).padStart(2, '0').slice(-2)}` }))),
    );
    assert.equal(again.mappedBy, 'saved');
    assert.deepEqual([again.counts.acceptedNew, again.counts.acceptedKnown], [0, 120]);
    assert.equal((await stand.records("commune = '00004' AND record->>'name' LIKE 'Nguyễn Văn %'", [])).length, 120);
  });

  test('what the register has empty is filled in, and a value that contradicts waits for an officer', async () => {
    const first = await stand.collect(
      sheetOf([rowOf(1, { name: 'Trần Thị Hồng Nhung', sex: 'Nữ', birth: '03/04/1988' })]),
    );
    assert.equal(first.counts.acceptedNew, 1);
    const more = await stand.collect(
      sheetOf([rowOf(1, { name: 'TRẦN THỊ HỒNG NHUNG', sex: 'Nữ', birth: '03/04/1988', phone: '0913 222 333' })]),
    );
    assert.equal(more.counts.acceptedKnown, 1);
    const [held] = await stand.records("record->>'name' = 'Trần Thị Hồng Nhung'", []);
    assert.deepEqual([held!.record.phone, held!.version], ['+84913222333', 2]);
    const other = await stand.collect(
      sheetOf([rowOf(1, { name: 'Trần Thị Hồng Nhung', sex: 'Nữ', birth: '03/04/1988', phone: '0915444555' })]),
    );
    assert.deepEqual([other.state, other.counts.proposed, other.waiting], ['waiting', 1, 1]);
    assert.equal((await stand.records('person = $1', [held!.person]))[0]!.record.phone, '+84913222333');
  });

  test('a person said twice in one file is entered once', async () => {
    const row = { name: 'Lê Hoàng Quốc Khánh', birth: '02/09/1979' };
    const twice = await stand.collect(
      sheetOf([rowOf(1, row), rowOf(2, { name: 'Phạm Quỳnh Dao', sex: 'Nữ' }), rowOf(3, row)]),
    );
    assert.deepEqual([twice.counts.acceptedNew, twice.counts.duplicates], [2, 1]);
    const [duplicate] = await stand.rows(twice.id, 'duplicate-in-file');
    assert.deepEqual([duplicate!.row, duplicate!.sameAsRow], [4, 2]);
  });

  test('a row that names nobody goes back with its reasons, in the report as in the list', async () => {
    const bad = await stand.collect(
      sheetOf([
        rowOf(1, { name: '', birth: '01/01/1990' }),
        rowOf(2, { name: 'Vũ Đức Thắng Lợi', birth: '31/13/1990' }),
        rowOf(3, { name: 'Đỗ Minh Tâm An' }),
      ]),
    );
    assert.deepEqual([bad.counts.refused, bad.counts.acceptedNew], [2, 1]);
    const report = await stand.as(SENDER, {
      method: 'GET',
      url: `/api/collection/runs/${bad.id}/report`,
      headers: { 'accept-language': 'en' },
    });
    assert.equal(report.statusCode, 200);
    const lines = report.body.trim().split('\r\n');
    assert.equal(lines.length, 3);
    assert.match(lines[0]!, /What to mend$/);
    assert.match(lines[1]!, /No name/);
    assert.match(lines[2]!, /no such date/i);
  });
});

test('another commune does not see the run; the province’s reviewing officer does', async () => {
  const run = await stand.collect(sheetOf([rowOf(1, { name: 'Hồ Thị Xuân Mai', sex: 'Nữ' })]));
  assert.equal((await stand.ask('saigon-officer', 'GET', `/api/collection/runs/${run.id}`)).status, 404);
  assert.equal((await stand.ask<Run>(REVIEWER, 'GET', `/api/collection/runs/${run.id}`)).body.id, run.id);
  assert.equal((await stand.ask('test-auditor', 'GET', `/api/collection/runs/${run.id}`)).status, 403);
});
