import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type pg from 'pg';
import { openTestHouse, type TestHouse } from '#test';
import { growSmall, pressRecord } from '../biometrics/stand.samples.ts';
import { face, forCard, readCard } from '../cards/stand.samples.ts';
import { openOwner, putRecord } from '../quality/stand.samples.ts';

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

interface Said {
  enrolment: string;
  card: string;
  state: string;
  alike?: boolean;
  code?: string;
  pointer?: string;
  fingers?: number[];
  known: { field: string; value: string }[];
  kinds: { id: string; takes: boolean; takesFrom?: number; reasons: { id: string }[] }[];
  held: { portrait: boolean; fingers: number[] };
  underWay?: { card: string; state: string };
  enrolments: { card: string; fingers: number }[];
}
const grown = new Map<string, ReturnType<typeof growSmall>>();
/** A finger of somebody’s, as a scanner’s record. */
function fingerOf(seed: string, place: number, touch = 1) {
  const known = grown.get(seed) ?? growSmall(seed);
  grown.set(seed, known);
  return { place, content: pressRecord(known, touch, place).toString('base64') };
}
const missingBut = (...places: number[]) =>
  Array.from({ length: 10 }, (_, at) => at + 1)
    .filter((place) => !places.includes(place))
    .map((place) => ({ modality: 'finger', place, reason: 'bandaged' }));
/** Both index fingers and a portrait; why the others are missing. */
const setOf = (seed: string, touch = 1) => ({
  portrait: face.content,
  fingers: [fingerOf(`${seed} 2`, 2, touch), fingerOf(`${seed} 7`, 7, touch)],
  missing: missingBut(2, 7),
});
const enrol = (body: object, who = 'hanoi-supervisor', headers: Record<string, string> = {}) =>
  house.ask<Said>(
    ...([who, 'POST', '/api/enrolment/enrolments'] as const),
    { kind: 'identity-card', reason: 'first', confirmed: true, fingers: [], missing: [], ...body },
    { ...forCard, ...headers },
  );
const look = (person: string, who = 'hanoi-supervisor') =>
  house.ask<Said>(who, 'GET', `/api/enrolment/persons/${person}`, undefined, forCard);
const cardsOf = (person: string) =>
  house.kernel.database.transact((transaction) => house.cards.cardsOf(transaction, person));

