import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unitAt } from '#libs/country';
import { createGenerator, describePopulation, generateChunk, tableNames } from './index.ts';
import { permute } from './permute.ts';
import { choose, Random, weigh } from './random.ts';
import { generateBytes, generateRows, readVietnam, today } from './samples.ts';

const country = readVietnam();
const options = { country, persons: 3000, seed: 11, today };

test('the same seed makes the same bytes, another seed other ones', () => {
  const bytes = generateBytes(options);
  const again = generateBytes(options);
  const other = generateBytes({ ...options, seed: 12 });
  for (const table of tableNames) {
    assert.ok(bytes[table].length > 10_000, table);
    assert.ok(bytes[table].equals(again[table]), table);
    assert.ok(!bytes[table].equals(other[table]), table);
  }
});

test('how the country is cut into chunks does not change it', () => {
  const whole = generateBytes({ ...options, cellsAChunk: 100 });
  for (const cellsAChunk of [1, 5]) {
    const parts = generateBytes({ ...options, cellsAChunk });
    for (const table of tableNames) assert.ok(whole[table].equals(parts[table]), table);
  }
});

test('a chunk made alone is the chunk made in its turn, in used memory too', () => {
  const plan = describePopulation({ ...options, cellsAChunk: 3 });
  const generator = createGenerator(plan);
  let spare: ReturnType<typeof generateChunk> | undefined;
  for (let index = 0; index < plan.chunks; index++) {
    const chunk = generator.generate(index, spare);
    const alone = generateChunk(plan, index);
    for (const table of tableNames) assert.deepEqual(chunk.tables[table], alone.tables[table], `${table} ${index}`);
    spare = chunk;
  }
});

test('a country has exactly the persons asked for', () => {
  for (const persons of [1, 257]) {
    assert.equal(generateRows({ ...options, persons }).person.length, persons);
  }
  for (const persons of [0, -1, 1.5, 100_000_001]) {
    assert.throws(() => describePopulation({ ...options, persons }), RangeError);
  }
  assert.throws(() => generateChunk(describePopulation(options), 1000), RangeError);
});

test('a country can be seen on a day before its units changed, and nothing in it is later', () => {
  for (const day of ['2021-03-01', '2025-07-02', '2031-05-05']) {
    const { act, person } = generateRows({ ...options, persons: 600, today: day });
    assert.ok(
      act.every((row) => (row.recorded_at as string).slice(0, 10) < day),
      day,
    );
    for (const row of person.filter((one) => one.province !== '')) {
      assert.equal(unitAt(country, row.province as string, day)?.level, 'province', `${day} ${row.province}`);
    }
  }
});

test('a country without a profile is refused by name', () => {
  const other = { ...country, facts: { ...country.facts, id: 'xx' } };
  assert.throws(() => describePopulation({ ...options, country: other }), /no profile .* for xx/);
});

test('the shuffle of numbers is one to one', () => {
  for (const size of [2, 3, 10, 1000, 4097]) {
    const seen = new Set(Array.from({ length: size }, (_, value) => permute(value, size, 99)));
    assert.equal(seen.size, size);
    assert.ok(Math.max(...seen) === size - 1 && Math.min(...seen) === 0);
  }
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1 << 30 }), fc.nat(), fc.nat(), (size, value, key) => {
      const result = permute(value % size, size, key);
      return Number.isInteger(result) && result >= 0 && result < size;
    }),
  );
});

test('weighted draws come in the proportion of their weights, and never with weight nought', () => {
  const random = new Random(1, 1);
  const choice = weigh([1, 0, 3]);
  const counts = [0, 0, 0];
  for (let draw = 0; draw < 40_000; draw++) counts[choose(choice, random)]! += 1;
  assert.equal(counts[1], 0);
  assert.ok(Math.abs(counts[0]! - 10_000) < 400, String(counts));
  assert.throws(() => weigh([0, 0]), RangeError);
});
