import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Catalogue, TermsView } from './data.ts';
import { beginTerms, choosePurposes, fillTerms, findTaken, offerFor, readCount, readTerms } from './given.ts';

const named = (...ids: string[]) => ids.map((id) => ({ id, name: `the ${id}` }));
const law = (id: string) => ({ id, name: id, validFrom: '2020-01-01' });
const office = { id: 'office', from: '07:00', to: '18:30', days: [1, 2, 3, 4, 5] };
const catalogue: Catalogue = {
  purposes: [
    {
      id: 'read',
      name: 'to read',
      legalBases: [law('one'), law('two')],
      fields: named('name', 'pin'),
      modes: ['verify', 'attributes', 'identify', 'bulk', 'events'],
    },
    {
      id: 'check',
      name: 'to check',
      legalBases: [law('two'), law('three')],
      fields: named('pin', 'phone'),
      modes: ['verify', 'bulk', 'events'],
    },
  ],
  modes: named('verify', 'attributes', 'identify', 'bulk', 'events'),
  hours: [office],
  years: 5,
  quotaPerDay: 1000,
  candidates: 5,
};
const terms: TermsView = {
  purposes: named('read'),
  legalBases: named('one', 'two'),
  fields: named('name', 'pin'),
  modes: named('verify', 'identify'),
  quotaPerDay: 20_000,
  hours: office,
  candidates: 5,
  validFrom: '2026-01-01',
  validTo: '2028-01-01',
};

test('terms that are opened in the form and sent unchanged are the same terms', () => {
  assert.deepEqual(readTerms(fillTerms(terms)), {
    purposes: ['read'],
    legalBases: ['one', 'two'],
    fields: ['name', 'pin'],
    modes: ['verify', 'identify'],
    quotaPerDay: 20_000,
    hours: 'office',
    candidates: 5,
    validFrom: '2026-01-01',
    validTo: '2028-01-01',
  });
});

test('several purposes offer the fields and laws of any, and the ways of all', () => {
  const offer = offerFor(catalogue, ['read', 'check']);
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
  assert.deepEqual(ids(offer.fields), ['name', 'pin', 'phone']);
  assert.deepEqual(ids(offer.legalBases), ['one', 'two', 'three']);
  assert.deepEqual(ids(offer.modes), ['verify', 'bulk', 'events']);
  assert.deepEqual(offerFor(catalogue, []), { legalBases: [], fields: [], modes: [] });
});

test('what other purposes do not allow is no longer chosen; verification always is', () => {
  const other = choosePurposes(catalogue, fillTerms(terms), 'check');
  assert.deepEqual(other, { purposes: 'check', legalBases: 'two', fields: 'pin', modes: 'verify' });
  assert.equal(choosePurposes(catalogue, beginTerms(catalogue, '2026-01-01'), '').modes, 'verify');
});

test('a count is read as people write it', () => {
  assert.deepEqual(['20.000', '20,000', '20 000', '20000'].map(readCount), [20_000, 20_000, 20_000, 20_000]);
  assert.ok(Number.isNaN(readCount('many')));
  assert.ok(Number.isNaN(readCount('')));
});

test('what an offer takes away is each id that went and each value that is another', () => {
  const same = fillTerms(terms);
  assert.deepEqual(findTaken(terms, same), []);
  assert.deepEqual(findTaken(terms, { ...same, quotaPerDay: '20.000' }), []);
  assert.deepEqual(findTaken(terms, { ...same, fields: 'name', quotaPerDay: '500' }), [
    { part: 'fields', item: 'pin' },
    { part: 'quotaPerDay' },
  ]);
  assert.deepEqual(findTaken(terms, { ...same, modes: 'verify' }), [
    { part: 'modes', item: 'identify' },
    { part: 'candidates' },
  ]);
});
