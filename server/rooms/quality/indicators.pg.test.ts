import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import type { Entry } from '#kernel';
import { QUALITY_RULES, type QualityRule } from '#libs/country';
import { country, openTestHouse, type TestHouse } from '#test';
import { countRegister } from './index.ts';
import { HOME, openOwner, putRecord } from './stand.samples.ts';

let house: TestHouse;
let owner: pg.Client;
/** Who breaks each rule, and nobody else. */
const wrong = new Map<QualityRule, string[]>();
const marriedTo = (person: string, since = '2015-01-01') => ({
  maritalStatus: 'married' as const,
  spouse: { person, name: 'Ai Đó', since },
});

async function breakEveryRule(): Promise<void> {
  const put = (changes: Parameters<typeof putRecord>[1], place?: typeof HOME) => putRecord(owner, changes, place);
  const set = async (rule: QualityRule, ...persons: Promise<string>[]) => wrong.set(rule, await Promise.all(persons));
  await set('death-before-birth', put({ death: { date: '1989-01-01' } }));
  await set('birth-in-future', put({ birthDate: '2190-05-17', pin: '001590000001' }));
  await set('alive-too-old', put({ birthDate: '1900-01-01', pin: '001100000001' }));
  await set('pin-shape', put({ pin: '999190000001' }));
  await set('pin-sex', put({ pin: '001090000001' }));
  await set('pin-year', put({ pin: '001191000001' }));
  const mother = await put({ birthDate: '1985-01-01', pin: '001185000001' });
  const dead = await put({ birthDate: '1950-01-01', pin: '001150000001', death: { date: '1970-03-01' } });
  await set('parent-too-young', put({ mother: { person: mother, name: 'Mẹ' } }));
  await set('born-after-mother-died', put({ mother: { person: dead, name: 'Mẹ' } }));
  const child = await put({ birthDate: '2010-02-02', pin: '001310000001', mother: { person: mother, name: 'Mẹ' } });
  await owner.query(
    `UPDATE people.person SET record = jsonb_set(record::jsonb, '{father}', jsonb_build_object('person', person, 'name', 'x'))::json WHERE person = $1`,
    [child],
  );
  wrong.set('own-relative', [child]);
  wrong.get('parent-too-young')!.push(child);
  const [one, other] = await Promise.all([put({}), put({})]);
  const marry = (person: string, spouse: object) =>
    owner.query('UPDATE people.person SET record = (record::jsonb || $2)::json WHERE person = $1', [person, spouse]);
  await marry(one, marriedTo(other, '2005-01-01'));
  await marry(other, marriedTo(one, '2015-01-01'));
  wrong.set('married-under-age', [one]);
  await set('spouse-not-mutual', put(marriedTo(one)));
  await set('name-odd', put({ name: 'Anh7 Ba' }));
  const twin = { name: 'Trần Thị Đôi', birthDate: '1990-05-18' };
  await set('duplicate-name', put(twin), put(twin));
  const cmnd = (pin: string) => ({
    identifiers: [
      { kind: 'pin' as const, value: pin, status: 'active' as const, from: '1990-06-01' },
      { kind: 'cmnd' as const, value: '012345678', status: 'void' as const, from: '2005-06-01' },
    ],
  });
  await set('duplicate-cmnd', put(cmnd('001190777771')), put(cmnd('001190777772')));
  const siblings = [0, 1].map((at) =>
    put({
      name: `Lê ${at ? 'Thị' : 'Mỹ'} Sinh`,
      birthDate: '2012-03-03',
      pin: `00131200000${at}`,
      mother: { person: mother, name: 'Mẹ' },
    }),
  );
  await set('duplicate-parents', ...siblings);
  for (const sibling of wrong.get('duplicate-parents')!) {
    await owner.query("INSERT INTO people.relation VALUES ($1, 'child', $2)", [mother, sibling]);
    await owner.query("UPDATE people.person SET given_key = 'sinh' WHERE person = $1", [sibling]);
  }
  await set('ethnicity-unknown', put({ ethnicity: '99' }));
  await set('religion-unknown', put({ religion: 'moon' }));
  await set('nationality-unknown', put({ nationality: ['VNM', 'XXZ'] }));
  await set('residence-unit', put({ permanentResidence: { unit: '001', on: '2025-08-01' } }));
  await set('residence-open', put({}, { province: '01', commune: '' }));
  await set('birth-unit', put({ birthRegistrationPlace: { unit: '99999', on: '2025-07-01' } }));
  await set('origin-unit', put({ origin: { unit: '99999' } }));
}

before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
  await breakEveryRule();
  await putRecord(owner, {}, { province: '79', commune: '26740' });
  await countRegister({ kernel: house.kernel, country });
});
after(async () => {
  await owner?.end();
  await house?.close();
});

interface Overview {
  persons: number;
  unitName: string;
  criteria: {
    id: string;
    value?: number;
    indicators: { id: string; rule?: string; numerator?: number; denominator?: number }[];
  }[];
}
interface Listed {
  records: { person: string; others: { person: string }[] }[];
  next?: string;
  code: string;
}
const overview = async (unit: string, who = 'country-officer') =>
  (await house.ask<Overview>(who, 'GET', `/api/quality/overview?unit=${unit}`)).body;
const indicatorsOf = (view: Overview) => view.criteria.flatMap(({ indicators }) => indicators);
const list = (id: string, unit: string, who = 'hanoi-supervisor', headers = {}) =>
  house.ask<Listed>(who, 'GET', `/api/quality/indicators/${id}/records?unit=${unit}`, undefined, headers);

