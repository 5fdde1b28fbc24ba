import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Compile } from 'typebox/compile';
import { parsePin, pinAgrees, resolveUnit, unitAt, unitPath } from '#libs/country';
import { cleanName, givenKey, nameKey, parseDate } from '#libs/names';
import { foldRecord } from '../../server/rooms/people/model.ts';
import { type Act, Evidence, PersonRecord, type Place } from '../../server/rooms/people/record.ts';
import { generateRows, readVietnam, today } from './samples.ts';

const country = readVietnam();
const rows = generateRows({ country, persons: 20_000, seed: 5, today });
const records = new Map(
  rows.person.map((row) => [row.person as string, JSON.parse(row.record as string) as PersonRecord]),
);
const acts = Map.groupBy(rows.act, (row) => row.person as string);
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const share = (part: number, whole: number) => (100 * part) / whole;
const living = [...records.values()].filter((record) => !record.death);
const places = ['birthPlace', 'birthRegistrationPlace', 'origin', 'permanentResidence', 'temporaryResidence'] as const;

test('every record is one that the register accepts', () => {
  const schema = Compile(PersonRecord);
  const evidence = Compile(Evidence);
  for (const [person, record] of records) {
    assert.ok(schema.Check(record), `${person} ${JSON.stringify(schema.Errors(record)[0])}`);
    assert.equal(cleanName(record.name), record.name);
    assert.ok(!record.ethnicity || country.ethnicities.has(record.ethnicity));
    assert.ok(!record.religion || country.religions.has(record.religion));
    assert.ok(record.nationality.every((code) => country.nationalities.has(code)));
    for (const date of record.documents.flatMap((one) => [one.issuedOn, one.validUntil ?? one.issuedOn])) {
      assert.equal(parseDate(date).from, date);
    }
  }
  for (const row of rows.act)
    assert.ok((JSON.parse(row.evidence as string) as unknown[]).every((one) => evidence.Check(one)));
});

test('the record is what the acts add up to', () => {
  let longest = 0;
  for (const row of rows.person) {
    const person = row.person as string;
    const own = acts.get(person)!;
    const history = own.map((act) => ({
      person,
      act: act.act,
      kind: act.kind,
      validFrom: act.valid_from,
      recordedAt: act.recorded_at,
      changes: JSON.parse(act.changes as string),
    })) as Act[];
    assert.deepEqual(foldRecord(history, { on: today }), records.get(person), person);
    assert.equal(row.version, own.length);
    assert.equal(
      row.recorded_at,
      own
        .map((act) => act.recorded_at as string)
        .sort()
        .at(-1),
    );
    longest = Math.max(longest, own.length);
  }
  assert.ok(longest >= 4, 'some have a long history');
  assert.ok(share(rows.act.length, rows.person.length) > 115);
});

test('acts are recorded in order, before today, under a law of the country, and marked synthetic', () => {
  for (const row of rows.act) {
    const recorded = row.recorded_at as string;
    assert.ok(
      recorded.slice(0, 10) < today && recorded.slice(0, 10) >= (row.valid_from as string),
      JSON.stringify(row),
    );
    const milliseconds = Number.parseInt((row.act as string).replace('-', '').slice(0, 12), 16);
    assert.equal(new Date(milliseconds).toISOString(), recorded);
    assert.ok(country.legalBases.has(row.legal_basis as string));
    assert.equal(row.officer, 'synthetic');
    assert.ok(unitAt(country, row.office as string, recorded.slice(0, 10)), row.office as string);
  }
});

test('ids are UUIDv7, each once, and persons come in the order of their ids', () => {
  const persons = rows.person.map((row) => row.person as string);
  const all = [
    ...persons,
    ...rows.act.map((row) => row.act as string),
    ...rows.household.map((row) => row.household as string),
  ];
  assert.equal(new Set(all).size, all.length);
  assert.ok(all.every((id) => uuidV7.test(id)));
  assert.deepEqual(persons, [...persons].sort());
});

