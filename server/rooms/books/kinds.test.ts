import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { country } from '#test';
import { readBookKind, readBookKinds } from './kinds.ts';

const folder = new URL('../../../country/vn/books/', import.meta.url);
const { languages } = country.facts;
const births = readFileSync(new URL('births.yaml', folder), 'utf8');

test('every kind of book is named in every language, and looked at for a purpose under one of its laws', () => {
  const kinds = [...readBookKinds(folder, languages).values()];
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['births', 'deaths', 'marriages'],
  );
  for (const { kind, purpose, legalBasis } of kinds)
    assert.ok(country.purposes.get(purpose)?.legalBases.includes(legalBasis), kind);
});

test('a kind that is not usable is refused with its file and what is wrong', () => {
  for (const [change, reason] of [
    [births.replace('kind: name,', 'kind: colour,'), /births\.yaml\/fields\/2\/kind/],
    [births.replace('id: sex', 'id: name'), /two fields have one id/],
    [births.replace(', fr: Sexe', ''), /sex has no name in a language/],
    [births.replace('purpose:', 'porpoise:'), /births\.yaml/],
  ] as const) {
    assert.notEqual(change, births);
    assert.throws(() => readBookKind('births.yaml', change, languages), reason);
  }
});