describe('somebody at the counter', () => {
  test('is seen as the register knows them, enrolled in one act, and nothing is left to take', async () => {
    const person = await putRecord(owner, {});
    const before = await look(person);
    assert.equal(before.body.known.find(({ field }) => field === 'sex')?.value, 'Female');
    assert.deepEqual(
      before.body.kinds.map(({ id, takes }) => [id, takes]),
      [['identity-card', true]],
    );
    const rules = await house.ask<Said>('hanoi-supervisor', 'GET', '/api/enrolment/rules');
    assert.equal(rules.body.kinds.find(({ id }) => id === 'identity-card')?.takesFrom, 6);
    const said = await enrol({ person, ...setOf(person) });
    assert.equal(said.status, 201, JSON.stringify(said.body));
    assert.equal(said.body.state, 'deduplicated');
    const { steps } = await readCard(house, said.body.card);
    assert.deepEqual(
      steps.map(({ state }) => state),
      ['requested', 'enrolled', 'deduplicated'],
    );
    const { held, underWay } = (await look(person)).body;
    assert.deepEqual(held.fingers, [2, 7]);
    assert.equal(underWay?.card, said.body.card);
    const url = `/api/enrolment/enrolments?day=${house.kernel.clock.today()}`;
    const listed = await house.ask<Said>('hanoi-supervisor', 'GET', url);
    assert.ok(listed.body.enrolments.some(({ card, fingers }) => card === said.body.card && fingers === 2));
    const { rows } = await owner.query(
      `SELECT FROM kernel.journal_block WHERE lines LIKE '%"type":"enrolled"%' AND lines LIKE $1`,
      [`%${person}%`],
    );
    assert.equal(rows.length, 1);
  });

  test('who asked for a card before is enrolled for that one', async () => {
    const person = await putRecord(owner, {});
    const asked = await house.ask<Said>(
      ...(['hanoi-supervisor', 'POST', `/api/cards/persons/${person}`] as const),
      { kind: 'identity-card', reason: 'first' },
      forCard,
    );
    const said = await enrol({ person, reason: undefined, ...setOf(person) });
    assert.equal(said.body.card, asked.body.card, JSON.stringify(said.body));
  });

  test('is enrolled once, also when the same request comes several times together', async () => {
    const person = await putRecord(owner, {});
    const set = setOf(person);
    const key = `enrol-${person}`;
    const said = await Promise.all(
      [1, 2, 3].map(() => enrol({ person, ...set }, 'hanoi-supervisor', { 'idempotency-key': key })),
    );
    assert.ok(said.some(({ status }) => status === 201));
    assert.equal(new Set(said.filter(({ status }) => status === 201).map(({ body }) => body.card)).size, 1);
    assert.equal((await cardsOf(person)).length, 1);
    assert.equal((await enrol({ person, ...set })).body.code, 'cards/step-wrong');
  });

  test('of whom something is missing is not enrolled, and nothing of it is kept', async () => {
    const person = await putRecord(owner, {});
    const { portrait, fingers, missing } = setOf(person);
    for (const [body, code, pointer] of [
      [{ fingers, missing }, 'enrolment/incomplete', '/portrait'],
      [{ portrait, fingers, missing: missing.slice(1) }, 'enrolment/incomplete', '/fingers'],
      [{ portrait, fingers, missing, confirmed: false }, 'enrolment/not-confirmed', '/confirmed'],
      [{ portrait, fingers, missing, reason: undefined }, 'enrolment/reason-missing', '/reason'],
      [{ portrait, fingers, missing, reason: 'nix' }, 'cards/reason-wrong', '/reason'],
      [
        { portrait, fingers, missing: [{ ...missing[0]!, reason: 'refused' }] },
        'enrolment/reason-not-allowed',
        '/missing/0/reason',
      ],
      [{ portrait, fingers: [fingers[0]!, fingers[0]!], missing }, 'biometrics/place-twice', '/fingers/1'],
      [{ portrait: 'A'.repeat(64), fingers, missing }, 'biometrics/format-wrong', '/portrait'],
    ] as const) {
      const said = await enrol({ person, ...body });
      assert.deepEqual([said.body.code, said.body.pointer], [code, pointer], JSON.stringify(said.body));
    }
    const { held } = (await look(person)).body;
    assert.deepEqual([held.portrait, held.fingers], [false, []]);
    assert.deepEqual(await cardsOf(person), []);
  });

  test('whatever bytes come as a finger are refused or kept, and never break the counter', async () => {
    const person = await putRecord(owner, {});
    const { portrait, missing } = setOf(person);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 400 }), fc.boolean(), async (noise, begun) => {
        const bytes = begun ? Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), noise]) : Buffer.from(noise);
        const fingers = [{ place: 2, content: bytes.toString('base64') }];
        const said = await enrol({ person, portrait, fingers, missing: [...missing, ...missingBut().slice(6, 7)] });
        assert.equal(said.status, 400, JSON.stringify(said.body));
        assert.equal(said.body.pointer, '/fingers/0');
      }),
      { numRuns: 30 },
    );
  });

  test('under six nothing is taken, and a child’s card is asked for all the same', async () => {
    const born = { birthDate: '2022-02-02' };
    const person = await putRecord(owner, born);
    assert.deepEqual(
      (await look(person)).body.kinds.map(({ takes }) => takes),
      [false],
    );
    assert.equal((await enrol({ person, ...setOf(person) })).body.code, 'enrolment/nothing-to-take');
    assert.equal((await enrol({ person })).body.state, 'deduplicated');
    const child = await putRecord(owner, { birthDate: '2018-02-02' });
    assert.equal((await enrol({ person: child, ...setOf(child) })).body.state, 'deduplicated');
  });

  test('without hands is enrolled with the reason of each finger', async () => {
    const person = await putRecord(owner, {});
    const missing = missingBut().map((one) => ({ ...one, reason: 'amputated' }));
    const said = await enrol({ person, portrait: face.content, missing });
    assert.equal(said.body.state, 'deduplicated', JSON.stringify(said.body));
  });

  test('who has been enrolled under another name is caught, and waits for two officers', async () => {
    const one = await putRecord(owner, {});
    const other = await putRecord(owner, { name: 'Lê Văn Khác', sex: 'male' });
    const first = await enrol({ person: one, ...setOf('the same hands') });
    assert.equal(first.body.state, 'deduplicated', JSON.stringify(first.body));
    const second = await enrol({ person: other, ...setOf('the same hands', 2) });
    assert.deepEqual([second.body.state, second.body.alike], ['enrolled', true], JSON.stringify(second.body));
  });

  test('is of the officer’s area, and the officer of those who enrol', async () => {
    const person = await putRecord(owner, {});
    assert.equal((await look(person, 'hanoi-officer')).status, 403);
    assert.equal((await look(person, 'test-auditor')).status, 403);
    const away = await putRecord(owner, {}, { province: '79', commune: '26734' });
    assert.equal((await look(away)).body.code, 'kernel/out-of-area');
    assert.equal((await enrol({ person: away, ...setOf(away) })).body.code, 'kernel/out-of-area');
  });
});

describe('what a mobile team took without a line', () => {
  const ago = (days: number) => new Date(house.kernel.clock.now().getTime() - days * 86_400_000).toISOString();

  test('arrives later, once, by the number that was typed', async () => {
    const person = await putRecord(owner, {});
    const { rows } = await owner.query('SELECT value FROM people.identifier WHERE person = $1', [person]);
    const body = { identifier: rows[0].value, takenAt: ago(2), officer: 'hanoi-supervisor', ...setOf(person) };
    const key = { 'idempotency-key': `late-${person}` };
    const said = await enrol(body, 'hanoi-supervisor', key);
    assert.equal(said.status, 201, JSON.stringify(said.body));
    assert.deepEqual((await enrol(body, 'hanoi-supervisor', key)).body, said.body);
    assert.equal((await cardsOf(person)).length, 1);
  });

  test('is refused after its days, from the future, of another officer, and of nobody', async () => {
    const person = await putRecord(owner, {});
    const set = setOf(person);
    for (const [body, code] of [
      [{ person, takenAt: ago(9) }, 'enrolment/too-late'],
      [{ person, takenAt: ago(-1) }, 'enrolment/from-the-future'],
      [{ person, takenAt: ago(1), officer: 'hanoi-second' }, 'enrolment/officer-differs'],
      [{ identifier: '001000000000', takenAt: ago(1) }, 'enrolment/person-unknown'],
    ] as const)
      assert.equal((await enrol({ ...body, ...set })).body.code, code);
    assert.deepEqual(await cardsOf(person), []);
  });
});
