import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import type { Entry } from '#kernel';
import { country, openTestHouse, type TestHouse } from '#test';
import { sampleGround } from '../people/samples.ts';
import { countRegister } from './index.ts';
import { openOwner, putRecord } from './stand.samples.ts';

let house: TestHouse;
let owner: pg.Client;
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
});
after(async () => {
  await owner?.end();
  await house?.close();
});

interface Pair {
  left: { person: string; name: string };
  right: { person: string };
  state: string;
  score: {
    probability: number;
    weight: number;
    because: { field: string; fieldName: string; levelText: string; bits: number }[];
  };
}
interface Answer {
  total: number;
  done: number;
  pair?: Pair;
  next?: { left: string; right: string };
  id: string;
  code?: string;
}

const [supervisor, second] = ['hanoi-supervisor', 'hanoi-second'] as const;
const count = () => countRegister({ kernel: house.kernel, country });
const read = (unit: string, pair: { left?: string; right?: string } = {}, who: string = supervisor, headers = {}) => {
  const query = new URLSearchParams({ unit, ...pair });
  return house.ask<Answer>(who, 'GET', `/api/quality/indicators/unique-name/pairs?${query}`, undefined, headers);
};
const keysOf = ({ left, right }: Pair) => ({ person: left.person, other: right.person });
const asAsked = ({ left, right }: Pair) => ({ left: left.person, right: right.person });
const say = (verdict: 'apart' | 'apart/undo', pair: object, who: string = supervisor) =>
  house.ask<Answer>(who, 'POST', `/api/quality/pairs/${verdict}`, pair);
const progress = async (unit: string) => {
  const { done, total } = (await read(unit)).body;
  return `${done} of ${total}`;
};
const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

/** Pairs of namesakes in a commune of its own, counted. */
async function suspect(
  commune: string,
  names: readonly string[],
  elsewhere = { province: '01', commune },
): Promise<void> {
  for (const name of names)
    for (const place of [{ province: '01', commune }, elsewhere]) {
      const permanentResidence = { unit: place.commune, on: '2025-07-01' };
      await putRecord(owner, { name, birthDate: '1990-05-18', permanentResidence }, place);
    }
  await count();
}

async function propose({ left, right }: Pair): Promise<string> {
  const body = { ...sampleGround('police-decision', 'identification-law-12'), kind: 'merge' };
  const { status, body: made } = await house.ask<Answer>(supervisor, 'POST', '/api/people/proposals', {
    ...body,
    target: left.person,
    source: right.person,
  });
  assert.equal(status, 201, JSON.stringify(made));
  return made.id;
}

test('a pair stands with what each field says of it, and both persons can read that they were looked at', async () => {
  await suspect('00008', ['Trần Thị Đôi']);
  const { pair } = (await read('00008')).body;
  const { because, weight, probability } = pair!.score;
  const sum = because.reduce((all, { bits }) => all + bits, 0);
  assert.ok(Math.abs(sum - weight) < 0.1, `${sum} is not ${weight}`);
  assert.ok(probability > 0 && probability < 1);
  const birth = because.find(({ field }) => field === 'birthDate')!;
  assert.deepEqual([birth.fieldName, birth.levelText, birth.bits > 0], ['Date of birth', 'the same', true]);
  const { rows } = await owner.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  const looks = rows
    .flatMap(({ lines }) => lines.split('\n'))
    .map((line) => JSON.parse(line) as Entry)
    .filter(({ type, data }) => type === 'quality-pair' && data?.unit === '00008');
  assert.deepEqual(
    looks.map(({ kind, subjects }) => [kind, [...subjects].sort()]),
    [['look', [pair!.left.person, pair!.right.person].sort()]],
  );
});

test('numbers of two records always differ, and so say nothing of a pair', async () => {
  await suspect('00025', ['Trần Thị Số']);
  const { because } = (await read('00025')).body.pair!.score;
  assert.deepEqual(
    because.filter(({ field }) => field === 'pin'),
    [],
  );
});

test('pairs come one after the other, each once, until none is left; progress says how far', async () => {
  await suspect('00070', ['Trần Thị Một', 'Trần Thị Hai', 'Trần Thị Ba']);
  const names: string[] = [];
  for (let done = 0; done < 3; done++) {
    const { body } = await read('00070');
    assert.deepEqual([body.done, body.total, body.next === undefined], [done, 3, done === 2]);
    names.push(body.pair!.left.name);
    assert.equal((await say('apart', keysOf(body.pair!))).status, 204);
  }
  assert.deepEqual(names.sort(), ['Trần Thị Ba', 'Trần Thị Hai', 'Trần Thị Một']);
  const { pair, done, total } = (await read('00070')).body;
  assert.deepEqual([pair, done, total], [undefined, 3, 3]);
});

test('a pair left for later comes again after the others', async () => {
  await suspect('00082', ['Trần Thị Sớm', 'Trần Thị Muộn']);
  const first = (await read('00082')).body;
  const other = (await read('00082', first.next)).body;
  assert.notEqual(other.pair!.left.name, first.pair!.left.name);
  const back = (await read('00082', other.next)).body;
  assert.equal(back.pair!.left.name, first.pair!.left.name);
});

