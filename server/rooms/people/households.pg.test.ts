import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import {
  type BirthSample,
  baDinh,
  saiGon,
  sampleBirth,
  sampleDeath,
  sampleGround,
  sampleGuardian,
  sampleMove,
} from './samples.ts';
import type { RelativeView } from './views.ts';

type Done = { person: string; act: string; code: string; pointer: string; persons: Done[] };
type Member = { person: string; relationToHead: string };
type Seen = { record: { household?: { id: string; relationToHead: string } } | null };

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const officer = 'hanoi-officer';
const ask = <Body>(method: 'GET' | 'POST', url: string, body?: unknown, who = officer) =>
  house.ask<Body>(who, method, url, body);
const change = (person: string, body: object, on = '2026-02-01', who = officer) =>
  ask<Done>(
    'POST',
    `/api/people/${person}/acts/household`,
    { ...sampleGround('application', 'residence-law-25'), on, ...body },
    who,
  );
const split = (person: string, members: Member[] = [], on?: string) => change(person, { change: 'split', members }, on);
const join = (person: string, other: string, relationToHead = 'child', on?: string) =>
  change(person, { change: 'join', with: other, relationToHead }, on);
const leave = (person: string, on?: string) => change(person, { change: 'leave' }, on);
const head = (person: string, members: Member[], on?: string) => change(person, { change: 'head', members }, on);
const household = async (person: string, on?: string) =>
  (await ask<Seen>('GET', `/api/people/${person}${on ? `/at?on=${on}` : ''}`)).body.record?.household;
const role = async (person: string, on?: string) => (await household(person, on))?.relationToHead;
const members = async (person: string) =>
  (await ask<{ relatives: RelativeView[] }>('GET', `/api/people/${person}/relatives`)).body.relatives
    .filter((one) => one.relationToHead)
    .map((one) => [one.person, one.relationToHead]);
const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

async function born(given: BirthSample = {}, who = officer): Promise<string> {
  const { status, body } = await ask<Done>('POST', '/api/people/acts/birth', sampleBirth(given), who);
  assert.equal(status, 201, JSON.stringify(body));
  return body.person;
}
const adult = () => born({ birthDate: '1980-02-02' });
const child = () => born({ birthDate: '2015-02-02' });

/** A household of a head, a spouse and a child, since 2020. */
async function home() {
  const [first, spouse, young] = [await adult(), await adult(), await child()];
  assert.equal((await split(first, [], '2020-01-01')).status, 200);
  await join(spouse, first, 'spouse', '2020-01-01');
  await join(young, spouse, 'child', '2020-01-01');
  return { first, spouse, young };
}

