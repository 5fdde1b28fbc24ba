import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  findNext,
  inOrder,
  judgeAge,
  type QueuedAct,
  SURE_MILLISECONDS,
  settleProblem,
  settleSent,
  tagsOf,
} from './model.ts';

const now = new Date('2026-09-01T08:00:00Z');
const act = (order: number, person: string, given: Partial<QueuedAct> = {}): QueuedAct => ({
  id: `act-${order}`,
  order,
  madeAt: now.toISOString(),
  act: 'move',
  subject: { person, name: person },
  values: {},
  rows: [],
  path: '/',
  body: {},
  purpose: { purpose: 'p', legalBasis: 'l' },
  base: { [person]: 1 },
  state: 'waiting',
  ...given,
});
const problem = (status: number, code = 'people/some') => ({ type: '', title: '', status, code });

test('acts go in the order in which they were written', () => {
  assert.equal(findNext([act(3, 'c'), act(1, 'a'), act(2, 'b')])?.order, 1);
  assert.equal(findNext([act(1, 'a', { state: 'sent' }), act(2, 'b')])?.order, 2);
  assert.equal(findNext([act(1, 'a', { state: 'sent' })]), undefined);
});

test('an act that was stopped holds the later ones on the same record, and no others', () => {
  const stopped = act(1, 'a', { state: 'changed' });
  assert.equal(findNext([stopped, act(2, 'a'), act(3, 'b')])?.order, 3);
  const pair = act(2, 'b', { base: { b: 1, a: 1 } });
  assert.equal(findNext([stopped, pair, act(3, 'b')]), undefined);
});

const CASE = '/api/corrections/c1';
const decision = (order: number, person: string) => act(order, person, { path: `${CASE}/decide`, base: {} });
const scan = (order: number, person: string, given: Partial<QueuedAct> = {}) =>
  act(order, person, {
    ...{ path: `${CASE}/scans`, base: {}, scan: { id: `s${order}`, media: 'image/png', size: 1, digest: `d${order}` } },
    ...given,
  });

test('papers go before the decision on their case, whenever they were added', () => {
  const acts = [act(1, 'b'), decision(2, 'a'), scan(3, 'a'), act(4, 'c'), scan(5, 'a')];
  assert.deepEqual(
    inOrder(acts).map(({ order }) => order),
    [1, 3, 5, 2, 4],
  );
});

test('a paper waits for no act; a decision waits for its papers, one that was refused too, and other cases go on', () => {
  const stopped = act(1, 'a', { state: 'changed' });
  assert.equal(findNext([stopped, scan(2, 'a')])?.order, 2);
  const refused = scan(2, 'a', { state: 'refused' });
  assert.equal(findNext([refused, decision(3, 'a')]), undefined);
  assert.equal(findNext([refused, decision(3, 'a'), scan(4, 'a')])?.order, 4);
  assert.equal(findNext([refused, act(3, 'a')])?.order, 3, 'another act on the same person');
  assert.equal(findNext([scan(2, 'a', { state: 'sent' }), decision(3, 'a')])?.order, 3);
});

test('after an act the officer’s own later acts on that version stand on the new one', () => {
  const [one, two, other] = [act(1, 'a'), act(2, 'a'), act(3, 'a', { base: { a: 7 } })];
  const changed = settleSent([one, two, other], one, { person: 'a', version: 2 }, now);
  assert.deepEqual(
    changed.map(({ order, state, base }) => [order, state, base]),
    [
      [1, 'sent', { a: 1 }],
      [2, 'waiting', { a: 2 }],
    ],
  );
  const both = settleSent(
    [one, two],
    one,
    {
      persons: [
        { person: 'a', version: 2 },
        { person: 'z', version: 9 },
      ],
    },
    now,
  );
  assert.deepEqual(tagsOf(both[1]!), ['a.2']);
});

test('no clear answer leaves the act waiting; a clear one stops it and frees its key', () => {
  const tried = act(1, 'a', { triedAt: now.toISOString() });
  for (const status of [0, 401, 408, 429, 500, 502, 503])
    assert.equal(settleProblem(tried, problem(status)), undefined);
  assert.equal(settleProblem(tried, problem(404, 'web/unreadable')), undefined);
  assert.equal(settleProblem(tried, problem(403, 'kernel/other-caller')), undefined);
  const changed = settleProblem(tried, problem(412));
  assert.deepEqual([changed?.state, changed?.triedAt], ['changed', undefined]);
  const refused = settleProblem(tried, problem(409));
  assert.deepEqual([refused?.state, refused?.triedAt, refused?.problem?.status], ['refused', undefined, 409]);
});

test('an act of which another wording arrived keeps the time of its trial', () => {
  const tried = act(1, 'a', { triedAt: now.toISOString() });
  assert.equal(settleProblem(tried, problem(422, 'kernel/idempotency-mismatch'))?.triedAt, tried.triedAt);
});

test('what was tried longer ago than the server remembers is not sent by itself', () => {
  const at = (ago: number) => act(1, 'a', { triedAt: new Date(now.getTime() - ago).toISOString() });
  assert.equal(judgeAge(at(SURE_MILLISECONDS), now).state, 'waiting');
  assert.equal(judgeAge(at(SURE_MILLISECONDS + 1), now).state, 'unsure');
  assert.equal(judgeAge(act(1, 'a', { madeAt: '2020-01-01T00:00:00Z' }), now).state, 'waiting');
});

test('whatever the server answers, every act is sent once, in order on each record, or stands stopped', () => {
  const step = fc.constantFrom('done', 'done', 'lost', 'changed', 'refused');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }),
      fc.array(step, { minLength: 40, maxLength: 40 }),
      (persons, answers) => {
        const all = new Map(persons.map((person, order) => [`act-${order}`, act(order, person)]));
        const versions: Record<string, number> = { a: 1, b: 1, c: 1 };
        const done: QueuedAct[] = [];
        for (const answer of answers) {
          const next = findNext([...all.values()]);
          if (!next) break;
          const person = next.subject.person!;
          if (answer === 'done') {
            // The server would have stopped it on any other version.
            assert.equal(next.base[person], versions[person]);
            versions[person]! += 1;
            done.push(next);
            const told = { person, version: versions[person]! };
            for (const one of settleSent([...all.values()], next, told, now)) all.set(one.id, one);
          } else if (answer !== 'lost') {
            const settled = settleProblem(next, problem(answer === 'changed' ? 412 : 409));
            all.set(next.id, settled!);
          }
        }
        assert.equal(new Set(done.map(({ id }) => id)).size, done.length);
        for (const person of ['a', 'b', 'c']) {
          const orders = done.filter(({ subject }) => subject.person === person).map(({ order }) => order);
          assert.deepEqual(
            orders,
            orders.toSorted((a, b) => a - b),
          );
        }
        assert.equal(all.size, persons.length);
      },
    ),
  );
});
