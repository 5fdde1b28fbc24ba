import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonRecord } from '../../server/rooms/people/record.ts';
import { generateRows, readVietnam, today } from './samples.ts';

const country = readVietnam();
const rows = generateRows({ country, persons: 12_000, seed: 3, today });
const records = new Map(
  rows.person.map((row) => [row.person as string, JSON.parse(row.record as string) as PersonRecord]),
);
const year = 365.2425 * 86_400_000;
const yearsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / year;
const known = (record: PersonRecord) => record.birthDate.length === 10;

test('a mother is 18 to 42 at a birth, a father at least 16, and neither was dead long', () => {
  let linked = 0;
  for (const record of records.values()) {
    for (const [parent, least, most] of [
      [record.mother, 18, 42],
      [record.father, 16, 75],
    ] as const) {
      const found = parent?.person && records.get(parent.person);
      if (!found || !known(found) || !known(record)) continue;
      linked++;
      const age = yearsBetween(found.birthDate, record.birthDate);
      assert.ok(age >= least - 0.01 && age <= most, `${age}`);
      assert.equal(found.name, parent.name);
      assert.ok(!found.death || yearsBetween(found.death.date, record.birthDate) < 0.8);
    }
  }
  assert.ok(linked > records.size, String(linked));
});

test('brothers and sisters are at least ten months apart', () => {
  const siblings = Map.groupBy(
    [...records.values()].filter((one) => one.mother?.person && known(one)),
    (one) => one.mother!.person!,
  );
  for (const children of siblings.values()) {
    const births = children.map((one) => one.birthDate).sort();
    for (const [at, birth] of births.slice(1).entries())
      assert.ok(yearsBetween(births[at]!, birth) > 0.8, births.join());
  }
});

test('nearly all children bear the father’s surname and people', () => {
  const children = [...records.values()].filter((one) => one.father?.person);
  const same = children.filter((one) => one.name.split(' ')[0] === one.father!.name.split(' ')[0]);
  assert.ok(same.length / children.length > 0.94 && same.length < children.length);
  assert.ok(children.every((one) => one.ethnicity === records.get(one.father!.person!)!.ethnicity));
});

test('spouses name each other, are of age and near in age, and no near relatives', () => {
  let couples = 0;
  for (const [person, record] of records) {
    if (!record.spouse?.person) continue;
    const spouse = records.get(record.spouse.person)!;
    couples++;
    assert.equal(spouse.spouse?.person, person);
    assert.equal(spouse.spouse.since, record.spouse.since);
    assert.notEqual(spouse.sex, record.sex);
    if (known(record)) {
      const age = country.facts.ages.marriage[record.sex as 'male'];
      assert.ok(yearsBetween(record.birthDate, record.spouse.since!) >= age - 0.01);
      if (known(spouse)) assert.ok(Math.abs(yearsBetween(record.birthDate, spouse.birthDate)) < 15);
    }
    const parents = [record.mother?.person, record.father?.person].filter((one) => one !== undefined);
    assert.ok(!parents.includes(record.spouse.person));
    assert.ok(
      ![spouse.mother?.person, spouse.father?.person].some((one) => one !== undefined && parents.includes(one)),
    );
  }
  assert.ok(couples > records.size / 3, String(couples));
});

test('marital status agrees with the spouse’s life', () => {
  const states = { single: 0, married: 0, divorced: 0, widowed: 0 };
  for (const record of records.values()) {
    states[record.maritalStatus]++;
    const spouse = record.spouse?.person ? records.get(record.spouse.person) : undefined;
    if (record.maritalStatus === 'married') assert.ok(spouse && (!spouse.death || record.death));
    if (record.maritalStatus === 'single' || record.maritalStatus === 'divorced') assert.equal(spouse, undefined);
    if (record.maritalStatus === 'widowed' && spouse) assert.ok(spouse.death);
  }
  assert.ok(
    Object.values(states).every((count) => count > records.size / 200),
    JSON.stringify(states),
  );
});

test('the way back to children and wards is the way there', () => {
  const there = [...records].flatMap(([person, record]) => [
    ...[record.father, record.mother].filter((one) => one?.person).map((one) => `${one!.person} child ${person}`),
    ...(record.legalRepresentative?.person ? [`${record.legalRepresentative.person} ward ${person}`] : []),
  ]);
  const back = rows.relation.map((row) => `${row.person} ${row.kind} ${row.other}`);
  assert.deepEqual(back.sort(), there.sort());
  assert.ok(there.some((line) => line.includes(' ward ')));
});

test('a household has one head, at most eight members, all living at its address, as many as the country’s', () => {
  const members = Map.groupBy(rows.member, (row) => row.household as string);
  assert.equal(members.size, rows.household.length);
  for (const household of rows.household) {
    const living = members.get(household.household as string)!.map((row) => records.get(row.person as string)!);
    assert.ok(living.length <= 8);
    assert.equal(living.filter((one) => one.household!.relationToHead === 'head').length, 1);
    for (const one of living) {
      assert.ok(!one.death && one.household!.id === household.household);
      if (!one.permanentResidence) continue;
      assert.equal(one.permanentResidence.text, household.address);
      assert.equal(one.residenceFile, household.file);
    }
  }
  assert.equal([...records.values()].filter((one) => !one.death).length, rows.member.length);
  const mean = rows.member.length / rows.household.length;
  assert.ok(Math.abs(mean - country.statistics.householdSize) < 0.3, String(mean));
});