describe('a household', () => {
  test('is joined and left from a day on, and each member’s record says so', async () => {
    const { first, spouse, young } = await home();
    assert.deepEqual([await role(first), await role(spouse), await role(young)], ['head', 'spouse', 'child']);
    assert.equal((await household(young))?.id, (await household(first))?.id);
    assert.deepEqual(
      new Map((await members(first)) as [string, string][]),
      new Map([
        [spouse, 'spouse'],
        [young, 'child'],
      ]),
    );
    assert.equal((await leave(young, '2025-01-01')).status, 200);
    assert.deepEqual([await role(young), await role(young, '2024-12-31')], [undefined, 'child']);
    assert.deepEqual(await members(first), [[spouse, 'spouse']]);
    assert.deepEqual(refused(await leave(young)), [409, 'people/household-missing']);
  });

  test('is split: one opens a household of their own and others come along', async () => {
    const { first, spouse, young } = await home();
    const { status, body } = await split(spouse, [{ person: young, relationToHead: 'child' }]);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(
      body.persons.map((one) => one.person),
      [spouse, young],
    );
    assert.deepEqual([await role(first), await role(spouse), await role(young)], ['head', 'head', 'child']);
    assert.notEqual((await household(spouse))?.id, (await household(first))?.id);
    assert.equal((await household(spouse))?.id, (await household(young))?.id);
    assert.deepEqual(await members(first), []);
    assert.equal(await role(spouse, '2026-01-31'), 'spouse');
    const { rows } = await house.kernel.database.pool.query(
      'SELECT commune FROM people.household WHERE household = $1',
      [(await household(spouse))!.id],
    );
    assert.equal(rows[0]?.commune, baDinh.unit);
  });

  test('gets another head, to whom each member’s relation is said anew', async () => {
    const { first, spouse, young } = await home();
    const all = [
      { person: first, relationToHead: 'spouse' },
      { person: young, relationToHead: 'child' },
    ];
    for (const said of [
      all.slice(0, 1),
      [...all, all[0]!],
      [all[0]!, all[0]!],
      [...all, { person: spouse, relationToHead: 'child' }],
    ])
      assert.deepEqual(refused(await head(spouse, said)), [400, 'people/household-members']);
    assert.equal((await head(spouse, all)).status, 200);
    assert.deepEqual([await role(first), await role(spouse), await role(young)], ['spouse', 'head', 'child']);
    assert.deepEqual([await role(first, '2026-01-31'), await role(spouse, '2026-01-31')], ['head', 'spouse']);
    assert.deepEqual(refused(await head(spouse, all)), [409, 'people/already-head']);
    assert.equal((await leave(first)).status, 200);
  });

  test('keeps its head while others stay', async () => {
    const { first, spouse, young } = await home();
    const other = await adult();
    await split(other);
    for (const answer of [
      await leave(first),
      await join(first, other, 'other'),
      await split(spouse, [{ person: first, relationToHead: 'spouse' }]),
    ])
      assert.deepEqual(refused(answer), [409, 'people/head-stays']);
    await leave(spouse);
    await leave(young);
    assert.equal((await join(first, other, 'other')).status, 200);
  });

  test('whose head has died gets another from those who live', async () => {
    const { first, spouse, young } = await home();
    await ask('POST', `/api/people/${first}/acts/death`, sampleDeath('2025-05-05'));
    const said = [{ person: young, relationToHead: 'child' }];
    assert.deepEqual(refused(await leave(first)), [409, 'people/head-stays']);
    assert.equal((await head(spouse, said)).status, 200);
    assert.deepEqual([await role(first), await role(spouse)], ['head', 'head']);
  });

  test('has a head of full civil capacity, where a member is', async () => {
    const { first, spouse, young } = await home();
    const said = [
      { person: first, relationToHead: 'parent' },
      { person: spouse, relationToHead: 'parent' },
    ];
    assert.deepEqual(refused(await head(young, said)), [409, 'people/head-incapable']);
    assert.deepEqual(refused(await split(young)), [409, 'people/head-incapable']);
    const court = sampleGround('court-decision', 'civil-code-54');
    await ask('POST', '/api/people/acts/guardian', { ...sampleGuardian(spouse, first, '2025-01-01'), ...court });
    assert.deepEqual(refused(await split(spouse)), [409, 'people/head-incapable']);
  });

  test('is at one place: who lives elsewhere moves first', async () => {
    const { first } = await home();
    const far = await born({ birthRegistrationPlace: saiGon, permanentResidence: saiGon }, 'saigon-officer');
    const into = { change: 'join', with: first, relationToHead: 'other' };
    assert.deepEqual(refused(await change(far, into, '2026-02-01', 'saigon-officer')), [
      409,
      'people/household-elsewhere',
    ]);
    await ask('POST', `/api/people/${far}/acts/move`, sampleMove(baDinh, '2026-01-15'));
    assert.equal((await change(far, into)).status, 200);
  });

  test('is changed by the person’s own office alone', async () => {
    const { spouse } = await home();
    assert.deepEqual(refused(await change(spouse, { change: 'leave' }, '2026-02-01', 'saigon-officer')), [
      403,
      'kernel/out-of-area',
    ]);
  });

  test('is not joined twice, nor with somebody who has none, nor before what was registered last', async () => {
    const { first, spouse } = await home();
    const alone = await adult();
    assert.deepEqual(refused(await join(spouse, first)), [409, 'people/household-same']);
    assert.deepEqual(refused(await join(spouse, alone)), [409, 'people/household-missing']);
    assert.deepEqual(refused(await leave(spouse, '2019-12-31')), [400, 'people/date-impossible']);
    assert.deepEqual(refused(await leave(spouse, '2099-01-01')), [400, 'people/date-in-future']);
    assert.deepEqual(refused(await split(alone, [{ person: spouse, relationToHead: 'spouse' }])), [
      400,
      'people/household-members',
    ]);
    assert.deepEqual(refused(await split(alone, [{ person: 'nobody', relationToHead: 'spouse' }])), [
      404,
      'people/person-unknown',
    ]);
    assert.equal((await change(spouse, { change: 'join', with: first, relationToHead: 'head' })).status, 400);
  });

  test('keeps one head under acts at once', async () => {
    const { first, spouse, young } = await home();
    const other = await adult();
    await join(other, first, 'other');
    const answers = await Promise.all([
      head(spouse, [
        { person: first, relationToHead: 'spouse' },
        { person: young, relationToHead: 'child' },
        { person: other, relationToHead: 'other' },
      ]),
      head(other, [
        { person: first, relationToHead: 'other' },
        { person: young, relationToHead: 'other' },
        { person: spouse, relationToHead: 'other' },
      ]),
      leave(young),
    ]);
    for (const { status } of answers) assert.ok([200, 400, 409].includes(status), String(status));
    const roles = await Promise.all([first, spouse, other].map((one) => role(one)));
    assert.equal(roles.filter((one) => one === 'head').length, 1, String(roles));
  });

  test('is named by its words when a preview changes one for another', async () => {
    const { first, spouse } = await home();
    const { body } = await ask<{ sentence: string; changes: { id: string; before: string; after: string }[] }>(
      'POST',
      '/api/people/preview',
      {
        person: spouse,
        act: 'household',
        body: { ...sampleGround('application', 'residence-law-25'), on: '2026-02-01', change: 'split', members: [] },
      },
    );
    const say = (key: string) => house.kernel.words.say('en', key);
    assert.deepEqual(
      new Map(body.changes.map(({ id, before: was, after: is }) => [id, [was, is]])),
      new Map([
        ['relationToHead', [say('value.relationToHead.spouse'), say('value.relationToHead.head')]],
        ['household', [say('value.household.registered'), say('value.household.another')]],
      ]),
    );
    assert.equal(await role(spouse), 'spouse');
    assert.equal(await role(first), 'head');
  });
});
