import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, describeChange, findSources, foldRecord, orderActs, splitCorrection, yearsBetween } from './model.ts';
import type { Act, RecordChanges } from './record.ts';
import { actKey, sampleAct, sampleRecord } from './samples.ts';

const birth = sampleAct(1, '1990-05-17', sampleRecord, { kind: 'birth' });
const marriage = sampleAct(
  2,
  '2015-03-01',
  { maritalStatus: 'married', spouse: { name: 'Trần Thị Thử' } },
  { kind: 'marry' },
);
const fold = (acts: readonly Act[], on: string, known?: string) => foldRecord(acts, { on, known });

describe('a record is what its acts add up to', () => {
  const late = sampleAct(3, '1990-05-17', { name: 'Nguyễn Văn Mẫn' });
  const since = sampleAct(4, '2000-01-01', { religion: 'none' });
  const gone = sampleAct(5, '2020-02-02', { spouse: null, maritalStatus: 'divorced' }, { kind: 'divorce' });
  const cases: [string, Act[], string, (record: ReturnType<typeof fold>) => unknown, unknown][] = [
    ['nobody is there before the birth', [birth], '1990-05-16', (record) => record, undefined],
    ['the birth counts on its own day', [birth], '1990-05-17', (record) => record?.name, 'Nguyễn Văn Mẫu'],
    [
      'a later act leaves the days before it alone',
      [birth, marriage],
      '2015-02-28',
      (record) => record?.maritalStatus,
      'single',
    ],
    [
      'a later act counts from its day',
      [birth, marriage],
      '2015-03-01',
      (record) => record?.spouse?.name,
      'Trần Thị Thử',
    ],
    [
      'a correction of the past changes the past',
      [birth, marriage, late],
      '1991-01-01',
      (record) => record?.name,
      'Nguyễn Văn Mẫn',
    ],
    [
      'a correction of the past leaves later acts in force',
      [birth, marriage, late],
      '2016-01-01',
      (record) => record?.maritalStatus,
      'married',
    ],
    [
      'a correction from a day on leaves the days before it alone',
      [birth, since],
      '1999-12-31',
      (record) => record?.religion,
      undefined,
    ],
    ['null takes a field away', [birth, marriage, gone], '2020-02-02', (record) => 'spouse' in (record ?? {}), false],
  ];
  for (const [name, acts, on, read, expected] of cases) {
    test(name, () => assert.deepEqual(read(fold(acts, on)), expected));
  }

  test('a retracted act counts as if it had never been, from the moment that it is retracted', () => {
    const retraction = sampleAct(6, '2016-01-01', {}, { kind: 'unmerged-from', retracts: marriage.act });
    const acts = [birth, marriage, retraction];
    assert.deepEqual(fold(acts, '2016-06-01'), fold([birth], '2016-06-01'));
    assert.equal(fold(acts, '2016-06-01', marriage.recordedAt)?.maritalStatus, 'married');
  });

  test('of two acts valid from the same day the later knowledge wins', () => {
    const first = sampleAct(7, '2010-01-01', { phone: '0900000001' });
    const second = sampleAct(8, '2010-01-01', { phone: '0900000002' });
    assert.equal(fold([second, first, birth], '2010-01-01')?.phone, '0900000002');
  });

  test('each field names the act that gave it its value', () => {
    const sources = findSources([birth, marriage, late], { on: '2016-01-01' });
    assert.deepEqual(
      [sources.get('name')?.act, sources.get('spouse')?.act, sources.get('sex')?.act],
      [late.act, marriage.act, birth.act],
    );
  });

  test('a change is told as before and after on the day that it took effect', () => {
    assert.deepEqual(describeChange([birth, marriage, late], late), [
      { field: 'name', before: 'Nguyễn Văn Mẫu', after: 'Nguyễn Văn Mẫn' },
    ]);
    assert.deepEqual(describeChange([birth, marriage], marriage)[1], {
      field: 'spouse',
      after: { name: 'Trần Thị Thử' },
    });
  });
});

