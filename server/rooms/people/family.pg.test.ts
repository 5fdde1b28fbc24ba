import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import {
  type BirthSample,
  baDinh,
  sampleBirth,
  sampleDeath,
  sampleGround,
  sampleMarriage,
  sampleMissing,
  sampleMove,
} from './samples.ts';
import type { RecordView } from './views.ts';

type Done = { person: string; version: number; act: string; pin: string; code: string; pointer: string };
type Seen = RecordView & { record: Record<string, unknown>; areaPath: string[]; canAct: boolean };

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const officer = 'hanoi-officer';
const act = (person: string, name: string, body: unknown, who = officer) =>
  house.ask<Done>(who, 'POST', `/api/people/${person}/acts/${name}`, body);
const birth = (given: BirthSample) => house.ask<Done>(officer, 'POST', '/api/people/acts/birth', sampleBirth(given));
const marry = (left: string, right: string, on = '2020-06-01') =>
  house.ask<Done & { persons: Done[] }>(officer, 'POST', '/api/people/acts/marry', sampleMarriage([left, right], on));
const see = async (person: string) => (await house.ask<Seen>(officer, 'GET', `/api/people/${person}`)).body;
const seeAt = async (person: string, on: string, known = '') =>
  (
    await house.ask<{ record: Record<string, unknown> | null }>(
      officer,
      'GET',
      `/api/people/${person}/at?on=${on}${known && `&known=${known}`}`,
    )
  ).body.record;

async function born(given: BirthSample = {}): Promise<string> {
  const { status, body } = await birth(given);
  assert.equal(status, 201, JSON.stringify(body));
  return body.person;
}
const man = (given: BirthSample = {}) => born(given);
const woman = (given: BirthSample = {}) =>
  born({ name: 'Trần Thị Mẫu', sex: 'female', birthDate: '1992-03-08', ...given });
const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe('marriage and divorce', () => {
  test('a marriage stands on both records, a divorce ends it on both', async () => {
    const [husband, wife] = [await man(), await woman()];
    assert.equal((await marry(husband, wife)).status, 200);
    assert.equal(((await see(husband)).record.spouse as { person: string }).person, wife);
    assert.equal(((await see(wife)).record.spouse as { person: string }).person, husband);
    assert.equal((await act(wife, 'divorce', { ...sampleGround('court-decision'), on: '2024-01-01' })).status, 200);
    for (const one of [husband, wife])
      assert.deepEqual(
        [(await see(one)).record.maritalStatus, (await see(one)).record.spouse],
        ['divorced', undefined],
      );
    assert.equal((await seeAt(husband, '2023-12-31'))?.maritalStatus, 'married');
    assert.deepEqual(refused(await act(husband, 'divorce', { ...sampleGround(), on: '2024-02-01' })), [
      409,
      'people/not-married',
    ]);
  });

  test('two divorces at once are one', async () => {
    const [husband, wife] = [await man(), await woman()];
    await marry(husband, wife);
    const answers = await Promise.all(
      [husband, wife, husband, wife].map((one) => act(one, 'divorce', { ...sampleGround(), on: '2024-01-01' })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  });

  const siblings = async () => {
    const mother = await woman({ birthDate: '1960-01-01' });
    return [await man({ mother }), await woman({ mother })] as const;
  };
  const wrong: [string, () => Promise<readonly [string, string]>, number, string][] = [
    [
      'a man a day before twenty',
      async () => [await man({ birthDate: '2000-06-02' }), await woman()],
      409,
      'people/too-young-to-marry',
    ],
    [
      'a woman a day before eighteen',
      async () => [await man(), await woman({ birthDate: '2002-06-02' })],
      409,
      'people/too-young-to-marry',
    ],
    ['brother and sister', siblings, 409, 'people/close-relatives'],
    [
      'mother and son',
      async () => {
        const mother = await woman({ birthDate: '1960-01-01' });
        return [await man({ mother }), mother];
      },
      409,
      'people/close-relatives',
    ],
    [
      'one person alone',
      async () => {
        const one = await man();
        return [one, one];
      },
      400,
      'people/marry-self',
    ],
    [
      'who is married',
      async () => {
        const [one, other] = [await man(), await woman()];
        await marry(one, other);
        return [one, await woman()];
      },
      409,
      'people/already-married',
    ],
    [
      'the dead',
      async () => {
        const one = await man();
        await act(one, 'death', sampleDeath('2019-01-01'));
        return [one, await woman()];
      },
      409,
      'people/person-dead',
    ],
  ];
  for (const [name, pair, status, code] of wrong) {
    test(`refuses ${name}`, async () => assert.deepEqual(refused(await marry(...(await pair()))), [status, code]));
  }

  test('of two marriages at once with one person only one is registered', async () => {
    const [husband, wife, other] = [await man(), await woman(), await woman()];
    const answers = await Promise.all([marry(husband, wife), marry(husband, other), marry(wife, husband)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
  });

  test('twenty and eighteen on the day itself are old enough', async () => {
    assert.equal(
      (await marry(await man({ birthDate: '2000-06-01' }), await woman({ birthDate: '2002-06-01' }))).status,
      200,
    );
  });
});

describe('death and absence', () => {
  test('a death widows the spouse, and the dead do not move', async () => {
    const [husband, wife] = [await man(), await woman()];
    await marry(husband, wife);
    assert.equal((await act(husband, 'death', sampleDeath('2026-02'))).status, 200);
    assert.equal((await see(husband)).life, 'dead');
    assert.equal((await see(wife)).record.maritalStatus, 'widowed');
    assert.deepEqual(refused(await act(husband, 'move', sampleMove(baDinh, '2026-03-01'))), [
      409,
      'people/person-dead',
    ]);
    assert.deepEqual(refused(await act(husband, 'death', sampleDeath('2026-02-02'))), [409, 'people/already-dead']);
  });

  test('both of a couple may be registered dead at once', async () => {
    for (let round = 0; round < 5; round++) {
      const [husband, wife] = [await man(), await woman()];
      await marry(husband, wife);
      const answers = await Promise.all([
        act(husband, 'death', sampleDeath('2026-02-02')),
        act(wife, 'death', sampleDeath('2026-02-02')),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200],
      );
    }
  });

  test('a missing person is found again', async () => {
    const person = await man();
    const found = { ...sampleGround('court-decision'), on: '2026-04-01' };
    assert.deepEqual(refused(await act(person, 'found', found)), [409, 'people/not-missing']);
    assert.equal((await act(person, 'missing', sampleMissing('2024-05'))).status, 200);
    assert.equal((await see(person)).life, 'missing');
    assert.deepEqual(refused(await act(person, 'missing', sampleMissing('2024-06'))), [409, 'people/already-missing']);
    assert.equal((await act(person, 'found', found)).status, 200);
    assert.equal((await see(person)).life, 'alive');
    assert.ok((await seeAt(person, '2025-01-01'))?.missing);
  });

  test('a death ends the declaration as missing', async () => {
    const person = await man();
    await act(person, 'missing', sampleMissing('2024-05'));
    await act(person, 'death', sampleDeath('2025-01-01'));
    assert.deepEqual([(await see(person)).life, (await see(person)).record.missing], ['dead', undefined]);
  });
});
