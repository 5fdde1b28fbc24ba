import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type CollectionStand,
  openCollectionStand,
  type Proposal,
  type Proposals,
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

const nhung = { name: 'Trần Thị Hồng Nhung', sex: 'Nữ', birth: '03/04/1988', phone: '0913222333', pin: '001188012345' };
const addressOf = (run: string, row: number) => `/api/collection/proposals/${run}/${row}`;
const decide = (run: string, row: number, body: object, who = REVIEWER) =>
  stand.ask<{ state: string; code: string; person: string }>(who, 'POST', `${addressOf(run, row)}/verdict`, body);
const proposalOf = async (run: string, row: number) =>
  (await stand.ask<Proposal>(REVIEWER, 'GET', addressOf(run, row))).body;
const named = (name: string) => stand.records("record->>'name' = $1", [name]);

describe('a row that contradicts the register', () => {
  let held: string;
  let run: Run;

  before(async () => {
    assert.equal((await stand.collect(sheetOf([rowOf(1, nhung)]))).counts.acceptedNew, 1);
    held = (await named(nhung.name))[0]!.person;
    const rows = [
      rowOf(1, { ...nhung, phone: '0915444555' }),
      // Another person’s name under her number.
      rowOf(2, { name: 'Bùi Quang Vinh', sex: 'Nữ', birth: '11/12/1988', pin: nhung.pin }),
      rowOf(3, { ...nhung, pin: '', birth: '03/04/1986' }),
    ];
    run = await stand.collect(sheetOf(rows));
  });

  test('waits in the province’s queue with the reason, and overwrites nothing', async () => {
    assert.deepEqual([run.state, run.counts.proposed], ['waiting', 3]);
    const { body } = await stand.ask<Proposals>(REVIEWER, 'GET', '/api/collection/proposals?order=weight');
    assert.deepEqual(
      body.proposals.map(({ row, why }) => [row, why]),
      [
        [3, 'number-taken'],
        [2, 'contradiction'],
        [4, 'contradiction'],
      ],
    );
    assert.equal(body.open, 3);
    assert.equal((await stand.ask(SENDER, 'GET', '/api/collection/proposals')).status, 403);
    assert.equal((await stand.records('person = $1', [held]))[0]!.version, 1);
  });

  test('is shown beside the record with the differing fields marked and the score explained; the person can see the look', async () => {
    const proposal = await proposalOf(run.id, 2);
    const [candidate] = proposal.candidates;
    assert.equal(candidate!.person, held);
    const phone = candidate!.fields.find(({ field }) => field === 'phone');
    assert.deepEqual([phone!.kind, phone!.said, phone!.held], ['differs', '+84915444555', '+84913222333']);
    assert.equal(candidate!.because[0]!.field, 'pin');
    const told = candidate!.because.flatMap(({ levelText, fieldName }) => [levelText, fieldName]);
    assert.ok(told.length > 4 && told.every((text) => text && !text.startsWith('collection.')), told.join());
    const { rows } = await stand.kernel.database.pool.query<{ looks: number }>(
      `SELECT sum(regexp_count(lines, '"type":"proposal","subjects":\\["${held}"'))::int AS looks FROM kernel.journal_block`,
    );
    assert.equal(rows[0]!.looks, 1);
  });

  test('somebody who differs by some years of birth is found, and proposed', async () => {
    const proposal = await proposalOf(run.id, 4);
    assert.equal(proposal.candidates[0]!.person, held);
    assert.ok(proposal.candidates[0]!.because.some(({ level }) => level === 'one-digit' || level === 'within-3-years'));
  });

  test('a held value is replaced only when a second officer says the same', async () => {
    const same = { verdict: 'same', person: held, take: ['phone'] };
    assert.equal((await decide(run.id, 2, same)).body.state, 'second');
    assert.equal((await decide(run.id, 2, same)).body.code, 'collection/four-eyes');
    assert.equal((await decide(run.id, 2, same, 'hanoi-second')).body.state, 'decided');
    const [record] = await stand.records('person = $1', [held]);
    assert.deepEqual([record!.record.phone, record!.version], ['+84915444555', 2]);
  });

  test('a verdict is taken back within a day: the record is what it was', async () => {
    const back = await stand.ask<{ state: string }>(REVIEWER, 'POST', `${addressOf(run.id, 2)}/undo`);
    assert.equal(back.body.state, 'open');
    assert.equal((await stand.records('person = $1', [held]))[0]!.record.phone, '+84913222333');
    assert.deepEqual(
      (await stand.rows(run.id))[0]!.history.map(({ verdict }) => verdict),
      ['proposed', 'accepted-known', 'proposed'],
    );
  });

  test('of two who claim a number the holder keeps it', async () => {
    // Her own number under her own name is no new person’s.
    assert.equal((await decide(run.id, 2, { verdict: 'new' })).body.code, 'collection/number-held');
    assert.equal((await decide(run.id, 3, { verdict: 'new' })).body.state, 'decided');
    const [vinh] = await named('Bùi Quang Vinh');
    assert.deepEqual(vinh!.record.identifiers, []);
  });

  test('a row goes back with the officer’s reason, and the run is done when nothing waits', async () => {
    assert.equal((await decide(run.id, 4, { verdict: 'refuse' })).body.code, 'collection/reason-missing');
    await decide(run.id, 4, { verdict: 'refuse', reason: 'Check the year in the paper book' });
    await decide(run.id, 2, { verdict: 'same', person: held });
    const done = await stand.view(run.id);
    assert.deepEqual([done.state, done.waiting, done.counts.refused, done.counts.proposed], ['done', 0, 1, 0]);
    assert.deepEqual((await stand.rows(run.id, 'refused'))[0]!.reasons, ['Check the year in the paper book']);
  });
});