describe('a correction begins where the error began', () => {
  test('each field is corrected from the day on which its present value took effect', () => {
    const groups = splitCorrection(
      [birth, marriage],
      { name: 'Nguyễn Văn Mẫn', spouse: { name: 'Trần Thị Thu' } },
      '2026-01-01',
    );
    assert.deepEqual(groups, [
      { validFrom: '1990-05-17', changes: { name: 'Nguyễn Văn Mẫn' } },
      { validFrom: '2015-03-01', changes: { spouse: { name: 'Trần Thị Thu' } } },
    ]);
  });

  test('the officer may name another day', () => {
    assert.deepEqual(splitCorrection([birth], { religion: 'none' }, '2026-01-01', '2001-01-01'), [
      { validFrom: '2001-01-01', changes: { religion: 'none' } },
    ]);
  });

  test('a field that never had a value is corrected from the beginning', () => {
    assert.equal(splitCorrection([birth], { religion: 'none' }, '2026-01-01')[0]?.validFrom, '1990-05-17');
  });

  test('after its correction a field reads as corrected on every day since', () => {
    const [group] = splitCorrection([birth, marriage], { spouse: { name: 'Trần Thị Thu' } }, '2026-01-01');
    const acts = [birth, marriage, sampleAct(9, group!.validFrom, group!.changes)];
    for (const on of ['2015-03-01', '2020-01-01', '2026-01-01'])
      assert.equal(fold(acts, on)?.spouse?.name, 'Trần Thị Thu');
    assert.equal(fold(acts, '2015-02-28')?.spouse, undefined);
  });
});

describe('days and years', () => {
  const years: [string, string, number][] = [
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2006-05-17', '2026-05-16', 19],
    ['2006-05-17', '2026-05-17', 20],
  ];
  for (const [from, to, expected] of years)
    test(`${from} is ${expected} years before ${to}`, () => assert.equal(yearsBetween(from, to), expected));
  test('days are added over the end of February', () => assert.equal(addDays('2028-02-28', 1), '2028-02-29'));
});

const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2000-01-01', days));
const changes: fc.Arbitrary<RecordChanges> = fc.oneof(
  fc.constantFrom('0900000001', '0900000002', null).map((phone) => ({ phone })),
  fc.constantFrom('none', 'buddhism').map((religion) => ({ religion })),
  fc.constantFrom('Lê An', 'Lê Bình').map((name) => ({ name })),
);
/** A history in the order of recording; some acts take back an earlier one. */
const history = fc
  .array(fc.record({ validFrom: day, changes, back: fc.option(fc.nat({ max: 20 }), { nil: undefined }) }), {
    maxLength: 20,
  })
  .map((lines) => [
    sampleAct(0, '1999-01-01', sampleRecord, { kind: 'birth' }),
    ...lines.map(({ validFrom, changes: changed, back }, index) => {
      const target = back !== undefined && back > 0 && back < index ? actKey(back) : undefined;
      return sampleAct(index + 1, validFrom, target ? {} : changed, target ? { retracts: target } : {});
    }),
  ]);

describe('laws of the fold', () => {
  test('the order in which acts are handed over does not matter', () => {
    fc.assert(
      fc.property(history, day, fc.infiniteStream(fc.nat({ max: 1000 })), (acts, on, noise) => {
        const shuffled = acts
          .map((act) => ({ act, at: noise.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ act }) => act);
        assert.deepEqual(fold(shuffled, on), fold(acts, on));
        assert.deepEqual(orderActs(shuffled), orderActs(acts));
      }),
    );
  });

  test('what was known at an instant never changes when later acts are added', () => {
    fc.assert(
      fc.property(history, day, fc.nat({ max: 20 }), (acts, on, cut) => {
        const prefix = acts.slice(0, cut + 1);
        const known = prefix.at(-1)!.recordedAt;
        assert.deepEqual(fold(acts, on, known), fold(prefix, on));
      }),
    );
  });

  test('an act never changes the days before it is valid', () => {
    fc.assert(
      fc.property(history, day, changes, (acts, validFrom, changed) => {
        const more = [...acts, sampleAct(99, validFrom, changed)];
        const before = addDays(validFrom, -1);
        assert.deepEqual(fold(more, before), fold(acts, before));
      }),
    );
  });

  test('taking an act back restores the record on every day', () => {
    fc.assert(
      fc.property(history, day, changes, day, (acts, validFrom, changed, on) => {
        const done = [...acts, sampleAct(98, validFrom, changed)];
        assert.deepEqual(fold([...done, sampleAct(99, validFrom, {}, { retracts: actKey(98) })], on), fold(acts, on));
      }),
    );
  });

  test('folding does not write into the acts', () => {
    fc.assert(
      fc.property(history, day, (acts, on) => {
        const before = JSON.stringify(acts);
        fold(acts, on);
        assert.equal(JSON.stringify(acts), before);
      }),
    );
  });
});
