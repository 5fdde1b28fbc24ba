import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextOf } from '#rooms/accounts';
import {
  type CollectionStand,
  engines,
  openCollectionStand,
  REVIEWER,
  type Run,
  rowOf,
  SENDER,
  sheetOf,
  spelled,
} from './stand.samples.ts';

let stand: CollectionStand;
before(async () => {
  stand = await openCollectionStand({ collection: { pieceRows: 10 } });
});
after(() => stand.close());

const undo = async (run: Run): Promise<Run> => {
  await stand.ask(SENDER, 'POST', `/api/collection/runs/${run.id}/undo`);
  return stand.ended(run.id);
};
const named = (name: string) => stand.records("record->>'name' = $1", [name]);
const verdictsOf = async (run: Run) => {
  const { rows } = await stand.kernel.database.pool.query<{ verdict: string; rows: number }>(
    'SELECT verdict, count(*)::int AS rows FROM collection.row WHERE run = $1 GROUP BY verdict ORDER BY verdict',
    [run.id],
  );
  return Object.fromEntries(rows.map(({ verdict, rows: count }) => [verdict, count]));
};

test('an undoing that is killed again and again goes on: every act is taken back once, and the counts say what is so', async () => {
  const run = await stand.collect(
    sheetOf([
      ...Array.from({ length: 1500 }, (_, at) =>
        rowOf(at, {
          name: `Hoàng ${spelled(at)} ${spelled(at * 7 + 3)}`,
          birth: `${String((at % 28) + 1).padStart(2, '0')}/0${(at % 9) + 1}/${1940 + (at % 70)}`,
        }),
      ),
      rowOf(1501, { name: '' }),
    ]),
  );
  const entered = await stand.kernel.database.pool.query(
    "SELECT person FROM people.act WHERE kind = 'collected' AND evidence->0->>'number' LIKE $1",
    [`${run.id}/%`],
  );
  assert.ok(entered.rows.length > 1000, JSON.stringify(run.counts));
  await stand.ask(SENDER, 'POST', `/api/collection/runs/${run.id}/undo`);
  let kills = 0;
  for (let seen = 0; kills < 2; ) {
    const { state, counts } = await stand.view(run.id);
    if (state !== 'undoing') break;
    if ((counts.takenBack ?? 0) > seen) {
      seen = counts.takenBack!;
      for (const pid of engines()) process.kill(pid, 'SIGKILL');
      kills += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.equal(kills, 2, 'it was over before it was killed');
  const done = await stand.ended(run.id);
  assert.equal(done.state, 'undone');
  const { rows: acts } = await stand.kernel.database.pool.query(
    `SELECT count(*)::int AS retractions, count(DISTINCT retracts)::int AS retracted FROM people.act WHERE kind = 'taken-back' AND evidence->0->>'number' LIKE $1`,
    [`${run.id}/%`],
  );
  assert.deepEqual(acts, [{ retractions: entered.rows.length, retracted: entered.rows.length }]);
  assert.equal((await stand.records("record->>'name' LIKE 'Hoàng %'", [])).length, 0);
  const { acceptedNew, acceptedKnown, proposed, refused, duplicates, takenBack, read } = done.counts;
  assert.deepEqual([acceptedNew, acceptedKnown, proposed, refused, read], [0, 0, 0, 1, 1501]);
  const duplicate = duplicates > 0 ? { 'duplicate-in-file': duplicates } : {};
  assert.deepEqual(await verdictsOf(run), { ...duplicate, refused: 1, 'taken-back': takenBack });
});

test('whoever has opened an electronic account since stands in the way, by name; the others of the file stay too', async () => {
  const rows = [
    rowOf(1, { name: 'Lâm Thị Mỹ Hạnh', sex: 'Nữ', birth: '06/06/1992' }),
    rowOf(2, { name: 'Quách Đình Tuấn', birth: '16/01/1983' }),
  ];
  const run = await stand.collect(sheetOf(rows));
  const [hanh] = await named('Lâm Thị Mỹ Hạnh');
  await stand.kernel.database.transact((transaction) =>
    stand.accounts.createAccount(transaction, contextOf(stand.kernel, undefined), {
      kind: 'citizen',
      actor: hanh!.person,
      person: hanh!.person,
      name: hanh!.record.name,
      language: 'vi',
      level: 1,
      state: 'active',
    }),
  );
  const refused = await undo(run);
  assert.deepEqual([refused.state, refused.counts.acceptedNew, refused.counts.takenBack], ['done', 2, undefined]);
  assert.deepEqual(
    refused.blocked?.map(({ row, person }) => [row, person]),
    [[2, hanh!.person]],
  );
  assert.match(refused.blocked![0]!.why, /account/);
  assert.equal((await named('Quách Đình Tuấn')).length, 1);
});

test('what a later file added to somebody with an account is taken back: the record itself is another file’s', async () => {
  const more = await stand.collect(
    sheetOf([rowOf(1, { name: 'Lâm Thị Mỹ Hạnh', sex: 'Nữ', birth: '06/06/1992', phone: '0912999888' })]),
  );
  assert.equal((await named('Lâm Thị Mỹ Hạnh'))[0]!.record.phone, '+84912999888');
  assert.equal((await undo(more)).state, 'undone');
  assert.equal((await named('Lâm Thị Mỹ Hạnh'))[0]!.record.phone, undefined);
});

test('two rows that an officer found to be of one person go together; what still waited is closed and counted', async () => {
  const run = await stand.collect(
    sheetOf([
      rowOf(1, { name: 'Ngô Bảo Thạch', birth: '21/03/1971', phone: '0912000001' }),
      rowOf(2, { name: 'Ngô Bảo Thạch', birth: '21/03/1971', phone: '0912000002' }),
      rowOf(3, { name: 'Ngô Bảo Thạch', birth: '21/03/1971', phone: '0912000003' }),
    ]),
  );
  assert.deepEqual([run.counts.acceptedNew, run.counts.proposed], [1, 2], JSON.stringify(run.counts));
  const [thach] = await named('Ngô Bảo Thạch');
  const decided = await stand.ask<{ state: string }>(
    REVIEWER,
    'POST',
    `/api/collection/proposals/${run.id}/3/verdict`,
    { verdict: 'same', person: thach!.person },
  );
  assert.equal(decided.body.state, 'decided', JSON.stringify(decided.body));
  const undone = await undo(run);
  assert.deepEqual([undone.state, undone.waiting], ['undone', 0]);
  assert.equal((await named('Ngô Bảo Thạch')).length, 0);
  const { read, acceptedNew, acceptedKnown, proposed, takenBack } = undone.counts;
  assert.deepEqual([read, acceptedNew, acceptedKnown, proposed, takenBack], [3, 0, 0, 0, 3]);
  assert.deepEqual(await verdictsOf(run), { 'taken-back': 3 });
});