test('a personal number is given once and agrees with sex, year and place of birth', () => {
  const pins = rows.identifier.filter((row) => row.kind === 'pin');
  assert.equal(new Set(pins.map((row) => row.value)).size, pins.length);
  for (const row of pins) {
    const record = records.get(row.person as string)!;
    const pin = row.value as string;
    const place = record.birthRegistrationPlace!;
    if (place.country) {
      assert.deepEqual(
        pinAgrees(country.pin, pin, {
          sex: record.sex as 'male',
          birthDate: record.birthDate,
          birthRegistration: { country: place.country },
        }),
        {
          agrees: true,
          differs: [],
        },
      );
      continue;
    }
    const reading = parsePin(country.pin, pin);
    assert.ok(reading.ok && pinAgrees(country.pin, pin, { sex: record.sex as 'male', birthDate: record.birthDate }));
    const province = provinceOf(place);
    const was = reading.place.province!;
    const now = resolveUnit(country, { code: was, asOf: '2025-06-30' }, today);
    // The number keeps the 63 old provinces; a birth after the merger names a new one.
    assert.ok(
      province === was || (place.on! >= '2025-07-01' && 'unit' in now && now.unit.code === province),
      `${pin} ${province}`,
    );
  }
});

function provinceOf(place: Place): string {
  return unitPath(country, place.unit!, place.on!).at(-1)!.code;
}

test('identifiers in the table are those of the record; a few old numbers are two persons’', () => {
  const told = [...records].flatMap(([person, record]) =>
    record.identifiers.map((one) => `${person} ${one.kind} ${one.value} ${one.status} ${one.from} ${one.to ?? null}`),
  );
  const kept = rows.identifier.map(
    (row) => `${row.person} ${row.kind} ${row.value} ${row.status} ${row.valid_from} ${row.valid_to}`,
  );
  assert.deepEqual(kept.sort(), told.sort());
  const old = rows.identifier.filter((row) => row.kind === 'cmnd');
  const twice = old.length - new Set(old.map((row) => row.value)).size;
  assert.ok(twice >= 1 && twice < old.length / 500, String(twice));
});

test('every code of a unit is in force on its day, and the row holds what has become of the residence', () => {
  let old = 0;
  for (const row of rows.person) {
    const record = records.get(row.person as string)!;
    for (const field of places) {
      const place = record[field];
      if (place?.unit)
        assert.equal(unitAt(country, place.unit, place.on!)?.level, 'commune', `${field} ${JSON.stringify(place)}`);
    }
    const home = record.permanentResidence;
    if (!home) assert.equal(row.province, '');
    else {
      if (home.on! < '2025-07-01') old++;
      const now = resolveUnit(country, { code: home.unit!, asOf: home.on! }, today);
      if (now.outcome === 'ambiguous') {
        assert.equal(row.commune, '');
        assert.ok(now.candidates.some((unit) => unit.province === row.province));
      } else assert.deepEqual('unit' in now && [now.unit.province, now.unit.code], [row.province, row.commune]);
    }
  }
  assert.ok(
    share(old, rows.person.length) > 55 && share(old, rows.person.length) < 75,
    String(share(old, rows.person.length)),
  );
});

test('the row is the projection of the record', () => {
  for (const row of rows.person) {
    const record = records.get(row.person as string)!;
    const { from, to } = parseDate(record.birthDate);
    assert.deepEqual(
      [row.name_key, row.given_key, row.birth_from, row.birth_to, row.sex, row.life],
      [
        nameKey(record.name),
        givenKey(record.name),
        from,
        to,
        record.sex[0],
        record.death ? 'd' : record.missing ? 'm' : 'a',
      ],
    );
  }
});

test('ages and sexes follow the pyramid', () => {
  for (const band of country.statistics.agePyramid) {
    for (const sex of ['male', 'female'] as const) {
      const born = (years: number) => `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
      const found = living.filter(
        (one) => one.sex === sex && one.birthDate > born(band.to + 1) && one.birthDate <= born(band.from),
      ).length;
      assert.ok(
        Math.abs(share(found, living.length) - band[sex]) < 0.5,
        `${sex} ${band.from}: ${share(found, living.length)}`,
      );
    }
  }
});

test('surnames and provinces have their published shares', () => {
  const nguyen = [...records.values()].filter((one) => one.name.startsWith('Nguyễn ')).length;
  assert.ok(Math.abs(share(nguyen, records.size) - 31.5) < 3, String(share(nguyen, records.size)));
  const total = country.statistics.provinces.reduce((sum, one) => sum + one.population, 0);
  const found = Map.groupBy(rows.person, (row) => row.province as string);
  for (const { code, population } of country.statistics.provinces) {
    const got = share(found.get(code)?.length ?? 0, rows.person.length);
    assert.ok(Math.abs(got - share(population, total)) < 2, `${code} ${got}`);
  }
});
