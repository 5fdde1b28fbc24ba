import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createNormaliser, suggestMapping } from '#libs/intake';
import { decode } from '#libs/legacytext';
import { compareName, displayName } from '#libs/names';
import { createGenerator, decodeRows, describePopulation } from '#libs/population';
import { country, today } from '../intake/samples.ts';
import { DIALECTS, describeCollection, encodeText, noisyRows, writeLine } from './index.ts';

const plan = describePopulation({ country, persons: 3000, seed: 7, today });
const generator = createGenerator(plan);
const register = new Map<string, { name: string; birthDate: string }>();
for (let index = 0; index < plan.chunks; index++) {
  for (const row of decodeRows('person', generator.generate(index).tables.person))
    register.set(row.person as string, JSON.parse(row.record as string));
}

test('the same seed makes the same file, another seed another', () => {
  const make = (seed: number) => JSON.stringify([...noisyRows(plan, { country, rows: 200, seed, dialect: 'police' })]);
  assert.equal(make(3), make(3));
  assert.notEqual(make(3), make(4));
});

test('known rows are of the register, the others of nobody in it, in the shares asked for', () => {
  const rows = [...noisyRows(plan, { country, rows: 1000, shareKnown: 0.7, shareRepeated: 0.1 })].map(
    (row) => row.truth,
  );
  assert.equal(rows.length, 1000);
  assert.equal(rows.filter((one) => one.repeats !== undefined).length, 100);
  assert.equal(new Set(rows.map((one) => one.person)).size, 900);
  assert.equal(new Set(rows.filter((one) => one.known).map((one) => one.person)).size, 630);
  for (const one of rows) assert.equal(register.has(one.person), one.known);
});

test('a row that repeats names an earlier row about the same person', () => {
  const rows = [...noisyRows(plan, { country, rows: 500, shareRepeated: 0.3 })];
  for (const [at, { truth }] of rows.entries()) {
    if (truth.repeats === undefined) continue;
    assert.ok(truth.repeats < at);
    assert.equal(rows[truth.repeats]!.truth.person, truth.person);
  }
});

for (const dialect of DIALECTS) {
  test(`without mistakes a file of the ${dialect} is read back as what the register holds`, () => {
    const collection = describeCollection(plan, { country, rows: 300, shareKnown: 1, noise: 0, dialect });
    const rows = [...collection.rows()];
    const mapping = suggestMapping(
      collection.header,
      rows.slice(0, 100).map((row) => row.cells),
      country,
    );
    const normalise = createNormaliser(mapping, { country, today });
    for (const { cells, truth } of rows) {
      assert.deepEqual(truth.slips, []);
      assert.equal(cells.length, collection.header.length);
      const { claims } = normalise(cells);
      const held = register.get(truth.person)!;
      assert.equal(claims.birthDate, held.birthDate);
      assert.equal(compareName(claims.name!, held.name).verdict, 'yes', `${claims.name} ${held.name}`);
    }
  });
}

test('where no slip is told, name and date are the register’s own', () => {
  const collection = describeCollection(plan, { country, rows: 1000, shareKnown: 1, noise: 3, dialect: 'police' });
  const rows = [...collection.rows()];
  const mapping = suggestMapping(
    collection.header,
    rows.slice(0, 100).map((row) => row.cells),
    country,
  );
  const normalise = createNormaliser(mapping, { country, today });
  let different = 0;
  for (const { cells, truth } of rows) {
    const { claims } = normalise(cells);
    const held = register.get(truth.person)!;
    const clean = (field: string) => !truth.slips.some((slip) => slip.startsWith(`${field}.`));
    if (clean('birthDate')) assert.equal(claims.birthDate, held.birthDate);
    else if (claims.birthDate !== held.birthDate) different++;
    if (clean('name')) assert.equal(claims.name, displayName(held.name));
  }
  assert.ok(different > 50, 'the mistakes must be mistakes');
});

test('more persons to be known than the register has are refused', () => {
  assert.throws(() => describeCollection(plan, { country, rows: 9000 }), RangeError);
  assert.throws(() => describeCollection(plan, { country, rows: 9, shareKnown: 2 }), RangeError);
});

test('text in a former encoding is read back by the decoder', () => {
  const text = 'nguyễn thị đặng hồng ươ ắt ỷ quỳnh; 1980\r\n';
  for (const encoding of ['utf-8', 'tcvn3', 'vni', 'windows-1258'] as const)
    assert.equal(decode(encodeText(text, encoding), encoding), text, encoding);
});

test('a line holds any cells (RFC 4180)', () => {
  const unquote = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
  assert.equal(writeLine(['a', 'b,c', 'd"e', 'f\ng']), 'a,"b,c","d""e","f\ng"\r\n');
  fc.assert(fc.property(fc.string(), (cell) => assert.equal(unquote(writeLine([cell]).slice(0, -2)), cell)));
});