describe('undoing a run', () => {
  const rows = Array.from({ length: 60 }, (_, at) =>
    rowOf(at, {
      name: `Đinh Công Hậu ${'BCDGHKLMNP'[at % 10]}a${'BCDGHK'[Math.floor(at / 10)]!.toLowerCase()}o`,
      pin: at === 5 ? '001055654321' : '',
    }),
  );

  test('is refused, naming them, where later acts of others stand on its persons', async () => {
    const [kept] = await named('Bùi Quang Vinh');
    const run = await stand.collect(sheetOf([rowOf(1, { name: 'Mai Thị Thu Cúc', sex: 'Nữ', birth: '07/07/1977' })]));
    const [cuc] = await named('Mai Thị Thu Cúc');
    const corrected = await stand.ask(SENDER, 'POST', `/api/people/${cuc!.person}/acts/correct`, {
      legalBasis: 'civil-status-law-4',
      evidence: [{ kind: 'application', number: '1/2026' }],
      changes: { ethnicity: '01' },
    });
    assert.equal(corrected.status, 200, JSON.stringify(corrected.body));
    await stand.ask(SENDER, 'POST', `/api/collection/runs/${run.id}/undo`);
    const refused = await stand.ended(run.id);
    assert.deepEqual([refused.state, refused.blocked?.map(({ person }) => person)], ['done', [cuc!.person]]);
    assert.equal((await named('Mai Thị Thu Cúc')).length, 1);
    assert.ok(kept);
  });

  test('takes every act of it back: nobody of it is found, what it filled in is empty, the history stays', async () => {
    await stand.collect(sheetOf([rowOf(1, { name: 'Cao Bá Lân', birth: '20/10/1950' })]));
    const run = await stand.collect(
      sheetOf([...rows, rowOf(99, { name: 'Cao Bá Lân', birth: '20/10/1950', phone: '0912345678' })]),
    );
    assert.deepEqual([run.counts.acceptedNew, run.counts.acceptedKnown], [60, 1], JSON.stringify(run.counts));
    assert.equal((await named('Cao Bá Lân'))[0]!.record.phone, '+84912345678');
    await stand.ask(SENDER, 'POST', `/api/collection/runs/${run.id}/undo`);
    assert.equal((await stand.ended(run.id)).state, 'undone');
    assert.equal((await stand.records("record->>'name' LIKE 'Đinh Công Hậu%'", [])).length, 0);
    assert.equal((await named('Cao Bá Lân'))[0]!.record.phone, undefined);
    const { rows: acts } = await stand.kernel.database.pool.query(
      "SELECT kind, count(*) AS count FROM people.act WHERE evidence->0->>'number' LIKE $1 GROUP BY kind ORDER BY kind",
      [`${run.id}/%`],
    );
    assert.deepEqual(acts, [
      { kind: 'collected', count: 60 },
      { kind: 'correct', count: 1 },
      { kind: 'taken-back', count: 61 },
    ]);
    assert.ok((await stand.rows(run.id)).every(({ verdict }) => verdict === 'taken-back'));
  });

  test('the corrected file is accepted afterwards, with the number that its papers name', async () => {
    const again = await stand.collect(sheetOf(rows));
    assert.equal(again.counts.acceptedNew, 60, JSON.stringify(again.counts));
    const [one] = await stand.records(
      "record->>'name' LIKE 'Đinh Công Hậu%' AND record->'identifiers'->0->>'value' = '001055654321'",
      [],
    );
    assert.equal(one!.record.identifiers[0]!.status, 'active');
  });
});
