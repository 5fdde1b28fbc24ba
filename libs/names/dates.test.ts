import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { civilFromDays, compareDate, daysFromCivil, formatDays, isLeapYear, parseDate } from './index.ts';

const day = fc.integer({ min: daysFromCivil(1, 1, 1), max: daysFromCivil(9999, 12, 31) });

test('day numbers agree with the platform calendar from year 1 to 9999', () => {
  fc.assert(
    fc.property(day, (days) => {
      const iso = new Date(days * 86_400_000).toISOString().slice(0, 10);
      assert.equal(formatDays(days), iso);
      const { year, month, day: dayOfMonth } = civilFromDays(days);
      assert.equal(daysFromCivil(year, month, dayOfMonth), days);
    }),
    { numRuns: 3000 },
  );
  assert.equal(daysFromCivil(1970, 1, 1), 0);
});

test('leap years follow the Gregorian rule', () => {
  for (const year of [1600, 2000, 2024, 1904]) assert.ok(isLeapYear(year));
  for (const year of [1700, 1900, 2023, 2100]) assert.ok(!isLeapYear(year));
  assert.equal(daysFromCivil(2024, 3, 1) - daysFromCivil(2024, 2, 28), 2);
  assert.equal(daysFromCivil(1900, 3, 1) - daysFromCivil(1900, 2, 28), 1);
});

test('a partial date spans the days it may be', () => {
  assert.deepEqual(parseDate('1987-05-12'), { from: '1987-05-12', to: '1987-05-12', precision: 'day' });
  assert.deepEqual(parseDate('2024-02'), { from: '2024-02-01', to: '2024-02-29', precision: 'month' });
  assert.deepEqual(parseDate('1952'), { from: '1952-01-01', to: '1952-12-31', precision: 'year' });
});

test('dates that are no dates are refused with their code', () => {
  for (const text of [
    '1987-02-29',
    '1900-02-29',
    '1987-04-31',
    '1987-13-01',
    '1987-00',
    '1987-01-00',
    '0000',
    '0000-01-01',
  ]) {
    assert.throws(() => parseDate(text), { name: 'DateError', code: 'date-impossible' }, text);
  }
  for (const text of [
    '',
    '87',
    '12/05/1987',
    '1987-5-12',
    '1987-05-12T00',
    '1987/05/12',
    ' 1987',
    '+987',
    '１９８７',
    '1987-0x',
  ]) {
    assert.throws(() => parseDate(text), { name: 'DateError', code: 'date-form' }, text);
  }
});

test('every existing day is read and nothing else that looks like one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
      (y, m, d) => {
        const text = [String(y).padStart(4, '0'), String(m).padStart(2, '0'), String(d).padStart(2, '0')].join('-');
        const platform = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(platform.getTime()) && platform.toISOString().startsWith(text);
        if (exists) assert.equal(parseDate(text).from, text);
        else assert.throws(() => parseDate(text), { code: 'date-impossible' });
      },
    ),
  );
});

const table: [claimed: string, held: string, verdict: string, why?: string][] = [
  ['1987-05-12', '1987-05-12', 'yes'],
  ['1987', '1987', 'yes'],
  ['1987-05', '1987-05', 'yes'],
  ['1987-12-05', '1987-05-12', 'close', 'day-month-swapped'],
  ['1987-05-13', '1987-05-12', 'close', 'one-digit'],
  ['1988-05-12', '1987-05-12', 'close', 'one-digit'],
  ['1987-05-12', '1987', 'close', 'year-only'],
  ['1987', '1987-05-12', 'close', 'year-only'],
  ['1987-05', '1987', 'close', 'year-only'],
  ['1987-05', '1987-05-12', 'close', 'year-and-month-only'],
  ['1987-06', '1987-05-12', 'no'],
  ['1988', '1987', 'no'],
  ['1987-06', '1987-05', 'no'],
  ['1988', '1987-05-12', 'no'],
  ['1987-06-23', '1987-05-12', 'no'],
  ['1988-12-05', '1987-05-12', 'no'],
  ['1987-02-30', '1987-02-20', 'no'],
  ['nonsense', 'nonsense', 'no'],
];

test('each usual difference between dates has its verdict, whichever side it is on', () => {
  for (const [claimed, held, verdict, why] of table) {
    for (const found of [compareDate(claimed, held), compareDate(held, claimed)]) {
      assert.deepEqual([found.verdict, found.why], [verdict, why], `${claimed} / ${held}`);
    }
  }
});

test('a date is yes only to itself', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -500, max: 500 }), (days, shift) => {
      fc.pre(days + shift > daysFromCivil(1, 1, 1) && days + shift < daysFromCivil(9999, 1, 1));
      assert.equal(compareDate(formatDays(days), formatDays(days + shift)).verdict === 'yes', shift === 0);
    }),
  );
});
