import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pinAgrees } from '#libs/country';
import { country, openTestHouse, type TestHouse } from '#test';
import {
  type BirthSample,
  baDinh,
  saiGon,
  sampleBirth,
  sampleCorrection,
  sampleDeath,
  sampleGround,
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
const birth = (given: BirthSample = {}, who = officer, headers = {}) =>
  house.ask<Done>(who, 'POST', '/api/people/acts/birth', sampleBirth(given), headers);
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

describe('birth', () => {
  test('the number says sex, year and place of registration, by the scheme', async () => {
    for (const [given, province] of [
      [{ sex: 'male', birthDate: '1990-05-17' }, '01'],
      [{ sex: 'female', birthDate: '2024-02-29', birthRegistrationPlace: baDinh }, '01'],
    ] as const) {
      const { body } = await birth(given);
      assert.deepEqual(
        pinAgrees(country.pin, body.pin, {
          sex: given.sex,
          birthDate: given.birthDate,
          birthRegistration: { province },
        }),
        { agrees: true, differs: [] },
      );
    }
  });

  test('200 births at once get 200 numbers', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => birth({ birthDate: '2025-01-01' })));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    assert.equal(new Set(answers.map(({ body }) => body.pin)).size, 200);
    assert.equal(new Set(answers.map(({ body }) => body.person)).size, 200);
  });

  test('a request repeated under one Idempotency-Key, also at once, registers one birth', async () => {
    const headers = { 'idempotency-key': 'birth-1' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => birth({ name: 'Lặp Lại' }, officer, headers)));
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
    assert.equal(answers[0]?.status, 201);
    const { rows } = await house.kernel.database.pool.query(
      "SELECT person FROM people.person WHERE name_key = 'lap lai'",
    );
    assert.equal(rows.length, 1);
    assert.deepEqual(refused(await birth({ name: 'Lặp Khác' }, officer, headers)), [
      422,
      'kernel/idempotency-mismatch',
    ]);
  });

  test('the child is its parents’ child, of the mother’s home', async () => {
    const [father, mother] = [await man(), await woman({ permanentResidence: { ...baDinh, text: '7 Phố Mẹ' } })];
    const { permanentResidence: _none, ...fields } = sampleBirth({ birthDate: '2025-05-05', father, mother }).record;
    const { body } = await house.ask<Done>(officer, 'POST', '/api/people/acts/birth', {
      ...sampleBirth({ father, mother }),
      record: { ...fields },
    });
    const child = await see(body.person);
    assert.equal((child.record.permanentResidence as { text: string }).text, '7 Phố Mẹ');
    const { body: family } = await house.ask<{ relatives: { relation: string; person: string }[] }>(
      officer,
      'GET',
      `/api/people/${mother}/relatives`,
    );
    assert.deepEqual(
      family.relatives.filter((one) => one.relation === 'child').map((one) => one.person),
      [body.person],
    );
  });

  const wrong: [string, () => Promise<BirthSample>, string][] = [
    [
      'a parent of eleven years',
      async () => ({ birthDate: '2001-01-01', father: await man() }),
      'people/parent-too-young',
    ],
    [
      'a parent whom nobody knows',
      async () => ({ father: '01900000-0000-7000-8000-000000000000' }),
      'people/parent-unknown',
    ],
    ['a parent by what is no key', async () => ({ father: 'nobody' }), 'people/parent-unknown'],
    [
      'one person as both parents',
      async () => {
        const one = await man({ birthDate: '1960-01-01' });
        return { father: one, mother: one };
      },
      'people/parents-same',
    ],
    ['a birth date that does not exist', async () => ({ birthDate: '2023-02-30' }), 'people/date-impossible'],
    ['a birth in the future', async () => ({ birthDate: '2999-01-01' }), 'people/date-in-future'],
    ['a name with digits', async () => ({ name: 'Nguyễn 5' }), 'people/name-invalid'],
    ['an ethnic group that is not in the list', async () => ({ ethnicity: '99' }), 'people/list-code-unknown'],
    [
      'a district code that ended',
      async () => ({ permanentResidence: { unit: '001', on: '2025-07-01' } }),
      'people/unit-unknown',
    ],
  ];
  for (const [name, given, code] of wrong) {
    test(`refuses ${name}`, async () => assert.deepEqual(refused(await birth(await given())), [400, code]));
  }

  test('another commune’s birth is refused', async () => {
    assert.deepEqual(refused(await birth({ birthRegistrationPlace: saiGon })), [403, 'kernel/out-of-area']);
  });

  test('an act without a document or with an unknown law is refused', async () => {
    const noDocument = await house.ask(officer, 'POST', '/api/people/acts/birth', { ...sampleBirth(), evidence: [] });
    assert.equal(noDocument.status, 400);
    const noLaw = await house.ask<Done>(officer, 'POST', '/api/people/acts/birth', {
      ...sampleBirth(),
      legalBasis: 'no-law',
    });
    assert.deepEqual(refused(noLaw), [400, 'people/legal-basis-unknown']);
  });
});