describe('a rule', () => {
  for (const rule of QUALITY_RULES)
    test(`${rule} counts whoever breaks it, and lists exactly these`, async () => {
      const broken = wrong.get(rule)!;
      const indicator = indicatorsOf(await overview('')).find((one) => one.rule === rule)!;
      assert.equal(indicator.denominator! - indicator.numerator!, broken.length);
      const unit = rule === 'residence-open' ? '01-none' : HOME.commune;
      const { status, body } = await list(indicator.id, unit);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(body.records.map(({ person }) => person).sort(), [...broken].sort());
    });
});

test('a completeness figure lists exactly whoever lacks the field', async () => {
  const { rows } = await owner.query<{ person: string }>(
    "SELECT person FROM people.person WHERE commune = $1 AND life = 'a' AND record->>'mother' IS NULL ORDER BY person",
    [HOME.commune],
  );
  const { body } = await list('has-mother', HOME.commune);
  assert.deepEqual(
    body.records.map(({ person }) => person),
    rows.map(({ person }) => person),
  );
  const mother = indicatorsOf(await overview(HOME.commune)).find(({ id }) => id === 'has-mother')!;
  assert.equal(mother.denominator! - mother.numerator!, rows.length);
});

test('parts add up to the whole, for every indicator', async () => {
  const whole = new Map(indicatorsOf(await overview('')).map((one) => [one.id, one]));
  for (const id of country.quality.indicators.keys()) {
    const { denominator = 0, numerator = 0 } = whole.get(id)!;
    if (['asking', 'used'].includes(country.quality.indicators.get(id)!.count.measure)) continue;
    for (const split of ['parts', 'sources'] as const) {
      const { body } = await house.ask<Record<string, { numerator: number; denominator: number }[]>>(
        'country-officer',
        'GET',
        `/api/quality/indicators/${id}`,
      );
      const sum = (of: 'numerator' | 'denominator') => body[split]!.reduce((all, one) => all + one[of], 0);
      assert.deepEqual([sum('numerator'), sum('denominator')], [numerator, denominator], `${id} by ${split}`);
    }
  }
});

test('a record is living while an office or another source has said within the years that it is so', async () => {
  const place = { province: '01', commune: '00008' };
  const [silent, outdated, seen] = await Promise.all([0, 1, 2].map(() => putRecord(owner, {}, place)));
  await putRecord(owner, {}, place);
  await owner.query(`UPDATE people.act SET recorded_at = now() - interval '6 years' WHERE person = ANY ($1::uuid[])`, [
    [silent, outdated, seen],
  ]);
  const confirm = (person: string | undefined, years: number) =>
    owner.query(
      `INSERT INTO people.confirmation VALUES ($1, 'seen', 'health', (now() - make_interval(years => $2))::date)`,
      [person, years],
    );
  await confirm(outdated, 6);
  await confirm(seen, 1);
  await countRegister({ kernel: house.kernel, country });
  const { body } = await list('confirmed', place.commune);
  assert.deepEqual(body.records.map(({ person }) => person).sort(), [silent, outdated].sort());
  const { numerator, denominator } = indicatorsOf(await overview(place.commune)).find(({ id }) => id === 'confirmed')!;
  assert.deepEqual([numerator, denominator], [2, 4]);
});

test('a count of the same day takes the place of the earlier one', async () => {
  const before = await overview('');
  await countRegister({ kernel: house.kernel, country });
  assert.deepEqual((await overview('')).persons, before.persons);
});

describe('whoever looks', () => {
  test('sees figures of the own province, and no other’s', async () => {
    assert.match((await overview('', 'country-officer')).unitName, /Nam/);
    for (const unit of ['79', '26740', ''])
      assert.equal(
        (await house.ask('hanoi-supervisor', 'GET', `/api/quality/overview?unit=${unit}`)).status,
        403,
        unit,
      );
    assert.equal((await house.ask('hanoi-supervisor', 'GET', '/api/quality/overview')).status, 200);
  });

  test('lists nobody of another province, nothing without a purpose, and without leave to see records nobody at all', async () => {
    assert.deepEqual((await list('has-mother', '26740')).body.code, 'kernel/out-of-area');
    assert.deepEqual(
      (await list('has-mother', HOME.commune, 'hanoi-supervisor', { 'dancu-purpose': '' })).body.code,
      'kernel/purpose-missing',
    );
    assert.deepEqual((await list('has-mother', HOME.commune, 'test-administrator')).body.code, 'kernel/forbidden');
    assert.deepEqual((await list('has-mother', HOME.commune, 'hanoi-officer')).body.code, 'kernel/forbidden');
  });

  test('leaves a line with each person listed, the suspected other one among them', async () => {
    const { body } = await list('unique-name', HOME.commune);
    const [first] = body.records;
    assert.deepEqual(first?.others.length, 1);
    const { rows } = await owner.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
    const looks = rows
      .flatMap(({ lines }) => lines.split('\n'))
      .map((line) => JSON.parse(line) as Entry)
      .filter((line) => line.type === 'quality-list' && line.data?.indicator === 'unique-name');
    assert.deepEqual([...looks.at(-1)!.subjects].sort(), [...wrong.get('duplicate-name')!].sort());
  });
});

test('a pair that was told apart is suspected no more, also after the next count', async () => {
  const [person, other] = wrong.get('duplicate-name')!;
  const apart = () =>
    house.ask<{ code: string }>('hanoi-supervisor', 'POST', '/api/quality/pairs/apart', {
      person,
      other,
      reason: 'two passports',
    });
  assert.equal((await apart()).status, 204);
  assert.equal((await apart()).body.code, 'quality/pair-unknown');
  await countRegister({ kernel: house.kernel, country });
  assert.deepEqual((await list('unique-name', HOME.commune)).body.records, []);
});
