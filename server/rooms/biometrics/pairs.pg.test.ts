import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { openTestHouse, type TestHouse } from '#test';
import { openOwner, putRecord } from '../quality/stand.samples.ts';
import { face, fingerOf, forCard, type Given, growSmall, pressRecord, take } from './stand.samples.ts';

let house: TestHouse;
let owner: pg.Client;
/** Two touches of two fingers of one hand. */
const hand = [growSmall('pairs, index'), growSmall('pairs, middle')];
const touches: Given[][] = [];
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
  for (const seed of [1, 2])
    touches.push(hand.map((finger, at) => fingerOf(pressRecord(finger, seed, at + 2), at + 2)));
});
after(async () => {
  await owner?.end();
  await house?.close();
});

interface Pair {
  one: string;
  other: string;
  version: number;
  state: string;
  score: number;
  mine: boolean;
  parts: { modality: string; place: number; score: number; says: string }[];
  left: { person: string; name: string; samples: { sample: string; modality: string }[] };
  right: { person: string; name: string };
  firstBy?: string;
  code?: string;
}

const [first, second, country] = ['hanoi-supervisor', 'hanoi-second', 'country-officer'] as const;
const queue = async (view = 'open', as: string = first) =>
  (await house.ask<{ pairs: Pair[] }>(as, 'GET', `/api/biometrics/pairs?view=${view}`)).body.pairs;
const read = (pair: Pick<Pair, 'one' | 'other'>, as: string = first) =>
  house.ask<Pair>(as, 'GET', `/api/biometrics/pairs/${pair.one}/${pair.other}`, undefined, forCard);
const judge = (pair: Pick<Pair, 'one' | 'other' | 'version'>, act: string, as: string = first, headers = {}) =>
  house.ask<Pair>(
    ...([as, 'POST', `/api/biometrics/pairs/${pair.one}/${pair.other}/verdict`] as const),
    ...([
      { act, version: pair.version },
      { ...forCard, ...headers },
    ] as const),
  );
const standing = async (person: string) =>
  (await house.ask<{ standing: string }>(first, 'GET', `/api/biometrics/persons/${person}`, undefined, forCard)).body
    .standing;
const linesOf = async (person: string) =>
  (
    await owner.query<{ type: string; kind: string }>(
      String.raw`SELECT line::json->>'type' AS type, line::json->>'kind' AS kind
       FROM kernel.journal_block, unnest(string_to_array(lines, E'\n')) AS line
       WHERE line::jsonb->'subjects' ? $1
       ORDER BY line::json->>'receivedAt'`,
      [person],
    )
  ).rows;

/** Who has samples of that hand by now. */
let enrolled: string[] = [];

/** Two records, enrolled with touches of the same fingers, and nobody else's beside them. */
async function enrolTwice(place = { province: '01', commune: '00004' }) {
  for (const person of enrolled)
    await house.ask(country, 'POST', `/api/biometrics/persons/${person}/erase`, { reason: 'unlawful' }, forCard);
  const persons: [string, string] = [
    await putRecord(owner, { name: 'Trần Văn Một' }),
    await putRecord(owner, { name: 'Lê Văn Hai' }, place),
  ];
  enrolled = persons;
  const taken = [await take(house, persons[0], touches[0]!), await take(house, persons[1], touches[1]!, {}, country)];
  const pairs = await queue('open', country);
  const pair = pairs.find(({ one, other }) => persons.includes(one) && persons.includes(other))!;
  return { persons, taken, pair };
}