describe('correction', () => {
  test('what was wrong from the beginning is right from the beginning, and the old knowledge stays readable', async () => {
    const person = await man();
    const { body: first } = await house.ask<{ acts: { recordedAt: string }[] }>(
      officer,
      'GET',
      `/api/people/${person}/timeline`,
    );
    const known = first.acts[0]!.recordedAt;
    assert.equal((await act(person, 'correct', sampleCorrection({ name: 'Nguyễn Văn Đúng' }))).status, 200);
    assert.equal((await see(person)).name, 'Nguyễn Văn Đúng');
    assert.equal((await seeAt(person, '2000-01-01'))?.name, 'Nguyễn Văn Đúng');
    assert.equal((await seeAt(person, '2000-01-01', known))?.name, 'Nguyễn Văn Mẫu');
  });

  test('a correction from a day on leaves the days before it', async () => {
    const person = await man();
    await act(person, 'correct', sampleCorrection({ religion: 'buddhism' }, '2010-01-01'));
    assert.equal((await seeAt(person, '2009-12-31'))?.religion, undefined);
    assert.equal((await seeAt(person, '2010-01-01'))?.religion, 'buddhism');
  });

  test('today’s value may be corrected to have begun earlier', async () => {
    const person = await man();
    await act(person, 'correct', sampleCorrection({ religion: 'buddhism' }, '2010-01-01'));
    assert.equal((await act(person, 'correct', sampleCorrection({ religion: 'buddhism' }, '2005-01-01'))).status, 200);
    assert.equal((await seeAt(person, '2005-01-01'))?.religion, 'buddhism');
  });

  test('nothing to correct, fields with an act of their own and days before the birth are refused', async () => {
    const person = await man();
    assert.deepEqual(refused(await act(person, 'correct', sampleCorrection({ name: 'Nguyễn Văn Mẫu' }))), [
      409,
      'people/nothing-to-correct',
    ]);
    assert.equal((await act(person, 'correct', sampleCorrection({ maritalStatus: 'married' }))).status, 400);
    assert.deepEqual(refused(await act(person, 'correct', sampleCorrection({ religion: 'none' }, '1980-01-01'))), [
      400,
      'people/date-before-birth',
    ]);
  });

  test('acts on one person at once all land, none is lost', async () => {
    const person = await man();
    const phones = Array.from({ length: 12 }, (_, index) => `09000000${10 + index}`);
    const answers = await Promise.all(phones.map((phone) => act(person, 'correct', sampleCorrection({ phone }))));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.deepEqual(
      answers.map(({ body }) => body.version).sort((a, b) => a - b),
      phones.map((_, index) => index + 2),
    );
    const { body } = await house.ask<{ acts: { act: string; kind: string }[] }>(
      officer,
      'GET',
      `/api/people/${person}/timeline`,
    );
    const corrections = body.acts.filter((one) => one.kind === 'correct').map((one) => one.act);
    assert.equal(corrections.length, phones.length);
    const last = answers.find((answer) => answer.body.act === corrections[0])!;
    assert.equal(last.body.version, phones.length + 1);
    assert.equal((await see(person)).record.phone, phones[answers.indexOf(last)]);
  });
});

describe('move', () => {
  test('the office of the place moved to acts, and the person is of its area from then on', async () => {
    const person = await man();
    const body = sampleMove({ unit: '26740', text: '1 Lê Lợi' }, '2026-03-01');
    assert.deepEqual(refused(await act(person, 'move', body)), [403, 'kernel/out-of-area']);
    assert.equal((await act(person, 'move', body, 'saigon-officer')).status, 200);
    assert.deepEqual((await see(person)).areaPath, ['79', '26740']);
    assert.deepEqual(refused(await act(person, 'correct', sampleCorrection({ religion: 'none' }))), [
      403,
      'kernel/out-of-area',
    ]);
  });

  test('a temporary residence leaves the permanent one, and with it the area', async () => {
    const person = await man();
    assert.equal(
      (await act(person, 'move', sampleMove({ unit: '26740' }, '2026-03-01', 'temporary'), 'saigon-officer')).status,
      200,
    );
    assert.deepEqual((await see(person)).areaPath, ['01', '00004']);
  });

  test('nobody moves to a unit that is not in force that day, nor tomorrow', async () => {
    const person = await man();
    assert.deepEqual(refused(await act(person, 'move', sampleMove({ unit: '001' }, '2026-03-01'))), [
      400,
      'people/unit-unknown',
    ]);
    assert.deepEqual(refused(await act(person, 'move', sampleMove({ unit: '00004' }, '2999-03-01'))), [
      400,
      'people/date-in-future',
    ]);
  });
});

describe('whoever acts', () => {
  test('an unknown person is told as unknown, whatever is asked in place of a key', async () => {
    for (const person of ['nobody', '01900000-0000-7000-8000-00000000dead', '%27']) {
      for (const [name, body] of [
        ['death', sampleDeath('2026-01-01')],
        ['divorce', { ...sampleGround(), on: '2026-01-01' }],
        ['correct', sampleCorrection({ religion: 'none' })],
      ] as const) {
        assert.deepEqual(refused(await act(person, name, body)), [404, 'people/person-unknown'], `${name} ${person}`);
      }
    }
  });

  test('needs the right of the act', async () => {
    assert.deepEqual(refused(await act(await man(), 'death', sampleDeath('2026-01-01'), 'test-auditor')), [
      403,
      'kernel/forbidden',
    ]);
  });
});