describe('"two persons"', () => {
  test('taken back, the pair is suspected at once and after the next count', async () => {
    await suspect('00091', ['Trần Thị Lại']);
    const { pair } = (await read('00091')).body;
    await say('apart', keysOf(pair!));
    assert.equal(await progress('00091'), '1 of 1');
    // The other way round is the same pair.
    assert.equal((await say('apart/undo', { person: pair!.right.person, other: pair!.left.person })).status, 204);
    assert.equal(await progress('00091'), '0 of 1');
    assert.deepEqual(refused(await say('apart/undo', keysOf(pair!))), [409, 'quality/pair-not-apart']);
    await count();
    assert.equal(await progress('00091'), '0 of 1');
  });

  test('stands after the next count, is then out of the list, and can still be seen and taken back', async () => {
    await suspect('00103', ['Trần Thị Xa']);
    const { pair } = (await read('00103')).body;
    await say('apart', keysOf(pair!));
    await count();
    assert.equal(await progress('00103'), '0 of 0');
    assert.equal((await read('00103', asAsked(pair!))).body.pair?.state, 'apart');
    assert.equal((await say('apart/undo', keysOf(pair!), second)).status, 204);
    assert.equal((await read('00103')).body.pair?.state, 'open');
  });

  test('is said by whoever may propose merges, within the area of one of both, and by nobody else', async () => {
    await suspect('00136', ['Trần Thị Riêng'], { province: '79', commune: '26740' });
    const { pair } = (await read('00136')).body;
    const keys = keysOf(pair!);
    for (const who of ['test-administrator', 'hanoi-officer', 'test-auditor'])
      assert.deepEqual(refused(await say('apart', keys, who)), [403, 'kernel/forbidden'], who);
    const [one, other] = [0, 1].map(() =>
      putRecord(owner, { name: 'Trần Thị Nam', birthDate: '1990-05-18' }, { province: '79', commune: '26740' }),
    );
    const elsewhere = { person: await one, other: await other };
    await count();
    for (const verdict of ['apart', 'apart/undo'] as const)
      assert.deepEqual(refused(await say(verdict, elsewhere)), [403, 'kernel/out-of-area'], verdict);
    assert.equal((await say('apart', keys)).status, 204);
  });

  test('is not said of two of whom nobody thinks that they are one', async () => {
    const [person, other] = [await putRecord(owner, {}), await putRecord(owner, {})];
    assert.deepEqual(refused(await say('apart', { person, other })), [404, 'quality/pair-unknown']);
    assert.deepEqual(refused(await say('apart', { person, other: person })), [404, 'quality/pair-unknown']);
    assert.deepEqual(refused(await read('00004', { left: person, right: other })), [404, 'quality/pair-unknown']);
  });
});

test('a proposed merge counts as judged and stands against "two persons"; refused, the pair is open again', async () => {
  await suspect('00118', ['Trần Thị Gộp']);
  const { pair } = (await read('00118')).body;
  const proposal = await propose(pair!);
  assert.equal(await progress('00118'), '1 of 1');
  assert.equal((await read('00118', asAsked(pair!))).body.pair?.state, 'proposed');
  assert.deepEqual(refused(await say('apart', keysOf(pair!))), [409, 'quality/pair-proposed']);
  await house.ask(second, 'POST', `/api/people/proposals/${proposal}/decide`, { approve: false, reason: 'twins' });
  assert.equal((await read('00118')).body.pair?.state, 'open');
});

test('a merged pair is judged, before the next count as well', async () => {
  await suspect('00127', ['Trần Thị Xong']);
  const { pair } = (await read('00127')).body;
  const proposal = await propose(pair!);
  const decided = await house.ask(second, 'POST', `/api/people/proposals/${proposal}/decide`, {
    approve: true,
    reason: 'compared with the papers',
  });
  assert.equal(decided.status, 200, JSON.stringify(decided.body));
  assert.deepEqual(
    [await progress('00127'), (await read('00127', asAsked(pair!))).body.pair?.state],
    ['1 of 1', 'merged'],
  );
});

describe('pairs are shown', () => {
  test('to whoever may see records and figures, in the own area, for a stated purpose', async () => {
    for (const who of ['test-administrator', 'hanoi-officer'])
      assert.deepEqual(refused(await read('00008', {}, who)), [403, 'kernel/forbidden'], who);
    assert.deepEqual(refused(await read('26740')), [403, 'kernel/out-of-area']);
    assert.equal((await read('00008', {}, supervisor, { 'dancu-purpose': '' })).body.code, 'kernel/purpose-missing');
  });

  test('of an indicator that suspects somebody of two records, and of no other', async () => {
    for (const id of ['has-mother', 'name-odd']) {
      const answer = await house.ask<Answer>(supervisor, 'GET', `/api/quality/indicators/${id}/pairs?unit=00008`);
      assert.deepEqual(refused(answer), [409, 'quality/indicator-without-pairs'], id);
    }
  });
});