describe('one person under two names', () => {
  let pair: Pair;
  let persons: [string, string];
  before(async () => {
    const made = await enrolTwice();
    ({ pair, persons } = made);
    assert.deepEqual(
      made.taken.map(({ body }) => body.waiting),
      [0, 1],
    );
  });

  test('is found at the second enrolment, and the queue says why without a name', async () => {
    assert.equal(pair.state, 'open');
    assert.ok(pair.score >= 65, String(pair.score));
    assert.deepEqual(pair.parts.map(({ place }) => place).sort(), [2, 3]);
    assert.ok(pair.parts.every(({ says }) => says === 'same'));
    assert.ok(!JSON.stringify(await queue()).includes('Trần'));
    for (const person of persons) {
      assert.equal(await standing(person), 'waiting');
      assert.ok((await linesOf(person)).some(({ type }) => type === 'biometrics-alike'));
    }
  });

  test('is shown side by side, which both can read', async () => {
    const { body } = await read(pair);
    assert.deepEqual([body.left.name, body.right.name].sort(), ['Lê Văn Hai', 'Trần Văn Một']);
    for (const person of persons)
      assert.ok((await linesOf(person)).some(({ kind, type }) => kind === 'look' && type === 'biometrics-pair'));
    const url = `/api/biometrics/pairs/${pair.one}/${pair.other}/samples`;
    const { sample } = body.left.samples[0]!;
    assert.equal((await house.as(first, { method: 'GET', url: `${url}/${sample}`, headers: forCard })).statusCode, 200);
    const stranger = (await take(house, await putRecord(owner, {}), [face])).body.samples[0]!.sample;
    assert.equal(
      (await house.as(first, { method: 'GET', url: `${url}/${stranger}`, headers: forCard })).statusCode,
      404,
    );
  });

  test('is judged by one officer and confirmed by a second; until then the first can take it back', async () => {
    assert.equal((await judge(pair, 'confirm', second)).body.code, 'biometrics/pair-state');
    let now = (await judge(pair, 'same')).body;
    assert.equal(now.state, 'proposed');
    const again = { ...pair, version: now.version };
    assert.equal((await judge(again, 'confirm')).body.code, 'biometrics/four-eyes');
    assert.equal((await judge(again, 'undo', second)).body.code, 'biometrics/pair-state');
    now = (await judge(again, 'undo')).body;
    assert.equal(now.state, 'open');
    assert.equal((await read(pair)).body.firstBy, undefined);
    now = (await judge({ ...pair, version: now.version }, 'same')).body;
    assert.deepEqual(
      (await queue('proposed')).map(({ mine }) => mine),
      [true],
    );
    now = (await judge({ ...pair, version: now.version }, 'refuse', second)).body;
    assert.equal(now.state, 'open');
    now = (await judge({ ...pair, version: now.version }, 'same', second)).body;
    now = (await judge({ ...pair, version: now.version }, 'confirm')).body;
    assert.equal(now.state, 'same');
    assert.equal((await judge({ ...pair, version: now.version }, 'undo')).body.code, 'biometrics/pair-state');
    assert.deepEqual([await standing(persons[0]), await standing(persons[1])], ['same', 'same']);
    const said = (await linesOf(persons[0]))
      .map(({ type }) => type)
      .filter((type) => type.startsWith('biometrics-pair-'));
    assert.deepEqual(
      said.map((type) => type.slice('biometrics-pair-'.length)),
      ['same', 'undo', 'same', 'refuse', 'same', 'confirm'],
    );
  });

  test('is the business of officers who may judge, of the area of either', async () => {
    assert.equal((await read(pair, 'hanoi-officer')).status, 403);
    assert.equal((await judge(pair, 'same', 'hanoi-officer')).status, 403);
    assert.equal((await judge(pair, 'same', 'test-administrator')).status, 403);
    const far = await enrolTwice({ province: '79', commune: '26740' });
    assert.ok((await queue()).some(({ one, other }) => one === far.pair.one && other === far.pair.other));
    assert.equal((await read(far.pair)).status, 200);
  });
});

test('of two officers who judge at once one is told that the other was there', async () => {
  const { pair, persons } = await enrolTwice();
  const answers = await Promise.all([
    judge(pair, 'same'),
    judge(pair, 'different', second),
    judge(pair, 'unsure', country),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
  for (const { status, body } of answers) if (status === 409) assert.equal(body.code, 'biometrics/pair-changed');
  const said = (await linesOf(persons[0])).filter(({ type }) => type.startsWith('biometrics-pair-'));
  assert.equal(said.length, 1);
});

test('a verdict that is sent twice is given once', async () => {
  const { pair } = await enrolTwice();
  const key = { 'idempotency-key': '0190a0a0-0000-7000-8000-00000000aaaa' };
  const answers = await Promise.all([judge(pair, 'unsure', first, key), judge(pair, 'unsure', first, key)]);
  assert.deepEqual(
    answers.map(({ body }) => [body.state, body.version]),
    [
      ['unsure', 2],
      ['unsure', 2],
    ],
  );
});

test('two who were told apart are not suspected again when one is enrolled anew; the word can be taken back', async () => {
  const { pair, persons } = await enrolTwice();
  const told = await judge(pair, 'different');
  assert.equal((await take(house, persons[1], touches[1]!)).body.waiting, 0);
  assert.equal((await read(pair)).body.state, 'different');
  assert.equal(await standing(persons[0]), 'clear');
  assert.equal((await judge({ ...pair, version: told.body.version }, 'undo', second)).body.state, 'open');
});

test('who else an enrolled person may be is explained, for a reason, and all shown were looked at', async () => {
  const { persons } = await enrolTwice();
  const { body } = await house.ask<{ candidates: (Pair & { person: string })[] }>(
    ...([first, 'GET', `/api/biometrics/persons/${persons[0]}/duplicates`, undefined, forCard] as const),
  );
  assert.equal(body.candidates[0]!.person, persons[1]);
  assert.deepEqual(
    body.candidates[0]!.parts.map(({ says }) => says),
    ['same', 'same'],
  );
  for (const person of body.candidates.map((one) => one.person))
    assert.ok((await linesOf(person)).some(({ kind, type }) => kind === 'look' && type === 'biometrics-search'));
});

test('what is erased while others search is named by no search that begins after it, and its pair waits no more', async () => {
  const { pair, persons } = await enrolTwice();
  const search = () =>
    house.ask<{ candidates: { person: string }[]; code?: string }>(
      ...([first, 'GET', `/api/biometrics/persons/${persons[0]}/duplicates`, undefined, forCard] as const),
    );
  const names = ({ body }: Awaited<ReturnType<typeof search>>) => body.candidates.map(({ person }) => person);
  assert.ok(names(await search()).includes(persons[1]));
  const erasing = house.ask(
    ...([first, 'POST', `/api/biometrics/persons/${persons[1]}/erase`, { reason: 'withdrawn' }, forCard] as const),
  );
  const meanwhile = await Promise.all(Array.from({ length: 8 }, search));
  assert.deepEqual([...new Set(meanwhile.map(({ status }) => status))], [200]);
  assert.equal((await erasing).status, 200);
  assert.ok(!names(await search()).includes(persons[1]));
  assert.equal((await read(pair)).body.code, 'biometrics/pair-unknown');
  assert.equal(await standing(persons[0]), 'clear');
});
