import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareTerms, isNarrower, type Terms } from './terms.ts';

const terms: Terms = {
  purposes: ['bank-customer-check', 'credit-application'],
  fields: ['name', 'pin', 'birthDate'],
  modes: ['verify', 'bulk'],
  quotaPerDay: 1000,
  hours: 'always',
  validFrom: '2026-01-01',
  validTo: '2028-01-01',
};

const narrower: [string, Partial<Terms>, boolean][] = [
  ['the same', {}, false],
  ['a field less', { fields: ['name', 'pin'] }, true],
  ['a purpose less', { purposes: ['credit-application'] }, true],
  ['a way less', { modes: ['verify'] }, true],
  ['a lower quota', { quotaPerDay: 999 }, true],
  ['an earlier end', { validTo: '2027-01-01' }, true],
  ['office hours', { hours: 'office' }, true],
  ['laws named', { legalBases: ['anti-money-laundering-law-9'] }, true],
  ['a field less and a higher quota', { fields: ['name'], quotaPerDay: 1001 }, false],
  ['another field', { fields: ['name', 'phone'] }, false],
  ['a later end', { validTo: '2028-01-02' }, false],
  ['an earlier beginning', { validFrom: '2025-12-31' }, false],
  ['candidates', { candidates: 1 }, false],
];
for (const [what, change, expected] of narrower)
  test(`${what} is ${expected ? '' : 'not '}narrower`, () => {
    assert.equal(isNarrower({ ...terms, ...change }, terms), expected);
  });

test('laws that were named are not widened by naming none, nor hours by opening them', () => {
  const { legalBases: _, ...any } = { ...terms, legalBases: undefined };
  assert.equal(isNarrower({ ...any, quotaPerDay: 1 } as Terms, { ...terms, legalBases: ['telecom-law'] }), false);
  assert.equal(isNarrower({ ...terms, quotaPerDay: 1 }, { ...terms, hours: 'office' }), false);
});

test('a difference names each thing that came or went, and the same terms have none', () => {
  assert.deepEqual(compareTerms(terms, { ...terms, fields: ['name', 'phone', 'pin'], quotaPerDay: 5, candidates: 2 }), [
    { part: 'fields', item: 'birthDate', before: 'birthDate' },
    { part: 'fields', item: 'phone', after: 'phone' },
    { part: 'quotaPerDay', before: '1000', after: '5' },
    { part: 'candidates', after: '2' },
  ]);
  const some = fc.record({
    purposes: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    quotaPerDay: fc.nat(),
    hours: fc.constantFrom('always', 'office'),
  });
  fc.assert(
    fc.property(some, some, (before, after) => {
      assert.deepEqual(compareTerms(before, before), []);
      assert.equal(compareTerms(before, after).length, compareTerms(after, before).length);
    }),
  );
});
